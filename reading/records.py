"""One entry of a list: the part of the page that belongs to one link, its title and its date."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reading.blocks import Block, blocks
from reading.dates import PortalDate, find_dates, first_date, from_machine
from reading.links import Link, class_name
from reading.outline import Element

#: Link texts that name an action or a kind of file, not an item.
_EMPTY_WORDS = re.compile(
    r"(?:click here|download|view|open|read|pdf|word|html?|docx?|file|link|here|details?|more|"
    r"read more|xem|xem thêm|chi tiết|xem chi tiết|tải về|tải|tải xuống|tải file|tệp|toàn văn|"
    r"opinion|order|slip opinion|full text|published|unpublished|[\W\d_]*)"
    r"(?:\s+(?:the|this|pdf|word|opinion|file|document|version|text|now|here|order)){0,4}(?:\s*[\[(].*[\])])?",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?:(?:no|nos|case|docket|số)\.?:?\s*)?[^\s]*\d[^\s]*(?:\s*[(\[,&;].*)?", re.IGNORECASE
)
_LONGEST_CODE = 40
_BULLETS = "‣•·●▪►»*-–— \t"
_DATE_LINE_REST = 40  # letters beside the date in a line that only dates its entry
_ENTRIES = frozenset({"li", "tr", "article", "dt"})
_LARGEST = 400  # nodes: an entry of a list is not half the page
_LARGEST_TAIL = 12  # siblings that may follow the link's own part of an entry
_HALF = 0.5
_WORD = re.compile(r"[^\W\d_]{2,}")
_MANY_WORDS = 3  # more words make no better title: the first such cell it is
_ENOUGH_LINKS = 4
_COMMON = 0.8
_REPEATED = 0.3  # of the entries: a cell that says the same in so many is a kind, not a title


@dataclass(frozen=True, slots=True)
class Record:
    """A link, the element around it that holds no other item, and what follows up to the next."""

    link: Link
    element: Element
    tail: tuple[Element | str, ...] = ()

    @property
    def range(self) -> tuple[int, int]:
        """Where it begins and ends in document order."""
        last = [part.end for part in self.tail if isinstance(part, Element)]
        return self.element.start, max([self.element.end, *last])

    def lines(self) -> list[Block]:
        """Its text in lines, table cells apart."""
        whole = Element("div", {}, None, start=self.element.start, order=[])
        whole.children = [self.element, *self.tail]
        return blocks(whole)


def records_of(links: Sequence[Link]) -> list[Record]:
    """The entry around each link of one group; the links in page order."""
    starts = sorted({link.element.start for link in links})
    elements = [_widest(link.element, starts) for link in links]
    ends = {element.start for element in elements}
    return [
        Record(link, element, _tail(element, starts, ends))
        for link, element in zip(links, elements, strict=True)
    ]


def _widest(own: Element, starts: list[int]) -> Element:
    """The largest element around a link that holds no other link of the group."""
    at = bisect_left(starts, own.start)
    before = starts[at - 1] if at else -1
    after = starts[at + 1] if at + 1 < len(starts) else None
    alone_on_page = len(starts) == 1
    element = own
    for above in own.ancestors():
        if element.tag in _ENTRIES and (alone_on_page or _has_peers(element)):
            break
        alone = above.start > before and (after is None or above.end < after)
        if (
            not alone
            or above.size > _LARGEST
            or above.tag in ("body", "html", "main", "tbody", "table")
        ):
            break
        element = above
    return element


def _has_peers(element: Element) -> bool:
    """Whether the element is one of several alike that hold links: an entry among entries."""
    peers = [
        child
        for child in (element.parent.children if element.parent else ())
        if isinstance(child, Element) and child.tag == element.tag and child is not element
    ]
    return any(peer.size and peer.find("a") for peer in peers[:_LARGEST_TAIL])


def _tail(element: Element, starts: list[int], entries: set[int]) -> tuple[Element | str, ...]:
    """The siblings after an entry's element that belong to no other entry."""
    if element.parent is None:
        return ()
    siblings = element.parent.children
    found: list[Element | str] = []
    for child in siblings[siblings.index(element) + 1 :]:
        if isinstance(child, Element):
            if bisect_left(starts, child.start) < bisect_right(starts, child.end):
                return tuple(found)
            if child.tag in ("h1", "h2", "h3") or child.start in entries:
                break
            is_alike = child.tag == element.tag and class_name(child) == class_name(element)
            if is_alike and child.find("a"):
                break
        found.append(child)
        if len(found) > _LARGEST_TAIL:
            break
    return tuple(found[:_LARGEST_TAIL]) if len(found) <= _LARGEST_TAIL else ()


