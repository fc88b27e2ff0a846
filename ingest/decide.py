"""What a fetch means: previous + fetched -> Decision. Pure; both readings are by the same rules."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from alerts.model import EventKind
from articles.model import Attachment, Content, FieldChange, Verdict, VerdictKind, Weight
from articles.verdict import compare
from directives.compare import differences
from directives.model import Extraction
from ingest.doubt import is_wholly_other
from ingest.moves import reads_the_same

SUMMARY_FIELDS = 3  # a summary names so many changed fields, the rest are counted
SUMMARY_VALUE = 80  # characters of a value shown in a summary


class Outcome(StrEnum):
    """What becomes of a fetched item."""

    NEW = "new"
    CHANGED = "changed"
    COSMETIC = "cosmetic"
    UNCHANGED = "unchanged"
    DOUBTFUL = "doubtful"  # not believed yet: evidence, nothing else
    BASELINE = "baseline"  # a new reading to compare with later; no change of the portal


class DecisionReason(StrEnum):
    """Why; stored with the change, logged and shown."""

    FIRST_SEEN = "first_seen"
    AS_BEFORE = "as_before"
    CONTENT_DIFFERS = "content_differs"
    FORM_DIFFERS = "form_differs"
    FILE_ARRIVED = "file_arrived"  # a file that could not be fetched before
    WHOLLY_OTHER = "wholly_other"  # nothing in common with the version before
    MOVED = "moved"  # only addresses differ: the item stands elsewhere now
    READ_ANEW = "read_anew"  # nothing to compare with under today's rules


@dataclass(frozen=True, slots=True)
class Reading:
    """An item at one time: what the portal gave and what it orders."""

    content: Content
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Decision:
    """What to write and which events happened, most specific first."""

    outcome: Outcome
    reason: DecisionReason
    verdict: Verdict | None = None
    summary: str = ""
    events: tuple[EventKind, ...] = ()


_MOVED = Decision(Outcome.BASELINE, DecisionReason.MOVED)


def decide(
    before: Reading | None, after: Reading, *, confirmed: bool = False, elsewhere: bool = False
) -> Decision:
    """Judge a fetch against the version before (None: the item is new).

    `confirmed`: the same page was met before and doubted for long enough. `elsewhere`: it answered
    under another address; addresses of pictures and files are no change then.
    """
    if before is None:
        return Decision(Outcome.NEW, DecisionReason.FIRST_SEEN, events=_first_events(after))
    if not confirmed and is_wholly_other(before.content.article, after.content.article):
        return Decision(Outcome.DOUBTFUL, DecisionReason.WHOLLY_OTHER)
    old, filled = _with_arrived_files(before.content, after.content)
    new = _with_kept_files(before.content, after.content)
    verdict = compare(old, new, protected=_spans(before.extraction, after.extraction))
    if verdict.kind is VerdictKind.CONTENT:
        moved = elsewhere and reads_the_same(old, new)
        return _MOVED if moved else _changed(before, after, verdict)
    if filled:
        return Decision(Outcome.BASELINE, DecisionReason.FILE_ARRIVED)
    if verdict.kind is VerdictKind.COSMETIC:
        return Decision(Outcome.COSMETIC, DecisionReason.FORM_DIFFERS, verdict)
    return Decision(Outcome.UNCHANGED, DecisionReason.AS_BEFORE, verdict)


def _first_events(after: Reading) -> tuple[EventKind, ...]:
    if after.extraction.is_directive:
        return (EventKind.DIRECTIVE_NEW, EventKind.ARTICLE_NEW)
    return (EventKind.ARTICLE_NEW,)


def _changed(before: Reading, after: Reading, verdict: Verdict) -> Decision:
    ordered = tuple(
        FieldChange(change.field, change.before, change.after)
        for change in differences(before.extraction, after.extraction)
    )
    weight = Weight.MAJOR if ordered else verdict.weight
    verdict = replace(verdict, weight=weight, fields=(*ordered, *verdict.fields))
    events = [EventKind.ARTICLE_CHANGED]
    if after.extraction.is_directive and not before.extraction.is_directive:
        events.insert(0, EventKind.DIRECTIVE_NEW)
    elif before.extraction.is_directive or after.extraction.is_directive:
        events.insert(0, EventKind.DIRECTIVE_CHANGED)
    return Decision(
        Outcome.CHANGED,
        DecisionReason.CONTENT_DIFFERS,
        verdict,
        summarise(verdict.fields),
        tuple(events),
    )


def _spans(*extractions: Extraction) -> list[str]:
    return [entry.span for extraction in extractions for entry in extraction.directives]


def _with_arrived_files(before: Content, after: Content) -> tuple[Content, bool]:
    """`before` with files filled in that had failed then and are here now; whether there were any."""
    arrived = _hashes(after.attachments)
    files = tuple(
        replace(file, sha256=arrived[file.url]) if not file.sha256 and file.url in arrived else file
        for file in before.attachments
    )
    return replace(before, attachments=files), files != before.attachments


def _with_kept_files(before: Content, after: Content) -> Content:
    """`after` with files that failed now taken as before: not knowing is no change."""
    kept = _hashes(before.attachments)
    files = tuple(
        replace(file, sha256=kept[file.url]) if not file.sha256 and file.url in kept else file
        for file in after.attachments
    )
    return replace(after, attachments=files)


def _hashes(files: Iterable[Attachment]) -> dict[str, str]:
    return {file.url: file.sha256 for file in files if file.sha256}


def summarise(fields: tuple[FieldChange, ...]) -> str:
    """One line for lists and logs: the first fields with their values before and after."""
    parts = [
        f"{change.field}: {_short(change.before)} → {_short(change.after)}"
        for change in fields[:SUMMARY_FIELDS]
    ]
    more = len(fields) - SUMMARY_FIELDS
    return "; ".join(parts) + (f"; +{more}" if more > 0 else "")


def _short(value: str) -> str:
    folded = " ".join(value.split())
    return folded if len(folded) <= SUMMARY_VALUE else folded[: SUMMARY_VALUE - 1] + "…"
