"""Secure connections: certificates are verified, a profile may add its own, old TLS is asked for."""

import ssl
import warnings
from pathlib import Path

import pytest

from sources.faults import Fault
from sources.model import Profile
from tests.crawler.certificates import (
    authority,
    intermediate,
    pem_file,
    self_signed,
    server,
    server_context,
)
from tests.crawler.fetching import Fetched, fetch, profile_of, settings_for
from tests.crawler.site import serving

OLD_TLS = ssl.TLSVersion.TLSv1


def fetch_over(tls: ssl.SSLContext, profile: Profile) -> tuple[Fault | bytes, str, int]:
    """The body or the fault, the sentence, and how many requests reached the server."""
    with serving(tls) as site:
        site.page("/", b"secure")
        url = site.url("/", scheme="https")
        result: Fetched = fetch(url, settings=settings_for(profile))
        outcome = result.faults.get(url) or result.responses[url].body
        return outcome, result.sentences.get(url, ""), len(site.asked)


def test_a_self_signed_certificate_is_refused_and_nothing_is_asked(tmp_path: Path) -> None:
    tls = server_context(tmp_path, self_signed())
    outcome, sentence, asked = fetch_over(tls, profile_of("127.0.0.1"))
    assert outcome is Fault.TLS
    assert sentence == "No secure connection: certificate verify failed."
    assert asked == 0


def test_an_authority_nobody_knows_is_refused(tmp_path: Path) -> None:
    tls = server_context(tmp_path, server())
    assert fetch_over(tls, profile_of("127.0.0.1"))[0] is Fault.TLS


def test_an_authority_named_by_the_profile_is_trusted(tmp_path: Path) -> None:
    tls = server_context(tmp_path, server())
    profile = profile_of("127.0.0.1", ca_file=pem_file(tmp_path, authority()))
    assert fetch_over(tls, profile)[0] == b"secure"


def test_a_certificate_of_another_host_is_refused_although_its_authority_is_trusted(
    tmp_path: Path,
) -> None:
    tls = server_context(tmp_path, server("www.tinh-khac.vn"))
    profile = profile_of("127.0.0.1", ca_file=pem_file(tmp_path, authority()))
    outcome, sentence, _ = fetch_over(tls, profile)
    assert outcome is Fault.TLS
    assert "certificate" in sentence


def test_an_expired_certificate_is_refused_although_its_authority_is_trusted(
    tmp_path: Path,
) -> None:
    tls = server_context(tmp_path, server(days=-2))
    profile = profile_of("127.0.0.1", ca_file=pem_file(tmp_path, authority()))
    assert fetch_over(tls, profile)[0] is Fault.TLS


def test_a_profile_supplies_the_link_that_a_server_forgets_to_send(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The root is the system's (here by OpenSSL's own variable), the middle one the profile's."""
    folders = [tmp_path / name for name in ("system", "profile")]
    for folder in folders:
        folder.mkdir()
    monkeypatch.setenv("SSL_CERT_FILE", pem_file(folders[0], authority()))
    link = pem_file(folders[1], intermediate())
    tls = server_context(tmp_path, server(below=intermediate()))
    assert fetch_over(tls, profile_of("127.0.0.1"))[0] is Fault.TLS
    assert fetch_over(tls, profile_of("127.0.0.1", ca_file=link))[0] == b"secure"


def old_server(folder: Path) -> ssl.SSLContext:
    tls = server_context(folder, server())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # old on purpose
        tls.set_ciphers("ALL:@SECLEVEL=0")
        tls.minimum_version = tls.maximum_version = OLD_TLS
    return tls


def test_an_old_protocol_is_refused_unless_the_profile_asks_for_it(tmp_path: Path) -> None:
    trusted = pem_file(tmp_path, authority())
    strict = profile_of("127.0.0.1", ca_file=trusted)
    legacy = profile_of("127.0.0.1", ca_file=trusted, tls="legacy")
    assert fetch_over(old_server(tmp_path), strict)[0] is Fault.TLS
    assert fetch_over(old_server(tmp_path), legacy)[0] == b"secure"


def test_certificates_stay_verified_over_an_old_protocol(tmp_path: Path) -> None:
    assert fetch_over(old_server(tmp_path), profile_of("127.0.0.1", tls="legacy"))[0] is Fault.TLS


def test_a_port_that_speaks_plain_http_is_a_tls_fault() -> None:
    with serving() as site:
        url = site.url("/", scheme="https")
        assert fetch(url).faults == {url: Fault.TLS}
