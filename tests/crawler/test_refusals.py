"""Real requests that must never be made: the servers behind them see nothing."""

import pytest

from sources.faults import Fault
from tests.crawler.fetching import fetch, profile_of, settings_for
from tests.crawler.site import Exchange, Site, serving


def test_a_name_that_leads_into_this_machine_is_refused_before_anything_is_sent(
    site: Site,
) -> None:
    url = site.url("/", host="localhost")
    result = fetch(url, settings=settings_for(profile_of("localhost"), allow_private=False))
    assert result.faults == {url: Fault.REFUSED_ADDRESS}
    assert "not to a public address" in result.sentences[url]
    assert site.asked == []


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0"])
def test_an_odd_spelling_of_this_machine_is_refused_even_if_the_profile_pins_it(
    site: Site, host: str
) -> None:
    """The system's resolver understands these as 127.0.0.1."""
    url = site.url("/", host=host)
    result = fetch(url, settings=settings_for(profile_of(host), allow_private=False))
    assert result.faults == {url: Fault.REFUSED_ADDRESS}
    assert site.asked == []


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://[::1]/",
        "http://0.0.0.0/",
        "http://localhost/",
        "//evil.example/",
        "http://www.tinh.gov.vn@127.0.0.1/",
        "https://evil.example/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "data:text/html,x",
    ],
)
@pytest.mark.parametrize("status", [301, 303, 307])
def test_a_redirect_out_of_the_pinned_hosts_is_refused(
    site: Site, target: str, status: int
) -> None:
    url = site.redirect("/di", target, status)
    settings = settings_for(profile_of(f"127.0.0.1:{site.port}"))
    result = fetch(url, settings=settings)
    assert result.faults == {url: Fault.REFUSED_ADDRESS}
    assert result.responses == {}
    assert len(site.asked) == 1


def test_a_refresh_in_a_page_out_of_the_pinned_hosts_is_refused(site: Site) -> None:
    html = b'<html><meta http-equiv="refresh" content="0; url=http://evil.example/">'
    url = site.page("/", html, Content_Type="text/html")
    assert fetch(url).faults == {url: Fault.REFUSED_ADDRESS}


def test_a_page_that_reloads_itself_now_and_then_is_read(site: Site) -> None:
    html = b'<html><meta http-equiv="refresh" content="60; url=/">tin'
    url = site.page("/", html, Content_Type="text/html")
    assert fetch(url).responses[url].body == html
    assert len(site.asked) == 1


def test_a_redirect_within_the_host_is_followed(site: Site) -> None:
    site.page("/moi", b"tin")
    url = site.redirect("/cu", "/moi")
    response = fetch(url).responses[url]
    assert (response.url, response.body) == (site.url("/moi"), b"tin")


def test_a_redirect_to_another_port_is_refused_when_the_port_is_pinned(site: Site) -> None:
    with serving() as other:
        other.page("/")
        url = site.redirect("/", other.url("/"))
        settings = settings_for(profile_of(f"127.0.0.1:{site.port}"))
        assert fetch(url, settings=settings).faults == {url: Fault.REFUSED_ADDRESS}
        assert other.asked == []


def test_a_circle_of_redirects_ends_with_a_named_fault(site: Site) -> None:
    url = site.redirect("/a", "/b")
    site.redirect("/b", "/a")
    result = fetch(url)
    assert result.faults == {url: Fault.SERVER_ERROR}
    assert result.sentences[url] == "The portal redirects in circles."
    assert len(site.asked) <= 6


def test_robots_that_lead_elsewhere_are_not_fetched_there(site: Site) -> None:
    with serving() as other:
        other.page("/robots.txt", b"User-agent: *\nDisallow: /\n")
        site.redirect("/robots.txt", other.url("/robots.txt"))
        url = site.page("/tin")
        settings = settings_for(profile_of(f"127.0.0.1:{site.port}"), obey_robots=True)
        assert fetch(url, settings=settings).responses[url].status == 200
        assert other.asked == []


def test_a_proxy_of_the_settings_may_be_inside_and_is_asked_instead_of_the_host() -> None:
    with serving() as proxy:
        url = "http://www.tinh.gov.vn/tin"
        proxy.answers[url] = lambda exchange: exchange.answer(200, b"by proxy")
        settings = settings_for(
            profile_of("www.tinh.gov.vn"), allow_private=False, proxy=proxy.url()
        )
        assert fetch(url, settings=settings).responses[url].body == b"by proxy"
        assert proxy.paths() == [url]


def test_private_addresses_are_not_asked_of_a_proxy_either() -> None:
    with serving() as proxy:
        url = "http://169.254.169.254/"
        settings = settings_for(
            profile_of("169.254.169.254"), allow_private=False, proxy=proxy.url()
        )
        assert fetch(url, settings=settings).faults == {url: Fault.REFUSED_ADDRESS}
        assert proxy.asked == []


def test_a_proxy_of_the_environment_is_not_used(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving() as proxy:
        proxy.answers["/"] = Exchange.answer
        monkeypatch.setenv("http_proxy", proxy.url())
        url = site.page("/tin")
        assert fetch(url).responses[url].status == 200
        assert proxy.asked == []
