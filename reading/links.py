"""The links of a page that may be items of a list, each with the shape of its address and place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from reading.addresses import is_home, is_trap, split
from reading.furniture import is_tool_line
from reading.media import is_file
from reading.outline import Element
from reading.page import Page

_DIGITS = re.compile(r"\d+")
_SLUG = re.compile(r"[^/]*(?:[-_%].*|.{24,})")
_HEX = re.compile(r"[0-9a-f-]{16,}", re.IGNORECASE)
#: Class names that differ from item to item: first, odd, even, active, numbers.
_VARYING = re.compile(r"\b(?:first|last|odd|even|active|alt|current|\w*\d+\w*)\b")
_PATH_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Link:
    """One <a>: its element, href as written, absolute address, and the two shapes."""

    element: Element
    href: str
    url: str
    path: str  # tags from the root, with the classes of the innermost ones
    shape: str  # the address with what varies taken out

    @property
    def text(self) -> str:
        """The words of the link, or its tooltip when it shows a picture only."""
        return self.element.text or self.element.get("title")


def links_of(page: Page) -> Iterator[Link]:
    """Links that a reader could follow to an item; furniture, traps and anchors left out."""
    here = page.final_url.split("#")[0]
    for element in page.outline.find("a"):
        href = element.get("href").strip()
        if (
            not href
            or element.furniture
            or href.startswith(("#", "javascript:", "mailto:", "tel:"))
        ):
            continue
        if is_tool_line(element.text) and not is_file(href):
            continue
        url = page.absolute(href)
        if not url or is_trap(url) or (url.split("#")[0] == here and "#" in url):
            continue
        if split(url).netloc and is_home(url):
            continue
        yield Link(element, href, url, place(element), shape(url))


def place(element: Element) -> str:
    """The tags from the root down; deeper ones with their steady class names."""
    parts = [element.tag]
    for number, above in enumerate(element.ancestors()):
        if number > _PATH_DEPTH:
            break
        parts.append(above.tag)
    return "/".join(reversed(parts))


def class_name(element: Element) -> str:
    """The class names that do not vary from item to item."""
    return " ".join(sorted(_VARYING.sub(" ", element.get("class").lower()).split()))


def host_of(link: Link) -> str:
    """The host of its address, "" for a relative one."""
    return link.shape.partition("/")[0]


def shape(url: str) -> str:
    """Host, folder, kind of file and names of parameters: what items of one list share."""
    parts = split(url)
    segments = [_segment(unquote(s)) for s in parts.path.split("/") if s]
    names = [piece.partition("=")[0].lower() for piece in parts.query.split("&") if piece]
    return f"{parts.netloc.lower()}/{'/'.join(segments)}?{'&'.join(sorted(names)[:4])}"


def _segment(segment: str) -> str:
    stem, dot, ending = segment.rpartition(".")
    if not dot or len(ending) > 5 or not ending.isalnum():  # noqa: PLR2004  longest: "xhtml"
        stem, dot, ending = segment, "", ""
    if _HEX.fullmatch(stem) or _SLUG.fullmatch(stem) or _DIGITS.search(stem):
        stem = "*"
    return f"{stem}{dot}{ending.lower()}"
