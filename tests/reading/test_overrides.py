from datetime import datetime
from typing import Any

import pytest

from articles.model import AttachmentLink
from reading.model import Listing
from reading.overrides import without_removed
from reading.pages import EMPTY_PROFILE, read, read_article, read_listing
from reading.selectors import SelectorError, first_text, rooted, select, texts
from sources.model import ArticleRules, ListingRules, Profile
from tests.reading.pages_written import (
    ARTICLE_URL,
    LISTING_URL,
    PROSE,
    article_html,
    listing_html,
    page,
)

TREE = rooted(
    page(
        "<div id=a class='x y'><p>Một <b>hai</b></p><p title='t&amp;u'>Ba</p></div><p>Bốn"
    ).lxml_tree
)


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("p", ["Một hai", "Ba", "Bốn"]),
        ("#a > p:first-child", ["Một hai"]),
        ("p::text", ["Một", "Ba", "Bốn"]),
        ("b::text", ["hai"]),
        ("p::attr(title)", ["t&u"]),
        ("div.x.y p:nth-child(2)", ["Ba"]),
        ("//p[2]", ["Ba"]),
        ("//p/@title", ["t&u"]),
        ("//p/text()", ["Một", "Ba", "Bốn"]),
        ("(//p)[last()]", ["Bốn"]),
        (".//b", ["hai"]),
        ("./body", ["Một hai Ba Bốn"]),
        ("//p[contains(., 'hai')]", ["Một hai"]),
        ("string(//b)"[:0] or "//p[normalize-space()='Ba']", ["Ba"]),
        ("//count-me", []),
        ("h9", []),
    ],
)
def test_css_and_xpath_find_the_same_page(selector: str, found: list[str]) -> None:
    assert texts(TREE, selector) == found
    assert first_text(TREE, selector) == (found[0] if found else "")


BAD = [
    "div[", "p::nothing", "p:no-such()", "//a[", "//p[no-function(.)]", "//p[ns:f(.)]", "///", "//@@", "((", ">", "::text(",
    "//p[$unknown]", "a::attr()", "//p[re:test(., '(')]", "//p[has-class()]", "./", "p:has(", "//p[string-length('a', 'b')]",
    "count(//p)[", "//p['\ud800']", "/" * 5_000,
]  # fmt: skip


@pytest.mark.parametrize("selector", BAD)
def test_a_selector_that_cannot_be_read_is_always_a_selector_error(selector: str) -> None:
    with pytest.raises(SelectorError, match="selector"):
        select(TREE, selector)


@pytest.mark.parametrize(
    "selector",
    ["//p[contains(., 'a')]/../../..", "count", "/html/comment()", "//p/namespace::*", "*"],
)
def test_odd_selectors_that_can_be_read_give_text_or_nothing(selector: str) -> None:
    assert isinstance(texts(TREE, selector), list)


@pytest.mark.parametrize("selector", ["//p[no-function(.)]", "div["])
@pytest.mark.parametrize("field", ["title", "published", "body", "attachments", "remove"])
def test_the_door_names_a_bad_selector_of_any_field(field: str, selector: str) -> None:
    value: Any = (selector,) if field == "remove" else selector
    profile = Profile(name="x", article=ArticleRules(**{field: value}))
    with pytest.raises(SelectorError, match="selector"):
        read_article(page(article_html()), profile)


@pytest.mark.parametrize("field", ["item", "next", "link", "title", "date"])
def test_the_door_names_a_bad_selector_of_a_listing(field: str) -> None:
    rules = {"item": "div.item", field: "//p[no-function(.)]"}
    with pytest.raises(SelectorError, match="no-function"):
        read_listing(
            page(listing_html(), LISTING_URL), Profile(name="x", listing=ListingRules(**rules))
        )


def by_rules(**rules: Any) -> Any:
    profile = Profile(name="x", article=ArticleRules(**rules))
    return read_article(page(article_html()), profile).article


