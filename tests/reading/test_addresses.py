import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading.addresses import canonical, is_home, is_trap, item_key, same_host
from sources.model import ArticleRules, Profile

HOST = "https://www.nam-hai.example.vn"
EMPTY = Profile(name="x")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("/a/b#top", "/a/b"),
        ("/a?id=7&utm_source=zalo&fbclid=xyz", "/a?id=7"),
        ("/a;jsessionid=0A1B2C?id=7", "/a?id=7"),
        ("/a?t=1657507804930", "/a"),
        ("/a?t=tin-moi", "/a?t=tin-moi"),
        ("/a?z=1&a=2", "/a?z=1&a=2"),
        ("/a?p_p_id=101&p_p_state=normal&p_p_mode=view&_101_cur=2", "/a?p_p_id=101&_101_cur=2"),
        ("/a?OpenDocument", "/a?OpenDocument"),
    ],
)
def test_what_does_not_identify_is_dropped(written: str, kept: str) -> None:
    assert canonical(HOST + written) == HOST + kept
    assert canonical(written) == kept


def test_hosts_are_compared_without_case_default_port_and_www() -> None:
    assert canonical("HTTPS://Nam-Hai.example.vn:443") == "https://nam-hai.example.vn/"
    assert same_host("https://www.nam-hai.example.vn/a", "http://nam-hai.example.vn/b")
    assert not same_host("https://nam-hai.example.vn.evil.example/", HOST)


def test_the_profile_names_what_identifies_an_item() -> None:
    rules = ArticleRules(key=r"view-article/\d+/\d+/(\d+)")
    profile = Profile(name="x", article=rules)
    old = HOST + "/chi-tiet-tin/-/view-article/1/95/1769908597075"
    new = HOST + "/vi/chi-tiet-tin/-/view-article/1/82/1769908597075?t=1"
    assert item_key(old, profile) == item_key(new, profile) == "1769908597075"
    assert item_key(HOST + "/other", profile) == "nam-hai.example.vn/other"


def test_without_a_profile_scheme_www_and_slash_do_not_matter() -> None:
    assert item_key(HOST + "/a/?x=1", EMPTY) == item_key("http://nam-hai.example.vn/a?x=1", EMPTY)


@pytest.mark.parametrize(
    "path",
    [
        "/c/portal/login?p_l_id=1", "/c/portal/update_language?languageId=vi_VN", "/dang-nhap",
        "/tin/print", "/a?p_p_state=pop_up", "/a?p_p_state=maximized", "/web/x/vi/vi/tin",
        "/portal/pages/print.aspx?p=3",
    ],
)  # fmt: skip
def test_traps_are_known(path: str) -> None:
    assert is_trap(HOST + path)


@pytest.mark.parametrize("path", ["/tin-tuc", "/chi-tiet-tin/-/view-article/1/9/1769908597075"])
def test_content_is_no_trap(path: str) -> None:
    assert not is_trap(HOST + path)


@pytest.mark.parametrize("path", ["", "/", "/index.html", "/web/nam-hai/trang-chu", "/home"])
def test_front_pages_are_home(path: str) -> None:
    assert is_home(HOST + path)


def test_a_listing_is_home_only_when_named_so() -> None:
    assert not is_home(HOST + "/tin-tuc")
    assert is_home(HOST + "/cong/vi?x=1", HOST + "/cong/vi?x=1")


@settings(deadline=None)
@given(st.text(max_size=80))
def test_no_text_makes_addresses_fail_and_canonical_is_stable(text: str) -> None:
    once = canonical("https://a.example/" + text)
    assert canonical(once) == once
    assert isinstance(item_key(text, EMPTY), str)
    assert is_trap(text) in (True, False)
