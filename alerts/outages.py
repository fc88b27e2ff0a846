"""A source that went blind or came back, and an outage of everything, in words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.model import CaughtUp, Event, EventKind, Language, OutageCause, SourceFacts
from alerts.outage_words import COUNTS, FIELDS, HEADINGS, TEXTS, UNITS, why_words
from alerts.plain import harmless
from alerts.views import OpenView, OutageView, ServiceView
from directives.model import Document, Instruction

NAME_LIMIT = 100
TITLE_LIMIT = 160
SOURCES_NAMED = 3
PASSED_SHOWN = 5  # lines; the rest is counted
MINUTES_OF_HOUR = 60
HOURS_OF_DAY = 24

#: Reasons of which nobody says "not readable from … to …": pages answered all the time.
_ANSWERING = frozenset({"silence", "mass_absence", "fewer_items", "field_lost"})
Line = Callable[[str, Document | None, Instruction], OpenView]


@dataclass(frozen=True, slots=True)
class Words:
    """In which language, at what time (`at`: of the event), and how a time is worded."""

    language: Language
    at: datetime
    moment: Callable[[datetime], str]


def outage_view(event: Event, words: Words) -> OutageView | None:
    """What a template shows of a source's outage, or of its end; None for another event."""
    outage = event.outage
    if outage is None:
        return None
    back = event.kind is EventKind.SOURCE_BACK
    until = (outage.back_since or words.at) if back else words.at
    untold = outage.why in _ANSWERING or (outage.first_contact and not back)
    return OutageView(
        source=harmless(outage.source_title or outage.source, NAME_LIMIT),
        why=why_words(outage.why, words.language),
        since=words.moment(outage.blind_since),
        last_good=words.moment(outage.last_good) if outage.last_good else "",
        last_new=words.moment(outage.last_new) if outage.last_new else "",
        last_title=harmless(outage.last_title, TITLE_LIMIT),
        until=words.moment(until),
        lasted="" if untold else lasted(outage.blind_since, until, words.language),
        unsteady=outage.unsteady,
        first_contact=outage.first_contact,
        read=_fields(outage.read, words.language),
        unread=_fields(outage.unread, words.language),
        caught_up=caught_up_words(outage.caught_up, words.language),
    )


def outage_heading(event: Event, language: Language) -> str:
    """What this outage is called, "" where its event's own name says it."""
    if event.service is not None:
        stopped = event.service.cause is OutageCause.STOPPED
        return "" if stopped else HEADINGS[language][f"back_{event.service.cause.value}"]
    if event.outage is None:
        return ""
    back = event.kind is EventKind.SOURCE_BACK
    name = _return_name(event.outage) if back else _name(event.outage)
    return HEADINGS[language][name] if name else ""


def _return_name(outage: SourceFacts) -> str:
    return "back_silence" if outage.why == "silence" else ""


def _name(outage: SourceFacts) -> str:
    if not outage.source:
        return "nothing"
    if outage.unsteady:
        return "unsteady"
    if outage.first_contact:
        return "first_contact"
    if outage.why in _ANSWERING:
        return outage.why
    return "still" if outage.told_before else ""


def service_view(event: Event, words: Words, line: Line) -> ServiceView | None:
    """What a template shows of an outage of everything that is over; `line` words an instruction."""
    facts = event.service
    if facts is None:
        return None
    names = [harmless(name, NAME_LIMIT) for name in facts.sources[:SOURCES_NAMED]]
    more = len(facts.sources) - len(names)
    named = ", ".join(names) + (f" (+{more})" if more > 0 else "")
    return ServiceView(
        why=why_words(f"cause_{facts.cause.value}", words.language),
        since=words.moment(facts.since),
        until=words.moment(facts.until),
        lasted=lasted(facts.since, facts.until, words.language),
        count=len(facts.sources),
        sources=named,
        caught_up=caught_up_words(facts.caught_up, words.language),
        passed=tuple(line(*entry) for entry in facts.passed[:PASSED_SHOWN]),
        more=max(0, len(facts.passed) - PASSED_SHOWN),
    )


def lasted(since: datetime, until: datetime, language: Language) -> str:
    """`2 giờ 10 phút`, `3 ngày 4 giờ`: the two largest units."""
    minutes = max(0, (until - since) // timedelta(minutes=1))
    hours, minutes = divmod(minutes, MINUTES_OF_HOUR)
    days, hours = divmod(hours, HOURS_OF_DAY)
    counted = list(zip((days, hours, minutes), UNITS[language], strict=True))
    said = [f"{count} {unit[count > 1]}" for count, unit in counted if count]
    return " ".join(said[:2]) or TEXTS[language]["moment"]


def caught_up_words(found: CaughtUp, language: Language) -> str:
    """`3 tin mới, 1 tin được sửa, 2 chỉ đạo`; "" for nothing."""
    numbers = (found.new, found.changed, found.directives)
    counted = zip(numbers, COUNTS[language], strict=True)
    return ", ".join(f"{count} {word[count > 1]}" for count, word in counted if count)


def _fields(names: tuple[str, ...], language: Language) -> str:
    return ", ".join(FIELDS[language].get(name, harmless(name, NAME_LIMIT)) for name in names)
