"""A profile's TOML becomes a Profile, or an error that names the key and what was expected."""

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.model import ArticleRules, ListingRules, Profile, Section
from sources.profile import PROFILE_KEYS, ProfileError, parse_profile

WHOLE = r"""
title = "Cổng thông tin điện tử tỉnh Nam Sơn"
verified_live = "2026-02-03"
hosts = ["www.namson.example", "NamSon.example."]
url = "https://www.namson.example/"
platform = "liferay_3cms"
delay = "500ms"
concurrency = 3
tls = "legacy"
ca_file = "chain.pem"
render = true
canary = "1761529527136"

[[sections]]
name = "tin-tuc"
title = "Tin tức - Sự kiện"
url = "https://www.namson.example/tin-tuc"

[[sections]]
name = "chi-dao"
url = "https://namson.example:8443/chi-dao"
kind = "directives"
allow_empty = true

[listing]
item = "div.item"
link = "a::attr(href)"
title = "a::text"
date = ".date::text"
date_format = "%d/%m/%Y"
next = "//a[@rel='next']/@href"
page_url = "{url}?page={page}"

[article]
url_pattern = "/chi-tiet-tin/"
key = "view-article/\\d+/\\d+/(\\d+)"
title = "h1"
published = ".date"
body = ".content"
remove = [".view-count", ".related"]
attachments = "a[href$='.pdf']::attr(href)"

[document]
number = "Số ký hiệu"
issued_on = "Ngày ban hành"
"""


def profile(text: str) -> Profile:
    return parse_profile("namson", tomllib.loads(text))


def refused(text: str) -> ProfileError:
    with pytest.raises(ProfileError) as caught:
        profile(text)
    assert str(caught.value) == (
        f"{caught.value.key}: {caught.value.problem}; expected {caught.value.expected}"
    )
    return caught.value


def test_every_key_of_a_profile_is_read() -> None:
    assert profile(WHOLE) == Profile(
        name="namson",
        title="Cổng thông tin điện tử tỉnh Nam Sơn",
        verified_live=date(2026, 2, 3),
        hosts=("www.namson.example", "namson.example"),
        url="https://www.namson.example/",
        platform="liferay_3cms",
        delay=timedelta(milliseconds=500),
        concurrency=3,
        tls="legacy",
        ca_file="chain.pem",
        render=True,
        canary="1761529527136",
        sections=(
            Section("tin-tuc", "Tin tức - Sự kiện", "https://www.namson.example/tin-tuc"),
            Section(
                "chi-dao", "chi-dao", "https://namson.example:8443/chi-dao", "directives", True
            ),
        ),
        listing=ListingRules(
            item="div.item",
            link="a::attr(href)",
            title="a::text",
            date=".date::text",
            date_format="%d/%m/%Y",
            next="//a[@rel='next']/@href",
            page_url="{url}?page={page}",
        ),
        article=ArticleRules(
            url_pattern="/chi-tiet-tin/",
            key=r"view-article/\d+/\d+/(\d+)",
            title="h1",
            published=".date",
            body=".content",
            remove=(".view-count", ".related"),
            attachments="a[href$='.pdf']::attr(href)",
        ),
        document={"number": "Số ký hiệu", "issued_on": "Ngày ban hành"},
    )


def test_a_host_is_all_that_a_profile_needs() -> None:
    assert profile('hosts = ["a.example"]') == Profile(name="namson", hosts=("a.example",))


def test_hosts_come_from_the_addresses_when_none_are_named() -> None:
    text = (
        'url = "https://WWW.a.example/"\n[[sections]]\nname = "t"\nurl = "http://b.example:81/t"\n'
        '[[sections]]\nname = "u"\nurl = "http://b.example/u"'
    )
    assert profile(text).hosts == ("www.a.example", "b.example")


@pytest.mark.parametrize("text", ["", "hosts = []", 'title = "x"'])
def test_a_profile_without_any_host_is_refused(text: str) -> None:
    error = refused(text)
    assert (error.key, error.problem) == ("hosts", "no host is named")


@pytest.mark.parametrize("value", ['""', '"2026-02-03"', "2026-02-03"])
def test_the_day_of_verification_is_a_day_or_never(value: str) -> None:
    found = profile(f'hosts = ["a.example"]\nverified_live = {value}').verified_live
    assert found == (None if value == '""' else date(2026, 2, 3))


