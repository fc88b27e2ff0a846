"""The heading block of a paper: issuer, number, place and date, type, subject, urgency."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from directives.agencies import canonical
from directives.bodies import read_body
from directives.citations import PARTY_NUMBER, STATE_NUMBER, normal_number
from directives.model import Urgency
from directives.normal import CAPITAL, even, level
from directives.paper_types import type_names

HEAD_LENGTH = 2500  # characters that surely hold the heading block of Decree 30/2020
_SUBJECT_LINES = 6
_MAX_ISSUER_LINES = 8
_MOTTO = re.compile(
    r"cộng h[òo][aà]\s{1,2}xã hội chủ|độc lập ?- ?tự do ?- ?hạnh|đảng cộng sản việt nam"
)
_MOTTO_IN_CAPITALS = re.compile(
    r"C[ỘO]NG\s{1,2}(?:HÒA|HOÀ|HOA)\s{1,2}X[ÃA] H[ỘO]I CH[ỦU]|ĐẢNG CỘNG SẢN VIỆT NAM|(?m:^)[ *|_]{0,6}Độc lập ?- ?Tự do ?- ?Hạnh"
)
_FORMULAS = re.compile(
    r"(?m)^[ *]{0,3}(?:kính gửi|căn cứ|xét đề nghị|nơi nhận|v/v|theo đề nghị)(?!\w)"
)
_NUMBER_LINE = re.compile(
    r"(?m)^[ *(]{0,4}(?:(?P<lead>[^\n]{0,60}?)\bSố ?(?:hiệu|ký hiệu)?[ :.]{0,4})(?P<rest>[^\n]{2,60})|^[ *]{0,3}(?P<bare>\d{1,5} ?[/-][^\n]{3,40})$",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    r"(?P<place>"
    + CAPITAL
    + r"[\w .-]{1,30}?),\s{0,3}ngày\s{1,3}(?P<d>\d{1,2})\s{0,3}tháng\s{1,3}(?P<m>\d{1,2})\s{0,3}năm\s{1,3}(?P<y>\d{4})"
)
_LOOSE_DATE = re.compile(r"ngày\s{1,3}(?P<d>\d{1,2})\s{0,3}tháng\s{1,3}(?P<m>\d{1,2})\s{0,3}năm\s{1,3}(?P<y>\d{4})", re.IGNORECASE)  # fmt: skip
_URGENT = re.compile(
    r"(?<!\w)(?P<word>h[ỏo]ả? tốc|hỏa tốc|thượng khẩn|khẩn)(?! trương| cấp| thiết| hoang)(?!\w)"
)
_URGENCY: dict[str, Urgency] = {"thượng khẩn": "THƯỢNG KHẨN", "khẩn": "KHẨN"}
_SUBJECT = re.compile(
    r"(?:^|\n)[ *(]{0,3}(?:v/v|về việc|trích yếu:?)[ :]{1,2}(?P<subject>[^\n]{3,400})",
    re.IGNORECASE,
)
_NUMBER_WITHIN = 4  # characters between "Số" and its number
_MARK_LENGTH = 20  # room for "(HỎA TỐC HẸN GIỜ)"
_ORDINARY_WORDS = frozenset({"quy định", "quy chế", "chương trình", "hợp đồng", "lệnh"})
_BOARD = re.compile(
    r"(?:ban (?:tuyên giáo|tuyên giáo và dân vận|tổ chức|nội chính|dân vận)|ủy ban kiểm tra|văn phòng)$"
)
_MIN_CAPITALS = 0.7  # a heading line is in capitals, but for a number or an ordinal


@dataclass(frozen=True, slots=True)
class Head:
    """What the heading block says; every field None or "" when it does not say it."""

    number: str | None
    written: str | None
    type: str | None
    issuer: str | None
    issued_on: date | None
    urgency: Urgency | None
    subject: str | None


def read_head(text: str, province: str) -> Head | None:
    """The heading of a text that is itself a paper, or None when it begins like an article."""
    block = text[:HEAD_LENGTH]
    flat = level(block)
    written = _own_number(block)
    motto = _MOTTO_IN_CAPITALS.search(even(block))
    if not motto and not (written and (_FORMULAS.search(flat) or _is_headed(block, province))):
        return None
    return Head(
        number=normal_number(written) if written else None,
        written=written,
        type=_type(block),
        issuer=_issuer(block, province),
        issued_on=_date(block),
        urgency=urgency_in(_before_body(flat)),
        subject=_subject(block),
    )


def _is_headed(block: str, province: str) -> bool:
    """Whether a block without motto has an issuer's line and a date or type line."""
    dated_or_typed = _DATE_LINE.search(block) or _type(block)
    return bool(dated_or_typed and _issuer(block, province))


