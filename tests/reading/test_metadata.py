import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading.metadata import Metadata, read_metadata
from tests.reading.pages_written import page


def of(*parts: str) -> Metadata:
    return read_metadata(page(f"<html><head>{''.join(parts)}</head><body>x</body></html>"))


def ld(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return f"<script type='application/ld+json'>{text}</script>"


def test_the_names_of_titles_are_read_in_order_of_trust() -> None:
    found = of(
        "<meta name='title' content='Ba'>",
        "<meta name='twitter:title' content='Hai'>",
        "<meta property='og:title' content=' Một  '>",
    )
    assert found.titles == ("Một", "Hai", "Ba")


def test_the_first_of_two_elements_of_one_name_counts_and_empty_ones_do_not() -> None:
    found = of(
        "<meta property='og:title' content=''>",
        "<meta property='OG:Title' content='Một'>",
        "<meta property='og:title' content='Hai'>",
    )
    assert found.titles == ("Một",)


def test_site_description_picture_and_type_are_read() -> None:
    found = of(
        "<meta property='og:site_name' content='Sở  Y tế'>",
        "<meta name='description' content='Mô tả'>",
        "<meta property='og:image' content=' /a.jpg '>",
        "<meta property='og:type' content='Article'>",
    )
    assert found == Metadata(
        site_name="Sở Y tế", description="Mô tả", image="/a.jpg", og_type="article"
    )


@pytest.mark.parametrize(
    "kind", ["NewsArticle", "Article", ["Thing", "BlogPosting"], "Report", "WebPage"]
)
def test_articles_of_json_ld_say_headline_time_and_author(kind: Any) -> None:
    node = {
        "@type": kind,
        "headline": "Lũ về",
        "datePublished": "2026-02-06",
        "author": {"name": "Thu Hà"},
    }
    found = of(ld(node))
    assert (found.headline, found.published, found.authors) == (
        "Lũ về",
        ("2026-02-06",),
        ("Thu Hà",),
    )


@pytest.mark.parametrize(
    "wrap", [lambda n: [n], lambda n: {"@graph": [{}, n]}, lambda n: {"mainEntity": n}]
)
def test_articles_are_found_within_lists_and_graphs(wrap: Any) -> None:
    assert of(ld(wrap({"@type": "NewsArticle", "headline": "Lũ về"}))).headline == "Lũ về"


@pytest.mark.parametrize("kind", ["Organization", "BreadcrumbList", None, 7, {}, "Product"])
def test_other_nodes_say_nothing(kind: Any) -> None:
    assert of(ld({"@type": kind, "headline": "Lũ về", "datePublished": "2026-02-06"})) == Metadata()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[", "null", "7", '"x"', "{'@type': 'NewsArticle'}", '{"@type": "NewsArticle",}', "<!-- -->",
     "[" * 5_000, '{"@graph":' * 3_000, "\x00", '{"@type": "NewsArticle", "headline": {"a": 1}, "author": [[]]}'],
)  # fmt: skip
def test_broken_json_ld_spoils_nothing_beside_it(text: str) -> None:
    found = of(ld(text), ld({"@type": "NewsArticle", "datePublished": "2026-02-06"}))
    assert "2026-02-06" in found.published


@pytest.mark.parametrize(
    "text",
    [
        '<!--{"@type": "NewsArticle", "headline": "Lũ về"}-->',
        '{"@type": "NewsArticle", "headline": "Lũ\nvề"};',
    ],
)
def test_comments_line_breaks_and_semicolons_around_json_are_borne(text: str) -> None:
    assert of(ld(text)).headline == "Lũ về"


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Thu Hà", ("Thu Hà",)),
        (["Thu Hà", "Lê Tám", "Thu Hà"], ("Thu Hà", "Lê Tám")),
        ([{"@type": "Person", "name": " Thu  Hà "}], ("Thu Hà",)),
        ({"@type": "Organization", "name": "Sở Y tế"}, ()),
        ("https://a.example/tac-gia/7", ()),
        ([None, 7, {}], ()),
    ],
)
def test_authors_are_people_with_names(author: Any, names: tuple[str, ...]) -> None:
    assert of(ld({"@type": "Article", "author": author})).authors == names


def test_the_author_of_the_head_serves_without_json_ld() -> None:
    assert of("<meta name='author' content='Thu Hà'>").authors == ("Thu Hà",)


@settings(deadline=None, max_examples=50)
@given(st.recursive(st.none() | st.integers() | st.text(max_size=9), lambda inner: st.lists(inner, max_size=3)
       | st.dictionaries(st.sampled_from(["@type", "@graph", "headline", "author", "name", "datePublished"]), inner),
       max_leaves=12))  # fmt: skip
def test_no_json_makes_it_fail(value: Any) -> None:
    assert isinstance(of(ld(json.dumps(value).replace("<", ""))), Metadata)
