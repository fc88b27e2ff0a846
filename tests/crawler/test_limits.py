"""What a portal may send: sizes, bombs, broken bodies and silence are stopped and named."""

import gzip
import zlib
from pathlib import Path

import brotli
import pytest
import zstandard
from scrapy import Request

from sources.faults import Fault
from tests.crawler.fetching import PAGE_LIMIT, fetch, settings_for
from tests.crawler.site import Exchange, Site

BOMB = b"\0" * (40 * PAGE_LIMIT)


def test_a_page_just_at_the_limit_is_read(site: Site) -> None:
    url = site.page("/vua-du", b"x" * PAGE_LIMIT)
    assert len(fetch(url).responses[url].body) == PAGE_LIMIT


def test_a_page_that_announces_too_much_is_stopped(site: Site) -> None:
    url = site.page("/qua-lon", b"x" * (PAGE_LIMIT + 1))
    result = fetch(url)
    assert result.faults == {url: Fault.TOO_LARGE}
    assert "larger than the limit" in result.sentences[url]
    assert site.paths() == ["/qua-lon"], "a page that is too large is not asked for again"


def test_a_page_that_never_says_its_size_is_stopped_on_the_way(site: Site) -> None:
    def endless(exchange: Exchange) -> None:
        exchange.send_response(200)
        exchange.send_header("Transfer-Encoding", "chunked")
        exchange.end_headers()
        for _ in range(100_000):
            exchange.wfile.write(b"1000\r\n" + b"y" * 0x1000 + b"\r\n")

    site.answers["/mai-mai"] = endless
    url = site.url("/mai-mai")
    assert fetch(url).faults == {url: Fault.TOO_LARGE}


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(BOMB, mtime=0)),
        ("deflate", zlib.compress(BOMB)),
        ("br", brotli.compress(BOMB, quality=1)),
        ("zstd", zstandard.compress(BOMB)),
        ("gzip, gzip", gzip.compress(gzip.compress(BOMB, mtime=0), mtime=0)),
    ],
)
def test_a_small_body_that_unpacks_to_a_large_one_is_stopped(
    site: Site, encoding: str, packed: bytes
) -> None:
    assert len(packed) < PAGE_LIMIT
    url = site.page("/bom", packed, Content_Encoding=encoding)
    assert fetch(url).faults == {url: Fault.TOO_LARGE}


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [("gzip", gzip.compress), ("br", brotli.compress), ("zstd", zstandard.compress)],
)
def test_a_packed_page_within_the_limit_is_unpacked(
    site: Site, encoding: str, pack: object
) -> None:
    assert callable(pack)
    text = "Chỉ đạo điều hành".encode()
    url = site.page("/nen", pack(text), Content_Encoding=encoding)
    assert fetch(url).responses[url].body == text


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd", "deflate"])
def test_a_body_that_is_not_what_its_encoding_says_is_named(site: Site, encoding: str) -> None:
    url = site.page("/hong", b"plain text, not packed at all", Content_Encoding=encoding)
    assert fetch(url).faults == {url: Fault.TRUNCATED}


def test_a_single_request_may_ask_for_a_larger_limit(site: Site) -> None:
    url = site.page("/tep.pdf", b"%PDF" + b"z" * (2 * PAGE_LIMIT))
    request = Request(url, meta={"download_maxsize": 3 * PAGE_LIMIT})
    assert len(fetch(request).responses[url].body) > 2 * PAGE_LIMIT


def test_a_portal_that_never_answers_is_a_timeout_tried_three_times(site: Site) -> None:
    url = site.never_answers("/im-lang")
    result = fetch(url, settings=settings_for(timeout=0.1))
    assert result.faults == {url: Fault.TIMEOUT}
    assert len(site.asked) == 3


def test_the_timeout_covers_the_whole_answer_not_only_its_beginning(site: Site) -> None:
    def trickle(exchange: Exchange) -> None:
        exchange.send_response(200)
        exchange.send_header("Content-Length", "1000")
        exchange.end_headers()
        for _ in range(1000):
            exchange.wfile.write(b".")
            exchange.wfile.flush()
            if site.released.wait(0.02):
                return

    site.answers["/nho-giot"] = trickle
    url = site.url("/nho-giot")
    result = fetch(url, settings=settings_for(timeout=0.2, extra={"RETRY_TIMES": 0}))
    assert result.faults == {url: Fault.TIMEOUT}


def test_half_an_answer_is_named_and_tried_again(site: Site) -> None:
    def half(exchange: Exchange) -> None:
        exchange.send_response(200)
        exchange.send_header("Content-Length", "1000")
        exchange.end_headers()
        exchange.wfile.write(b"<html>half")
        exchange.wfile.flush()
        exchange.hang_up()

    site.answers["/nua"] = half
    url = site.url("/nua")
    assert fetch(url).faults == {url: Fault.TRUNCATED}
    assert len(site.asked) == 3


def test_a_connection_dropped_before_the_answer_is_a_network_fault(site: Site) -> None:
    site.answers["/dut"] = Exchange.hang_up
    url = site.url("/dut")
    assert fetch(url).faults == {url: Fault.NETWORK}


def test_a_port_where_nobody_listens_is_a_network_fault(site: Site) -> None:
    url = "http://127.0.0.1:1/"
    assert fetch(url).faults == {url: Fault.NETWORK}


def test_a_local_file_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "bi-mat.txt"
    secret.write_text("bí mật", encoding="utf-8")
    url = secret.as_uri()
    result = fetch(url)
    assert result.faults == {url: Fault.REFUSED_ADDRESS}
    assert result.responses == {}


def test_a_dropped_connection_is_tried_again_by_one_layer_only(site: Site) -> None:
    """Three tries are Scrapy's; Twisted's own, on connections kept open, is switched off."""
    site.answers["/dut"] = Exchange.hang_up
    dropped = site.url("/dut")
    result = fetch(site.page("/tin"), then=[Request(dropped)])
    assert result.faults == {dropped: Fault.NETWORK}
    assert site.paths() == ["/tin", "/dut", "/dut", "/dut"]