@pytest.mark.parametrize(
    ("line", "key", "expected"),
    [
        ("verified_live = true", "verified_live", "2026-02-03"),
        ('verified_live = "soon"', "verified_live", "never"),
        ("verified_live = 2026-02-03T10:00:00Z", "verified_live", "a day"),
        ('dealy = "1s"', "dealy", '"delay"'),
        ("zzz = 1", "zzz", "one of: article"),
        ("title = 5", "title", "a text in quotes"),
        ('delay = "1 second"', "delay", '"500ms"'),
        ("delay = 1", "delay", "a text in quotes"),
        ('delay = ""', "delay", '"500ms"'),
        ("concurrency = 0", "concurrency", "from 1 to 64"),
        ("concurrency = 65", "concurrency", "from 1 to 64"),
        ("concurrency = true", "concurrency", "from 1 to 64"),
        ('concurrency = "2"', "concurrency", "from 1 to 64"),
        ('tls = "old"', "tls", '"strict" or "legacy"'),
        ('render = "no"', "render", "true or false"),
        ('platform = "Liferay 3CMS"', "platform", '"liferay_3cms"'),
        ('url = "ftp://a.example/"', "url", "https://www.quangtri.gov.vn/"),
        ('url = "https://u:geheim@a.example/"', "url", "without them"),
        ('url = "https://b.example/"', "url", "one of: a.example"),
        ('url = "https://a.example:99999/"', "url", "an address"),
        ('url = "https://[::1/"', "url", "an address"),
        ('url = "//a.example/"', "url", "an address"),
        ('url = "https:///x"', "url", "an address"),
        ('url = "https://a.example/a b"', "url", "an address"),
        ("sections = 3", "sections", "tables [[sections]]"),
        ("sections = [3]", "sections", "tables [[sections]]"),
        ("listing = 3", "listing", "a table [listing]"),
        ('[listing]\nitm = "x"', "listing.itm", '"item"'),
        ('[listing]\nitem = "div["', "listing.item", "a CSS selector"),
        ('[listing]\nitem = "div::text"', "listing.item", "without ::"),
        ('[listing]\nlink = "//a["', "listing.link", "XPath 1"),
        ('[listing]\ndate_format = "dd/MM"', "listing.date_format", "%d/%m/%Y"),
        ('[listing]\npage_url = "{url}"', "listing.page_url", "{page}"),
        ('[article]\nkey = "("', "article.key", "a regular expression"),
        ('[article]\nurl_pattern = "["', "article.url_pattern", "a regular expression"),
        ('[article]\nremove = "x"', "article.remove", "a list"),
        ('[article]\nremove = [".a", ""]', "article.remove[1]", "a text"),
        ('[article]\nremove = [".a", "b["]', "article.remove[1]", "a CSS selector"),
        ("[article]\nbody = 3", "article.body", "a text"),
        ('[document]\nnumer = "Số"', "document.numer", '"number"'),
        ("[document]\nnumber = 3", "document.number", "a text"),
        ('[[sections]]\nurl = "https://a.example/"', "sections[0].name", "a text"),
        ('[[sections]]\nname = "a"', "sections[0].url", "a text"),
        (
            '[[sections]]\nname = "a"\nurl = "https://b.example/"',
            "sections[0].url",
            "one of: a.example",
        ),
        (
            '[[sections]]\nname = "a"\nurl = "javascript:alert(1)"',
            "sections[0].url",
            "an address",
        ),
        (
            '[[sections]]\nname = "a"\nurl = "https://a.example/"\nkind = "sport"',
            "sections[0].kind",
            "news, directives or legal",
        ),
        (
            '[[sections]]\nname = "a"\nurl = "https://a.example/"\nallow_empty = 1',
            "sections[0].allow_empty",
            "true or false",
        ),
        (
            '[[sections]]\nname = "a"\nurl = "https://a.example/"\n' * 2,
            "sections[1].name",
            "a name for each",
        ),
    ],
)
def test_every_mistake_names_its_key_and_what_was_expected(
    line: str, key: str, expected: str
) -> None:
    error = refused(f'hosts = ["a.example"]\n{line}')
    assert error.key == key
    assert expected in error.expected
    assert "geheim" not in str(error)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(PROFILE_KEYS), VALUES))
def test_whatever_stands_under_the_known_keys_is_a_profile_or_a_named_error(
    data: Mapping[str, object],
) -> None:
    with suppress(ProfileError):
        assert parse_profile("x", data).hosts
