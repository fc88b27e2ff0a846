"""The listings worth following, from the navigation of a home page."""

import re
from urllib.parse import urlsplit

from reading.addresses import canonical, is_home, is_trap, same_host
from reading.outline import Element
from reading.page import Page
from reading.text import fold, plain, unmarked
from sources.model import Profile, Section, SectionKind

_DIRECTIVES = re.compile(r"chỉ đạo|điều hành|công điện|chỉ thị|giao việc")
_LEGAL = re.compile(r"văn bản|pháp quy|quy phạm|công báo|quyết định")
_NEWS = re.compile(r"\btin\b|tin tức|sự kiện|thời sự|thông báo|hoạt động|bản tin|news")
_NOT_SECTIONS = re.compile(
    r"liên hệ|giới thiệu|sơ đồ|tìm kiếm|đăng nhập|thư điện tử|email|hỏi đáp|góp ý|thăm dò|video|"
    r"hình ảnh|thư viện|lịch|dịch vụ công|english|tuyển dụng|bản đồ|rss|dự thảo|quản lý văn bản|"
    r"hộp thư|danh bạ|liên kết|đấu thầu|thống kê"
)
_LONGEST_LABEL = 60
_MOST = 12  # listings: a portal has three to ten worth following


def find_sections(page: Page, profile: Profile) -> tuple[Section, ...]:
    """The listings that the navigation of a home page leads to; same host only, each once."""
    found: dict[str, Section] = {}
    for element in page.outline.find("a"):
        section = _section(page, element, profile)
        if section is not None:
            found.setdefault(section.url, section)
    return tuple(_named(list(found.values())[:_MOST]))


def _section(page: Page, element: Element, profile: Profile) -> Section | None:
    label = fold(element.text or element.get("title"))
    href = element.get("href").strip()
    kind = kind_of_label(label)
    if kind is None or not href or href.startswith(("#", "javascript:")):
        return None
    url = canonical(page.absolute(href))
    if not _is_followed(page, url, profile) or _is_item(url, profile):
        return None
    return Section(name=_slug(label), title=label, url=url, kind=kind)


def _is_followed(page: Page, url: str, profile: Profile) -> bool:
    if is_trap(url) or is_home(url):
        return False
    if profile.hosts:
        parts = urlsplit(url)  # a host without port admits any port
        return parts.hostname in profile.hosts or parts.netloc in profile.hosts
    return same_host(url, page.final_url)


def _is_item(url: str, profile: Profile) -> bool:
    pattern = profile.article.url_pattern or r"/view-article/|/view_content/|/chi-tiet-tin/"
    return bool(re.search(pattern, url))


def kind_of_label(label: str) -> SectionKind | None:
    """What a menu entry leads to, or None when it is no listing worth following."""
    wording = plain(label)
    if not wording or len(wording) > _LONGEST_LABEL or _NOT_SECTIONS.search(wording):
        return None
    if _DIRECTIVES.search(wording) and not wording.startswith("tin "):
        return "directives"
    if _LEGAL.search(wording):
        return "legal"
    return "news" if _NEWS.search(wording) else None


def _slug(label: str) -> str:
    return unmarked(label).replace(" ", "-")


def _named(sections: list[Section]) -> list[Section]:
    """Sections with a name each: a second "tin-tuc" becomes "tin-tuc-2"."""
    taken: dict[str, int] = {}
    named = []
    for section in sections:
        taken[section.name] = taken.get(section.name, 0) + 1
        number = taken[section.name]
        name = section.name if number == 1 else f"{section.name}-{number}"
        named.append(Section(name, section.title, section.url, section.kind))
    return named
