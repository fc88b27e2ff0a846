"""Where the web pages are served, and when that needs a password."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.endpoints import Endpoint, is_loopback, parse_endpoint
from sources.units import UnitError
from tests.config.folder import Folder

PASSWORD = "geheim-4711"


@pytest.mark.parametrize(
    ("text", "host", "port", "loopback"),
    [
        ("127.0.0.1:8765", "127.0.0.1", 8765, True),
        (" 127.9.9.9:1 ", "127.9.9.9", 1, True),
        ("localhost:80", "localhost", 80, True),
        ("LocalHost:80", "localhost", 80, True),
        ("[::1]:8765", "::1", 8765, True),
        ("[::ffff:127.0.0.1]:8765", str(ip_address("::ffff:127.0.0.1")), 8765, True),
        ("0.0.0.0:65535", str(ip_address(0)), 65535, False),
        ("[::]:8765", "::", 8765, False),
        ("192.0.2.7:8765", "192.0.2.7", 8765, False),
        ("[::ffff:192.0.2.7]:8765", str(ip_address("::ffff:192.0.2.7")), 8765, False),
    ],
)
def test_an_address_with_a_port_is_understood(
    text: str, host: str, port: int, loopback: bool
) -> None:
    endpoint = parse_endpoint(text)
    assert (endpoint.host, endpoint.port, endpoint.loopback) == (host, port, loopback)
    assert parse_endpoint(str(endpoint)) == endpoint


@pytest.mark.parametrize(
    "text",
    [
        *("8765", ":8765", "*:8765", "127.0.0.1", "127.0.0.1:", "127.0.0.1:http", "::1:8765"),
        *("127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:999999", "127.0.0.1:-1", "127.0.0.1:+80"),
        *("[127.0.0.1]:80", "[::1:80", "::1]:80", "[]:80", "[localhost]:80", "127.1:80"),
        *("example.gov.vn:80", "http://127.0.0.1:80", "127.0.0.1:80/x", "127.0.0.1:٨٠", "a b:80"),
        *("256.0.0.1:80", "0127.0.0.1:80", "127.0.0.1 :80", "127.0.0.1:80\n80", "@127.0.0.1:80"),
    ],
)
def test_what_is_no_address_with_a_port_is_refused_in_words(folder: Folder, text: str) -> None:
    with pytest.raises(UnitError):
        parse_endpoint(text)
    error = folder.refused("", {"CHIDAO_WEB__LISTEN": text})
    assert (error.key, len(error.mistakes)) == ("CHIDAO_WEB__LISTEN", 1)
    assert "127.0.0.1:8765" in error.expected or "a port from 1 to 65535" in error.expected


@given(st.text(max_size=30))
def test_any_text_is_an_endpoint_or_refused(text: str) -> None:
    try:
        endpoint = parse_endpoint(text)
    except UnitError:
        return
    assert parse_endpoint(str(endpoint)) == endpoint


@given(st.ip_addresses(), st.integers(1, 65_535))
def test_an_address_of_a_machine_is_understood_as_it_is_written(host: object, port: int) -> None:
    endpoint = Endpoint(str(host), port)
    assert parse_endpoint(str(endpoint)) == endpoint


@pytest.mark.parametrize("host", ["", "127.0.0.1.example.gov.vn", "localhost.example", "127.1"])
def test_a_name_that_looks_like_this_machine_is_not_it(host: str) -> None:
    assert not is_loopback(host)


def test_the_pages_are_on_and_for_this_machine_only_by_default(folder: Folder) -> None:
    web = folder.load("").web
    assert web.listen == "127.0.0.1:8765"
    assert web.password.get_secret_value() == ""
    assert web.public_url == ""


@pytest.mark.parametrize(
    "lines",
    [
        'listen = "0.0.0.0:8765"',
        'listen = "[::]:8765"',
        'listen = "192.0.2.7:80"\npassword = ""',
        'listen = "192.0.2.7:80"\npassword = "  "',
        'public_url = "https://chidao.example.gov.vn"',
        'listen = "0.0.0.0:80"\npublic_url = "http://192.0.2.7"',
    ],
)
def test_pages_that_others_reach_need_a_password(folder: Folder, lines: str) -> None:
    error = folder.refused(f"[web]\n{lines}")
    assert (error.key, len(error.mistakes)) == ("web.password", 1)
    assert "open to everybody" in str(error)
    assert "password_file" in error.expected


@pytest.mark.parametrize(
    "lines", ['password_file = "secret"', 'password_env = "WEB"', f'password = "{PASSWORD}"']
)
def test_a_password_opens_them_however_it_is_given(folder: Folder, lines: str) -> None:
    (folder.path / "secret").write_text(f"{PASSWORD}\n")
    text = f'[web]\nlisten = "0.0.0.0:8765"\npublic_url = "https://a.example/"\n{lines}'
    settings = folder.load(text, {"WEB": PASSWORD})
    assert settings.web.password.get_secret_value() == PASSWORD
    assert PASSWORD not in f"{settings!r}"


@pytest.mark.parametrize(
    "lines",
    [
        'listen = ""',
        'listen = ""\npublic_url = "https://a.example/"',
        'public_url = "http://localhost:8080/chidao/"',
        'public_url = "http://[::1]:8080/"',
        'listen = "[::1]:8765"',
    ],
)
def test_pages_that_are_off_or_for_this_machine_need_none(folder: Folder, lines: str) -> None:
    assert folder.load(f"[web]\n{lines}").web.password.get_secret_value() == ""


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//a.example", "file:///x", "https://u@h/"])
def test_a_public_address_is_one_of_the_web(folder: Folder, url: str) -> None:
    assert folder.refused(f'[web]\npublic_url = "{url}"').key == "web.public_url"


def test_a_file_without_a_password_is_no_password(folder: Folder) -> None:
    (folder.path / "empty").write_text("\n")
    error = folder.refused('[web]\nlisten = "0.0.0.0:80"\npassword_file = "empty"')
    assert "is empty" in str(error)


def test_two_ways_of_one_password_are_told(folder: Folder) -> None:
    error = folder.refused('[web]\npassword = ""\npassword_env = "WEB"', {"WEB": PASSWORD})
    assert "password and password_env are both given" in str(error)
