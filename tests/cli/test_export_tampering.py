"""`chidao verify FILE`: each fact that a hash covers, changed on its own, is found and placed."""

import copy
import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cli.evidence import verify_file
from cli.failures import WRONG_USAGE, CommandFailed
from tests.cli.conftest import called
from tests.cli.world import World

Item = dict[str, Any]
Spoil = Callable[[Item], object]

FOLLOWS = "it does not follow the version before"
FITS = "its hash does not fit its facts"
MISSING = "a fact that its hash covers is missing"


@pytest.fixture(scope="module")
def exported(watched: World, tmp_path_factory: pytest.TempPathFactory) -> list[Item]:
    """Three lines of an export; the middle one is an item with two versions and a file."""
    folder = tmp_path_factory.mktemp("exported") / "world"
    shutil.copytree(watched.folder, folder)
    world = replace(watched, folder=folder)
    out = called("--config", str(world.settings()), "export").out
    items: list[Item] = [json.loads(line) for line in out.splitlines()]
    moved = next(item for item in items if item["url"] == world.moved_order)
    others = [item for item in items if item is not moved]
    return [others[0], moved, others[-1]]


def written(path: Path, items: list[Item]) -> Path:
    lines = [json.dumps(item, ensure_ascii=False) + "\n" for item in items]
    path.write_text("".join(lines), encoding="utf-8")
    return path


def hash_of(item: Item, version: Item) -> str:
    """The hash as written down in storage.chain, from the words of the export alone."""
    moment = datetime.fromisoformat(version["fetched_at"]).astimezone(UTC)
    covered = {
        "form": 1,
        "source": item["source"],
        "key": item["key"],
        **{name: version[name] for name in ("url", "n", "facts_sha256", "previous_hash")},
        "fetched_at": moment.isoformat(timespec="microseconds"),
        "capture_sha256": version["capture"]["sha256"],
        "status": version["capture"]["status"],
        "attachments": [
            [file["url"], file["name"], file["sha256"] or ""] for file in version["attachments"]
        ],
    }
    text = json.dumps(covered, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def with_file(item: Item) -> Item:
    """A version with a file, whose place in the chain is made to fit by its own hash."""
    made = copy.deepcopy(item)
    file = {"url": "https://x.example/a.pdf", "name": "A", "sha256": "ab" * 32}
    made["versions"][0]["attachments"] = [file, {**file, "url": "b", "sha256": None}]
    for older, newer in zip([None, *made["versions"]], made["versions"], strict=False):
        newer["previous_hash"] = older["hash"] if older else None
        newer["hash"] = hash_of(made, newer)
    return made


def first(item: Item) -> Item:
    version: Item = item["versions"][0]
    return version


def shifted(item: Item, **by: int) -> None:
    moment = datetime.fromisoformat(first(item)["fetched_at"])
    first(item)["fetched_at"] = (moment + timedelta(**by)).isoformat()


def unzoned(item: Item) -> None:
    moment = datetime.fromisoformat(first(item)["fetched_at"])
    first(item)["fetched_at"] = moment.astimezone().replace(tzinfo=None).isoformat()


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda item: item.update(source="other"), FITS),
        (lambda item: item.update(key=item["key"] + "0"), FITS),
        (lambda item: item.update(key=None), FITS),
        (lambda item: first(item).update(url=first(item)["url"] + "?a=1"), FITS),
        (lambda item: first(item).update(n=0), FITS),
        (lambda item: first(item).update(n=True), FITS),
        (lambda item: first(item).update(n="1"), FITS),
        (lambda item: first(item).update(n=1.0), FITS),
        (lambda item: shifted(item, microseconds=1), FITS),
        (lambda item: shifted(item, days=-1), FITS),
        (unzoned, MISSING),
        (lambda item: first(item).update(fetched_at="2026-02-03"), MISSING),
        (lambda item: first(item).update(fetched_at=None), MISSING),
        (lambda item: first(item).update(fetched_at="0001-01-01T00:00:00+14:00"), MISSING),
        (lambda item: first(item).update(facts_sha256="0" * 64), FITS),
        (lambda item: first(item).pop("facts_sha256"), MISSING),
        (lambda item: first(item)["capture"].update(status=404), FITS),
        (lambda item: first(item)["capture"].update(status="200"), FITS),
        (lambda item: first(item)["capture"].pop("status"), MISSING),
        (lambda item: first(item).update(capture=None), MISSING),
        (lambda item: first(item).update(capture="text"), MISSING),
        (lambda item: first(item).update(url="\ud800"), MISSING),
        (lambda item: first(item).update(hash=first(item)["hash"].upper()), FITS),
        (lambda item: first(item).update(hash=None), FITS),
        (lambda item: first(item).update(previous_hash=""), FOLLOWS),
        (lambda item: first(item).update(previous_hash=False), FOLLOWS),
        (lambda item: first(item).pop("previous_hash"), MISSING),
        (lambda item: first(item)["attachments"].pop(), FITS),
        (lambda item: first(item)["attachments"].reverse(), FITS),
        (lambda item: first(item)["attachments"].append(first(item)["attachments"][0]), FITS),
        (lambda item: first(item)["attachments"][0].update(url="https://y.example/a.pdf"), FITS),
        (lambda item: first(item)["attachments"][0].update(name="B"), FITS),
        (lambda item: first(item)["attachments"][0].update(sha256="cd" * 32), FITS),
        (lambda item: first(item)["attachments"][0].update(sha256=None), FITS),
        (lambda item: first(item)["attachments"][1].update(sha256="cd" * 32), FITS),
        (lambda item: first(item)["attachments"][0].pop("name"), MISSING),
        (lambda item: first(item).update(attachments=None), MISSING),
        (lambda item: item["versions"].insert(0, None), MISSING),
    ],
)
def test_a_fact_changed_on_its_own_is_found(
    exported: list[Item], tmp_path: Path, spoil: Spoil, problem: str
) -> None:
    item = with_file(exported[1])
    assert verify_file(written(tmp_path / "whole", [item])).broken is None
    spoil(item)
    text = json.dumps(item)  # as escapes: half a character pair can stand in JSON only so
    (tmp_path / "spoiled").write_text(text, encoding="utf-8")
    broken = verify_file(tmp_path / "spoiled").broken
    assert broken is not None
    assert (broken.place, broken.problem) == (f"line 1, item {item['id']}, version 1", problem)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda item: item["versions"].pop(0),
        lambda item: item["versions"].reverse(),
        lambda item: item["versions"].append(item["versions"][0]),
        lambda item: item["versions"].append(item["versions"][-1]),
    ],
    ids=["first gone", "turned round", "first again", "last again"],
)
def test_versions_left_out_turned_round_or_repeated_break_the_chain(
    exported: list[Item], tmp_path: Path, spoil: Spoil
) -> None:
    item = copy.deepcopy(exported[1])
    spoil(item)
    broken = verify_file(written(tmp_path / "f", [item])).broken
    assert broken is not None
    assert broken.problem == FOLLOWS


