"""Which file is read, and what is said when it can not be."""

from pathlib import Path

import pytest

from config.settings import SettingsError, load, settings_path
from tests.config.folder import Folder


def test_the_option_wins_over_the_variable_and_the_variable_over_the_folder() -> None:
    env = {"CHIDAO_CONFIG": "/etc/chidao.toml"}
    assert settings_path(Path("mine.toml"), env) == Path("mine.toml")
    assert settings_path(None, env) == Path("/etc/chidao.toml")
    assert settings_path(None, {}) == Path("chidao.toml")
    assert settings_path(None, {"CHIDAO_CONFIG": ""}) == Path("chidao.toml")


def test_the_file_is_found_by_the_variable(folder: Folder) -> None:
    folder.load('language = "en"')
    settings = load(None, {"CHIDAO_CONFIG": str(folder.file)})
    assert settings.language == "en"
    assert settings.path == folder.file


def test_a_missing_file_is_answered_with_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="`chidao init`") as caught:
        load(tmp_path / "chidao.toml", {})
    assert caught.value.file == str(tmp_path / "chidao.toml")
    assert caught.value.key == ""


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="it is a folder; expected a file"):
        load(tmp_path, {})


def test_a_file_below_a_file_can_not_be_read(folder: Folder) -> None:
    folder.load("")
    with pytest.raises(SettingsError, match="it can not be read"):
        load(folder.file / "x.toml", {})


def test_a_path_that_no_system_knows_can_not_be_read() -> None:
    with pytest.raises(SettingsError, match="no usable path"):
        load(Path("a\x00b"), {})


@pytest.mark.parametrize("content", ['language = "vi" # tiếng Việt'.encode("utf-16"), b"# \xff"])
def test_another_encoding_is_named(folder: Folder, content: bytes) -> None:
    folder.file.write_bytes(content)
    with pytest.raises(SettingsError, match="not UTF-8; expected a text file saved as UTF-8"):
        load(folder.file, {})


def test_a_byte_order_mark_and_windows_line_ends_are_read(folder: Folder) -> None:
    folder.file.write_bytes('\ufefflanguage = "en"\r\n[web]\r\nlisten = ""\r\n'.encode())
    assert load(folder.file, {}).language == "en"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('language = "vi"\ntimezone = \n', "line 2"),
        ('language = "vi"\nlanguage = "en"\n', "line 2"),
        ('language = "vi', "line 1"),
        ("[web]\n[web]\n", "line 2"),
        ("a\nb\nc", "line 1"),
        ('\n\nx = "\\q"', "line 3"),
    ],
)
def test_broken_toml_is_answered_with_its_line(folder: Folder, text: str, key: str) -> None:
    error = folder.refused(text)
    assert error.key == key
    assert error.expected == "valid TOML"


def test_values_nested_beyond_reason_are_one_sentence(folder: Folder) -> None:
    error = folder.refused("x = " + "[" * 100_000)
    assert "nested too deeply" in str(error)


def test_an_empty_file_has_every_default(folder: Folder) -> None:
    settings = folder.load("")
    assert settings.timezone.key == "Asia/Ho_Chi_Minh"
    assert settings.language == "vi"
    assert settings.operator.channels == ("console",)
    assert settings.web.listen == "127.0.0.1:8765"
    assert (settings.sources, settings.channels, settings.subscriptions) == ((), (), ())
    assert settings.crawler.obey_robots
    assert not settings.crawler.allow_private_addresses
    assert settings.crawler.max_page_bytes == 8 * 1024**2
    assert settings.crawler.max_attachment_bytes == 64 * 1024**2
    assert settings.crawler.timeout.total_seconds() == 60
    assert settings.absence.confirm_after.days == 1
    assert (settings.absence.checks, settings.absence.max_share) == (3, 0.05)