def test_each_field_of_an_article_can_be_told_alone() -> None:
    found = read_article(page(article_html()), EMPTY_PROFILE).article
    assert found is not None
    titled = by_rules(title="figcaption")
    assert titled.title == "Hồ Khe Lim nhìn từ đập chính"
    assert (titled.paragraphs, titled.published_at) == (found.paragraphs, found.published_at)
    dated = by_rules(published="//li[contains(., 'Lịch')]")
    assert dated.published_at == datetime.fromisoformat("2026-02-08")
    assert dated.published_precision == "day"


def test_a_body_may_be_any_element_and_lends_its_pictures() -> None:
    found = by_rules(body=".chi-tiet figure + p")
    assert found.paragraphs == PROSE[:1]
    assert found.images == ()
    assert (
        by_rules(body="//div[@class='chi-tiet']").images[0].caption
        == "Hồ Khe Lim nhìn từ đập chính"
    )


def test_a_body_that_is_a_text_is_no_body() -> None:
    assert by_rules(body=".chi-tiet p::text") == by_rules()


def test_removed_parts_are_gone_from_text_pictures_and_files() -> None:
    html = article_html(
        extra="<div class=qc><p>Mua ngay hôm nay giá tốt nhất!</p><a href='/qc.pdf'>x</a></div>"
    )
    profile = Profile(name="x", article=ArticleRules(remove=("div.qc", "//figure")))
    article = read_article(page(html), profile).article
    assert article is not None
    assert article.images == ()
    assert article.attachments == ()
    assert article.paragraphs == PROSE
    original = page(html)
    assert without_removed(original, EMPTY_PROFILE) is original
    assert "qc.pdf" in original.text


@pytest.mark.parametrize("selector", ["html", "body", "//text()", "*", "//comment()", "//p/@class"])
def test_a_remove_that_matches_everything_or_no_element_does_not_fail(selector: str) -> None:
    profile = Profile(name="x", article=ArticleRules(remove=(selector,)))
    assert read_article(page(article_html()), profile).article is not None


def test_told_attachments_come_first_and_found_ones_stay() -> None:
    html = article_html(
        extra="<a href='/a.pdf'>Toàn văn</a><a class=t href='xem.aspx?so=7'>Phụ lục</a>"
    )
    profile = Profile(name="x", article=ArticleRules(attachments="a.t::attr(href)"))
    article = read_article(page(html), profile).article
    assert article is not None
    told, found = article.attachments
    assert told.url == ARTICLE_URL.rpartition("/")[0] + "/xem.aspx?so=7"
    assert found == AttachmentLink("https://www.nam-hai.example.vn/a.pdf", "Toàn văn")


def listed(**rules: str) -> Listing:
    profile = Profile(name="x", listing=ListingRules(**rules))
    listing = read_listing(page(listing_html(3), LISTING_URL), profile).listing
    assert listing is not None
    return listing


def test_items_by_rules_have_title_and_date_without_further_rules() -> None:
    found = listed(item="div.item")
    assert [(i.title, i.date) for i in found.items] == [
        (f"Xã số {n} khánh thành nhà văn hóa thôn mới", datetime.fromisoformat(f"2026-01-0{n + 1}"))
        for n in range(3)
    ]
    assert found.next == "/tin-tuc?trang=2"


def test_items_without_a_link_and_repeated_ones_are_left_out() -> None:
    assert listed(item="div.item", link="h4 a::attr(href)").items == ()
    assert len(listed(item="div.item, div.item h3").items) == 3


def test_a_format_that_does_not_fit_leaves_the_date_to_be_found() -> None:
    assert listed(item="div.item", date=".date", date_format="%Y").items[0].date_precision == "day"
    assert listed(item="div.item", date="h3").items[0].date is None


def test_a_next_rule_that_finds_nothing_ends_the_listing() -> None:
    assert listed(next="a.no::attr(href)").next is None
    assert len(listed(next="a.no::attr(href)").items) == 3


def test_the_address_pattern_of_a_profile_makes_an_article_of_a_short_page() -> None:
    short = page("<h1>Thông báo nghỉ lễ</h1><p>Xem tệp.</p>", "https://a.example/tb/7")
    profile = Profile(name="x", article=ArticleRules(url_pattern=r"/tb/\d+"))
    assert read(short, EMPTY_PROFILE).kind == "other"
    assert read(short, profile).kind == "article"