def test_a_version_of_another_item_does_not_pass(exported: list[Item], tmp_path: Path) -> None:
    item, other = copy.deepcopy(exported[0]), exported[1]
    item["versions"] = [copy.deepcopy(other["versions"][0])]
    broken = verify_file(written(tmp_path / "f", [item])).broken
    assert broken is not None
    assert broken.problem == FITS


def test_the_same_moment_in_another_zone_is_no_tampering(
    exported: list[Item], tmp_path: Path
) -> None:
    item = copy.deepcopy(exported[1])
    for version in item["versions"]:
        moment = datetime.fromisoformat(version["fetched_at"]).astimezone(UTC)
        version["fetched_at"] = moment.isoformat().replace("+00:00", "Z")
    assert verify_file(written(tmp_path / "f", [item])).broken is None


def test_counting_ends_at_the_first_broken_place(exported: list[Item], tmp_path: Path) -> None:
    items = copy.deepcopy(exported)
    items[1]["versions"][1]["hash"] = "0" * 64
    items[2]["versions"][0]["hash"] = "0" * 64
    file = str(written(tmp_path / "f", items))
    told = json.loads(called("verify", file, "--json").out)
    before = len(items[0]["versions"])
    place = f"line 2, item {items[1]['id']}, version 2"
    assert told == {
        "ok": False,
        "items": 2,
        "versions": before + 2,
        "blobs": 0,
        "broken": {"place": place, "problem": FITS},
    }
    people = called("verify", file)
    assert (people.code, people.out, people.err) == (1, "", f"chidao: {place}: {FITS}\n")


@pytest.mark.parametrize("line", ["", "{}", "[]", "{", '{"versions": {}}', "\ufeff{}"])
def test_the_line_that_is_no_item_is_numbered(
    exported: list[Item], tmp_path: Path, line: str
) -> None:
    file = written(tmp_path / "f", exported[:2])
    with file.open("a", encoding="utf-8") as end:
        end.write(line + "\n")
    with pytest.raises(CommandFailed) as caught:
        verify_file(file)
    assert caught.value.code == WRONG_USAGE
    assert (caught.value.key, caught.value.values["line"]) == ("no_export_line", 3)


def test_an_id_from_elsewhere_can_not_move_the_cursor(exported: list[Item], tmp_path: Path) -> None:
    item = copy.deepcopy(exported[0])
    item["id"] = "\x1b[2J\u202e7"
    item["versions"][0]["hash"] = ""
    ended = called("verify", str(written(tmp_path / "f", [item])))
    assert ended.err == f"chidao: line 1, item [2J7, version 1: {FITS}\n"


def test_keys_of_later_versions_are_no_tampering(exported: list[Item], tmp_path: Path) -> None:
    item = copy.deepcopy(exported[0])
    item["more"] = item["versions"][0]["more"] = {"a": [1]}
    assert verify_file(written(tmp_path / "f", [item])).broken is None
