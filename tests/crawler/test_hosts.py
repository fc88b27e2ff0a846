"""Pinned hosts: what an address leads to is read in one plain way, and anything else refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.http import Response

from crawler.errors import AddressRefused
from crawler.hosts import Host, HostGuard, addressed, pinned

PORTAL = "www.tinh.gov.vn"

TRICKS = [
    "http://169.254.169.254/latest/meta-data/",
    "http://127.0.0.1/",
    "http://localhost/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://0/",
    "http://10.0.0.1:8080/",
    "http://tinh.gov.vn/",  # no www is added or removed by itself
    "http://wwww.tinh.gov.vn/",
    "http://sub.www.tinh.gov.vn/",
    "http://www.tinh.gov.vn.evil.example/",
    "http://www.tinh.gov.vn./",
    "http://www.tinh.gov.vn@evil.example/",
    "http://evil.example@www.tinh.gov.vn/",
    "http://user:password@www.tinh.gov.vn/",
    "http://www.tinh.gov.vn:80@evil.example/",
    "http://evil.example\\@www.tinh.gov.vn/",
    "http://www.tinh.gov.vn\\.evil.example/",
    "http://evil.example#@www.tinh.gov.vn/",
    "http://evil.example?@www.tinh.gov.vn/",
    "http://www.tinh.gov.vn%2eevil.example/",
    "http://www.tinh.gov.vn%00.evil.example/",
    "http://127.0.0.%31/",
    "http://www.tinh.gov.vn:99999/",
    "http://www.tinh.gov.vn:0/",
    "http://www.tinh.gov.vn:port/",
    "http://[www.tinh.gov.vn]/",
    "http://[::1/",
    "http:///www.tinh.gov.vn/",
    "http:www.tinh.gov.vn/",
    "//www.tinh.gov.vn/",
    "www.tinh.gov.vn",
    "http://www.tinh.gov.vn\n.evil.example/",
    "http://www.tinh.gov.vn\t@evil.example/",
    " http://www.tinh.gov.vn/",
    "http://www.tinh.gov.vn/ HTTP/1.1\r\nHost: evil.example",
    "",
    "https://",
    "ftp://www.tinh.gov.vn/",
    "file:///etc/passwd",
    "file://www.tinh.gov.vn/etc/passwd",
    "data:text/html,hello",
    "javascript:alert(1)",
    "gopher://www.tinh.gov.vn/",
    "s3://www.tinh.gov.vn/key",
    "ws://www.tinh.gov.vn/",
]


def guard(*hosts: str, allow_private: bool = False, proxy: str = "") -> HostGuard:
    return HostGuard(list(hosts), allow_private=allow_private, proxy=proxy)


def asked(url: str) -> Request:
    """A request whose address nobody tidied up: the guard must not rely on Scrapy for that."""
    request = Request("http://placeholder.example/")
    request._url = url
    return request


@pytest.mark.parametrize("url", TRICKS)
def test_an_address_that_only_looks_pinned_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        guard(PORTAL).process_request(asked(url))


@pytest.mark.parametrize(
    "url",
    [
        "http://www.tinh.gov.vn/",
        "https://www.tinh.gov.vn/chi-dao?p_p_id=1&x=a@b",
        "HTTPS://WWW.Tinh.GOV.vn/",
        "https://www.tinh.gov.vn:8443/a",
        "http://www.tinh.gov.vn",
        "http://www.tinh.gov.vn?trang=2",
    ],
)
def test_a_plain_address_of_a_pinned_host_passes(url: str) -> None:
    guard(PORTAL).process_request(asked(url))


@pytest.mark.parametrize(
    ("entry", "url", "passes"),
    [
        ("127.0.0.1", "http://127.0.0.1:5000/", True),
        ("127.0.0.1:8080", "http://127.0.0.1:8080/", True),
        ("127.0.0.1:8080", "http://127.0.0.1:8081/", False),
        ("127.0.0.1:8080", "http://127.0.0.1/", False),
        ("www.tinh.gov.vn:443", "https://www.tinh.gov.vn/", True),
        ("www.tinh.gov.vn:443", "http://www.tinh.gov.vn/", False),
        ("WWW.TINH.GOV.VN", "http://www.tinh.gov.vn/", True),
        ("::1", "http://[::1]:9/", True),
        ("[::1]:9", "http://[0:0:0:0:0:0:0:1]:9/", True),
        ("[::1]:9", "http://[::1]:8/", False),
        ("tỉnh.vn", Request("http://tỉnh.vn/").url, True),
    ],
)
def test_a_pinned_port_binds_and_an_absent_one_does_not(entry: str, url: str, passes: bool) -> None:
    pin = guard(entry, allow_private=True)
    if passes:
        pin.process_request(asked(url))
    else:
        with pytest.raises(AddressRefused):
            pin.process_request(asked(url))


@pytest.mark.parametrize(
    "entry", ["", "http://a.vn", "a.vn/b", "a b", "u@a.vn", "a.vn:0", "a.vn:x"]
)
def test_an_entry_that_is_no_host_is_a_mistake_of_the_profile(entry: str) -> None:
    with pytest.raises(ValueError, match="is not a host"):
        pinned(entry)


def test_a_profile_without_hosts_fetches_nothing() -> None:
    with pytest.raises(AddressRefused):
        guard().process_request(asked("http://www.tinh.gov.vn/"))


def test_a_private_address_is_refused_even_when_pinned() -> None:
    with pytest.raises(AddressRefused, match="not a public address"):
        guard("169.254.169.254").process_request(asked("http://169.254.169.254/"))
    guard("169.254.169.254", allow_private=True).process_request(asked("http://169.254.169.254/"))


def test_only_the_settings_choose_the_proxy() -> None:
    request = asked("http://www.tinh.gov.vn/")
    request.meta["proxy"] = "http://evil.example:3128"
    guard(PORTAL).process_request(request)
    assert "proxy" not in request.meta
    guard(PORTAL, proxy="http://proxy.vn:3128").process_request(request)
    assert request.meta["proxy"] == "http://proxy.vn:3128"


def test_a_redirect_out_of_the_web_is_refused_by_name() -> None:
    request = asked("http://www.tinh.gov.vn/")
    response = Response(request.url, status=302, headers={"Location": "file:///etc/passwd"})
    with pytest.raises(AddressRefused, match="file:///etc/passwd"):
        guard(PORTAL).process_response(request, response)
    request.meta["dont_redirect"] = True
    assert guard(PORTAL).process_response(request, response) is response


@given(st.text())
def test_no_text_makes_the_reading_of_addresses_fail(text: str) -> None:
    for prefix in ("http://", "https://www.tinh.gov.vn", ""):
        host = addressed(prefix + text)
        assert host is None or isinstance(host, Host)


@given(st.from_regex(r"[a-z0-9.:@\\/#?%\[\]-]{1,30}", fullmatch=True))
def test_whatever_passes_names_the_pinned_host_right_after_the_scheme(text: str) -> None:
    url = f"http://{text}"
    try:
        guard(PORTAL).process_request(asked(url))
    except AddressRefused:
        return
    rest = url.removeprefix(f"http://{PORTAL}")
    assert rest == "" or rest[0] in "/?#:"
