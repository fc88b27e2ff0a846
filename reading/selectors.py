"""Selectors of profiles: CSS with ::text and ::attr(), or XPath 1 when it begins with / or ./."""

import re

import lxml.html
from lxml import etree
from parsel import Selector

from reading.text import fold


class SelectorError(ValueError):
    """A selector of a profile cannot be read; the message names the selector."""


#: What cssselect, lxml, and the functions that lxml lets a selector call, raise.
_ERRORS = (
    *(ValueError, SyntaxError, RuntimeError, TypeError, AttributeError, OverflowError),
    *(re.error, etree.LxmlError),
)


def select(tree: Selector, selector: str) -> list[Selector]:
    """All matches below `tree`; raises SelectorError for a selector that cannot be read."""
    try:
        if selector.startswith(("/", "./", "(/", "(./")):
            return list(tree.xpath(selector))
        return list(tree.css(selector))
    except _ERRORS as error:
        raise SelectorError(f"selector {selector!r}: {error}") from error


def rooted(root: lxml.html.HtmlElement) -> Selector:
    """A tree that selectors can be asked of."""
    return Selector(root=root, type="html")


def texts(tree: Selector, selector: str) -> list[str]:
    """The folded text of each match; for an element, all of its text."""
    return [text for match in select(tree, selector) if (text := text_of(match))]


def text_of(match: Selector) -> str:
    """The folded text of one match, whether it is an element, a text or an attribute."""
    root = match.root
    if isinstance(root, str):
        return fold(root)
    return fold(" ".join(root.itertext())) if hasattr(root, "itertext") else ""


def first_text(tree: Selector, selector: str) -> str:
    """The text of the first match that has any, or ""."""
    found = texts(tree, selector)
    return found[0] if found else ""
