"""The items of a page nobody described: repeated structure, addresses, titles, dates."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from reading.addresses import canonical, split
from reading.blocks import Block, blocks
from reading.dates import PortalDate, find_dates
from reading.furniture import is_furniture
from reading.links import Link, class_name, host_of, links_of
from reading.media import is_file
from reading.model import Listing, ListItem
from reading.page import PAGES_REMEMBERED, Page
from reading.paging import next_page
from reading.records import (
    Record,
    boilerplate_of,
    date_of,
    is_empty_title,
    records_of,
    title_of,
)
from reading.text import is_vietnamese

_FILE = re.compile(r"\.(?:pdf|docx?|html?|aspx?|php)(?:$|[?#])", re.IGNORECASE)
_FILE_WORDS = re.compile(r"\bpdf\b|\bdownload", re.IGNORECASE)
_ID = re.compile(r"\d{3,}|[0-9a-f]{16,}|(?:[a-z0-9]+-){3,}", re.IGNORECASE)
_FEW = 2
_MANY = 30  # more entries make a list no likelier
_LONG_TITLE = 15  # words
_MUCH_WORSE = 4
_SECOND_FORMATS = (".doc", ".docx", ".rtf", ".xml", ".txt", ".zip")
_NEARLY_ALL = 0.8
_SECOND_CHOICE = 0.8  # the page or the PDF of a paper names it better than its other formats
_SAMPLE = 40  # entries looked at closely when groups are compared
_HEADING_REST = 60  # letters beside the date in a heading that dates the entries below it


@dataclass(slots=True)
class Group:
    """Links that stand alike: candidates for being the list of a page."""

    links: list[Link] = field(default_factory=list)
    score: float = 0.0
    dated: float = 0.0  # share of entries with a date


def read_listing(page: Page) -> Listing:
    """The main list of a page in page order; without items when the page has none."""
    group = main_group(page)
    items = items_of(page, group.links) if group else []
    return Listing(tuple(_distinct(items)), next_page(page))


def items_of(page: Page, links: Sequence[Link]) -> list[ListItem]:
    """The items that these links of a page stand for."""
    entries = [(record, record.lines()) for record in records_of(links)]
    month_first = _is_month_first(page, [lines for _, lines in entries])
    headings = _date_headings(page, month_first)
    boilerplate = boilerplate_of([lines for _, lines in entries])
    items = []
    for record, lines in entries:
        found = date_of(record, lines, month_first=month_first)
        found = found or _heading_above(headings, record)
        items.append(_item(record, title_of(record, lines, boilerplate), found))
    return items


def _item(record: Record, title: str, found: PortalDate | None) -> ListItem:
    return ListItem(
        href=record.link.href,
        url=canonical(record.link.url),
        title=title,
        date=found.at if found else None,
        date_precision=found.precision if found else "unknown",
    )


def _distinct(items: list[ListItem]) -> list[ListItem]:
    """One item an address; of two links to one page the wordier names it."""
    found: dict[str, ListItem] = {}
    for item in items:
        known = found.get(item.url)
        if known is None:
            found[item.url] = item
            continue
        dated = known if known.date else item
        title = max(known.title, item.title, key=lambda t: (not is_empty_title(t), len(t)))
        found[item.url] = replace(
            known, title=title, date=dated.date, date_precision=dated.date_precision
        )
    return list(found.values())


def _is_month_first(page: Page, entries: Sequence[Sequence[Block]]) -> bool:
    """Whether numbers like 4/26/2024 begin with the month: the page's own clear dates decide."""
    text = " \n ".join(line.text for lines in entries for line in lines)
    votes = 0
    for found in re.finditer(r"(?<![\d/-])(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d\d)(?!\d)", text):
        first, second = int(found[1]), int(found[2])
        votes += (second > 12) - (first > 12)  # noqa: PLR2004  months of a year
    if votes:
        return votes > 0
    is_local = split(page.final_url).netloc.endswith(".vn") or is_vietnamese(text)
    return not is_local and page.language in ("en", "")


