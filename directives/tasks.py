"""One task made an Instruction: its span, receivers, joining ones, deadline, targets, cites."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from directives.deadlines import read_deadline
from directives.mentions import cites, targets
from directives.model import Instruction
from directives.names import Names, joining, receivers_at
from directives.normal import level
from directives.places import names_pattern
from directives.sentences import Stretch
from directives.wording import list_mark

_REPORTING = re.compile(
    r"(?<!\w)(?:đã|được|đang|vừa|sẽ|cũng|tin tưởng|ghi nhận|nêu|tham gia|cho biết|cho rằng|khẳng định|đề nghị|kiến nghị|đánh giá|phát biểu|nhấn mạnh|kỳ vọng|mong|là|có|vẫn|đều|chia sẻ|trao|dự|thăm|yêu cầu|chúc|cảm ơn|bày tỏ|trình bày|đến|do|tại|nhận)(?!\w)(?! liên quan| thẩm quyền| trách nhiệm)"
)
_COMMA = re.compile(r", ")
_CIRCUMSTANCE = re.compile(
    r"(?:với|để|trong|trước|thời gian|từ|qua|tại|đối với|do|khi|nhằm|về|đặc biệt|tuy nhiên|vì vậy|bên cạnh|đồng thời|theo|sau|riêng|ngoài|cùng|chậm nhất|cụ thể|thứ|vừa qua|hiện nay|trước mắt)(?!\w)"
)
_PERSONS_CALLED = re.compile(r"(?:các )?(?:ông,? ?\(?bà\)?|đồng chí) ?[:,] ?")
_MUST = re.compile(r"(?:cũng )?(?:cần|phải|hãy)(?!\w)")
_SUBJECT_REACH, _CLAUSES = 200, 4
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
    """The receivers a sentence begins with when a task follows them; a report has none.

    After a clause of circumstance (`Với vai trò …, Sở X cần …`) only a modal makes a task.
    """
    start = _first_letter(text, place)
    called = _PERSONS_CALLED.match(flat, trimmed(text, place).start, place.end)
    start = called.end() if called else start
    found = receivers_at(text, flat, start, min(place.end, start + _SUBJECT_REACH * 2))
    if found is not None and not found.colon and found.names and not _reports(found):
        return found.names
    return obliged(text, flat, place)


def obliged(text: str, flat: str, place: Stretch) -> tuple[str, ...]:
    """Receivers, or a place by its name, of whom the sentence says that they must do it."""
    for start in _clause_starts(text, flat, place):
        named = _place_must().match(flat, start, place.end)
        if named:
            return (text[named.start("place") : named.end("place")],)
        found = receivers_at(text, flat, start, min(place.end, start + _SUBJECT_REACH))
        if found is None or found.colon or _reports(found):
            continue
        if found.names and _MUST.match(flat, found.end):
            return found.names
    return ()


def _clause_starts(text: str, flat: str, place: Stretch) -> list[int]:
    """Where the subject may stand: at the start, or behind clauses of circumstance."""
    first = _first_letter(text, place)
    if not _CIRCUMSTANCE.match(flat, first, place.end):
        return [first]
    reach = min(place.end, place.start + _SUBJECT_REACH)
    commas = [m.end() for m in _COMMA.finditer(flat, first, reach)]
    return [first, *commas][:_CLAUSES]


def _first_letter(text: str, place: Stretch) -> int:
    first = place.start
    while first < place.end and not text[first].isalnum():
        first += 1
    return first


def _reports(found: Names) -> bool:
    return bool(_REPORTING.search(level(" ".join(found.names))))


@cache
def _place_must() -> re.Pattern[str]:
    return re.compile(
        rf"(?:tỉnh |thành phố )?(?P<place>{names_pattern()}) (?:cần|phải|cũng cần|cũng phải)(?!\w)"
    )
