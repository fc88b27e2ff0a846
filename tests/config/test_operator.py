"""What the operator can set: when to be told that all is well, and the address of the heartbeat."""

import pytest

from config.settings import OPERATOR_EVENTS
from tests.config.folder import Folder

SECRET = "geheim-4711"


@pytest.mark.parametrize("text", ["mon 08:00", "mon-fri 07:30", "Mon,Thu 8:00", ""])
def test_times_of_the_weekly_message_are_taken(folder: Folder, text: str) -> None:
    assert folder.load(f'[operator]\nalive = "{text}"').operator.alive == text


@pytest.mark.parametrize("text", ["monday 08:00", "08:00", "fri-mon 08:00", "mon 25:00", "daily"])
def test_other_times_name_the_key_and_what_was_expected(folder: Folder, text: str) -> None:
    error = folder.refused(f'[operator]\nalive = "{text}"\n', {})
    assert error.key == "operator.alive"
    assert "mon-fri 07:30" in error.expected


@pytest.mark.parametrize(
    "url", [f"ftp://h/{SECRET}", f"{SECRET}", f"https:///{SECRET}", f"http://h/{SECRET} x"]
)
def test_a_heartbeat_that_can_not_be_asked_is_refused_without_its_secret(
    folder: Folder, url: str
) -> None:
    error = folder.refused(f'[operator]\nheartbeat_url = "{url}"\n', {})
    assert error.key == "operator.heartbeat_url"
    assert SECRET not in str(error)


def test_a_heartbeat_may_come_from_a_file_and_is_never_shown(folder: Folder) -> None:
    (folder.file.parent / "heart").write_text(f"https://h.example/{SECRET}\n", encoding="utf-8")
    operator = folder.load('[operator]\nheartbeat_url_file = "heart"').operator
    assert operator.heartbeat_url.get_secret_value() == f"https://h.example/{SECRET}"
    assert SECRET not in repr(operator)


def test_the_operator_hears_of_downtime() -> None:
    assert "service.back" in OPERATOR_EVENTS
