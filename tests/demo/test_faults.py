"""Each way of misbehaving, as a client meets it over real HTTP."""

import gzip
import http.client
import re

import pytest

from demo.faults import Fault, FaultBoard, FaultName
from demo.items import DemoError
from demo.portal import DemoPortal
from demo.site import Place
from tests.demo.browser import article_links, connect, fetch

REDIRECTS = {
    "redirect_private": "http://10.0.0.1/",
    "redirect_metadata": "http://169.254.169.254/latest/meta-data/",
    "redirect_elsewhere": "http://other.example/",
    "redirect_home": "/",
    "redirect_login": "/c/portal/login",
    "redirect_loop": "/tin-tuc",
}


@pytest.mark.parametrize("status", [500, 503, 403, 429])
def test_a_status_is_answered_everywhere_until_it_ends(portal: DemoPortal, status: int) -> None:
    portal.misbehave(str(status))
    for path in ("/", "/tin-tuc", portal.items[0].path, "/robots.txt"):
        assert fetch(portal.url, path).status == status
    portal.behave()
    assert fetch(portal.url).status == 200


@pytest.mark.parametrize("fault", ["429", "503", "maintenance_503"])
def test_retry_after_is_sent_as_asked(portal: DemoPortal, fault: str) -> None:
    portal.misbehave(fault, retry_after="7")
    assert fetch(portal.url).headers["retry-after"] == "7"
    portal.misbehave(fault, retry_after="")
    assert "retry-after" not in fetch(portal.url).headers


def test_a_plain_error_asks_for_no_patience(portal: DemoPortal) -> None:
    portal.misbehave("500")
    assert "retry-after" not in fetch(portal.url).headers


@pytest.mark.parametrize(
    ("where", "struck"),
    [
        ("lists", {"/tin-tuc"}),
        ("articles", {"ARTICLE"}),
        ("attachments", {"FILE"}),
        ("home", {"/"}),
        ("/tin-tuc", {"/tin-tuc"}),
        ("everything", {"/", "/tin-tuc", "ARTICLE", "FILE"}),
    ],
)
def test_a_fault_strikes_where_it_was_told_to(
    portal: DemoPortal, where: str, struck: set[str]
) -> None:
    item = next(item for item in portal.items if item.attachments)
    paths = {"/": "/", "/tin-tuc": "/tin-tuc", "ARTICLE": item.path}
    paths["FILE"] = f"/documents/20181/{item.id}/{item.attachments[0].name}"
    portal.misbehave("500", where)
    answers = {name: fetch(portal.url, path).status for name, path in paths.items()}
    assert {name for name, status in answers.items() if status == 500} == struck


def test_a_fault_ends_by_itself_after_its_times(portal: DemoPortal) -> None:
    portal.misbehave("503", "lists", times=2)
    answers = [fetch(portal.url, path).status for path in ("/tin-tuc", "/", "/van-ban", "/tin-tuc")]
    assert answers == [503, 200, 503, 200]
    assert portal.faults == ()


def test_the_newest_of_two_faults_is_met_first(portal: DemoPortal) -> None:
    portal.misbehave("500")
    portal.misbehave("403", times=1)
    assert [fetch(portal.url).status for _ in range(2)] == [403, 500]


def test_an_empty_list_looks_like_the_portal_and_holds_nothing(portal: DemoPortal) -> None:
    portal.misbehave("empty_list")
    page = fetch(portal.url, "/chi-dao-dieu-hanh")
    assert page.status == 200
    assert "Không có dữ liệu." in page.text
    assert "Chỉ đạo điều hành" in page.text
    assert article_links(page) == []
    assert article_links(fetch(portal.url, "/")) != [], "only lists are empty"
    assert fetch(portal.url, portal.items[0].path).status == 200


def test_a_half_page_ends_in_the_middle_as_if_it_were_whole(portal: DemoPortal) -> None:
    path = portal.items[0].path
    whole = fetch(portal.url, path)
    portal.misbehave("half_page")
    half = fetch(portal.url, path, {"If-None-Match": whole.headers["etag"]})
    assert half.status == 200
    assert int(half.headers["content-length"]) == len(half.body)
    assert abs(len(half.body) * 2 - len(whole.body)) < 10
    assert b"</html>" not in half.body


def test_a_page_may_be_cut_off_on_the_way(portal: DemoPortal) -> None:
    portal.misbehave("half_sent")
    with pytest.raises(http.client.IncompleteRead) as caught:
        fetch(portal.url, "/tin-tuc")
    assert abs(len(caught.value.partial) - (caught.value.expected or 0)) < 10


def test_an_error_page_comes_with_200(portal: DemoPortal) -> None:
    portal.misbehave("error_page", "articles")
    page = fetch(portal.url, portal.items[0].path)
    assert page.status == 200
    assert "Tài nguyên không được tìm thấy" in page.text


@pytest.mark.parametrize(("fault", "status"), [("maintenance", 200), ("maintenance_503", 503)])
def test_a_maintenance_page_comes_with_either_status(
    portal: DemoPortal, fault: str, status: int
) -> None:
    portal.misbehave(fault)
    page = fetch(portal.url, "/tin-tuc")
    assert page.status == status
    assert "đang bảo trì" in page.text