def _own_number(block: str) -> str | None:
    for match in _NUMBER_LINE.finditer(block):
        plain = even(match["rest"] or match["bare"])
        if match["lead"] and not _names_type(match["lead"]):
            continue
        number = PARTY_NUMBER.search(plain) or STATE_NUMBER.search(plain)
        before = _FORMULAS.search(level(block[: match.start()])) if match["lead"] else None
        close = number is not None and number.start() < _NUMBER_WITHIN
        if number and close and not before and normal_number(number[0]):
            return number[0]
    return None


def _names_type(lead: str) -> bool:
    """Before "Số" only the paper's type may stand, with its urgency; a cited law stands elsewhere."""
    bare = level(lead).strip(" *()_")
    match = _type_line().match(bare)
    return not bare or bool(match and len(bare) - match.end() <= _MARK_LENGTH)


def _date(block: str) -> date | None:
    match = _DATE_LINE.search(block) or _LOOSE_DATE.search(block)
    return dated(match) if match else None


def dated(match: re.Match[str]) -> date | None:
    """The date of a match with groups d, m, y; None for a day that does not exist."""
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None


@cache
def _type_line() -> re.Pattern[str]:
    return re.compile(rf"(?P<type>{'|'.join(map(re.escape, type_names()))})(?=\W|$)")


def _type(block: str) -> str | None:
    for line in _lines(block):
        match = _type_line().match(level(line))
        whole = match and match.end() == len(line)
        if (
            match
            and _in_capitals(line[: match.end()])
            and (whole or match["type"] not in _ORDINARY_WORDS)
        ):
            return match["type"].upper()
    return None


def _lines(block: str) -> list[str]:
    return [clean for line in block.split("\n") if (clean := line.strip(" *#_|\t"))]


def _in_capitals(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) >= _MIN_CAPITALS * len(letters)


def _issuer(block: str, province: str) -> str | None:
    lines = [part for line in _lines(block)[:_MAX_ISSUER_LINES] for part in _left_of_motto(line)]
    capitals = [line for line in lines if _in_capitals(line) and not _MOTTO.search(level(line))]
    capitals = [line for line in capitals if not _type_line().fullmatch(level(line))]
    return _unit_below(capitals, province) or _first_body(capitals, province)


def _unit_below(capitals: list[str], province: str) -> str | None:
    """The department or Party board whose line stands under the body it belongs to (Decree 30)."""
    for upper, lower in pairwise(capitals):
        parent, unit = read_body(upper, province), read_body(lower, province)
        if parent and unit and parent.kind in ("UBND", "HĐND") and unit.kind == "Sở":
            return canonical(lower, unit.place or parent.place)
        if parent and parent.kind.endswith("ủy") and _BOARD.match(level(lower)):
            return f"{_board_name(lower)} {canonical(upper, province)}"
    return None


def _board_name(line: str) -> str:
    kind, ban, field = level(line).rpartition("ban ")
    return f"{(kind + ban).capitalize()}{field.capitalize()}"


def _first_body(capitals: list[str], province: str) -> str | None:
    for at, line in enumerate(capitals):
        joined = f"{line} {capitals[at + 1]}" if at + 1 < len(capitals) else line
        wide, narrow = read_body(joined, province), read_body(line, province)
        if wide is None and narrow is None:
            continue
        best = joined if wide and (narrow is None or wide.place != narrow.place) else line
        return canonical(best, province)
    return None


def _left_of_motto(line: str) -> list[str]:
    motto = _MOTTO.search(level(line))
    return [line[: motto.start()].strip(" |*")] if motto and motto.start() else [line]


def _before_body(flat: str) -> str:
    body = re.search(r"(?m)^[ *]{0,3}(?:căn cứ|kính gửi|điều 1|thực hiện)", flat)
    return flat[: body.start()] if body else flat[:600]


def urgency_in(flat: str) -> Urgency | None:
    """The urgency mark in a stretch of level text."""
    match = _URGENT.search(flat)
    if match is None:
        return None
    return _URGENCY.get(match["word"], "HỎA TỐC")


def _subject(block: str) -> str | None:
    lines = _lines(block)
    for at, line in enumerate(lines[:-1]):
        match = _type_line().fullmatch(level(line))
        if match and _in_capitals(line):
            return _capital_lines(lines[at + 1 : at + 1 + _SUBJECT_LINES])
    found = _SUBJECT.search(block)
    return found["subject"].strip(" *._") if found else None


def _capital_lines(lines: list[str]) -> str | None:
    """The lines under the type: all in capitals, or the first alone."""
    block: list[str] = []
    for line in lines:
        if not _in_capitals(line) or (block and read_body(line)):
            break
        block.append(line)
    return " ".join(block) or (lines[0] if lines else None)
