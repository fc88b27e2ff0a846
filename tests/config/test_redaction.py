"""Addresses lose what is secret in them and keep scheme and host."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.redaction import redact, redact_value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://www.a.example/tin?page=2", "https://www.a.example/tin?page=2"),
        ("https://a.example/@user/x", "https://a.example/@user/x"),
        ("http://u:geheim@proxy:3128", "http://***@proxy:3128"),
        ("http://u:ge@heim@proxy:3128/x", "http://***@proxy:3128/x"),
        ("http://u:gehe/im@proxy:3128", "http://***/im@proxy:3128"),
        ("http://[::1]:8000/x", "http://[::1]:8000/x"),
        ("no answer from https://a.example:8443.", "no answer from https://a.example:8443."),
        ("json://127.0.0.1:9000/geheim", "json://127.0.0.1:9000/***"),
        ("jsons://u:geheim@h.example", "jsons://***@h.example"),
        ("json://h?token=geheim", "json://h"),
        ("mailtos://u:geheim@mail.example?to=a", "mailtos://***@mail.example"),
        ("tgram://geheim/123", "tgram://***"),
        ("zalo://geheim", "zalo://***"),
        ("postgresql+psycopg://u:ge/hei@m@db/n", "postgresql+psycopg://***@db/***"),
        ("postgresql://u:ge'heim@db/n", "postgresql://***@db/***"),
        ("sqlite:////var/lib/chidao.db", "sqlite:////var/lib/chidao.db"),
        ("https://h/x?a=1&access_token=geheim&b=2", "https://h/x?a=1&access_token=***&b=2"),
        ("url: /bot12345:ge-heim_X/sendMessage", "url: /bot***/sendMessage"),
        ("(caused by json://a:geheim@h:1/x) again", "(caused by json://***@h:1/*** again"),
        ("Hạn: trước ngày 10/02/2026", "Hạn: trước ngày 10/02/2026"),
    ],
)
def test_addresses_lose_what_is_secret(text: str, expected: str) -> None:
    assert redact(text) == expected


@pytest.mark.parametrize("key", ["password", "db_password", "token", "Authorization", "api_key"])
def test_values_of_secret_keys_are_hidden_whole(key: str) -> None:
    assert redact_value(key, "geheim") == "***"
    assert redact_value(key, ["geheim"]) == "***"
    assert redact_value("headers", {key: "geheim"}) == {key: "***"}


def test_lists_and_tables_are_searched_too() -> None:
    value = {"all": [("json://u:geheim@h", 3), None], "token": "geheim"}
    assert redact_value("x", value) == {"all": [["json://***@h", 3], None], "token": "***"}


def test_errors_are_put_as_text_without_their_secrets() -> None:
    assert redact_value("error", ValueError("http://u:geheim@h refused")) == "http://***@h refused"


PASSWORDS = st.text(st.sampled_from("abcXYZ019:@'\"!$&*+,;=-_.~%"), min_size=1, max_size=12)


@given(PASSWORDS, st.sampled_from(["http", "https", "json", "mailto", "postgresql", "tgram"]))
def test_no_password_survives(password: str, scheme: str) -> None:
    shown = redact(f"it failed: {scheme}://user:geheim{password}@h.example:80/x")
    assert "geheim" not in shown
    assert shown.startswith(f"it failed: {scheme}://")
