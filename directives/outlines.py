"""The outline of a paper: sections that order nothing, bodies that head a list, rows of a task table."""

import re
from dataclasses import dataclass, replace
from datetime import date

from directives.agencies import rank
from directives.deadlines import read_deadline
from directives.model import Instruction
from directives.names import receivers_at, split_names
from directives.normal import CAPITAL, level
from directives.sentences import Stretch
from directives.tasks import trimmed
from directives.wording import receiver_start, task_word

_SECTION = re.compile(r"[IVX]{1,5}[.)/] ?" + CAPITAL)
_SECTION_LENGTH, _SHORTEST_HEADING = 160, 6
_QUIET = re.compile(
    r"(?<!\w)(?:mục đích|mục tiêu|yêu cầu|quan điểm|thực trạng|tình hình|kết quả|tồn tại|hạn chế|nguyên nhân|phạm vi|đối tượng|căn cứ)(?!\w)"
)
_LOUD = re.compile(r"(?<!\w)(?:thực hiện|nhiệm vụ|phân công|trách nhiệm|giải pháp|kết luận)(?!\w)")
_ASSIGNS = re.compile(
    r"(?<!\w)(?:tổ chức thực hiện|phân công|trách nhiệm|tổ chức triển khai)(?!\w)"
)
_PURPOSE = re.compile(
    r"(?:\d{1,2}[.)] ?|[a-z][.)] ?|- ?)?(?:mục đích|yêu cầu|mục tiêu|quan điểm)(?:,? (?:mục đích|yêu cầu|mục tiêu))?(?: chung| cụ thể)?(?::|\.?$)"
)
_HEADING_LENGTH = 160
_ROW = re.compile(
    r"[-+*• ]{0,4}(?P<label>(?:cơ quan|đơn vị)(?: được giao)? (?:chủ trì|thực hiện|phối hợp)|chủ trì(?: thực hiện)?|phối hợp(?: thực hiện)?|"
    r"(?:thời gian|thời hạn|tiến độ)(?: thực hiện| hoàn thành)?) ?: ?(?P<value>[^\n]{2,300})"
)
_EDGES = " .;,"


@dataclass(frozen=True, slots=True)
class Row:
    """A row under a task: its `lead`, those who `join`, or its `limit`, at `value` of the text."""

    kind: str
    value: Stretch


def section_heading(text: str, place: Stretch) -> str:
    """`quiet`, `assigns` or `other` for the heading of a section of a paper; "" for other lines."""
    line = place.of(text)
    if len(line) > _SECTION_LENGTH:
        return ""
    flat = level(line)
    if _SECTION.match(line) or _is_capitals(line):
        if _LOUD.search(flat):
            return "assigns" if _ASSIGNS.search(flat) else "other"
        return "quiet" if _QUIET.search(flat) else "other"
    return "quiet" if _PURPOSE.match(flat) and len(flat.split(":")[0]) <= _SECTION_LENGTH else ""


def _is_capitals(line: str) -> bool:
    letters = sum(map(str.isalpha, line))
    return line.isupper() and letters >= _SHORTEST_HEADING and not line.endswith(":")


def list_head(text: str, flat: str, place: Stretch) -> tuple[tuple[str, ...], int] | None:
    """The bodies that a line such as `1. Sở Y tế:` names, and where their first task begins.

    The task may follow on the same line; then it begins in a capital behind the colon.
    """
    inner = trimmed(text, place)
    opened = receiver_start().match(flat, inner.start, inner.end)
    if opened is None:
        return None
    colon = flat.find(":", inner.start, min(inner.end, inner.start + _HEADING_LENGTH))
    end = colon if colon >= 0 else inner.end
    if end - inner.start > _HEADING_LENGTH or _holds_task(text, flat, inner.start, end):
        return None
    known = rank(inner.of(text)) is not None or text[place.start].isdigit()
    if colon < 0 and (text[inner.end - 1] in ".;!?…" or not known):
        return None
    after = colon + 1 if colon >= 0 else inner.end
    rest = text[after : inner.end].lstrip(" ")
    if rest and not rest[0].isupper():
        return None
    return split_names(text, flat, inner.start, end), after


def _holds_task(text: str, flat: str, start: int, end: int) -> bool:
    found = receivers_at(text, flat, start, end)
    if found is not None:
        return True
    return any(
        text[m.start()].islower() and m["modal"] for m in task_word().finditer(flat, start, end)
    )


def table_row(flat: str, place: Stretch) -> Row | None:
    """`- Cơ quan chủ trì: …`, `- Thời gian hoàn thành: …`: what a list says of the task above."""
    match = _ROW.match(flat, place.start, place.end)
    if match is None:
        return None
    label = match["label"]
    kind = "limit" if label.startswith(("th", "ti")) else "lead"
    return Row("join" if "phối hợp" in label else kind, Stretch(*match.span("value")))


def completed(text: str, flat: str, made: Instruction, row: Row, base: date | None) -> Instruction:
    """The instruction with what one more row says of it."""
    if row.kind == "limit":
        written = row.value.of(text).strip(_EDGES)
        limit = read_deadline(written, base) or read_deadline(f"trong {written}", base)
        if limit is None:
            return made
        return replace(made, deadline=replace(limit, phrase=limit.phrase.removeprefix("trong ")))
    names = split_names(text, flat, row.value.start, row.value.end)
    names = tuple(name.strip(_EDGES) for name in names)
    if row.kind == "join":
        return replace(made, cooperating=names)
    return replace(made, addressees=names)
