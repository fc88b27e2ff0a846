"""When a page was published: its head, its marked elements, the line beside its title."""

import re

from reading.blocks import Block
from reading.dates import PortalDate, find_dates, first_date, from_machine, is_plausible
from reading.metadata import Metadata
from reading.outline import Element
from reading.page import Page
from reading.text import plain

_HINT = re.compile(
    r"date|time|publish|posted|byline|ngay|thoi-?gian|created|meta|post-?info|cap-?nhat|dang-?tin"
)
_MODIFIED = re.compile(r"modif|updated|update|expire")
_BANNER = re.compile(r"(?:^|[\s_-])(?:clock|today|egov_date|current|header|top|banner|lich|now)\w*")
_LABEL = re.compile(
    r"(?:ngày đăng|đăng ngày|đăng lúc|đăng bởi|ngày xuất bản|xuất bản|ngày tạo|ngày cập nhật|"
    r"cập nhật(?: lúc| ngày)?|thời gian đăng|published|posted|date)\b",
    re.IGNORECASE,
)
#: A line that is a date and little else; prose that mentions a date is longer.
_LINE_LENGTH = 120
_LINE_REST = 60
#: Words before a date that make it a deadline or a span, and what names a paper beside its date.
_DEADLINE = re.compile(
    r"(?:trước|đến|hết|hạn|từ|kể từ|chậm nhất|xong|trong|sau|hạn (?:cuối|nộp))[\s:]*(?:là |vào )?"
    r"(?:ngày\s*)?$",
    re.IGNORECASE,
)
_PAPER = re.compile(r"\bsố:?\s*\d+\s?/\s?\S*[A-ZĐ]{2}")
_WEEKDAY = re.compile(
    r"\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_FEW_WORDS = 4  # beside the date: a label, a name, a section


def read_publication(
    page: Page, metadata: Metadata, title: str, lines: list[Block]
) -> PortalDate | None:
    """When it was published, or None; `lines` are the page's blocks in reading order."""
    told = _from_head(metadata)
    if told and told.precision == "minute":
        return told
    seen = _beside_title(title, lines) or _marked(page)
    if told and seen and told.at.date() != seen.at.date():
        return told
    return seen or told


def _from_head(metadata: Metadata) -> PortalDate | None:
    found = [date for text in metadata.published if (date := from_machine(text))]
    good = [date for date in found if is_plausible(date.at)]
    exact = [date for date in good if date.precision == "minute"]
    if good and exact and good[0].at.date() == exact[0].at.date():
        return exact[0]
    return good[0] if good else None


def _marked(page: Page) -> PortalDate | None:
    """The first <time>, itemprop or element named like a date that states one."""
    for element in page.outline.elements():
        name = f"{element.hint} {element.get('itemprop').lower()}"
        is_time = element.tag == "time" or "datepublished" in name
        if not is_time or _MODIFIED.search(name):
            continue
        value = element.get("datetime") or element.get("content") or element.text
        if (found := from_machine(value)) and is_plausible(found.at):
            return found
    return None


def _beside_title(title: str, lines: list[Block]) -> PortalDate | None:
    """The first date line after the title; before it stand banners that say what day it is."""
    after = _after_title(title, lines)
    candidates = [block for block in after if _is_date_line(block)]
    if not candidates:
        return None
    labelled = [block for block in candidates[:3] if _LABEL.search(block.text)]
    block = (labelled or candidates)[0]
    return _best_of(block.text)


def _after_title(title: str, lines: list[Block]) -> list[Block]:
    wording = plain(title)
    for number, block in enumerate(lines):
        if wording and plain(block.text) == wording and block.link_share < 1:
            below = lines[number + 1 :]
            if any(map(_is_date_line, below)):
                return below
            return [line for line in lines[:number] if not _says_today(line.text)]
    return lines


def _is_date_line(block: Block) -> bool:
    if len(block.text) > _LINE_LENGTH or _is_banner(block.element):
        return False
    found = first_date(block.text)
    if found is None or not is_plausible(found.at):
        return False
    before, after = block.text[: found.start], block.text[found.end :]
    if _DEADLINE.search(before) or _PAPER.search(block.text) or _is_sentence(before, after):
        return False
    return len(before) + len(after) <= _LINE_REST


def _is_sentence(before: str, after: str) -> bool:
    """Whether the words around a date tell something: prose that ends with a full stop."""
    words = f"{before} {after}".rstrip().removesuffix("”").removesuffix('"')
    return words.endswith((".", ";", "…")) and len(words.split()) > _FEW_WORDS


def _says_today(text: str) -> bool:
    """Whether a line above the title is a weekday with its date: the day of the visit."""
    return bool(_WEEKDAY.search(text)) and is_publication_line(text)


def _is_banner(element: Element) -> bool:
    return any(_BANNER.search(e.hint) for e in (element, *list(element.ancestors())[:3]))


def _best_of(text: str) -> PortalDate | None:
    return next((date for date in find_dates(text) if is_plausible(date.at)), None)


def is_publication_line(text: str) -> bool:
    """Whether a line of a body only says when it was published ("10:47, Thứ Sáu, 6-1-2023")."""
    found = first_date(text)
    if found is None or len(text) > _LINE_LENGTH:
        return False
    rest = plain(text[: found.start] + " " + text[found.end :])
    return len(_WORDS_OF_DATES.sub("", rest).strip()) == 0


_WORDS_OF_DATES = re.compile(
    r"\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|ngày|lúc|cập nhật|đăng|xuất bản|giờ|"
    r"thời gian|gmt 7|am|pm|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tạo|viết|bởi|cuối|lần|"
    r"lượt|đã|xem|đọc|số|view|count|\d+)\b"
)
