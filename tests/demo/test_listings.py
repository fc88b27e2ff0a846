"""The lists and the home page over real HTTP: paging, order, odd page numbers."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demo.desk import Desk
from demo.items import NEWS, PAPERS, SECTIONS, Kind, Section
from demo.portal import DemoPortal
from demo.site import Place, listing, listing_of, place_of
from tests.demo.browser import article_links, fetch, next_link, whole_list

TODAY = date(2026, 2, 4)


def test_the_home_page_leads_to_every_section_and_its_latest(portal: DemoPortal) -> None:
    home = fetch(portal.url)
    assert home.headers["content-type"] == "text/html; charset=UTF-8"
    for section in SECTIONS:
        assert f'<li><a href="/{section.slug}">{section.title}</a></li>' in home.text
        assert portal.in_section(section)[0].path in article_links(home)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.slug)
def test_following_the_paging_finds_every_item_once_in_order(
    portal: DemoPortal, section: Section
) -> None:
    expected = [item.path for item in portal.in_section(section)]
    assert whole_list(portal.url, section.slug) == expected
    assert len(expected) > portal.page_size


def test_page_one_has_two_addresses(portal: DemoPortal) -> None:
    bare = fetch(portal.url, "/tin-tuc")
    for query in ("page=1", "_cur=1", "cur=1"):
        assert article_links(fetch(portal.url, f"/tin-tuc?{query}")) == article_links(bare)


@pytest.mark.parametrize("query", ["page=2", "_cur=2", "cur=2"])
def test_the_second_page_can_be_asked_for_in_several_ways(portal: DemoPortal, query: str) -> None:
    linked = next_link(fetch(portal.url, "/tin-tuc"))
    assert linked is not None
    assert linked.endswith("_cur=2")
    assert article_links(fetch(portal.url, f"/tin-tuc?{query}")) == article_links(
        fetch(portal.url, linked)
    )


@pytest.mark.parametrize("number", ["999", "99999999999999999999"])
def test_beyond_the_end_stands_the_last_page_without_a_next(
    portal: DemoPortal, number: str
) -> None:
    last = fetch(portal.url, f"/tin-tuc?page={number}")
    assert article_links(last)[-1] == portal.items[-1].path
    assert next_link(last) is None


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "%C2%B2", "1e3"])
def test_a_page_number_that_is_none_is_page_one(portal: DemoPortal, number: str) -> None:
    odd = fetch(portal.url, f"/tin-tuc?page={number}")
    assert odd.status == 200
    assert article_links(odd) == article_links(fetch(portal.url, "/tin-tuc"))


def test_papers_are_listed_in_a_table_with_number_and_day(portal: DemoPortal) -> None:
    item = portal.in_section(PAPERS)[0]
    assert item.paper is not None
    row = f"<tr><td>{item.paper.number}</td><td>{item.paper.issued_on:%d/%m/%Y}</td>"
    page = fetch(portal.url, "/van-ban").text
    assert row in page
    assert "<th>Số ký hiệu</th><th>Ngày ban hành</th><th>Trích yếu</th>" in page


def test_an_empty_portal_has_pages_too() -> None:
    with DemoPortal(0, today=datetime(2026, 2, 4, tzinfo=UTC).date()) as portal:
        assert fetch(portal.url).status == 200
        assert "Không có dữ liệu." in fetch(portal.url, "/van-ban").text


@given(count=st.integers(0, 40), size=st.integers(1, 12))
@settings(max_examples=25, deadline=None)
def test_pages_of_any_size_show_every_item_once(count: int, size: int) -> None:
    desk = Desk(0, today=TODAY, seed=1)
    for _ in range(count):
        desk.publish("news")
    pages = [listing(desk, NEWS, number + 1, size) for number in range(max(1, -(-count // size)))]
    shown = [entry.path for page in pages for entry in page.entries]
    assert shown == [item.path for item in desk.items]
    assert all(len(page.entries) <= size for page in pages)


@given(number=st.integers(-5, 30))
@settings(max_examples=25, deadline=None)
def test_every_page_marks_itself_and_only_itself_as_current(number: int) -> None:
    desk = Desk(60, today=TODAY, seed=1)
    page = listing(desk, NEWS, number, 5)
    assert sum(link.current for link in page.pages) == 1
    rels = [link.rel for link in page.pages if link.rel]
    assert set(rels) <= {"prev", "next"}
    assert rels


def test_one_page_alone_has_no_paging() -> None:
    desk = Desk(0, today=TODAY, seed=1)
    desk.publish("news")
    assert listing(desk, NEWS, 1, 10).pages == ()
    assert listing_of((), NEWS, 1, 10).pages == ()


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/", Place.HOME),
        ("/tin-tuc", Place.LISTS),
        ("/tin-tuc/", Place.LISTS),
        ("/tin-tuc/x", Place.OTHER),
        ("/tin", Place.OTHER),
        ("", Place.OTHER),
        ("/chi-tiet-tin/-/view-article/1/82/5", Place.ARTICLES),
        ("/documents/20181/5/a.pdf", Place.ATTACHMENTS),
        ("/robots.txt", Place.OTHER),
    ],
)
def test_an_address_tells_what_sort_of_page_it_is(path: str, place: Place) -> None:
    assert place_of(path) is place


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.slug)
def test_a_stuck_item_and_a_back_dated_one_stand_where_the_lists_put_them(
    portal: DemoPortal, section: Section
) -> None:
    kind = {"tin-tuc": Kind.NEWS, "van-ban": Kind.PAPER}.get(section.slug, Kind.ORDER)
    old = portal.back_date(datetime(2024, 1, 1, 9, 0, tzinfo=UTC), kind)
    assert old.path in whole_list(portal.url, section.slug)[portal.page_size :]
    portal.stick(old)
    assert whole_list(portal.url, section.slug)[0] == old.path


def test_a_publication_pushes_the_last_item_of_a_page_to_the_next(portal: DemoPortal) -> None:
    first = article_links(fetch(portal.url, "/tin-tuc"))
    portal.publish("news")
    second = article_links(fetch(portal.url, "/tin-tuc?page=2"))
    assert second[0] == first[-1]
