"""`chidao verify FILE`: an export checked without the store, whatever the file holds."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Call
from tests.cli.world import World

Spoil = Callable[[dict[str, Any]], None]


@pytest.fixture
def export(chidao: Call, tmp_path: Path) -> Path:
    file = tmp_path / "all.jsonl"
    file.write_text(chidao("export").out, encoding="utf-8")
    return file


def spoiled(export: Path, world: World, spoil: Spoil) -> Path:
    """The export with the item of two versions changed."""
    items = [json.loads(line) for line in export.read_text(encoding="utf-8").splitlines()]
    spoil(next(item for item in items if item["url"] == world.moved_order))
    lines = [json.dumps(item, ensure_ascii=False) + "\n" for item in items]
    export.write_text("".join(lines), encoding="utf-8")
    return export


def test_an_export_verifies_without_settings(bare: Call, export: Path) -> None:
    told = json.loads(bare("verify", str(export), "--json").out)
    assert told["ok"] is True
    lines = export.read_text(encoding="utf-8").splitlines()
    assert told["items"] == len(lines)
    assert told["versions"] == sum(len(json.loads(line)["versions"]) for line in lines)
    assert bare("verify", str(export)).code == 0


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda item: item["versions"][0].update(hash="0" * 64), "does not fit"),
        (lambda item: item["versions"][1].update(previous_hash=None), "does not follow"),
        (lambda item: item["versions"].pop(0), "does not follow"),
        (lambda item: item["versions"].reverse(), "does not follow"),
        (lambda item: item["versions"][0].update(fetched_at="2020-01-01T00:00:00Z"), "not fit"),
        (lambda item: item["versions"][0].update(fetched_at="never"), "missing"),
        (lambda item: item["versions"][0].update(fetched_at=5), "missing"),
        (lambda item: item["versions"][0].update(n=7), "not fit"),
        (lambda item: item["versions"][0]["capture"].update(sha256="0" * 64), "not fit"),
        (lambda item: item["versions"][0].pop("capture"), "missing"),
        (lambda item: item["versions"][0].pop("hash"), "missing"),
        (lambda item: item["versions"][0].update(attachments=3), "missing"),
        (lambda item: item["versions"][0].update(attachments=[3]), "missing"),
        (lambda item: item.update(key="another"), "not fit"),
        (lambda item: item.pop("source"), "missing"),
        (lambda item: item.update(versions=[1]), "missing"),
        (lambda item: item.update(versions=["text"]), "missing"),
        (lambda item: item.update(versions=[{}]), "missing"),
        (lambda item: item.update(versions=[None]), "missing"),
    ],
)
def test_the_first_broken_version_is_named(
    bare: Call, export: Path, world: World, spoil: Spoil, problem: str
) -> None:
    file = str(spoiled(export, world, spoil))
    ended = bare("verify", file)
    assert ended.code == 1
    assert "line " in ended.err
    assert problem in ended.err
    assert json.loads(bare("verify", file, "--json").out)["ok"] is False


def test_an_item_without_an_id_is_still_placed(bare: Call, export: Path, world: World) -> None:
    def spoil(item: dict[str, Any]) -> None:
        item.pop("id")
        item["versions"][0]["hash"] = ""

    ended = bare("verify", str(spoiled(export, world, spoil)))
    assert ended.code == 1
    assert "version 1" in ended.err


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"\xff\xfe",
        b"[]\n",
        b"5\n",
        b"null\n",
        b'{"versions": 3}\n',
        b"{}\n",
        b"[" * 100_000,
        b"\n",
        b"\0\0\0",
        b"1" * 10_000,
    ],
)
def test_another_file_is_wrong_usage(bare: Call, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other"
    file.write_bytes(content)
    ended = bare("verify", str(file), "--json")
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.count("\n") == 1
    assert "chidao export" in ended.err


@pytest.mark.parametrize("place", ["/no/such/file", "/"])
def test_a_file_that_can_not_be_read_is_wrong_usage(bare: Call, place: str) -> None:
    ended = bare("verify", place)
    assert ended.code == 2
    assert place in ended.err


def test_an_empty_export_holds_nothing_wrong(bare: Call, tmp_path: Path) -> None:
    file = tmp_path / "empty"
    file.touch()
    assert bare("verify", str(file)).code == 0
