"""Every key of every table: wrong types, sizes beyond reason, names nearly right, odd texts."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from config.files import MOST_BYTES
from config.mistakes import LONGEST_PART, Mistake, SettingsError, one_line, shown
from config.sections import SECRETS, SettingsFile, Stanza
from config.settings import load
from tests.config.folder import Folder

NEEDED = {
    "sources": 'name = "a"\nurl = "https://a.example/"\n',
    "channels": 'name = "x"\nurl = "json://h"\n',
    "subscriptions": 'name = "s"\nchannels = ["console"]\n',
}
HUGE_HEX = "0x" + "f" * 6_000
WRONG = {
    "a table": "{ x = 1 }",
    "a list of tables": "[{ x = 1 }]",
    "a list of lists": "[[1], [2]]",
    "a date": "2026-02-03",
    "a time": "07:30:00",
    "a huge number": HUGE_HEX,
    "not a number": "nan",
}


def model_of(table: str) -> type[Stanza]:
    annotation = SettingsFile.model_fields[table].annotation
    parts = [annotation, *get_args(annotation)]
    return next(part for part in parts if isinstance(part, type) and issubclass(part, Stanza))


def all_keys() -> Iterator[tuple[str, str]]:
    """(table, key) of all models; the table "" is the top of the file."""
    for name, entry in SettingsFile.model_fields.items():
        parts = (entry.annotation, *get_args(entry.annotation))
        if any(isinstance(part, type) and issubclass(part, BaseModel) for part in parts):
            yield from ((name, key) for key in model_of(name).key_names())
        else:
            yield "", name


KEYS = sorted(all_keys())


def written(table: str, line: str) -> str:
    """A file with this line in this table, and what the table needs beside it."""
    name = line.partition(" =")[0].partition(".")[0]
    beside = [
        other for other in NEEDED.get(table, "").splitlines() if not other.startswith(f"{name} =")
    ]
    header = f"[[{table}]]" if table in NEEDED else f"[{table}]" if table else ""
    return "\n".join([header, *beside, line, ""])


def place(table: str, key: str) -> str:
    return f"{table}[0].{key}" if table in NEEDED else f"{table}.{key}" if table else key


@pytest.mark.parametrize("value", WRONG.values(), ids=WRONG.keys())
@pytest.mark.parametrize(("table", "key"), KEYS, ids=[".".join(pair) for pair in KEYS])
def test_a_value_of_a_wrong_type_names_its_key_on_one_short_line(
    folder: Folder, table: str, key: str, value: str
) -> None:
    error = folder.refused(written(table, f"{key} = {value}"), {})
    assert error.key.startswith(place(table, key))
    for line in str(error).splitlines():
        assert line.startswith(f"{folder.file}: ")
        assert "; expected " in line
        assert len(line) < len(str(folder.file)) + 4 * LONGEST_PART


@pytest.mark.parametrize(("table", "key"), KEYS, ids=[".".join(pair) for pair in KEYS])
def test_a_slip_in_a_key_is_answered_with_the_right_one(
    folder: Folder, table: str, key: str
) -> None:
    slip = f"{key[:-1]}x{key[-1]}" if len(key) > 3 else f"{key}s"
    error = folder.refused(written(table, f'{slip} = "x"'), {})
    mistake = next(one for one in error.mistakes if one.key == place(table, slip))
    assert mistake.problem == "unknown key"
    assert f'"{key}"' in mistake.expected or key in mistake.expected


@pytest.mark.parametrize(("table", "key"), KEYS, ids=[".".join(pair) for pair in KEYS])
def test_keys_nested_without_end_are_refused_in_words(folder: Folder, table: str, key: str) -> None:
    for levels in (40, 5_000):
        error = folder.refused(written(table, f"{key}{'.a' * levels} = 1"), {})
        assert "nested too deeply" in str(error)
    assert len(str(error)) < 20 * LONGEST_PART


@pytest.mark.parametrize(
    "value", ["9" * 5_000, "[" * 50_000, "0x" + "f" * 500_000, "-" + "1" * 4_301, "1e99999999"]
)
def test_numbers_and_lists_beyond_reason_are_refused_in_words(folder: Folder, value: str) -> None:
    error = folder.refused(f"[absence]\nchecks = {value}", {})
    assert len(str(error)) < 20 * LONGEST_PART


def test_a_file_too_long_for_settings_is_not_read_to_its_end(folder: Folder) -> None:
    folder.file.write_bytes(b"#" * (MOST_BYTES + 1))
    with pytest.raises(SettingsError, match="too long for settings; expected a text file"):
        load(folder.file, {})


def test_a_device_without_end_is_no_settings_file() -> None:
    with pytest.raises(SettingsError, match="too long for settings"):
        load(Path("/dev/zero"), {})


def test_a_file_just_short_enough_is_read(folder: Folder) -> None:
    folder.file.write_bytes(b'language = "en"\n' + b"#" * (MOST_BYTES - 16))
    assert load(folder.file, {}).language == "en"


@pytest.mark.parametrize("key", sorted(SECRETS))
@pytest.mark.parametrize("inner", ["\n", "\r\n", "\x1b", "\x00"])
def test_a_secret_of_two_lines_or_with_control_signs_is_refused_unseen(
    folder: Folder, key: str, inner: str
) -> None:
    table, _, name = key.partition("[].") if "[]" in key else key.partition(".")
    (folder.path / "secret").write_text(f"json://clerk:geheim@h{inner}X", newline="")
    error = folder.refused(
        written(table, f'{name}_file = "secret"').replace('url = "json://h"\n', ""), {}
    )
    assert any("control character" in one.problem for one in error.mistakes)
    assert "geheim" not in str(error)


def test_a_secret_without_end_is_read_up_to_a_limit(folder: Folder) -> None:
    error = folder.refused('[[channels]]\nname = "x"\nurl_file = "/dev/zero"', {})
    assert error.key == "channels[0].url_file"


@pytest.mark.parametrize("key", ["profile", "ca_file"])
@pytest.mark.parametrize("name", ["a" * 300, "a" * 5_000, "x/" * 3_000, "a\\u0000b", "\\u001b[2J"])
def test_a_path_that_no_file_can_have_is_a_missing_file(
    folder: Folder, key: str, name: str
) -> None:
    ending = ".toml" if key == "profile" else ""
    error = folder.refused(written("sources", f'{key} = "{name}{ending}"'), {})
    assert error.key == f"sources[0].{key}"
    assert "\x1b" not in str(error)
    assert "\x00" not in str(error)


def test_a_profile_lies_beside_the_settings_wherever_one_stands(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (folder.path / "portals").mkdir()
    profile = 'title = "Cổng"\nhosts = ["a.example"]\n'
    (folder.path / "portals" / "own.toml").write_text(profile, encoding="utf-8-sig", newline="\r\n")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    text = '[[sources]]\nname = "a"\nprofile = "portals/own.toml"\nurl = "https://a.example/"'
    assert folder.load(text, {}).sources[0].profile.title == "Cổng"


@pytest.mark.parametrize("value", ["a\\nb", "a\\u001b[2J", "a\\u2028b", "a\\u202eb", "x" * 100_000])
def test_what_was_written_is_shown_on_one_line_and_in_part(folder: Folder, value: str) -> None:
    error = folder.refused(f'language = "{value}"', {})
    assert str(error).isprintable()
    assert len(str(error)) < len(str(folder.file)) + 2 * LONGEST_PART


def test_a_key_with_a_line_break_does_not_forge_a_second_mistake(folder: Folder) -> None:
    error = folder.refused('"a\\nforged: key" = 1', {})
    assert len(str(error).splitlines()) == len(error.mistakes) == 1


@given(st.text(max_size=2_000), st.text(max_size=2_000))
def test_any_mistake_is_one_printable_line(key: str, problem: str) -> None:
    told = str(Mistake("chidao.toml", key, problem, "something else"))
    assert told.isprintable()
    assert len(told) < 12 * LONGEST_PART
    assert told.endswith("; expected something else")


@given(st.text(alphabet=st.characters(categories=["L", "N", "P"]), max_size=LONGEST_PART))
def test_what_is_printable_and_short_is_shown_as_it_is(text: str) -> None:
    assert one_line(text) == text
    assert shown(text) == text
