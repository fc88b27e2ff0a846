"""One task made an Instruction: its span, receivers, joining ones, deadline, targets, cites."""

import re
from dataclasses import dataclass, replace
from datetime import date

from directives.deadlines import read_deadline
from directives.mentions import cites, targets
from directives.model import Instruction
from directives.names import joining, receivers_at
from directives.normal import level
from directives.sentences import Stretch
from directives.wording import list_mark

_REPORTING = re.compile(r"(?:đã|được|đang|vừa)(?!\w)")
_SUBJECT_REACH = 200
_EDGES = " \n\t;"


@dataclass(frozen=True, slots=True)
class Giver:
    """Who speaks: as written in its longest form, the canonical body, and its rank if known."""

    name: str
    body: str
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A place of text that orders something: `receivers` from the opener, `rule` the form."""

    place: Stretch
    receivers: tuple[str, ...]
    rule: str


def instruction(text: str, flat: str, task: Task, giver: Giver, base: date | None) -> Instruction:
    """The instruction that stands at `task.place`, every quoted field verbatim in `text`."""
    place = trimmed(text, task.place)
    span = place.of(text)
    join = joining(text, flat, place.start, place.end)
    return Instruction(
        span=span,
        issuer=giver.name,
        issuer_body=giver.body,
        addressees=tuple(n for n in task.receivers if n not in join),
        cooperating=join,
        deadline=read_deadline(span, base),
        targets=targets(span),
        cites=cites(span),
        rule=task.rule,
    )


def trimmed(text: str, place: Stretch) -> Stretch:
    """A place without list mark and loose marks at its edges."""
    mark = list_mark().match(text, place.start, place.end)
    start, end = mark.end() if mark else place.start, place.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return replace(place, start=start, end=end)


def subject(text: str, flat: str, place: Stretch) -> tuple[str, ...]:
    """The receivers a sentence begins with when a task follows them; a report has none."""
    found = receivers_at(text, flat, place.start, min(place.end, place.start + _SUBJECT_REACH * 2))
    if found is None or found.colon or not found.names:
        return ()
    if _REPORTING.search(level(" ".join(found.names))) or found.end - place.start > _SUBJECT_REACH * 2:
        return ()
    return found.names
