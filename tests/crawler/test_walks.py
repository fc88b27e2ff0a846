"""Walking through the pages of a listing: where it goes on, and where it must stop."""

from datetime import UTC, datetime

import pytest

from crawler.walks import LONGEST_ADDRESS, MAX_PAGES, ListingPage, Walk, is_pinned
from crawler.walks import read_listing_page as read
from sources.faults import Fault
from sources.model import Capture, ListingRules, Profile, Section
from storage.items import Listed
from storage.sources import SectionState

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
HOME = "https://sc.example"
FIRST = f"{HOME}/tin-tuc"
PLAIN = Profile("songcau", hosts=("sc.example",), url=f"{HOME}/")
COUNTED = Profile(
    "songcau",
    hosts=("sc.example",),
    url=f"{HOME}/",
    listing=ListingRules(page_url="{url}?trang={page}"),
)


def walk(profile: Profile = PLAIN, *, through: bool = True, allow_empty: bool = False) -> Walk:
    section = Section("tin-tuc", "Tin tức", FIRST, allow_empty=allow_empty)
    started = Walk(SectionState(section, None, None), through, profile)
    started.visit(FIRST)
    return started


def shown(*keys: str, next_url: str = "", fault: Fault | None = None) -> ListingPage:
    listed = tuple(Listed(key, f"{HOME}/tin/{key}", f"Tin {key}") for key in keys)
    return ListingPage(FIRST, listed, next_url, fault)


def capture(html: str) -> Capture:
    headers = {"content-type": "text/html; charset=utf-8"}
    return Capture(FIRST, FIRST, NOW, 200, headers, html.encode())


def test_a_page_that_leads_on_is_followed() -> None:
    going = walk()
    following = f"{HOME}/tin-tuc?trang=2"
    assert going.next_after(shown("1", next_url=following), all_known=False) == following
    assert (going.ended, going.complete, going.name) == (False, False, "tin-tuc")


def test_a_page_that_leads_nowhere_is_the_end() -> None:
    going = walk()
    assert going.next_after(shown("1"), all_known=False) == ""
    assert going.complete


def test_an_ended_walk_with_a_failed_page_is_not_complete() -> None:
    going = walk()
    going.failed = True
    going.next_after(shown("1"), all_known=False)
    assert going.ended
    assert not going.complete


def test_a_page_that_repeats_items_is_the_end_whatever_it_links() -> None:
    going = walk()
    going.next_after(shown("1", "2", next_url=f"{FIRST}?trang=2"), all_known=False)
    assert going.next_after(shown("2", "1", next_url=f"{FIRST}?trang=3"), all_known=False) == ""
    assert going.complete


@pytest.mark.parametrize(
    "back",
    [FIRST, f"{FIRST}#dau-trang", f"{FIRST}?utm_source=trang-chu", "HTTPS://SC.EXAMPLE/tin-tuc"],
)
def test_a_link_back_to_a_page_read_before_is_not_followed(back: str) -> None:
    assert walk().next_after(shown("1", next_url=back), all_known=False) == ""


@pytest.mark.parametrize(
    "away",
    [
        "https://la.example/tin-tuc?trang=2",
        "https://sc.example.la.example/?trang=2",
        "https://tin.sc.example/?trang=2",
        "https://sc.example@la.example/",
        "javascript:__doPostBack('p','2')",
        "file:///etc/passwd",
        f"{FIRST}?trang=" + "2" * LONGEST_ADDRESS,
    ],
)
def test_a_next_link_that_leaves_the_portal_or_is_too_long_is_not_followed(away: str) -> None:
    going = walk()
    assert not is_pinned(away, PLAIN)
    assert going.next_after(shown("1", next_url=away), all_known=False) == ""
    assert going.ended


def test_an_address_of_the_longest_length_is_followed_and_no_longer_one() -> None:
    longest = f"{HOME}/".ljust(LONGEST_ADDRESS, "a")
    assert is_pinned(longest, PLAIN)
    assert not is_pinned(longest + "a", PLAIN)


def test_pages_are_counted_where_the_profile_says_how() -> None:
    going = walk(COUNTED)
    elsewhere = f"{HOME}/khac"
    for number in (2, 3, 4):
        url = going.next_after(shown(str(number), next_url=elsewhere), all_known=False)
        assert url == f"{FIRST}?trang={number}"
        going.visit(url)


def test_where_all_is_known_the_walk_stops_without_having_ended() -> None:
    going = walk(through=False)
    page = shown("1", next_url=f"{FIRST}?trang=2")
    assert going.next_after(page, all_known=True) == ""
    assert not going.complete


def test_a_walk_through_to_the_end_goes_on_where_all_is_known() -> None:
    page = shown("1", next_url=f"{FIRST}?trang=2")
    assert walk(through=True).next_after(page, all_known=True)


def test_a_portal_that_never_ends_is_left_and_counts_as_failed() -> None:
    going = walk(COUNTED)
    for number in range(2, MAX_PAGES + 1):
        going.visit(going.next_after(shown(str(number)), all_known=False))
    assert len(going.visited) == MAX_PAGES
    assert not going.failed
    assert going.next_after(shown("sau cùng"), all_known=False) == ""
    assert going.failed
    assert not going.complete


def test_an_empty_page_ends_counted_pages_but_not_as_the_first() -> None:
    empty = shown(fault=Fault.EMPTY_LISTING)
    going = walk(COUNTED)
    assert not going.is_end(empty)
    going.visit(f"{FIRST}?trang=2")
    assert going.is_end(empty)


def test_an_empty_page_of_linked_pages_is_a_fault_unless_the_section_declares_it() -> None:
    empty = shown(fault=Fault.EMPTY_LISTING)
    going = walk()
    going.visit(f"{FIRST}?trang=2")
    assert not going.is_end(empty)
    assert walk(allow_empty=True).is_end(empty)


def test_only_emptiness_is_an_end() -> None:
    others = [fault for fault in Fault if fault is not Fault.EMPTY_LISTING]
    going = walk(COUNTED, allow_empty=True)
    going.visit(f"{FIRST}?trang=2")
    assert not any(going.is_end(shown(fault=fault)) for fault in others)
    assert not going.is_end(shown("1"))


@pytest.mark.parametrize("html", ["", "<html><body></body></html>", "<html><p>Không có tin.</p>"])
def test_a_listing_without_items_has_a_fault(html: str) -> None:
    page = read(capture(html), PLAIN)
    assert page.fault is not None
    assert page.reasons
    assert (page.url, page.listed) == (FIRST, ())


def test_items_on_other_hosts_are_left_out() -> None:
    rules = ListingRules(item="li.tin", link="a::attr(href)", next="a.sau::attr(href)")
    profile = Profile("songcau", hosts=("sc.example",), url=f"{HOME}/", listing=rules)
    hosts = (HOME, "https://la.example", HOME, "https://tin.sc.example", HOME)
    rows = "".join(
        f'<li class="tin"><a href="{host}/tin/xa-hop-ban-chuyen-doi-so-{n}.html">'
        f"Xã họp bàn về đề án chuyển đổi số lần thứ {n}</a></li>"
        for n, host in enumerate(hosts)
    )
    html = f'<html><head><title>Tin tức</title></head><body><ul>{rows}</ul><a class="sau" href="?trang=2">Sau</a></body></html>'
    page = read(capture(html), profile)
    assert len(page.listed) == hosts.count(HOME)
    assert all(entry.url.startswith(f"{HOME}/tin/") for entry in page.listed)
    assert page.next_url == f"{FIRST}?trang=2"
