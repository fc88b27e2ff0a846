"""From a request to what the portal, when well, answers: sections, articles, files, redirects."""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from demo.desk import Desk
from demo.items import PAPERS, RELOCATED, SECTIONS, Item, Left, Section
from demo.pages import (
    DOCUMENTS,
    PAGE_PARAMETER,
    Block,
    HomeView,
    ListingView,
    NoticeView,
    PageLink,
    View,
    article_view,
    entry_of,
    file_path,
)
from demo.wire import Request

ARTICLE_PATH = re.compile(r"/chi-tiet-tin/-/view-article/1/(?P<category>\d+)/(?P<id>\d+)")
LATEST = 3  # items of each section on the home page
OTHERS = 6  # titles under `Các tin khác`
NEIGHBOURS = 2  # numbers left and right of the current page in the paging
LOGIN = "/c/portal/login"
ROBOTS = b"User-agent: *\nDisallow: /c/\nDisallow: /admin/\n"
PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")  # a GIF of 1x1
GONE = NoticeView("Không tìm thấy trang", "Trang quý vị yêu cầu không tồn tại hoặc đã bị xóa.")
MOVED = "Bài viết này đã được chuyển sang địa chỉ mới."
NOTICES = {
    "/gioi-thieu": NoticeView("Giới thiệu", "Thông tin chung về tỉnh đang được cập nhật."),
    "/lien-he": NoticeView("Liên hệ", "Văn phòng UBND tỉnh tiếp nhận ý kiến trong giờ hành chính."),
}


class Place(StrEnum):
    """What sort of address was asked for; faults can be bound to it."""

    HOME = "home"
    LISTS = "lists"
    ARTICLES = "articles"
    ATTACHMENTS = "attachments"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ViewPage:
    """A page to render."""

    view: View
    status: int = 200


@dataclass(frozen=True, slots=True)
class Redirect:
    """A lasting move."""

    path: str


@dataclass(frozen=True, slots=True)
class File:
    """Bytes with their type."""

    data: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class Bare:
    """A page without the portal around it, by the name of its template."""

    name: str


Answer = ViewPage | Redirect | File | Bare


def place_of(path: str) -> Place:
    """The sort of address, by its path alone."""
    if path == "/":
        return Place.HOME
    if section_at(path) is not None:
        return Place.LISTS
    if path.startswith(("/chi-tiet-tin/", RELOCATED)):
        return Place.ARTICLES
    return Place.ATTACHMENTS if path.startswith(DOCUMENTS) else Place.OTHER


def section_at(path: str) -> Section | None:
    """The section whose listing has that address."""
    return next((each for each in SECTIONS if path.rstrip("/") == f"/{each.slug}"), None)


def answer(desk: Desk, request: Request, page_size: int) -> Answer:
    """What stands at the address that was asked for."""
    path = request.path
    section = section_at(path)
    if section is not None:
        return ViewPage(listing(desk, section, page_number(request), page_size))
    if found := ARTICLE_PATH.fullmatch(path):
        return _article(desk, int(found["category"]), int(found["id"]))
    if path.startswith(RELOCATED):
        there = desk.at(path)
        return _shown(desk, there) if there else ViewPage(GONE, 404)
    if path.startswith(DOCUMENTS):
        return _file(desk, path)
    return _fixed(desk, path)


def listing(desk: Desk, section: Section, number: int, page_size: int) -> ListingView:
    """One page of a section; a number beyond the end shows the last page, as Liferay does."""
    return listing_of(desk.in_section(section), section, number, page_size)


def listing_of(items: Sequence[Item], section: Section, number: int, page_size: int) -> ListingView:
    """One page of a section that shows these items."""
    last = max(1, -(-len(items) // page_size))
    current = min(max(number, 1), last)
    shown = items[(current - 1) * page_size : current * page_size]
    entries = tuple(map(entry_of, shown))
    return ListingView(section, entries, _paging(section, current, last), section == PAPERS)


def _article(desk: Desk, category: int, number: int) -> Answer:
    item = desk.find(number)
    if item is None or item.withdrawn:
        return ViewPage(GONE, 404)
    if category in item.former_categories:
        return Redirect(item.path)
    if category != item.category:
        return ViewPage(GONE, 404)
    return _left_behind(item) if item.address else _shown(desk, item)


def _left_behind(item: Item) -> Answer:
    match item.left:
        case Left.REDIRECT:
            return Redirect(item.path)
        case Left.NOTICE:
            return ViewPage(NoticeView(item.title, MOVED))
        case Left.NOTHING:
            return ViewPage(GONE, 404)


def _shown(desk: Desk, item: Item) -> Answer:
    if item.withdrawn:
        return ViewPage(GONE, 404)
    return ViewPage(article_view(item, _others(desk, item)))


def _others(desk: Desk, item: Item) -> tuple[Item, ...]:
    newest = desk.in_section(item.section)[: OTHERS + 1]
    return tuple(other for other in newest if other.id != item.id)[:OTHERS]


def _file(desk: Desk, path: str) -> Answer:
    number = path.removeprefix(DOCUMENTS).partition("/")[0]
    item = desk.find(int(number)) if number.isdecimal() else None
    if item is not None and not item.withdrawn:
        for file in item.attachments:
            if file_path(item, file) == path:
                return File(file.data, "application/pdf")
    return ViewPage(GONE, 404)


def _fixed(desk: Desk, path: str) -> Answer:
    match path:
        case "/":
            return ViewPage(_home(desk))
        case "/robots.txt":
            return File(ROBOTS, "text/plain; charset=utf-8")
        case login if login == LOGIN:
            return Bare("login")
        case "/image/journal/article":
            return File(PIXEL, "image/gif")
    return ViewPage(NOTICES[path]) if path in NOTICES else ViewPage(GONE, 404)


def _home(desk: Desk) -> HomeView:
    return HomeView(
        tuple(
            Block(section, tuple(map(entry_of, desk.in_section(section)[:LATEST])))
            for section in SECTIONS
        )
    )


def page_number(request: Request) -> int:
    """The page of a list that was asked for, 1 where none is named."""
    wanted = [
        value for name, value in request.query if name in {PAGE_PARAMETER, "_cur", "cur", "page"}
    ]
    return int(wanted[-1]) if wanted and wanted[-1].isdecimal() else 1


def _paging(section: Section, current: int, last: int) -> tuple[PageLink, ...]:
    if last == 1:
        return ()
    numbers = range(max(1, current - NEIGHBOURS), min(last, current + NEIGHBOURS) + 1)
    links = [PageLink(str(each), _page_path(section, each), each == current) for each in numbers]
    if current > 1:
        links.insert(0, PageLink("Trước", _page_path(section, current - 1), rel="prev"))
    if current < last:
        links.append(PageLink("Tiếp", _page_path(section, current + 1), rel="next"))
    return tuple(links)


def _page_path(section: Section, number: int) -> str:
    return f"/{section.slug}?{PAGE_PARAMETER}={number}"
