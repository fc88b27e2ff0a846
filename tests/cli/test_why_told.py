"""`why` and `status` of deliveries in every state, in both languages and as JSON."""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import called
from tests.cli.shape import TEXT_OR_NONE, Moment, differences
from tests.cli.world import Ended, World

ANSWER = {
    "event": str,
    "at": Moment,
    "subscription": str,
    "told": bool,
    "deliveries": [
        {
            "id": str,
            "channel": str,
            "state": frozenset({"queued", "leased", "sent", "refused"}),
            "tries": int,
            "sent_at": (Moment,),
            "last_error": TEXT_OR_NONE,
        }
    ],
    "answer": str,
}


@pytest.fixture(scope="module")
def own(watched: World, tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("told") / "world"
    shutil.copytree(watched.folder, folder)
    return replace(watched, folder=folder)


def ask(world: World, language: str, *arguments: str) -> Ended:
    file = {"vi": "chidao.toml", "en": "en.toml"}[language]
    return called("--config", str(world.settings(file)), *arguments)


def made(folder: Path, **values: Any) -> None:
    """Every delivery of the store is set to these values."""
    with closing(sqlite3.connect(folder / "chidao.db")) as store, store:
        setting = ", ".join(f"{name} = ?" for name in values)
        store.execute(f"UPDATE deliveries SET {setting}", tuple(values.values()))


def entry_of(world: World, language: str) -> dict[str, Any]:
    ended = ask(world, language, "why", world.new_order, "--json")
    answers = json.loads(ended.out)["answers"]
    assert differences(answers, [ANSWER]) == []
    [entry] = [one for one in answers if one["deliveries"]]
    found: dict[str, Any] = entry
    return found


@pytest.mark.parametrize(
    ("state", "error", "vietnamese", "english"),
    [
        ("queued", "", "đang chờ ở console sau 2 lần thử", "waiting at console after 2 tries"),
        ("leased", "", "đang gửi ở console sau 2 lần thử", "being sent at console after 2 tries"),
        (
            "queued",
            "timed out",
            "đang chờ ở console sau 2 lần thử (timed out)",
            "waiting at console after 2 tries (timed out)",
        ),
        (
            "refused",
            "answered 404",
            "kênh từ chối ở console sau 2 lần thử (answered 404)",
            "refused by the channel at console after 2 tries (answered 404)",
        ),
    ],
)
def test_what_was_not_sent_yet_says_how_far_it_is(
    own: World, state: str, error: str, vietnamese: str, english: str
) -> None:
    made(own.folder, state=state, tries=2, last_error=error, sent_at=None)
    entry = entry_of(own, "vi")
    [delivery] = entry["deliveries"]
    assert entry["told"] is False
    assert entry["answer"] == f"{vietnamese} #{delivery['id']}"
    assert (delivery["state"], delivery["last_error"]) == (state, error or None)
    assert delivery["sent_at"] is None
    assert entry_of(own, "en")["answer"] == f"{english} #{delivery['id']}"


@pytest.mark.parametrize(
    ("state", "waiting", "refused"), [("queued", True, False), ("leased", True, False),
                                      ("refused", False, True), ("sent", False, False)]
)  # fmt: skip
def test_status_counts_what_waits_and_what_was_refused(
    own: World, state: str, waiting: bool, refused: bool
) -> None:
    made(own.folder, state=state, tries=1, last_error="", sent_at=None)
    channels = json.loads(ask(own, "vi", "status", "--json").out)["channels"]
    shape = {"channel": str, "last_success": (Moment,), "waiting": int, "refused": int}
    assert differences(channels, [shape]) == []
    counts = {one["channel"]: (one["waiting"] > 0, one["refused"] > 0) for one in channels}
    assert counts == {"console": (waiting, refused), "dead": (False, False)}


def test_a_time_of_sending_is_told_in_the_zone_of_the_settings(own: World) -> None:
    values = {
        "state": "sent",
        "tries": 1,
        "last_error": "",
        "sent_at": "2026-02-03 18:30:00.000000",
    }
    made(own.folder, **values)
    entry = entry_of(own, "vi")
    assert entry["told"] is True
    assert entry["deliveries"][0]["sent_at"] == "2026-02-04T01:30:00+07:00"
    number = entry["deliveries"][0]["id"]
    assert entry["answer"] == f"đã gửi tới console lúc 04/02/2026 01:30 #{number}"
    assert entry_of(own, "en")["answer"] == f"sent to console on 04/02/2026 01:30 #{number}"


def test_status_of_a_source_has_every_key(own: World) -> None:
    [source] = json.loads(ask(own, "vi", "status", "--json").out)["sources"]
    shape = {
        **dict.fromkeys(("source", "title", "url"), str),
        "last_outcome": frozenset({"ok", "partial", "failed", "blocked", "empty", None}),
        **dict.fromkeys(("last_run_at", "last_good_at", "next_check_at"), Moment),
        "verified_live": TEXT_OR_NONE,
        "health": {"tier": str, "since": TEXT_OR_NONE, "why": TEXT_OR_NONE, "bad_runs": int},
        "items": dict,
        "errors": [{"url": str, "kind": str, "message": str}],
    }
    plain = {**source, "items": source["items"]}
    assert differences({**plain, "items": ""}, {**shape, "items": str}) == []
    listed = json.loads(ask(own, "vi", "list", "--limit", "1000", "--json").out)
    assert sum(source["items"].values()) == len(listed)


def test_an_answer_to_people_and_in_json_is_the_same_sentence(own: World) -> None:
    for language in ("vi", "en"):
        people = ask(own, language, "why", own.new_order).out.splitlines()
        told = json.loads(ask(own, language, "why", own.new_order, "--json").out)
        assert people[1] == told["url"] == own.new_order
        assert len(people) == 2 + len(told["answers"])
        for line, entry in zip(people[2:], told["answers"], strict=True):
            assert line.endswith(f"({entry['event']}) → {entry['subscription']}: {entry['answer']}")
