"""Was this told, to whom, when; if not, why not."""

import json
from datetime import UTC, datetime
from typing import Any

from tests.cli.conftest import Call
from tests.cli.world import World


def answers(chidao: Call, *arguments: str) -> dict[tuple[str, str], dict[str, Any]]:
    told = json.loads(chidao("why", *arguments, "--json").out)
    return {(entry["event"], entry["subscription"]): entry for entry in told["answers"]}


def settings_with(world: World, old: str, new: str) -> None:
    text = world.settings().read_text(encoding="utf-8")
    assert old in text
    world.settings().write_text(text.replace(old, new), encoding="utf-8")


def test_what_was_told_names_channel_time_and_id(chidao: Call, world: World) -> None:
    entry = answers(chidao, world.new_order)["directive.new", "chỉ đạo"]
    assert entry["told"] is True
    [delivery] = entry["deliveries"]
    assert delivery["channel"] == "console"
    assert datetime.fromisoformat(delivery["sent_at"]) <= datetime.now(UTC)
    assert f"#{delivery['id']}" in str(entry["answer"])


def test_an_event_not_asked_for_is_named(chidao: Call, world: World) -> None:
    entry = answers(chidao, world.new_order)["directive.new", "khoa học"]
    assert entry["told"] is False
    assert entry["answer"] == "không báo: đăng ký không hỏi về directive.new (on)"


def test_another_receiver_is_named(chidao: Call, english: Call, world: World) -> None:
    entry = answers(chidao, world.moved_order)["directive.changed", "khoa học"]
    assert entry["answer"].startswith("không báo: giao cho Sở ")
    assert entry["answer"].endswith(", không cho nơi nhận nào của đăng ký (to)")
    other = answers(english, world.moved_order)["directive.changed", "khoa học"]
    assert other["answer"].startswith("not told: directed at Sở ")
    assert other["answer"].endswith(", and nothing in it at its receivers (to)")


def test_words_that_do_not_occur_are_named(chidao: Call, world: World) -> None:
    settings_with(world, 'to = ["Sở Không Có Thật"]', 'any = ["tàu vũ trụ"]')
    entry = answers(chidao, world.moved_order)["directive.changed", "khoa học"]
    assert entry["answer"] == "không báo: không có từ nào của đăng ký (any)"


def test_a_first_crawl_is_told_in_its_summary(chidao: Call, world: World) -> None:
    entry = answers(chidao, world.moved_order)["directive.new", "chỉ đạo"]
    assert "bản tóm tắt" in str(entry["answer"])


def test_a_subscription_made_later_is_named(chidao: Call, world: World) -> None:
    settings_with(world, 'to = ["Sở Không Có Thật"]\n', "")
    entry = answers(chidao, world.moved_order)["directive.changed", "khoa học"]
    assert "lúc đó đăng ký này chưa có" in str(entry["answer"])


def test_who_was_told_stays_known_without_a_subscription(chidao: Call, world: World) -> None:
    settings_with(world, 'name = "chỉ đạo"', 'name = "tên khác"')
    found = answers(chidao, world.new_order)
    assert found["directive.new", "chỉ đạo"]["told"] is True


def test_one_subscription_can_be_asked_about(chidao: Call, world: World) -> None:
    found = answers(chidao, world.new_order, "--subscription", "khoa học")
    assert {subscription for _, subscription in found} == {"khoa học"}


def test_an_unknown_subscription_is_wrong_usage(chidao: Call, world: World) -> None:
    ended = chidao("why", world.new_order, "--subscription", "nobody")
    assert ended.code == 2
    assert "chỉ đạo" in ended.err


def test_people_read_a_line_an_event(chidao: Call, english: Call, world: World) -> None:
    out = chidao("why", world.new_order).out
    assert "chỉ đạo mới (directive.new) → chỉ đạo: đã gửi tới console lúc" in out
    assert "(operator)" not in out
    assert (
        "new directive (directive.new) → chỉ đạo: sent to console on"
        in english("why", world.new_order).out
    )


def test_a_too_light_change_is_named(chidao: Call, english: Call, world: World) -> None:
    settings_with(world, 'to = ["Sở Không Có Thật"]\n', "")
    entry = answers(chidao, world.misprinted)["article.changed", "khoa học"]
    expected = "không báo: thay đổi ở mức nhỏ, đăng ký chỉ nghe từ mức thường"
    assert entry["answer"] == expected
    other = answers(english, world.misprinted)["article.changed", "khoa học"]
    assert "the change is minor, the subscription hears from normal on" in other["answer"]
    assert "(to)" in other["answer"]  # en.toml still asks for receivers
