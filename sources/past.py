"""A run held against its section's own past: lists that shrank, fields that were always there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sources.faults import Fault
from sources.runs import RunCounts, SectionReading

#: Whole readings of a listing before its size is known; fewer say nothing.
LISTS_KNOWN = 3
LISTS_LATELY = 3
LISTS_BEFORE = 9
#: Shorter lists come and go by themselves.
SHORTEST_LIST = 8
#: So much of the shortest list ever seen may be left before it counts as half a list.
LIST_LEFT = 0.5
#: After so long what is there now is what is always there.
LISTS_FORGOTTEN = timedelta(days=7)

#: Articles on both sides before their fields are compared.
ARTICLES_NOW = 8
ARTICLES_BEFORE = 20
ALWAYS = 0.95
SELDOM = 0.5
FIELDS_FORGOTTEN = timedelta(days=30)
#: Runs that are looked through for so many articles: a tick of a quiet portal reads one or two.
RUNS_LATELY = 20
RUNS_BEFORE = 60

#: So many items that all fail are no accident of one broken link.
UNREAD_ITEMS = 3

#: What is counted of each article.
FIELDS = ("title", "published", "body", "lead", "byline", "images", "files", "number")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A section that is not as it always was, in one sentence."""

    section: str
    fault: Fault
    message: str
    fields: tuple[str, ...] = ()


def shrunk(runs: Sequence[RunCounts]) -> list[Doubt]:
    """The sections whose whole listing, as last read in `runs` (newest first), is clearly shorter
    than in any of the undoubted runs before.
    """
    found = []
    for section in _sections(runs):
        read = [entry for entry in _of(section, runs) if entry.listed is not None]
        known = [entry.listed or 0 for entry in read[1:] if not entry.doubtful]
        if len(known) < LISTS_KNOWN or min(known) < SHORTEST_LIST:
            continue
        shown = read[0].listed or 0
        if shown <= min(known) * LIST_LEFT:
            text = f"The listing shows {shown} items; it never showed fewer than {min(known)}."
            found.append(Doubt(section, Fault.FEWER_ITEMS, text))
    return found


def lost(runs: Sequence[RunCounts]) -> list[Doubt]:
    """The fields that articles of a section always had and that are read no more.

    The newest `runs` lend their articles until there are enough to judge by; the undoubted ones
    behind them are the past.
    """
    found = []
    for section in _sections(runs):
        readings = _of(section, runs)
        now = _enough(readings)
        past = [entry for entry in readings[len(now) :] if not entry.doubtful]
        gone = _fields_gone(now, past)
        if gone:
            text = f"Articles no longer show what they always had: {', '.join(gone)}."
            found.append(Doubt(section, Fault.FIELD_LOST, text, tuple(gone)))
    return found


def unread(runs: Sequence[RunCounts]) -> bool:
    """Whether of all items asked for last not one could be read (newest run first)."""
    for counts in runs:
        if counts.articles or counts.unchanged or counts.new:
            return False
        if counts.items_failed:
            return counts.items_failed >= UNREAD_ITEMS
    return False


def shares(readings: Iterable[SectionReading]) -> dict[str, float]:
    """The share of articles that have each field; empty without an article."""
    known = list(readings)
    articles = sum(reading.articles for reading in known)
    if not articles:
        return {}
    return {
        name: sum(reading.fields.get(name, 0) for reading in known) / articles for name in FIELDS
    }


def _fields_gone(lately: Sequence[SectionReading], past: Sequence[SectionReading]) -> list[str]:
    if sum(reading.articles for reading in lately) < ARTICLES_NOW:
        return []
    if sum(reading.articles for reading in past) < ARTICLES_BEFORE:
        return []
    now, before = shares(lately), shares(past)
    return [name for name in FIELDS if before[name] >= ALWAYS and now[name] < SELDOM]


def _enough(readings: Sequence[SectionReading]) -> list[SectionReading]:
    """The first readings until they hold articles enough to judge by."""
    taken: list[SectionReading] = []
    articles = 0
    for reading in readings:
        if articles >= ARTICLES_NOW:
            break
        taken.append(reading)
        articles += reading.articles
    return taken


def _sections(runs: Iterable[RunCounts]) -> list[str]:
    return list(dict.fromkeys(entry.section for counts in runs for entry in counts.sections))


def _of(section: str, runs: Iterable[RunCounts]) -> list[SectionReading]:
    return [entry for counts in runs for entry in counts.sections if entry.section == section]
