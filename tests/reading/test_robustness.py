"""Whatever bytes a server sends, reading ends and does not raise."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading.model import PageReading
from reading.page import Page
from reading.pages import EMPTY_PROFILE, comparable, read, read_article, read_listing
from reading.quality import judge
from reading.sections import find_sections
from sources.model import Profile

PAGES = sorted((Path(__file__).parents[1] / "pages").glob("*/*/page.html"))
GENERIC = Profile(name="generic", platform="generic")
URL = "https://www.nam-hai.example.vn/chi-tiet-tin/-/view-article/1/95/1769908597075"
SPLINTERS = (
    b"<div>", b"</div>", b"<table>", b"<tr><td>", b"</table>", b"<a href='", b"<!--", b"-->", b"<script>", b"\x00", b"\xff\xfe",
    b"<p style=display:none>", b"<h1>", b"<base href='//[::1'>", b"<ul><li>", b"</body></html>", b"&#0;", b"&#xD800;",
    b"<meta charset=utf-16>", b"<time datetime='0000-00-00'>", b"31/02/2026", b"99:99", b"<img src=' '>", b"<title>",
    b"<select><option>", b"<plaintext>", b"<svg><desc>", b"<math><mi>", b"<frameset>", b"\xe1\xbb", b"<object data='x.pdf",
)  # fmt: skip


def everything(body: bytes, url: str, content_type: str = "", final_url: str = "") -> PageReading:
    """All doors of the room, on one page."""
    found = Page.parse(url, body, content_type, final_url=final_url)
    for profile in (EMPTY_PROFILE, GENERIC):
        read_article(found, profile)
        read_listing(found, profile)
        find_sections(found, profile)
        judge(found, status=200, expected="article", profile=profile, home_url=url)
        judge(found, status=200, expected="listing", profile=profile, home_url="")
    comparable(found, "article")
    comparable(found, "list")
    comparable(found, "fragment")
    return read(found, EMPTY_PROFILE)


@settings(deadline=None, max_examples=40)
@given(st.binary(max_size=400), st.text(max_size=30), st.text(max_size=40), st.text(max_size=40))
def test_no_bytes_no_address_and_no_header_make_it_fail(
    body: bytes, content_type: str, url: str, final_url: str
) -> None:
    everything(body, url, content_type, final_url)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(SPLINTERS), max_size=40))
def test_no_heap_of_splinters_makes_it_fail(pieces: list[bytes]) -> None:
    everything(b"".join(pieces), URL)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(PAGES), st.integers())
def test_no_damage_to_a_real_form_makes_it_fail(path: Path, seed: int) -> None:
    dice, body = random.Random(seed), path.read_bytes()
    for _ in range(dice.randint(1, 12)):
        at, size = dice.randrange(len(body) + 1), dice.randint(0, 80)
        kind = dice.randrange(4)
        if kind == 0:
            body = body[:at] + body[at + size :]
        elif kind == 1:
            body = body[:at] + dice.choice(SPLINTERS) + body[at:]
        elif kind == 2:
            body = body[:at] + body[at : at + size] * 3 + body[at + size :]
        else:
            body = body[:at] + dice.randbytes(size) + body[at + size :]
    everything(body, URL)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parts[-3]}-{path.parts[-2]}")
def test_a_page_cut_at_any_place_is_read(path: Path) -> None:
    body = path.read_bytes()
    for end in range(0, len(body), max(1, len(body) // 6)):
        everything(body[:end], URL)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parts[-3]}-{path.parts[-2]}")
def test_reading_twice_says_the_same_and_does_not_depend_on_what_was_read_first(path: Path) -> None:
    body = path.read_bytes()
    first = read(Page.parse(URL, body), EMPTY_PROFILE)
    found = Page.parse(URL, body)
    comparable(found, "article")
    comparable(found, "list")
    read_listing(found, EMPTY_PROFILE)
    assert read(found, EMPTY_PROFILE) == first
    assert read(found, EMPTY_PROFILE) == read(Page.parse(URL, body), EMPTY_PROFILE)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "http://[::1",
        "//",
        "javascript:1",
        "https://a.example:99999/",
        "\x00",
        "https://",
        "?",
    ],
)
def test_odd_addresses_of_a_page_are_borne(url: str) -> None:
    for path in PAGES[:3]:
        everything(path.read_bytes(), url, final_url=url)
