"""What profiles and settings may say at the edges: addresses of pages, forms of dates, hosts, labels, items."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.model import Profile
from sources.patterns import (
    check_date_format,
    check_element_selector,
    check_page_url,
    check_regex,
    check_selector,
)
from sources.profile import PROFILE_KEYS, host_of, normal_host, parse_profile
from sources.tables import ProfileError, nearest
from sources.units import (
    UnitError,
)


@pytest.mark.parametrize(
    "text",
    [
        "{url}?p={page:s}", "{url}?p={page!z}", "{page:>99999999999}", "{page:{url}}",
        "{page!r}", "{url:x}{page}", "{page.real}", "{page[0]}", "{0}{page}", "{page}{", "}{page}",
    ],
)  # fmt: skip
def test_an_address_of_pages_that_would_fail_in_a_crawl_is_refused(text: str) -> None:
    with pytest.raises(UnitError, match=r"page=\{page\}"):
        check_page_url(text)


@given(st.lists(st.sampled_from(["{page}", "{url}", "{", "}", "{{", "}}", ":", "!r", "?p=", "0"])))
def test_an_accepted_address_of_pages_can_always_be_filled(parts: list[str]) -> None:
    text = "".join(parts)
    with suppress(UnitError):
        check_page_url(text)
        filled = text.format(url="https://a.example/t", page=2)
        assert "2" in filled


@given(
    st.lists(st.sampled_from(["%d", "%m", "%Y", "%y", "%H", "%b", "/", "-", "%", "%%", "ngày "]))
)
def test_an_accepted_form_of_dates_reads_back_the_day(parts: list[str]) -> None:
    form = "".join(parts)
    with suppress(UnitError):
        check_date_format(form)
        day = datetime(2026, 12, 28)
        read = datetime.strptime(day.strftime(form), form)  # noqa: DTZ007 - a day, no moment
        assert read.date() == day.date()


@pytest.mark.parametrize("check", [check_regex, check_selector, check_date_format, check_page_url])
@pytest.mark.parametrize("odd", ["\ud800", "\x00", "(" * 5_000, "a" * 50_000, "%" * 999, "{" * 999])
def test_no_rule_of_a_profile_breaks_its_check(check: object, odd: str) -> None:
    assert callable(check)
    with suppress(UnitError):
        check(odd)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://WWW.A.example./x", "www.a.example"),
        ("http://[::1]:8000/", "::1"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("https://1.2.3.4/", "1.2.3.4"),
    ],
)
def test_a_host_has_one_form_in_hosts_and_in_addresses(address: str, host: str) -> None:
    assert host_of(address) == host
    assert normal_host(host) == host
    profile = parse_profile("x", {"url": address})
    assert profile.hosts == (host,)
    assert parse_profile("x", {"hosts": [host], "url": address}).url == address


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example\\@b.example/", "https://a.example@b.example/", "https://:pw@a.example/",
        "https://a.example:0x50/", "https://a_b..example/", "https://a.example\n.b.example/",
        "https://a.example/\tx", "https:a.example", "file:///etc/passwd", "https://[v1.x]/", "https://%61/",
    ],
)  # fmt: skip
def test_an_address_that_two_programs_could_read_differently_is_refused(address: str) -> None:
    with pytest.raises(ProfileError) as caught:
        parse_profile("x", {"hosts": ["a.example", "b.example"], "url": address})
    assert caught.value.key == "url"


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6) | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=4,
)
SECTION = st.fixed_dictionaries(
    {},
    optional={
        "name": ODD | st.just("tin"),
        "url": ODD | st.just("https://a.example/tin"),
        "kind": ODD | st.just("news"),
        "allow_empty": ODD,
    },
)


def parsed(data: Mapping[str, object]) -> Profile | ProfileError:
    try:
        return parse_profile("x", data)
    except ProfileError as error:
        return error


@given(
    st.lists(SECTION, max_size=3), st.dictionaries(st.sampled_from(PROFILE_KEYS), ODD, max_size=2)
)
def test_every_wrong_section_names_a_key_that_stands_in_the_profile(
    sections: list[Mapping[str, object]], more: dict[str, object]
) -> None:
    found = parsed({"hosts": ["a.example"], **more, "sections": sections})
    if isinstance(found, ProfileError):
        assert re.split(r"[.\[]", found.key)[0] in PROFILE_KEYS
        assert found.problem
        assert found.expected
    else:
        assert len({section.name for section in found.sections}) == len(sections)
        assert all(host_of(section.url) in found.hosts for section in found.sections)


@pytest.mark.parametrize("blank", ["", " ", "\u00a0"])
def test_an_empty_label_of_a_property_fits_no_cell(blank: str) -> None:
    labels = {"number": blank, "signer": " Người ký "}
    profile = parse_profile("x", {"hosts": ["a.example"], "document": labels})
    assert profile.document == {"signer": "Người ký"}


@pytest.mark.parametrize(
    "text", ["//a/@href", "./@id", "//li/text()", "//a/attribute::href ", "a::text", "a::attr(x)"]
)
def test_an_item_of_a_listing_is_an_element_in_xpath_too(text: str) -> None:
    with pytest.raises(UnitError, match="chooses text or an attribute"):
        check_element_selector(text)
    with pytest.raises(ProfileError) as caught:
        parse_profile("x", {"hosts": ["a.example"], "listing": {"item": text}})
    assert caught.value.key == "listing.item"


@pytest.mark.parametrize("text", ["//li[@class='x']", "./div[text()='x']", "//a[@href]/..", "//*"])
def test_conditions_on_attributes_and_text_choose_elements(text: str) -> None:
    check_element_selector(text)


@given(st.text(max_size=10))
def test_an_unknown_key_is_answered_with_known_ones(name: str) -> None:
    if name not in PROFILE_KEYS:
        with pytest.raises(ProfileError, match="unknown key") as caught:
            parse_profile("x", {name: 1})
        assert caught.value.expected == nearest(name, PROFILE_KEYS)