@pytest.mark.parametrize(("fault", "words"), [("challenge", "captcha"), ("spam", "tài xỉu")])
def test_a_strange_page_stands_in_for_every_other(
    portal: DemoPortal, fault: str, words: str
) -> None:
    portal.misbehave(fault)
    for path in ("/", portal.items[0].path):
        page = fetch(portal.url, path)
        assert page.status == 200
        assert words in page.text
        assert "Các tin khác" not in page.text


@pytest.mark.parametrize(("fault", "target"), REDIRECTS.items())
def test_a_redirect_leads_where_its_name_says(portal: DemoPortal, fault: str, target: str) -> None:
    portal.misbehave(fault)
    page = fetch(portal.url, "/tin-tuc")
    assert (page.status, page.headers["location"]) == (302, target)


def test_a_redirect_may_lead_to_any_address(portal: DemoPortal) -> None:
    portal.misbehave("redirect_private", address="http://[::1]:22/")
    assert fetch(portal.url).headers["location"] == "http://[::1]:22/"


@pytest.mark.parametrize(
    ("fault", "end"), [("redirect_home", "/"), ("redirect_login", "/c/portal/login")]
)
def test_where_the_redirect_leads_there_is_a_page(portal: DemoPortal, fault: str, end: str) -> None:
    portal.misbehave(fault)
    assert fetch(portal.url, end).status == 200


def test_a_slow_page_comes_whole_after_its_time(portal: DemoPortal) -> None:
    portal.misbehave("slow", seconds=0.3)
    with pytest.raises(TimeoutError):
        fetch(portal.url, "/tin-tuc", timeout=0.1)
    assert article_links(fetch(portal.url, "/tin-tuc"))


def test_others_are_served_while_one_waits(portal: DemoPortal) -> None:
    portal.misbehave("hang", "/tin-tuc")
    waiting = connect(portal.url)
    waiting.request("GET", "/tin-tuc")
    assert fetch(portal.url, "/van-ban").status == 200
    waiting.close()


def test_a_hanging_page_never_comes(portal: DemoPortal) -> None:
    portal.misbehave("hang")
    with pytest.raises(TimeoutError):
        fetch(portal.url, timeout=0.2)
    assert portal.stats["/", 0] == 1


def test_a_connection_may_be_dropped_without_a_word(portal: DemoPortal) -> None:
    portal.misbehave("drop")
    with pytest.raises(http.client.RemoteDisconnected):
        fetch(portal.url)


def test_a_huge_page_is_as_long_as_told_and_does_not_say_so(portal: DemoPortal) -> None:
    size = 3_000_000
    portal.misbehave("huge", size=size)
    page = fetch(portal.url, "/tin-tuc")
    assert "content-length" not in page.headers
    assert len(page.body) > size
    assert page.body.endswith(b"</html>" + b" " * size)


def test_a_client_may_leave_a_huge_page_early(portal: DemoPortal) -> None:
    portal.misbehave("huge", "/tin-tuc", size=200_000_000)
    leaving = connect(portal.url)
    leaving.request("GET", "/tin-tuc")
    leaving.getresponse().read(1000)
    leaving.close()
    assert fetch(portal.url, "/van-ban").status == 200


def test_a_gzip_bomb_is_small_until_it_is_unpacked(portal: DemoPortal) -> None:
    size = 5_000_000
    portal.misbehave("gzip_bomb", size=size)
    page = fetch(portal.url, "/tin-tuc")
    assert page.headers["content-encoding"] == "gzip"
    assert len(page.body) * 100 < size
    assert len(gzip.decompress(page.body)) == size


def test_the_header_may_name_a_wrong_charset(portal: DemoPortal) -> None:
    portal.misbehave("wrong_charset")
    page = fetch(portal.url, "/tin-tuc")
    assert page.headers["content-type"] == "text/html; charset=ISO-8859-1"
    assert "Tin tức" in page.body.decode("utf-8")


@pytest.mark.parametrize("fault", list(FaultName))
def test_every_fault_is_over_when_the_portal_behaves(portal: DemoPortal, fault: str) -> None:
    portal.misbehave(fault, size=1000)
    portal.behave()
    assert len(article_links(fetch(portal.url, "/tin-tuc"))) == portal.page_size


@pytest.mark.parametrize(("fault", "where"), [("418", "everything"), ("500", "somewhere")])
def test_a_fault_or_place_that_is_none_is_refused(
    portal: DemoPortal, fault: str, where: str
) -> None:
    with pytest.raises(DemoError, match=re.compile("no fault '418'|where: everything")):
        portal.misbehave(fault, where)
    assert portal.faults == ()


@pytest.mark.parametrize("times", [0, -1])
def test_no_fault_happens_less_than_once(portal: DemoPortal, times: int) -> None:
    with pytest.raises(DemoError, match="1 or more"):
        portal.misbehave("500", times=times)


def test_a_fault_that_does_not_touch_a_request_is_not_used_up() -> None:
    board = FaultBoard()
    board.add(Fault(FaultName.EMPTY_LIST, times=1))
    assert board.take(Place.ARTICLES, "/chi-tiet-tin/x") is None
    assert board.take(Place.LISTS, "/tin-tuc") is not None
    assert board.take(Place.LISTS, "/tin-tuc") is None
