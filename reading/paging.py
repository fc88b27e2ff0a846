"""The next page of a listing."""

import re

from reading.outline import Element
from reading.page import Page
from reading.text import fold

_NEXT = re.compile(
    r"(?:trang\s+)?(?:sau|tiếp|tiếp theo|kế|kế tiếp|sau cùng)|trang (?:sau|tiếp|kế)|next(?: page)?|older(?: posts| entries)?|"
    r"[›»→]|>{1,2}|&gt;|(?:next|tiếp|sau|tiếp theo|trang sau)\s*[›»→>]+|xem tiếp",
    re.IGNORECASE,
)
_PAGE_HREF = re.compile(
    r"(?:page|trang|cur|start|offset|p|pg|paged)[=/_-]?\d+|_cur=\d+", re.IGNORECASE
)


def next_page(page: Page) -> str | None:
    """The href of the next page as written, or None."""
    for link in page.tree.css('link[rel~="next"], a[rel~="next"]'):
        if href := (link.attributes.get("href") or "").strip():
            return href
    for element in page.outline.find("a"):
        if _is_next(element):
            return element.get("href").strip()
    return None


def _is_next(element: Element) -> bool:
    href = element.get("href").strip()
    if not href or href.startswith(("#", "javascript:")):
        return False
    label = fold(element.text or element.get("title") or element.get("aria-label"))
    if _NEXT.fullmatch(label) and (_PAGE_HREF.search(href) or len(label) > 1):
        return True
    return "next" in element.hint.split() and bool(_PAGE_HREF.search(href))