def title_of(
    record: Record, lines: Sequence[Block], boilerplate: frozenset[str] = frozenset()
) -> str:
    """The words of the link, or of the entry's wordiest cell when the link names no item.

    `boilerplate`: words and cells that stand in most entries and tell no item from another.
    """
    text = record.link.text.strip(_BULLETS)
    if not is_empty_title(text) and _words(text, boilerplate):
        return text
    cells = [part.strip(_BULLETS) for line in lines for part in line.text.split(" | ")]
    headings = [line.text.strip(_BULLETS) for line in lines if line.is_heading]
    others = [
        cell
        for cell in headings + cells
        if cell != text and cell.casefold() not in boilerplate and not is_empty_title(cell)
    ]
    best = max(others, key=lambda cell: min(_words(cell, boilerplate), _MANY_WORDS), default="")
    return best if _words(best, boilerplate) else text


def _words(text: str, boilerplate: frozenset[str]) -> int:
    words = {word for word in _WORD.findall(text.casefold()) if word not in boilerplate}
    return len(words)


def boilerplate_of(entries: Sequence[Sequence[Block]]) -> frozenset[str]:
    """Words that stand in most entries ("Download"), and cells that many share ("order")."""
    if len(entries) < _ENOUGH_LINKS:
        return frozenset()
    counts = Counter(
        word
        for lines in entries
        for word in {w for line in lines for w in _WORD.findall(line.text.casefold())}
    )
    cells = Counter(
        cell
        for lines in entries
        for cell in {c.strip(_BULLETS).casefold() for ln in lines for c in ln.text.split(" | ")}
    )
    words = {word for word, number in counts.items() if number > len(entries) * _COMMON}
    return frozenset(words | {cell for cell, n in cells.items() if n > len(entries) * _REPEATED})


def is_empty_title(text: str) -> bool:
    """Whether a text names no item: an action, a kind of file, a bare number or a date."""
    if _EMPTY_WORDS.fullmatch(text) or is_date_line(text):
        return True
    return len(text) <= _LONGEST_CODE and bool(_CODE.fullmatch(text))


def is_date_line(text: str) -> bool:
    """Whether a line is a date and little else."""
    if len(text) > _DATE_LINE_REST * 2:
        return False
    found = first_date(text)
    return found is not None and found.end - found.start > len(text) * _HALF


def date_of(
    record: Record, lines: Sequence[Block], *, month_first: bool = False
) -> PortalDate | None:
    """The date an entry shows: of a line or cell of its own, else beside the title, else in it."""
    title = record.link.text
    cells = [cell for line in lines for cell in line.text.split(" | ")]
    if not is_empty_title(title):
        cells = [cell.replace(title, " ").strip() for cell in cells]
    for candidates in (list(filter(is_date_line, cells)), cells):
        for cell in candidates:
            if found := next(find_dates(cell, month_first=month_first), None):
                return found
    return _date_at_an_end(title, month_first) or _date_of_attributes(record)


#: Attributes where portals keep the full date of what they show shortened.
_DATING = ("datetime", "data-date", "data-time", "title", "value")


def _date_of_attributes(record: Record) -> PortalDate | None:
    for element in record.element.elements():
        for name in _DATING:
            value = element.get(name)
            if value and value != record.link.text and (found := from_machine(value)):
                return found
    return None


def _date_at_an_end(title: str, month_first: bool) -> PortalDate | None:
    """A title that is a date, begins with one and a dash, or ends with one in brackets."""
    for found in find_dates(title, month_first=month_first):
        before, after = title[: found.start].strip(), title[found.end :].strip()
        if not before and (not after or after[0] in "-–—:|"):
            return found
        if before and before[-1] in "([" and after in (")", "]"):
            return found
    return None
