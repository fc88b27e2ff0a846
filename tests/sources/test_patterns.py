"""Regular expressions, selectors, forms of dates and of page addresses."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsel import Selector

from sources.patterns import (
    check_date_format,
    check_element_selector,
    check_page_url,
    check_regex,
    check_selector,
)
from sources.units import UnitError

SELECTORS = [
    "h1",
    "a::attr(href)",
    "a::attr('href')",
    ".date::text",
    "a[href$='.pdf']::attr(href)",
    "div.item > a, li a",
    "//div[@class='date']/text()",
    "./a/@href",
    "li:nth-child(2) a",
]


@pytest.mark.parametrize("text", SELECTORS)
def test_selectors_are_accepted_that_the_crawlers_library_understands(text: str) -> None:
    check_selector(text)
    page = Selector("<html><body><h1>x</h1></body></html>")
    found = page.xpath(text) if text.startswith(("/", "./")) else page.css(text)
    assert found is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "div[",
        "a::attr(",
        "a::attr()",
        "a::attr(1)",
        "a::before",
        "a:nope",
        "..x",
        "(//a)[1]",
        ">>",
    ],
)
def test_what_is_no_css_is_refused(text: str) -> None:
    with pytest.raises(UnitError, match="a CSS selector such as"):
        check_selector(text)


@pytest.mark.parametrize(
    "text", ["//a[", "///", "./", "//foo:bar(x)", "/doc('x')/a", "//a\x00", "//a[@x=']"]
)
def test_what_is_no_xpath_1_is_refused(text: str) -> None:
    with pytest.raises(UnitError, match="is not XPath 1"):
        check_selector(text)


def test_items_are_elements_and_never_text() -> None:
    check_element_selector("div.item")
    check_element_selector("//div[@class='item']")
    with pytest.raises(UnitError, match="without ::"):
        check_element_selector("div.item::text")


@pytest.mark.parametrize("text", [r"view-article/\d+/\d+/(\d+)", "/chi-tiet-tin/", "chỉ-đạo", ""])
def test_regular_expressions_that_compile_are_accepted(text: str) -> None:
    check_regex(text)


@pytest.mark.parametrize("text", ["(", "[a", "a{2,1}", "*a", "(?P<x>a)(?P<x>b)", "a{99999999999}"])
def test_regular_expressions_that_do_not_compile_are_refused(text: str) -> None:
    with pytest.raises(UnitError, match="does not compile"):
        check_regex(text)


@pytest.mark.parametrize(
    "text", ["%d/%m/%Y", "%d-%m-%Y %H:%M", "%d/%m/%y", "ngày %d tháng %m năm %Y"]
)
def test_forms_of_dates_hold_a_whole_day(text: str) -> None:
    check_date_format(text)


@pytest.mark.parametrize("text", ["%d/%m", "dd/MM/yyyy", "%d/%m/%Y %", "%H:%M", "%d%d/%m/%Y"])
def test_forms_without_a_whole_day_are_refused(text: str) -> None:
    with pytest.raises(UnitError, match="%d/%m/%Y"):
        check_date_format(text)


@pytest.mark.parametrize("text", ["{url}?page={page}", "https://x.vn/tin?p={page}"])
def test_addresses_of_pages_hold_the_page(text: str) -> None:
    check_page_url(text)


@pytest.mark.parametrize("text", ["{url}", "{url}?page={n}", "{page", "{}", "{page.__class__}"])
def test_other_addresses_of_pages_are_refused(text: str) -> None:
    with pytest.raises(UnitError, match=r"page=\{page\}"):
        check_page_url(text)


@pytest.mark.parametrize("check", [check_regex, check_selector, check_date_format, check_page_url])
@given(text=st.text(max_size=30))
def test_no_text_makes_a_check_fail_in_another_way(check: Callable[[str], None], text: str) -> None:
    with suppress(UnitError):
        check(text)
