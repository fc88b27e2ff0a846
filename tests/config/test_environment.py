"""Variables win over the file; what was meant for chidao and is unknown is refused."""

import pytest

from config.raw import scalar_keys, variable
from tests.config.folder import Folder


def test_a_variable_wins_over_the_file(folder: Folder) -> None:
    settings = folder.load(
        'language = "vi"\n[crawler]\ntimeout = "60s"\ncontact = "a"',
        {"CHIDAO_LANGUAGE": "en", "CHIDAO_CRAWLER__TIMEOUT": "5s"},
    )
    assert settings.language == "en"
    assert settings.crawler.timeout.total_seconds() == 5
    assert settings.crawler.contact == "a"


def test_every_kind_of_value_can_come_from_a_variable(folder: Folder) -> None:
    settings = folder.load(
        '[[channels]]\nname = "team"\nurl = "json://h"',
        {
            "CHIDAO_TIMEZONE": "UTC",
            "CHIDAO_STORAGE__URL": "postgresql+psycopg://u@h/n",
            "CHIDAO_CRAWLER__OBEY_ROBOTS": "false",
            "CHIDAO_CRAWLER__MAX_PAGE_BYTES": "1MiB",
            "CHIDAO_CRAWLER__PROXY": "http://u:geheim@proxy:3128",
            "CHIDAO_ABSENCE__CHECKS": "2",
            "CHIDAO_ABSENCE__MAX_SHARE": "0.5",
            "CHIDAO_OPERATOR__CHANNELS": "console, team",
            "CHIDAO_WEB__LISTEN": "",
        },
    )
    assert settings.timezone.key == "UTC"
    assert settings.storage.url.get_secret_value() == "postgresql+psycopg://u@h/n"
    assert not settings.crawler.obey_robots
    assert settings.crawler.max_page_bytes == 1024**2
    assert settings.crawler.proxy.get_secret_value() == "http://u:geheim@proxy:3128"
    assert (settings.absence.checks, settings.absence.max_share) == (2, 0.5)
    assert settings.operator.channels == ("console", "team")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("CHIDAO_TIMEZONE", "Hanoi", '"Asia/Ho_Chi_Minh"'),
        ("CHIDAO_LANGUAGE", "", '"vi" or "en"'),
        ("CHIDAO_CRAWLER__TIMEOUT", "60", '"60s"'),
        ("CHIDAO_CRAWLER__OBEY_ROBOTS", "maybe", "true or false"),
        ("CHIDAO_ABSENCE__CHECKS", "many", "a whole number"),
        ("CHIDAO_STORAGE__URL", "mysql://h/n", "sqlite:///chidao.db"),
        ("CHIDAO_WEB__LISTEN", "here:80", '"127.0.0.1:8765"'),
        ("CHIDAO_OPERATOR__CHANNELS", "console,nobody", "console"),
        ("CHIDAO_STORAGE__BACKUP_EVERY", "soon", '"10m"'),
        ("CHIDAO_CRAWLER__PROXI", "x", '"CHIDAO_CRAWLER__PROXY"'),
        ("CHIDAO_TIMEZON", "UTC", '"CHIDAO_TIMEZONE"'),
        ("CHIDAO_FOO__BAR", "x", "CHIDAO_"),
        ("CHIDAO_SOURCES__0__NAME", "x", "in the settings file"),
        ("CHIDAO_CHANNELS", "[]", "in the settings file"),
    ],
)
def test_a_mistake_in_a_variable_names_the_variable(
    folder: Folder, name: str, value: str, expected: str
) -> None:
    error = folder.refused("", {name: value})
    assert (error.file, error.key) == ("environment", name)
    assert expected in error.expected


def test_other_programs_variables_are_none_of_our_business(folder: Folder) -> None:
    folder.load("", {"CHIDAO": "x", "CHIDAO_BIN": "/bin/chidao", "CHIDAO_CONFIG": "x", "PATH": "/"})


def test_a_variable_does_not_hide_a_table_that_is_none(folder: Folder) -> None:
    error = folder.refused("storage = 3", {"CHIDAO_STORAGE__URL": "sqlite:///x.db"})
    assert error.key == "storage"


def test_names_of_variables_follow_from_the_keys() -> None:
    assert variable("timezone") == "CHIDAO_TIMEZONE"
    assert variable("storage.url_file") == "CHIDAO_STORAGE__URL_FILE"
    keys = set(scalar_keys())
    assert {"timezone", "language", "storage.url", "crawler.proxy_env", "web.listen"} <= keys
    assert {"absence.checks", "operator.channels", "crawler.allow_private_addresses"} <= keys
    assert not keys & {"sources", "channels", "subscriptions"}
