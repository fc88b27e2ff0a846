"""Hosts: one way of writing each, and nothing that is more or less than a host."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.profile import ProfileError, host_of, normal_host, parse_profile
from sources.units import UnitError


@pytest.mark.parametrize(
    "host",
    [
        "https://a.example",
        "a.example/x",
        "a.example:80",
        "*.a.example",
        "a b",
        "",
        "-a.example",
        "a..b",
    ],
)
def test_a_host_is_a_bare_name(host: str) -> None:
    with pytest.raises(UnitError, match="no https://, port, path or"):
        normal_host(host)
    with pytest.raises(ProfileError) as caught:
        parse_profile("x", {"hosts": ["b.example", host]})
    assert caught.value.key == "hosts[1]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("WWW.QuangTri.gov.vn", "www.quangtri.gov.vn"),
        ("a.example.", "a.example"),
        ("127.0.0.1", "127.0.0.1"),
        ("[::1]", "::1"),
        ("0:0:0:0:0:0:0:1", "::1"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("localhost", "localhost"),
    ],
)
def test_hosts_are_written_in_one_way(text: str, expected: str) -> None:
    assert normal_host(text) == expected
    literal = f"[{text}]" if ":" in text and "[" not in text else text
    assert host_of(f"http://{literal}:8080/x?y#z") == expected


@given(st.text(max_size=40))
def test_no_address_makes_the_host_reader_fail_in_another_way(text: str) -> None:
    for address in (text, f"https://{text}", f"http://{text}.example/"):
        with suppress(UnitError):
            assert host_of(address)
