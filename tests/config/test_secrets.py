"""Secrets come from the file, another file or a variable, and are never shown."""

from pathlib import Path

import pytest

from config.settings import Settings
from tests.config.folder import Folder

PASSWORD = "geheim-4711"
STORE = f"postgresql+psycopg://chidao:{PASSWORD}@db.example/chidao"
CHANNEL = f"jsons://user:{PASSWORD}@hook.example/x"
PROXY = f"http://user:{PASSWORD}@proxy.example:3128"


def channel_url(settings: Settings) -> str:
    return settings.channels[0].url.get_secret_value()


def test_a_secret_comes_from_a_file_beside_the_settings_without_its_line_end(
    folder: Folder,
) -> None:
    (folder.path / "secrets").mkdir()
    (folder.path / "secrets" / "hook").write_text(f"  {CHANNEL}\r\n", encoding="utf-8-sig")
    settings = folder.load('[[channels]]\nname = "x"\nurl_file = "secrets/hook"')
    assert channel_url(settings) == CHANNEL


def test_a_secret_comes_from_a_file_anywhere(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "store").write_text(STORE)
    settings = folder.load(f'[storage]\nurl_file = "{tmp_path / "store"}"')
    assert settings.storage.url.get_secret_value() == STORE


def test_a_secret_comes_from_a_variable_of_any_name(folder: Folder) -> None:
    settings = folder.load(
        '[crawler]\nproxy_env = "PORTAL_PROXY"\n[[channels]]\nname = "x"\nurl_env = "HOOK"',
        {"HOOK": CHANNEL, "PORTAL_PROXY": f"{PROXY}\n"},
    )
    assert channel_url(settings) == CHANNEL
    assert settings.crawler.proxy.get_secret_value() == PROXY


@pytest.mark.parametrize(
    "line", ['url = "sqlite:///a.db"', 'url_env = "NOT_SET"', 'url_file = "x"']
)
def test_the_environment_wins_however_the_file_gave_the_secret(folder: Folder, line: str) -> None:
    (folder.path / "store").write_text(STORE)
    for env in (
        {"CHIDAO_STORAGE__URL": STORE},
        {"CHIDAO_STORAGE__URL_FILE": str(folder.path / "store")},
        {"CHIDAO_STORAGE__URL_ENV": "DB", "DB": STORE},
    ):
        settings = folder.load(f"[storage]\n{line}", env)
        assert settings.storage.url.get_secret_value() == STORE


@pytest.mark.parametrize(
    ("lines", "key", "problem"),
    [
        ('url_env = "NOPE"', "channels[0].url_env", "the variable NOPE is not set"),
        ('url_env = "BLANK"', "channels[0].url_env", "the variable BLANK is not set"),
        ("url_env = 3", "channels[0].url_env", "3 is no name"),
        ('url_env = ""', "channels[0].url_env", "nothing is no name"),
        ('url_file = "nope"', "channels[0].url_file", "nope can not be read"),
        ('url_file = "."', "channels[0].url_file", "can not be read"),
        ('url_file = "a\\u0000b"', "channels[0].url_file", "can not be read"),
        ('url_file = "empty"', "channels[0].url_file", "is empty"),
        ('url_file = "latin"', "channels[0].url_file", "not UTF-8"),
        ('url = "json://h"\nurl_env = "HOOK"', "channels[0].url", "url and url_env are both given"),
        ('url_env = "WRONG"', "channels[0].url_env", "it is no Apprise URL"),
    ],
)
def test_a_secret_that_can_not_be_had_names_key_and_place(
    folder: Folder, lines: str, key: str, problem: str
) -> None:
    (folder.path / "empty").write_text("\n")
    (folder.path / "latin").write_bytes(b"\xff")
    env = {"BLANK": " ", "WRONG": PASSWORD, "HOOK": CHANNEL}
    error = folder.refused(f'[[channels]]\nname = "x"\n{lines}', env)
    assert error.key == key
    assert problem in str(error)
    assert len(error.mistakes) == 1
    assert PASSWORD not in str(error)


@pytest.mark.parametrize(
    ("text", "env"),
    [
        (f'[storage]\nurl = "mysql://u:{PASSWORD}@h/n"', {}),
        (f'[storage]\nurl = ["{STORE}"]', {}),
        (f'[storage]\nurl = "postgresql://u:{PASSWORD}@h:bad/n"', {}),
        (f'[crawler]\nproxy = "socks5://u:{PASSWORD}@h"', {}),
        (f'[[channels]]\nname = "x"\nurl = {{ a = "{CHANNEL}" }}', {}),
        (f'[[channels]]\nname = "x"\nurl = "{PASSWORD}"', {}),
        (f'[[channels]]\nname = "x"\nurl = "{CHANNEL}"\nurll = "{CHANNEL}"', {}),
        (f'[[channels]]\nname = "x"\nrate = "{PASSWORD}"\nurl = "{CHANNEL}"', {}),
        (f'[[sources]]\nname = "x"\nurl = "https://u:{PASSWORD}@h.example/"', {}),
        ("", {"CHIDAO_STORAGE__URL": f"mysql://u:{PASSWORD}@h/n"}),
        ("", {"CHIDAO_CRAWLER__PROXY": PASSWORD}),
        ("", {"CHIDAO_CRAWLER__PROXY_ENV": "P", "P": PASSWORD}),
    ],
)
def test_no_error_ever_shows_a_secret(folder: Folder, text: str, env: dict[str, str]) -> None:
    error = folder.refused(text, env)
    assert PASSWORD not in f"{error} {error!r} {error.mistakes!r}"
    assert error.__cause__ is None
    assert error.__suppress_context__


def test_settings_never_show_a_secret(folder: Folder) -> None:
    settings = folder.load(
        f'[storage]\nurl = "{STORE}"\n[crawler]\nproxy = "{PROXY}"\n'
        f'[[channels]]\nname = "x"\nurl = "{CHANNEL}"'
    )
    assert PASSWORD not in f"{settings} {settings!r} {settings.channels} {settings.storage!r}"
    assert "hook.example" not in repr(settings)
