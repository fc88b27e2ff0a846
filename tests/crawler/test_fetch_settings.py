"""The settings of one crawl: each name exists in Scrapy, and each does what it is set for."""

import threading
from copy import deepcopy
from datetime import timedelta

import pytest
from scrapy.settings import Settings, default_settings
from scrapy.utils.misc import load_object

from crawler.fetch_settings import scrapy_settings, user_agent
from sources.model import Profile
from tests.crawler.fetching import fetch, profile_of, settings_for
from tests.crawler.site import Exchange, Site


def plain(profile: Profile) -> dict[str, object]:
    return scrapy_settings(
        profile=profile,
        contact="",
        obey_robots=True,
        allow_private=False,
        proxy="",
        max_page_bytes=8 * 1024 * 1024,
        timeout=60.0,
    )


def test_every_setting_is_scrapys_or_plainly_ours() -> None:
    known = set(default_settings.__all__)
    for tls in ("strict", "legacy"):
        for name in plain(profile_of("www.tinh.gov.vn", tls=tls)):
            assert name in known or name.startswith("CHIDAO_"), name


def test_every_class_that_is_named_exists() -> None:
    settings = plain(profile_of("www.tinh.gov.vn"))
    for name in ("DOWNLOADER_MIDDLEWARES", "DOWNLOAD_HANDLERS", "EXTENSIONS_BASE"):
        components = settings[name]
        assert isinstance(components, dict)
        for path in (*components, *components.values()):
            if isinstance(path, str) and "." in path:
                assert load_object(path)


def test_the_defaults_that_open_doors_are_switched_off() -> None:
    settings = Settings(plain(profile_of("www.tinh.gov.vn")))
    for name in ("REMOTE_CONTROL_ENABLED", "TELNETCONSOLE_ENABLED", "HTTPPROXY_ENABLED"):
        assert not settings.getbool(name)
    assert settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
    handlers = settings.getwithbase("DOWNLOAD_HANDLERS")
    assert {scheme for scheme, handler in handlers.items() if handler} == {"http", "https"}


def test_a_strict_profile_changes_nothing_about_tls() -> None:
    settings = Settings(plain(profile_of("www.tinh.gov.vn")))
    assert settings["DOWNLOAD_TLS_MIN_VERSION"] is None
    assert settings["DOWNLOADER_CLIENT_TLS_CIPHERS"] == "DEFAULT"


def test_the_pace_of_the_profile_is_kept_exactly() -> None:
    profile = Profile(
        name="tinh", hosts=("a.vn", "b.vn"), delay=timedelta(seconds=1.5), concurrency=3
    )
    settings = Settings(plain(profile))
    assert settings.getfloat("DOWNLOAD_DELAY") == 1.5
    assert settings.getfloat("DOWNLOAD_DELAY_JITTER") == 0
    assert settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 3
    assert settings.getint("CONCURRENT_REQUESTS") == 6


def test_two_crawls_do_not_share_what_one_of_them_changes() -> None:
    before = deepcopy(plain(profile_of("a.vn")))
    settings = Settings(plain(profile_of("a.vn")))
    settings["DOWNLOADER_MIDDLEWARES"]["crawler.hosts.HostGuard"] = None
    settings["RETRY_HTTP_CODES"].append(404)
    handlers = settings["DOWNLOAD_HANDLERS"]
    handlers["file"] = "scrapy.core.downloader.handlers.file.FileDownloadHandler"
    assert plain(profile_of("a.vn")) == before


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("", "chidao/0.1"),
        ("  ", "chidao/0.1"),
        ("mailto:admin@example.vn", "chidao/0.1 (+mailto:admin@example.vn)"),
        ("a\r\nX-Injected: 1", "chidao/0.1 (+a X-Injected: 1)"),
        ("Sở Khoa học", "chidao/0.1 (+Sở Khoa học)"),
    ],
)
def test_the_contact_is_said_and_can_not_add_a_header(contact: str, expected: str) -> None:
    assert user_agent(contact) == expected


def test_no_more_requests_are_in_flight_than_the_profile_allows(site: Site) -> None:
    lock = threading.Lock()
    in_flight, most = 0, 0

    def slow(exchange: Exchange) -> None:
        nonlocal in_flight, most
        with lock:
            in_flight += 1
            most = max(most, in_flight)
        site.released.wait(0.02)
        with lock:
            in_flight -= 1
        exchange.answer()

    for number in range(8):
        site.answers[f"/{number}"] = slow
    settings = settings_for(profile_of("127.0.0.1", concurrency=2))
    result = fetch(*(site.url(f"/{number}") for number in range(8)), settings=settings)
    assert len(result.responses) == 8
    assert most == 2
