"""From a `[[sources]]` stanza to the source that is watched."""

import unicodedata
from datetime import timedelta
from pathlib import Path

import pytest

from alerts.model import Subscription
from articles.model import Weight
from sources.model import Section, Source
from tests.config.folder import Folder

OWN = """
title = "Cổng thông tin tỉnh Nam Sơn"
hosts = ["www.namson.example"]
url = "https://www.namson.example/"
delay = "2s"
[[sections]]
name = "tin-tuc"
url = "https://www.namson.example/tin-tuc"
[listing]
item = "div.item"
link = "a::attr(href)"
"""


def only(folder: Folder, text: str) -> Source:
    (source,) = folder.load(f"[[sources]]\n{text}").sources_resolved()
    return source


def write_own(folder: Folder, text: str = OWN) -> None:
    (folder.path / "portals").mkdir(exist_ok=True)
    (folder.path / "portals" / "namson.toml").write_text(text, encoding="utf-8")


def test_a_source_without_profile_is_made_from_its_addresses(folder: Folder) -> None:
    source = only(
        folder,
        'name = "bench"\nurl = "http://127.0.0.1:8000/"\n'
        'section_urls = ["http://127.0.0.1:8000/danh-muc", "http://127.0.0.1:8001/"]\n'
        'every = "1h"\ndelay = "0s"\nconcurrency = 16\n',
    )
    assert source.profile.name == "bench"
    assert source.profile.hosts == ("127.0.0.1",)
    assert source.profile.url == "http://127.0.0.1:8000/"
    assert source.profile.delay == timedelta(0)
    assert source.profile.concurrency == 16
    assert source.profile.sections == (
        Section("danh-muc", "danh-muc", "http://127.0.0.1:8000/danh-muc"),
        Section("section-2", "section-2", "http://127.0.0.1:8001/"),
    )


def test_sections_alone_suffice_and_get_names_of_their_own(folder: Folder) -> None:
    source = only(
        folder,
        'name = "a"\nsection_urls = ["https://a.example/x/tin", "https://a.example/y/tin/",'
        ' "https://a.example/ch%E1%BB%89"]',
    )
    assert [section.name for section in source.profile.sections] == ["tin", "tin-2", "chỉ"]
    assert source.profile.url == ""


def test_a_profile_of_ones_own_lies_beside_the_settings(folder: Folder) -> None:
    write_own(folder)
    source = only(folder, 'name = "a"\nprofile = "portals/namson.toml"')
    assert source.profile.title == "Cổng thông tin tỉnh Nam Sơn"
    assert source.profile.delay == timedelta(seconds=2)


def test_keys_of_the_stanza_win_one_by_one(folder: Folder) -> None:
    write_own(folder)
    source = only(
        folder,
        'name = "a"\nprofile = "portals/namson.toml"\ndelay = "5s"\ntls = "legacy"\n'
        '[sources.listing]\nlink = "h3 a::attr(href)"\n',
    )
    assert source.profile.delay == timedelta(seconds=5)
    assert source.profile.tls == "legacy"
    assert source.profile.listing.link == "h3 a::attr(href)"
    assert source.profile.listing.item == "div.item"
    assert [section.name for section in source.profile.sections] == ["tin-tuc"]


def test_sections_of_the_stanza_replace_those_of_the_profile(folder: Folder) -> None:
    write_own(folder)
    source = only(
        folder,
        'name = "a"\nprofile = "portals/namson.toml"\n[[sources.sections]]\nname = "chi-dao"\n'
        'url = "https://www.namson.example/chi-dao"\nkind = "directives"\n',
    )
    assert [section.kind for section in source.profile.sections] == ["directives"]


def test_an_address_written_in_the_stanza_opens_its_host(folder: Folder) -> None:
    source = only(folder, 'name = "a"\nprofile = "quangtri"\nurl = "http://127.0.0.1:8000/"')
    assert source.profile.hosts == ("www.quangtri.gov.vn", "quangtri.gov.vn", "127.0.0.1")
    assert source.profile.platform == "liferay_3cms"


def test_hosts_named_in_the_stanza_are_all_there_are(folder: Folder) -> None:
    error = folder.refused('[[sources]]\nname = "a"\nprofile = "quangtri"\nhosts = ["127.0.0.1"]\n')
    assert "is not in hosts" in str(error)


