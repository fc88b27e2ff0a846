"""Conditional requests, Retry-After, retries, robots.txt and who we say we are."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.http import Response

from crawler.middlewares import LONGEST_WAIT, wait_asked_for
from sources.faults import Fault
from tests.crawler.fetching import fetch, settings_for
from tests.crawler.site import Exchange, Site

ETAG = '"phien-ban-7"'
CHANGED = "Mon, 02 Feb 2026 07:30:00 GMT"


def in_turn(
    *answers: tuple[int, bytes, dict[str, str]],
) -> Iterator[tuple[int, bytes, dict[str, str]]]:
    yield from answers
    while True:
        yield answers[-1]


def answer_in_turn(site: Site, path: str, *answers: tuple[int, bytes, dict[str, str]]) -> str:
    turn = in_turn(*answers)
    site.answers[path] = lambda exchange: exchange.answer(*next(turn))
    return site.url(path)


def serve_with_validators(site: Site, path: str = "/tin") -> str:
    def conditional(exchange: Exchange) -> None:
        if exchange.headers["If-None-Match"] == ETAG:
            exchange.answer(304, b"", {"ETag": ETAG, "Content-Encoding": "gzip"})
        else:
            exchange.answer(200, b"tin", {"ETag": ETAG})

    site.answers[path] = conditional
    return site.url(path)


def test_an_unchanged_page_reaches_the_spider_as_304(site: Site) -> None:
    url = serve_with_validators(site)
    result = fetch(Request(url, meta={"validators": (ETAG, CHANGED)}))
    assert result.responses[url].status == 304
    assert site.asked[0].headers["If-None-Match"] == ETAG
    assert site.asked[0].headers["If-Modified-Since"] == CHANGED


def test_a_changed_page_is_sent_whole(site: Site) -> None:
    url = serve_with_validators(site)
    result = fetch(Request(url, meta={"validators": ('"cu"', "")}))
    assert result.responses[url].status == 200
    assert "If-Modified-Since" not in site.asked[0].headers


@pytest.mark.parametrize("validators", [None, ("", "")])
def test_without_validators_a_page_is_asked_for_unconditionally(
    site: Site, validators: tuple[str, str] | None
) -> None:
    url = serve_with_validators(site)
    result = fetch(Request(url, meta={"validators": validators}))
    assert result.responses[url].body == b"tin"
    assert not {"If-None-Match", "If-Modified-Since"} & set(site.asked[0].headers)


def test_validators_do_not_follow_a_redirect_to_another_page(site: Site) -> None:
    serve_with_validators(site, "/moi")
    url = site.redirect("/cu", "/moi")
    result = fetch(Request(url, meta={"validators": (ETAG, CHANGED)}))
    assert result.responses[url].status == 200
    assert "If-None-Match" in site.asked[0].headers
    assert "If-None-Match" not in site.asked[1].headers


def test_a_short_retry_after_is_sat_out_and_the_page_then_read(site: Site) -> None:
    url = answer_in_turn(site, "/ban", (503, b"", {"Retry-After": "1"}), (200, b"xong", {}))
    result = fetch(url)
    assert result.responses[url].body == b"xong"
    assert len(site.asked) == 2


def test_a_long_retry_after_is_not_tried_again_and_is_told(site: Site) -> None:
    url = answer_in_turn(site, "/ban", (429, b"", {"Retry-After": "3600"}))
    result = fetch(url)
    assert result.responses[url].status == 429
    assert result.responses[url].meta["retry_after"] == 3600
    assert site.paths() == ["/ban"]


def test_after_a_long_retry_after_the_host_is_left_alone(site: Site) -> None:
    """Also for its other pages: the answer is about the host."""
    url = answer_in_turn(site, "/ban", (503, b"", {"Retry-After": "3600"}))
    other = site.page("/khac")
    result = fetch(url, then=[Request(other)])
    assert result.faults == {other: Fault.RATE_LIMITED}
    assert "come back in 36" in result.sentences[other] or "3599" in result.sentences[other]
    assert site.paths() == ["/ban"]


def test_a_host_that_keeps_asking_to_wait_is_given_up_after_two_more_tries(site: Site) -> None:
    url = answer_in_turn(site, "/ban", (429, b"", {"Retry-After": "0"}))
    result = fetch(url)
    assert result.responses[url].status == 429
    assert len(site.asked) == 3


def test_the_longest_wait_is_a_setting(site: Site) -> None:
    url = answer_in_turn(site, "/ban", (429, b"", {"Retry-After": "2"}))
    fetch(url, settings=settings_for(extra={LONGEST_WAIT: 1.0}))
    assert len(site.asked) == 1


def test_a_refusal_without_retry_after_is_not_insisted_on(site: Site) -> None:
    url = answer_in_turn(site, "/qua-nhieu", (429, b"", {}))
    assert fetch(url).responses[url].status == 429
    assert len(site.asked) == 1


@pytest.mark.parametrize(("status", "tries"), [(500, 3), (503, 3), (403, 1), (404, 1), (400, 1)])
def test_only_the_servers_own_failures_are_tried_again(site: Site, status: int, tries: int) -> None:
    url = answer_in_turn(site, "/loi", (status, b"<html>error page", {}))
    response = fetch(url).responses[url]
    assert (response.status, response.body) == (status, b"<html>error page")
    assert len(site.asked) == tries


def test_a_failure_that_passes_is_no_failure(site: Site) -> None:
    url = answer_in_turn(site, "/chap-chon", (500, b"", {}), (502, b"", {}), (200, b"tin", {}))
    assert fetch(url).responses[url].body == b"tin"


ROBOTS = b"User-agent: *\nDisallow: /kin\nUser-agent: chidao\nDisallow: /rieng\n"


def test_robots_are_obeyed_under_our_own_name(site: Site) -> None:
    site.page("/robots.txt", ROBOTS, Content_Type="text/plain")
    closed, opened = site.page("/rieng/1"), site.page("/kin/1")
    result = fetch(closed, opened, settings=settings_for(obey_robots=True))
    assert result.faults == {closed: Fault.ROBOTS}
    assert list(result.responses) == [opened]
    assert site.paths().count("/robots.txt") == 1


def test_robots_are_not_even_asked_for_when_switched_off(site: Site) -> None:
    site.page("/robots.txt", ROBOTS)
    closed = site.page("/rieng/1")
    assert fetch(closed).responses[closed].status == 200
    assert "/robots.txt" not in site.paths()


@pytest.mark.parametrize("answer", [Exchange.hang_up, lambda exchange: exchange.answer(500)])
def test_robots_that_can_not_be_read_close_nothing_and_print_nothing(
    site: Site, answer: object, caplog: pytest.LogCaptureFixture
) -> None:
    assert callable(answer)
    site.answers["/robots.txt"] = answer
    url = site.page("/tin")
    assert fetch(url, settings=settings_for(obey_robots=True)).responses[url].status == 200
    assert [record for record in caplog.records if record.exc_info] == []


def test_we_say_who_we_are_and_how_to_reach_the_operator(site: Site) -> None:
    fetch(site.page("/tin"))
    headers = site.asked[0].headers
    assert headers["User-Agent"] == "chidao/0.1 (+https://example.vn/lien-he)"
    assert headers["Accept-Language"].startswith("vi")


def answered(retry_after: str, date: str = "") -> Response:
    headers = {"Retry-After": retry_after, **({"Date": date} if date else {})}
    return Response("http://www.tinh.gov.vn/", status=503, headers=headers)


NOON = datetime(2026, 2, 9, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        (format_datetime(NOON + timedelta(minutes=5), usegmt=True), 300.0),
        (format_datetime(NOON - timedelta(minutes=5), usegmt=True), 0.0),
        ("Mon, 09 Feb 2026 12:01:00", 60.0),
        ("-5", None),
        ("soon", None),
        ("1.5", None),
        ("", None),
        ("²", None),
        ("Mon, 99 Feb 2026 12:01:00 GMT", None),
    ],
)
def test_retry_after_is_read_as_number_or_date(value: str, seconds: float | None) -> None:
    assert wait_asked_for(answered(value, format_datetime(NOON, usegmt=True))) == seconds


@given(value=st.text(), date=st.text())
def test_no_header_makes_the_reading_of_retry_after_fail(value: str, date: str) -> None:
    seconds = wait_asked_for(answered(value, date))
    assert seconds is None or seconds >= 0
