"""A portal that puts escapes, tabs and turned letters into its texts: no terminal obeys it."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.terminal import harmless
from tests.cli.conftest import called
from tests.cli.world import Ended, World

Ask = Callable[..., Ended]

EVIL = "\x1b[2J\x1b]0;pwned\x07Đã\x9b31m xóa\r\u202egnôhk\u2066\u061c\x00\x7f\x08 [bold]hết[/bold]"
SHOWN = "[2J]0;pwnedĐã31m xóagnôhk [bold]hết[/bold]"
MOVING = set(map(chr, [*range(9), *range(11, 32), *range(127, 160)]))
TURNING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

ITEM_COMMANDS = ("show", "diff", "why")
LISTS = (("list",), ("directives",), ("status",))


@pytest.fixture(scope="module")
def evil(watched: World, tmp_path_factory: pytest.TempPathFactory) -> World:
    """A store whose texts were all taken over: titles, bodies, instructions, deliveries' errors."""
    folder = tmp_path_factory.mktemp("evil") / "world"
    shutil.copytree(watched.folder, folder)
    with sqlite3.connect(folder / "chidao.db") as store:
        store.execute("UPDATE items SET title = ?", (EVIL,))
        _spoil(store, "readings", "article", "title")
        _spoil(store, "directives", "instruction", "span", "issuer")
        store.execute("UPDATE deliveries SET last_error = ?, sent_at = NULL", (EVIL,))
    store.close()
    return replace(watched, folder=folder)


def _spoil(store: sqlite3.Connection, table: str, column: str, *keys: str) -> None:
    for row, text in store.execute(f"SELECT rowid, {column} FROM {table}").fetchall():
        value = {**json.loads(text), **dict.fromkeys(keys, EVIL)}
        told = (json.dumps(value, ensure_ascii=False), row)
        store.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", told)


@pytest.fixture(scope="module")
def ask(evil: World) -> Ask:
    return lambda *arguments: called("--config", str(evil.settings()), *arguments)


def obeyed(text: str) -> set[str]:
    return set(text) & (MOVING | TURNING)


@pytest.mark.parametrize("plain", [(), ("--plain",)])
@pytest.mark.parametrize("arguments", LISTS)
def test_lists_show_the_text_and_obey_nothing(
    ask: Ask, arguments: tuple[str, ...], plain: tuple[str, ...]
) -> None:
    ended = ask(*plain, *arguments)
    assert ended.code == 0
    assert obeyed(ended.out + ended.err) == set()
    if arguments != ("status",):
        assert "pwned" in ended.out
        assert "[bold]" in ended.out


@pytest.mark.parametrize("command", ITEM_COMMANDS)
def test_what_is_told_of_an_item_obeys_nothing(ask: Ask, evil: World, command: str) -> None:
    for address in (evil.new_order, evil.moved_order, evil.misprinted):
        ended = ask(command, address)
        assert ended.code == 0
        assert obeyed(ended.out + ended.err) == set()
    if command != "diff":
        assert SHOWN in ask(command, evil.new_order).out


def test_a_plain_row_of_such_a_title_has_as_many_cells_as_the_heading(ask: Ask) -> None:
    heading, *rows = ask("--plain", "list").out.split("\n")[:-1]
    assert rows
    assert {row.count("\t") for row in rows} == {heading.count("\t")}


def test_the_reason_of_a_failed_delivery_obeys_nothing(ask: Ask, evil: World) -> None:
    ended = ask("why", evil.new_order)
    assert SHOWN.rsplit(maxsplit=1)[-1] in ended.out
    assert obeyed(ended.out) == set()


@pytest.mark.parametrize("arguments", [("list",), ("directives",)])
def test_json_keeps_the_text_as_the_portal_wrote_it(ask: Ask, arguments: tuple[str, ...]) -> None:
    ended = ask(*arguments, "--json")
    assert ended.out.count("\n") == 1
    told = json.loads(ended.out)
    assert EVIL in {value for row in told for value in row.values() if isinstance(value, str)}
    assert "\x1b" not in ended.out


@pytest.mark.parametrize("command", ITEM_COMMANDS)
@pytest.mark.parametrize("text", [EVIL, "\x1b[2J", "a\nb", "{x}", "%s", "\u202e5"])
def test_what_the_user_pasted_is_told_back_harmless(ask: Ask, command: str, text: str) -> None:
    ended = ask(command, text)
    assert (ended.code, ended.out) == (2, "")
    assert obeyed(ended.err) == set()


@given(st.text(max_size=40))
def test_harmless_text_is_harmless_and_keeps_every_other_letter(text: str) -> None:
    told = harmless(text)
    assert obeyed(told) == set()
    assert told == "".join(sign for sign in text if sign not in MOVING | TURNING)
    assert harmless(told) == told


@pytest.mark.parametrize(
    "text", ["Nghị quyết", "e\u0302\u0301", "👩‍👩‍👧", "x\u00ady", "a\tb\nc", "𝟘"]
)
def test_letters_marks_and_signs_of_people_are_kept(text: str) -> None:
    assert harmless(text) == text