@pytest.mark.parametrize(
    ("lines", "key", "expected"),
    [
        ("", "sources[0]", 'profile = "quangtri"'),
        ('profile = "quangtry"', "sources[0].profile", "one of: quangtri; or a path"),
        ('profile = "../../x"', "sources[0].profile", "one of: quangtri; or a path"),
        ('profile = "nope.toml"', "sources[0].profile", "the path of a profile"),
        ('profile = "quangtri"\nevry = "1h"', "sources[0].evry", '"every"'),
        ('profile = "quangtri"\ndealy = "1s"', "sources[0].dealy", '"delay"'),
        ('profile = "quangtri"\ndelay = "1x"', "sources[0].delay", '"500ms"'),
        ('profile = "quangtri"\nplatform = "liferay"', "sources[0].platform", "liferay_3cms"),
        ('profile = "quangtri"\nrender = true', "sources[0].render", "render = false"),
        ('profile = "quangtri"\nca_file = "x.pem"', "sources[0].ca_file", "a file of cert"),
        ('profile = "quangtri"\nevery = "30s"', "sources[0].every", "at least 1m"),
        ('profile = "quangtri"\nevery = "0 7 * * 1-5"', "sources[0].every", '"mon-fri"'),
        ('profile = "quangtri"\nevery = 10', "sources[0].every", '"10m"'),
        ('profile = "quangtri"\nsilence_after = "5 days"', "sources[0].silence_after", '"5wd"'),
        ('url = "www.a.example"', "sources[0].url", "https://www.quangtri.gov.vn/"),
        ('section_urls = ["https://a.example/", "x"]', "sources[0].section_urls[1]", "https://"),
        ('section_urls = "https://a.example/"', "sources[0].section_urls", "a list"),
        (
            'profile = "quangtri"\n[sources.listing]\nitem = "a["',
            "sources[0].listing.item",
            "a CSS selector",
        ),
        (
            'url = "https://a.example/"\n[[sources.sections]]\nname = "x"\nurl = "https://b.example/"',
            "sources[0].sections[0].url",
            "one of: a.example",
        ),
    ],
)
def test_a_mistake_in_the_stanza_names_the_stanza(
    folder: Folder, lines: str, key: str, expected: str
) -> None:
    if "sections]]" in lines:
        lines = 'hosts = ["a.example"]\n' + lines
    error = folder.refused(f'[[sources]]\nname = "a"\n{lines}')
    assert (error.file, error.key) == (str(folder.file), key)
    assert expected in error.expected
    assert len(error.mistakes) == 1


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("hosts = [", "line 1"),
        ("hosts = []", "hosts"),
        (OWN + 'itm = "x"', "listing.itm"),
        (OWN.replace("div.item", "div["), "listing.item"),
        ('hosts = ["a.example"]\nrender = true', "render"),
        ('hosts = ["a.example"]\nca_file = "chain.pem"', "ca_file"),
    ],
)
def test_a_mistake_in_a_profile_names_the_profiles_file(
    folder: Folder, text: str, key: str
) -> None:
    write_own(folder, text)
    error = folder.refused(
        '[[sources]]\nname = "a"\nprofile = "portals/namson.toml"\n'
        '[sources.article]\nbody = ".content"'
    )
    assert (error.file, error.key) == (str(folder.path / "portals" / "namson.toml"), key)


def test_a_files_certificates_are_found_beside_the_file_that_names_them(folder: Folder) -> None:
    write_own(folder, f'ca_file = "chain.pem"\n{OWN}')
    (folder.path / "portals" / "chain.pem").touch()
    (folder.path / "mine.pem").touch()
    stanza = 'name = "a"\nprofile = "portals/namson.toml"\n'
    assert only(folder, stanza).profile.ca_file == str(folder.path / "portals" / "chain.pem")
    own = only(folder, stanza + 'ca_file = "mine.pem"')
    assert own.profile.ca_file == str(folder.path / "mine.pem")


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://[::1]:1/", "http://localhost:1/"])
def test_machines_of_ones_own_may_be_asked_more_often(folder: Folder, url: str) -> None:
    assert only(folder, f'name = "a"\nurl = "{url}"\nevery = "1s"').every == "1s"


def test_private_networks_may_be_asked_more_often_when_they_are_allowed(folder: Folder) -> None:
    text = '[[sources]]\nname = "a"\nurl = "http://10.0.0.7/"\nevery = "1s"\n'
    allowed = "[crawler]\nallow_private_addresses = true\n"
    assert folder.load(text + allowed).sources[0].every == "1s"
    assert folder.refused(text).key == "sources[0].every"


def test_the_store_lies_beside_the_settings_unless_its_path_is_whole(folder: Folder) -> None:
    def url(text: str) -> str:
        return folder.load(text).storage.url.get_secret_value()

    assert url("") == f"sqlite:///{folder.path / 'chidao.db'}"
    assert url('[storage]\nurl = "sqlite:///data/x.db?timeout=5"') == (
        f"sqlite:///{folder.path / 'data' / 'x.db'}?timeout=5"
    )
    whole = Path("/var/lib/chidao/x.db")
    assert url(f'[storage]\nurl = "sqlite:///{whole}"') == f"sqlite:///{whole}"
    assert url('[storage]\nurl = "postgresql://u@h/n"') == "postgresql://u@h/n"


def test_a_subscription_is_read_with_its_defaults_and_in_one_form_of_letters(
    folder: Folder,
) -> None:
    settings = folder.load(
        unicodedata.normalize(
            "NFD",
            '[[subscriptions]]\nname = "chuyển đổi số"\nchannels = ["console", "console"]\n'
            'any = ["Quảng Trị"]\nto = [" Sở Nội vụ "]\nmin_weight = "minor"\non = ["*"]\n'
            '[[subscriptions]]\nname = "b"\nchannels = ["console"]\n',
        )
    )
    assert settings.subscriptions == (
        Subscription(
            name="chuyển đổi số",
            channels=("console",),
            on=("*",),
            any=("Quảng Trị",),
            to=("Sở Nội vụ",),
            min_weight=Weight.MINOR,
        ),
        Subscription(name="b", channels=("console",), on=("directive.new", "directive.changed")),
    )
