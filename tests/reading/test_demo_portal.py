"""Pages of the portal next door, fetched again after it went on publishing."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest

from demo.items import SECTIONS, Item
from demo.portal import DemoPortal
from demo.wire import Request
from reading.page import Page
from reading.pages import EMPTY_PROFILE, comparable, read, read_article
from reading.quality import judge
from sources.model import Profile

HOST = "https://demo.nam-hai.example.vn"
TODAY = date(2026, 3, 11)
GENERIC = Profile(name="generic", platform="generic")


@pytest.fixture
def portal() -> DemoPortal:
    """A portal whose clock goes on by an hour and a bit at every fetch; no network is needed."""
    begin = datetime(2026, 3, 11, 1, tzinfo=UTC)
    ticks = itertools.count()
    return DemoPortal(
        24, today=TODAY, validators="off", clock=lambda: begin + timedelta(minutes=67 * next(ticks))
    )


def fetched(portal: DemoPortal, path: str) -> Page:
    response = portal.respond(Request("GET", path))
    assert response.status == 200
    return Page.parse(HOST + path, response.body)


def items_of(portal: DemoPortal) -> list[Item]:
    return list(portal.items)


def publish(portal: DemoPortal, count: int = 3) -> None:
    for number in range(count):
        portal.publish(title=f"Thông báo số {number} về lịch cắt nước đợt hai")


@pytest.mark.parametrize("profile", [EMPTY_PROFILE, GENERIC], ids=["platform", "generic"])
def test_every_article_reads_the_same_after_new_ones_came(
    portal: DemoPortal, profile: Profile
) -> None:
    items = items_of(portal)
    before = [read_article(fetched(portal, item.path), profile).article for item in items]
    publish(portal)
    after = [read_article(fetched(portal, item.path), profile).article for item in items]
    assert after == before


def test_every_article_is_comparable_to_itself(portal: DemoPortal) -> None:
    for item in items_of(portal):
        one = comparable(fetched(portal, item.path), "article")
        publish(portal, 1)
        assert comparable(fetched(portal, item.path), "article") == one


def test_the_raw_pages_do_move(portal: DemoPortal) -> None:
    path = items_of(portal)[0].path
    assert fetched(portal, path).text != fetched(portal, path).text


@pytest.mark.parametrize("profile", [EMPTY_PROFILE, GENERIC], ids=["platform", "generic"])
def test_every_article_is_an_article_with_title_and_time_and_no_fault(
    portal: DemoPortal, profile: Profile
) -> None:
    for item in items_of(portal):
        found = fetched(portal, item.path)
        reading = read(found, profile)
        assert reading.kind in {"article", "document"}
        assert reading.article is not None
        assert reading.article.title == item.title
        assert reading.article.published_at is not None
        quality = judge(found, status=200, expected="article", profile=profile, home_url=HOST + "/")
        assert quality.fault is None


@pytest.mark.parametrize("profile", [EMPTY_PROFILE, GENERIC], ids=["platform", "generic"])
def test_an_edit_of_text_title_or_deadline_is_seen_through_the_furniture(
    portal: DemoPortal, profile: Profile
) -> None:
    item = portal.publish(deadline=date(2026, 4, 1))

    def seen() -> object:
        return read_article(fetched(portal, item.path), profile).article

    states = [seen()]
    portal.edit_paragraph(item, "Yêu cầu Sở Xây dựng báo cáo kết quả bằng văn bản.")
    states.append(seen())
    portal.edit_title(item, "Đôn đốc thực hiện kết luận của Chủ tịch tỉnh")
    states.append(seen())
    portal.publish()
    assert seen() == states[-1]
    assert states[0] != states[1] != states[2]


@pytest.mark.parametrize("profile", [EMPTY_PROFILE, GENERIC], ids=["platform", "generic"])
@pytest.mark.parametrize("slug", ["tin-tuc", "chi-dao-dieu-hanh", "van-ban"])
def test_listings_name_the_items_of_the_section_in_their_order(
    portal: DemoPortal, slug: str, profile: Profile
) -> None:
    (section,) = [s for s in SECTIONS if s.slug == slug]
    expected = [item.path for item in portal.in_section(section)]
    assert expected
    found = fetched(portal, f"/{slug}")
    reading = read(found, profile)
    assert reading.kind == "listing"
    assert reading.listing is not None
    paths = [item.url.removeprefix(HOST) for item in reading.listing.items]
    assert paths == expected[: portal.page_size]
    assert all(item.date is not None and item.title for item in reading.listing.items)
    assert (reading.listing.next is not None) == (len(expected) > portal.page_size)
    assert comparable(found, "list") == comparable(fetched(portal, f"/{slug}"), "list")
