"""One entry of a list: the part of the page that belongs to one link, its title and its date."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reading.blocks import Block, blocks
from reading.dates import PortalDate, find_dates, first_date
from reading.links import Link
from reading.outline import Element

#: Link texts that name an action or a kind of file, not an item.
_EMPTY_WORDS = re.compile(
    r"(?:click here|download|view|open|read|pdf|word|html?|docx?|file|link|here|details?|more|"
    r"read more|xem|xem thêm|chi tiết|xem chi tiết|tải về|tải|tải xuống|tải file|tệp|toàn văn|"
    r"opinion|order|slip opinion|full text|published|unpublished|[\W\d_]*)"
    r"(?:\s+(?:pdf|opinion|file|document|now|here|order))?(?:\s*[\[(].*[\])])?",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?:(?:no|nos|case|docket|số)\.?:?\s*)?[^\s]*\d[^\s]*(?:\s*[(\[,&;].*)?", re.IGNORECASE)
_LONGEST_CODE = 40
_BULLETS = "‣•·●▪►»*-–— \t"
_DATE_LINE_REST = 40  # letters beside the date in a line that only dates its entry
_LARGEST = 400  # nodes: an entry of a list is not half the page
_LARGEST_TAIL = 12  # siblings that may follow the link's own part of an entry
_HALF = 0.5
_IN_TITLE = re.compile(r"[\[(]\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}[^)\]]{0,12}[)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Record:
    """A link, the element around it that holds no other item, and what follows up to the next."""

    link: Link
    element: Element
    tail: tuple[Element | str, ...] = ()

    def lines(self) -> list[Block]:
        """Its text in lines, table cells apart."""
        whole = Element("div", {}, None, self.element.start)
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
    element = own
    for above in own.ancestors():
        alone = above.start > before and (after is None or above.end < after)
        if not alone or above.size > _LARGEST or above.tag in ("body", "html", "main", "tbody", "table"):
            break
        element = above
    return element


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
        found.append(child)
        if len(found) > _LARGEST_TAIL:
            break
    return tuple(found[:_LARGEST_TAIL]) if len(found) <= _LARGEST_TAIL else ()


def title_of(record: Record, lines: Sequence[Block] | None = None) -> str:
    """The words of the link, or of the entry's longest line when the link only names an action."""
    text = record.link.text.strip(_BULLETS)
    if not is_empty_title(text):
        return text
    found = record.lines() if lines is None else lines
    cells = [part.strip(_BULLETS) for line in found for part in line.text.split(" | ")]
    others = [cell for cell in cells if not is_empty_title(cell)]
    return max(others, key=len, default=text)


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
    rest = [cell for cell in cells if title not in cell or len(title) < len(cell) * _HALF]
    for candidates in (list(filter(is_date_line, rest)), rest):
        for cell in candidates:
            outside = cell.replace(title, " ") if len(title) > _DATE_LINE_REST else cell
            if found := next(find_dates(outside, month_first=month_first), None):
                return found
    if is_date_line(title) or _IN_TITLE.search(title):
        return list(find_dates(title, month_first=month_first))[-1]
    return None
