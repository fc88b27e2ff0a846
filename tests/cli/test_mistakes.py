"""What a user can get wrong outside of the command line: settings, stores, files."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Call, called
from tests.cli.world import World, child

READING = [("list",), ("status",), ("show", "1"), ("export",), ("verify",), ("db", "upgrade")]


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("wings = 2\n", "wings", "expected"),
        ('language = "fr"\n', "language", "vi"),
        ('timezone = "Mars/Phobos"\n', "timezone", "expected"),
        ('[crawler]\ntimeout = "long"\n', "crawler.timeout", "60s"),
        ('[[sources]]\nname = "a"\nprofile = "nowhere"\n', "sources[0].profile", "expected"),
        ('[[channels]]\nname = "a"\nurl = "nothing"\n', "channels[0].url", "Apprise"),
        (
            '[[subscriptions]]\nname = "s"\nchannels = ["x"]\non = ["*"]\n',
            "subscriptions[0].channels",
            "console",
        ),
        ("language = \n", "line 1", "valid TOML"),
    ],
)
def test_a_mistake_in_the_settings_names_file_key_and_what_was_expected(
    bare: Call, tmp_path: Path, text: str, key: str, expected: str
) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(text, encoding="utf-8")
    for command in ("check", "deliver"):
        ended = bare("--config", str(file), command, "--json")
        assert ended.code == 2
        assert ended.out == ""
        for part in (str(file), key, expected):
            assert part in ended.err


def test_an_address_of_a_channel_is_never_shown(bare: Call, tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text('[[channels]]\nname = "a"\nurl = "nothing://s3cret"\n', encoding="utf-8")
    assert "s3cret" not in bare("--config", str(file), "check").err


@pytest.mark.parametrize("arguments", READING)
def test_missing_settings_are_one_sentence(bare: Call, arguments: tuple[str, ...]) -> None:
    ended = bare("--config", "/no/such/chidao.toml", *arguments)
    assert ended.code == 2
    assert "/no/such/chidao.toml" in ended.err
    assert "chidao init" in ended.err


@pytest.mark.parametrize("content", [b"\xff\xfe\0", b"\0", b"a" * 100])
def test_settings_that_are_no_text_are_one_sentence(
    bare: Call, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "chidao.toml"
    file.write_bytes(content)
    ended = bare("--config", str(file), "status")
    assert ended.code == 2
    assert ended.err.count("\n") == 1


def test_a_level_of_logs_that_is_none(
    chidao: Call, english: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHIDAO_LOG", "loud")
    ended = english("check")
    assert ended.code == 2
    assert "CHIDAO_LOG" in ended.err
    assert "debug, info, warning, error" in ended.err


def with_store(world: World, url: str) -> Call:
    file = world.settings("en.toml")
    text = file.read_text(encoding="utf-8").replace("sqlite:///chidao.db", url)
    file.write_text(text, encoding="utf-8")
    return lambda *arguments: called("--config", str(file), *arguments)


@pytest.mark.parametrize("arguments", [*READING, ("check",), ("deliver",), ("reread",)])
def test_a_store_that_is_none_is_one_sentence(world: World, arguments: tuple[str, ...]) -> None:
    (world.folder / "bad.db").write_bytes(b"no database " * 1000)
    ended = with_store(world, "sqlite:///bad.db")(*arguments)
    assert ended.code == 1
    assert "bad.db" in ended.err
    assert ended.err.count("\n") == 1
    assert ended.out == ""


@pytest.mark.parametrize("arguments", READING)
def test_a_folder_for_a_store_is_one_sentence(world: World, arguments: tuple[str, ...]) -> None:
    (world.folder / "folder").mkdir()
    ended = with_store(world, "sqlite:///folder")(*arguments)
    assert ended.code == 1
    assert ended.err.count("\n") == 1


def test_a_store_in_no_folder_is_one_sentence(world: World) -> None:
    ended = with_store(world, "sqlite:///no/folder/x.db")("list")
    assert ended.code in {1, 2}
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [("list",), ("check",), ("db", "upgrade")])
def test_a_postgresql_that_does_not_answer_is_one_sentence(
    world: World, arguments: tuple[str, ...]
) -> None:
    ended = with_store(world, "postgresql+psycopg://me:s3cret@127.0.0.1:9/x")(*arguments)
    assert ended.code == 1
    assert "127.0.0.1" in ended.err
    assert "s3cret" not in ended.err
    assert ended.err.count("\n") == 1


def test_a_store_cut_short_is_one_sentence(world: World, chidao: Call) -> None:
    file = world.folder / "chidao.db"
    with sqlite3.connect(file) as store:
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    ended = chidao("export")
    assert ended.code == 1
    assert "Traceback" not in ended.err


def test_a_read_only_store_is_one_sentence(world: World) -> None:
    url = "sqlite:///file:" + str(world.folder / "chidao.db") + "?mode=ro&uri=true"
    ended = with_store(world, url)("check")
    assert ended.code in {1, 2}
    assert "Traceback" not in ended.err
    assert ended.err.count("\n") == 1


def test_an_empty_store_has_nothing_to_show(world: World) -> None:
    call = with_store(world, "sqlite:///new.db")
    assert call("list").out == "Nothing.\n"
    assert json.loads(call("list", "--json").out) == []
    assert call("export").out == ""
    assert call("status").code == 0
    assert json.loads(call("verify", "--json").out)["items"] == 0


def test_an_argument_that_is_no_utf8_is_wrong_usage(world: World) -> None:
    ended = child("show", "\udcff", folder=world.folder)
    assert ended.code == 2
    assert "UTF-8" in ended.err
    assert "Traceback" not in ended.err
