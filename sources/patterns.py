"""Checks of what a profile brings along: regular expressions, selectors, dates, page addresses."""

import re
from datetime import datetime
from string import Formatter

from cssselect import HTMLTranslator, SelectorError, parse
from cssselect.parser import FunctionalPseudoElement
from lxml import etree

from sources.units import UnitError

EXPECTED_SELECTOR = (
    'a CSS selector such as "a.title::attr(href)", or XPath 1 that begins with "/" or "./"'
)
#: An XPath of texts or attributes, by its last step.
_VALUE = re.compile(r"(?:@|/attribute::)[\w:*-]+\s*$|/text\(\)\s*$")
_PROBE = datetime(2026, 12, 28, 21, 43)  # noqa: DTZ001 - a form is tried, no moment is meant


def check_regex(text: str) -> None:
    """Raise UnitError unless `text` compiles as a regular expression of Python."""
    try:
        re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        raise UnitError(
            f'"{text}" does not compile ({error})', "a regular expression of Python"
        ) from None


def check_selector(text: str) -> None:
    """Raise UnitError unless `text` is CSS with `::text` or `::attr(name)`, or XPath 1."""
    if text.startswith(("/", "./")):
        _check_xpath(text)
    else:
        _check_css(text)


def check_element_selector(text: str) -> None:
    """As `check_selector`, and `text` must choose elements: no text, no attribute."""
    check_selector(text)
    xpath = text.startswith(("/", "./"))
    if _VALUE.search(text) if xpath else "::" in text:
        raise UnitError(
            f'"{text}" chooses text or an attribute',
            "a selector of an element, without ::, /@… or /text()",
        )


def _check_xpath(text: str) -> None:
    try:
        etree.XPath(text)(etree.Element("html"))
    except (etree.XPathError, ValueError) as error:
        raise UnitError(f'"{text}" is not XPath 1 ({error})', EXPECTED_SELECTOR) from None


def _check_css(text: str) -> None:
    try:
        for selector in parse(text):
            _check_pseudo_element(selector.pseudo_element, text)
            HTMLTranslator().selector_to_xpath(selector)
    except (SelectorError, RecursionError) as error:
        raise UnitError(f'"{text}" is not CSS ({error})', EXPECTED_SELECTOR) from None


def _check_pseudo_element(element: FunctionalPseudoElement | str | None, text: str) -> None:
    if element is None or element == "text":
        return
    if (
        isinstance(element, FunctionalPseudoElement)
        and element.name == "attr"
        and element.argument_types() in (["IDENT"], ["STRING"])
    ):
        return
    raise UnitError(f'"{text}" ends in something other than ::text or ::attr()', EXPECTED_SELECTOR)


def check_date_format(text: str) -> None:
    """Raise UnitError unless a day written in this form can be read back."""
    try:
        read = datetime.strptime(_PROBE.strftime(text), text)  # noqa: DTZ007 - see _PROBE
    except (ValueError, re.error) as error:
        raise UnitError(
            f'"{text}" is not a form of dates ({error})', 'something like "%d/%m/%Y"'
        ) from None
    if read.date() != _PROBE.date():
        raise UnitError(f'"{text}" does not hold a whole date', 'something like "%d/%m/%Y"')


def check_page_url(text: str) -> None:
    """Raise UnitError unless `text` holds `{page}`, and no field but plain `{url}` and `{page}`."""
    expected = 'something like "{url}?page={page}"'
    try:
        fields = [part for part in Formatter().parse(text) if part[1] is not None]
    except ValueError as error:
        raise UnitError(f'"{text}" is not a form of addresses ({error})', expected) from None
    names = {name for _, name, _, _ in fields}
    # "{page:>99999999999}" would take all memory, "{page:s}" fail in the middle of a crawl.
    dressed = any(form or conversion for _, _, form, conversion in fields)
    if "page" not in names or not names <= {"url", "page"} or dressed:
        raise UnitError(f'"{text}" is not a form of addresses', expected)
