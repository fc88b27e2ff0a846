"""A page as fetched and parsed once: its addresses, its text, its trees."""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin, urlsplit

import lxml.html
from selectolax.lexbor import LexborHTMLParser

from reading.charset import decode
from reading.furniture import furnish
from reading.nesting import bounded
from reading.outline import Element, outline

#: A fragment that begins inside a table would lose its rows in an HTML parser.
_TABLE_PART = re.compile(r"\s*<(?:tr|td|th|tbody|thead)\b", re.IGNORECASE)
#: What is measured of a page is asked for several times while it is read, and then never again.
PAGES_REMEMBERED = 2
_EMPTY_TREE = "<html><body></body></html>"


@dataclass(frozen=True, eq=False)
class Page:
    """One page: `url` as asked for, `final_url` as answered, `text` decoded, trees made lazily."""

    url: str
    final_url: str
    text: str
    size: int = 0  # bytes of the body

    @classmethod
    def parse(cls, url: str, body: bytes, content_type: str = "", *, final_url: str = "") -> "Page":
        """The page of these bytes; never fails, whatever they hold.

        An address that no browser could follow counts as none.
        """
        asked, answered = (given if absolute(given, "") else "" for given in (url, final_url))
        return cls(
            asked, answered or asked, decode(body, content_type).replace("\x00", ""), len(body)
        )

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The lexbor tree; readers must not change it."""
        text = bounded(self.text)
        if _TABLE_PART.match(text):
            text = f"<table>{text}</table>"
        parser = LexborHTMLParser(text)
        return parser if parser.root is not None else LexborHTMLParser(_EMPTY_TREE)

    @cached_property
    def outline(self) -> Element:
        """The elements a reader sees, from <html> down."""
        root = self.tree.root
        if root is None:  # cannot happen: `tree` always has one
            raise ValueError("a page without a root")
        top = outline(root)
        furnish(top)
        return top

    @cached_property
    def lxml_tree(self) -> lxml.html.HtmlElement:
        """The same page for selectors of profiles and for libraries that want lxml."""
        return lxml.html.document_fromstring(
            self.tree.html or _EMPTY_TREE, parser=lxml.html.HTMLParser(encoding="utf-8")
        )

    @cached_property
    def base(self) -> str:
        """The address that relative links start from."""
        element = self.tree.css_first("base[href]")
        href = (element.attributes.get("href") or "").strip() if element else ""
        return absolute(self.final_url, href) if href else self.final_url

    def absolute(self, href: str) -> str:
        """`href` resolved against the page; "" when it is no address at all."""
        return absolute(self.base, href)

    @cached_property
    def head_title(self) -> str:
        """The text of <title>, as written."""
        element = self.tree.css_first("title")
        return element.text() if element else ""

    @cached_property
    def language(self) -> str:
        """The two letters of <html lang>, or ""."""
        return self.outline.get("lang").lower()[:2]


def absolute(base: str, href: str) -> str:
    """`href` resolved against `base`, spaces escaped; "" for what no browser could follow."""
    try:
        joined = urljoin(base, href.strip()).replace(" ", "%20")
        urlsplit(joined)
    except ValueError:
        return ""
    return joined
