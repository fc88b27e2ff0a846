"""`chidao subscriptions`: what one would have told, why, and what it just missed; nothing is kept."""

import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from tests.cli.conftest import Call
from tests.cli.shape import TEXT_OR_NONE, Moment, differences
from tests.cli.world import World

OF_ITEM = {
    "item": int,
    "source": str,
    "url": str,
    "title": str,
    "event": str,
    "at": Moment,
    "withheld": frozenset({None, "first_fill"}),
}
TOLD = {
    **OF_ITEM,
    "unsure": bool,
    "reasons": [{"kind": str, "detail": str, "watched": TEXT_OR_NONE}],
    "why": str,
}
MISSED = {**OF_ITEM, "key": str, "found": TEXT_OR_NONE, "why_not": str}
NEW = '\n[[subscriptions]]\nname = "thử"\nchannels = ["dead"]\n'


def wished(world: World, *lines: str, file: str = "chidao.toml") -> None:
    """One more subscription in the settings."""
    path = world.settings(file)
    text = path.read_text(encoding="utf-8")
    path.write_text(text + NEW + "\n".join(lines) + "\n", encoding="utf-8")


def tried(call: Call, *arguments: str) -> dict[str, Any]:
    ended = call("subscriptions", "try", *(arguments or ("thử",)), "--json")
    assert (ended.code, ended.err) == (0, "")
    found: dict[str, Any] = json.loads(ended.out)
    return found


def rows(world: World) -> list[tuple[object, ...]]:
    """Everything that trying could have left behind."""
    with closing(sqlite3.connect(world.folder / "chidao.db")) as store:
        tables = ("events", "deliveries", "subscriptions", "marks", "sources")
        return [row for table in tables for row in store.execute(f"SELECT * FROM {table}")]


def test_everything_is_told_to_who_asks_for_everything(chidao: Call, world: World) -> None:
    wished(world, 'on = ["*"]')
    found = tried(chidao)
    missed = [(one["url"], one["key"]) for one in found["missed"]]
    assert missed == [(world.misprinted, "min_weight")]
    assert len(found["told"]) == found["moments"] - 1
    assert differences(found["told"], [TOLD]) == []
    events = {(one["url"], one["event"]) for one in found["told"]}
    assert (world.new_order, "directive.new") in events
    assert (world.moved_order, "directive.changed") in events


def test_what_lacked_one_key_is_named_with_what_stood_there(chidao: Call, world: World) -> None:
    wished(world, 'on = ["*"]', 'to = ["Sở Không Có Thật"]')
    found = tried(chidao)
    assert differences(found["missed"], [MISSED]) == []
    missed = {(one["url"], one["event"]): one for one in found["missed"]}
    entry = missed[world.moved_order, "directive.changed"]
    assert entry["key"] == "to"
    assert "Sở" in entry["found"]
    assert entry["why_not"].endswith("không cho nơi nhận nào của đăng ký (to)")
    assert found["notes"] == [
        'to: "Sở Không Có Thật": chưa biết cơ quan này; chỉ khớp khi văn bản viết đúng như vậy'
    ]


def test_what_lacked_two_keys_was_not_just_missed(chidao: Call, world: World) -> None:
    wished(world, 'any = ["tàu vũ trụ"]', 'urgency = ["HỎA TỐC"]', 'from = ["Sở Y tế"]')
    assert (tried(chidao)["told"], tried(chidao)["missed"]) == ([], [])


def test_a_change_too_light_is_just_missed(chidao: Call, english: Call, world: World) -> None:
    for file in ("chidao.toml", "en.toml"):
        wished(world, 'on = ["article.changed"]', file=file)
    entry = next(one for one in tried(english)["missed"] if one["url"] == world.misprinted)
    assert entry["key"] == "min_weight"
    assert entry["why_not"] == "the change is minor, the subscription hears from normal on"


def test_what_was_met_in_the_first_crawl_says_so(chidao: Call, world: World) -> None:
    wished(world, 'on = ["directive.new"]')
    told = {one["url"]: one for one in tried(chidao)["told"]}
    assert told[world.moved_order]["withheld"] == "first_fill"
    assert "bản tóm tắt" in told[world.moved_order]["why"]
    assert told[world.new_order]["withheld"] is None


def test_trying_keeps_nothing_and_sends_nothing(chidao: Call, world: World) -> None:
    before = rows(world)
    wished(world, 'on = ["*"]')
    tried(chidao)
    assert chidao("subscriptions", "try", "thử").code == 0
    assert chidao("subscriptions", "list").code == 0
    assert rows(world) == before


def test_people_read_what_when_why_and_where(chidao: Call, world: World) -> None:
    wished(world, 'agencies = ["UBND tỉnh"]', 'sections = ["không có"]', 'on = ["*"]')
    lines = chidao("subscriptions", "try", "thử").out.splitlines()
    assert lines[0] == 'sections: "không có": chưa gặp chuyên mục này'
    assert lines[1].startswith("Không có tin nào sẽ được báo từ ")
    assert lines[2].startswith("Suýt báo ")
    assert "(sections)" in lines[4]
    assert lines[5].strip().startswith(world.portal.url)


def test_a_time_before_which_nothing_counts(chidao: Call, world: World) -> None:
    wished(world, 'on = ["*"]')
    assert tried(chidao, "thử", "--since", "0")["moments"] == 0
    assert tried(chidao, "thử", "--since", "2020-01-31")["moments"] > 0
    ended = chidao("subscriptions", "try", "thử", "--since", "0")
    assert "chạy chidao check trước" in ended.out


@pytest.mark.parametrize("since", ["soon", "30", "", "2026-13-01", "99999999d", "1 month"])
def test_a_time_nobody_understands_is_wrong_usage(vi: Call, since: str) -> None:
    ended = vi("subscriptions", "try", "chỉ đạo", "--since", since)
    assert ended.code == 2
    assert ended.err.startswith("chidao: --since ")
    assert "30d" in ended.err


def test_an_unknown_subscription_is_wrong_usage(vi: Call) -> None:
    ended = vi("subscriptions", "try", "không ai")
    assert ended.code == 2
    assert "chỉ đạo, khoa học" in ended.err


def test_the_list_holds_every_subscription_with_its_keys(chidao: Call, world: World) -> None:
    wished(world, 'from = ["UBND tỉnh"]', 'watch = ["08/CT-UBND"]', 'none = ["bóng đá"]')
    ended = chidao("subscriptions", "list", "--json")
    (*_, last) = json.loads(ended.out)
    assert (last["from"], last["watch"], last["none"]) == (
        ["UBND tỉnh"],
        ["08/CT-UBND"],
        ["bóng đá"],
    )
    assert (last["to"], last["unsure"], last["min_weight"]) == ([], "now", "normal")
    assert "article.withdrawn" in last["on"]  # who watches a paper hears of its end
    lines = chidao("--plain", "subscriptions", "list").out.splitlines()
    assert len(lines) == 1 + 3
    assert "watch: 08/CT-UBND; none: bóng đá; from: UBND tỉnh" in lines[-1]


def test_why_names_every_key_that_did_not_hold(chidao: Call, world: World) -> None:
    wished(world, 'on = ["*"]', 'any = ["tàu vũ trụ"]', 'sections = ["x"]', 'none = ["UBND"]')
    ended = chidao("why", world.new_order, "--subscription", "thử", "--json")
    answer = json.loads(ended.out)["answers"][0]["answer"]
    for part in ("(sections); có từ bị loại trừ", "(none); không có từ nào của đăng ký (any)"):
        assert part in answer