def _date_headings(page: Page, month_first: bool) -> list[tuple[int, PortalDate]]:
    """Lines that are a date and little else, by where they stand."""
    found = []
    for block in blocks(page.outline, is_furniture):
        if len(block.text) > _HEADING_REST * 2 or block.link_letters:
            continue
        date = next(find_dates(block.text, month_first=month_first), None)
        if date and len(block.text) - (date.end - date.start) <= _HEADING_REST:
            found.append((block.element.start, date))
    return found


def _heading_above(headings: list[tuple[int, PortalDate]], record: Record) -> PortalDate | None:
    at = bisect_right([start for start, _ in headings], record.element.start)
    return headings[at - 1][1] if at else None


@lru_cache(PAGES_REMEMBERED)
def main_group(page: Page) -> Group | None:
    """The group of links that is most likely what the page is there to list."""
    groups = _groups(list(links_of(page)))
    home = split(page.final_url).netloc.lower()
    for group in groups:
        _judge(group)
        if host_of(group.links[0]) not in ("", home):
            group.score *= _SECOND_CHOICE
    best = max(groups, key=lambda g: g.score, default=None)
    if best is None or best.score <= 0:
        return None
    return _joined(_papers_of(page, best, groups), groups)


def _papers_of(page: Page, best: Group, groups: list[Group]) -> Group:
    """Of the page and the file that each entry of the best group links to, the one that is the item.

    Vietnamese portals keep the properties of a paper on a page of its own; elsewhere the file is
    the item, and the page before it only repeats the entry.
    """
    wants_files = not is_vietnamese(page.outline.text)
    if _is_of_files(best) is wants_files:
        return best
    entries = sorted(record.range for record in records_of(best.links))
    for group in groups:
        is_whole = len({link.url for link in group.links}) >= len(entries) * _NEARLY_ALL
        if is_whole and _is_of_files(group) is wants_files and _lies_in(group, entries):
            return group
    return best


def _is_of_files(group: Group) -> bool:
    link = group.links[0]
    return is_file(link.url) or bool(_FILE_WORDS.search(link.text))


def _groups(links: list[Link]) -> list[Group]:
    by_place: dict[tuple[str, str, str], Group] = defaultdict(Group)
    for link in links:
        by_place[(link.path, class_name(link.element), link.shape)].links.append(link)
    return list(by_place.values())


def _judge(group: Group) -> None:
    """How much a group looks like a list of papers or news: dates, titles, ids, number."""
    records = records_of(group.links)[:_SAMPLE]
    entries = [(record, record.lines()) for record in records]
    distinct = len({link.url for link in group.links})
    dates = [date_of(record, lines) is not None for record, lines in entries]
    common = boilerplate_of([lines for _, lines in entries])
    words = [min(len(title_of(r, lines, common).split()), _LONG_TITLE) for r, lines in entries]
    known = [bool(_ID.search(r.link.url) or _FILE.search(r.link.url)) for r in records]
    number = len(entries)
    group.dated = sum(dates) / number
    if distinct < _FEW and not group.dated:
        return
    size = min(distinct, _MANY) ** 0.5
    group.score = size * (0.3 + 2 * group.dated + sum(words) / number / 10 + sum(known) / number)
    if group.links[0].shape.partition("?")[0].endswith(_SECOND_FORMATS):
        group.score *= _SECOND_CHOICE


def _joined(best: Group, groups: list[Group]) -> Group:
    """The best group with those of the same place or address shape: one list, drawn differently.

    Other links within its own entries (another format of the same paper) are no items.
    """
    first = best.links[0]
    joined = list(best.links)
    entries = sorted(record.range for record in records_of(best.links))
    for group in groups:
        link = group.links[0]
        is_alike = link.shape == first.shape or link.path == first.path
        is_alike = is_alike and host_of(link) == host_of(first)
        if group is best or not is_alike or group.score < best.score / _MUCH_WORSE:
            continue
        if not _lies_in(group, entries):
            joined.extend(group.links)
    joined.sort(key=lambda link: link.element.start)
    return Group(joined, best.score, best.dated)


def _lies_in(group: Group, entries: list[tuple[int, int]]) -> bool:
    """Whether most links of a group stand in these entries (ranges in document order)."""
    starts = [start for start, _ in entries]
    inside = 0
    for link in group.links:
        at = bisect_right(starts, link.element.start)
        inside += at > 0 and link.element.start <= entries[at - 1][1]
    return inside * 2 > len(group.links)
