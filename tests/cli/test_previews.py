"""`chidao channel test NAME --preview ITEM`, and the user's own templates at the start."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.cli.world import World

CHANNELS = """
[[channels]]
name = "thư"
url = "mailto://u:p@example.vn"
[[channels]]
name = "bàn"
url = "chidao://127.0.0.1:1/?secret=mot-bi-mat-du-dai"
[[channels]]
name = "sms"
url = "twilio://AC{a}:{b}@12345678901/12345678901"
""".replace("{a}", "a" * 32).replace("{b}", "b" * 32)
NAME = "directive.vi.j2"


def with_channels(world: World) -> None:
    path = world.settings()
    path.write_text(path.read_text("utf-8") + CHANNELS, encoding="utf-8")


def with_template(world: World, text: str, name: str = NAME) -> Path:
    folder = world.folder / "mau-tin"
    folder.mkdir()
    (folder / name).write_text(text, encoding="utf-8")
    path = world.settings()
    settings = path.read_text("utf-8").replace(
        "[[channels]]", '[alerts]\ntemplates = "mau-tin"\n\n[[channels]]', 1
    )
    path.write_text(settings, encoding="utf-8")
    return folder / name


def test_a_mail_is_shown_as_page_and_as_text_and_nothing_is_sent(
    world: World, chidao: Call
) -> None:
    with_channels(world)
    ended = chidao("channel", "test", "thư", "--preview", world.new_order)
    assert ended.code == 0
    assert "Chưa gửi gì" in ended.out
    assert "Tiêu đề: Chỉ đạo mới" in ended.out
    assert "<b>HẠN: " in ended.out
    assert ended.out.rstrip().endswith("#0000000000000000")


def test_each_channel_shows_its_own_form(world: World, chidao: Call) -> None:
    with_channels(world)
    told = {
        name: json.loads(
            chidao("channel", "test", name, "--preview", world.new_order, "--json").out
        )
        for name in ("thư", "bàn", "sms", "console")
    }
    assert {name: one["form"] for name, one in told.items()} == {
        "thư": "mail",
        "bàn": "plain",
        "sms": "short",
        "console": "plain",
    }
    assert told["bàn"]["event"]["event"].startswith("directive.")
    assert len(told["sms"]["body"]) <= 160
    assert told["console"]["event"] is None


def test_an_item_that_is_unknown_is_wrong_usage(world: World, chidao: Call) -> None:
    with_channels(world)
    ended = chidao("channel", "test", "thư", "--preview", "999999")
    assert ended.code == 2
    assert "999999" in ended.err


def test_an_item_that_nobody_was_told_of_is_shown_as_if_it_were_new(
    world: World, chidao: Call
) -> None:
    with_channels(world)
    told = json.loads(chidao("channel", "test", "bàn", "--preview", world.misprinted, "--json").out)
    assert told["event"]["event"].startswith("article.")
    assert told["event"]["item"]["url"] == world.misprinted


def test_own_words_are_shown(world: World, chidao: Call) -> None:
    with_template(world, "LƯU Ý: {{ view.item.title | strong }}")
    ended = chidao("channel", "test", "console", "--preview", world.new_order)
    assert ended.code == 0
    assert "LƯU Ý: " in ended.out
    assert "#0000000000000000" in ended.out


@pytest.mark.parametrize("command", [("check",), ("deliver",), ("channel", "test", "console", "--preview", "1")])  # fmt: skip
def test_a_template_with_a_mistake_stops_at_the_start(
    world: World, chidao: Call, command: tuple[str, ...]
) -> None:
    path = with_template(world, "a\n{{ view.itme }}")
    ended = chidao(*command)
    assert ended.code == 2
    assert f'{path}: line 2: View has no "itme"; expected one of: ' in ended.err
    assert ended.out == ""


def test_a_folder_that_is_not_there_or_a_file_that_is_no_text_is_told(
    world: World, chidao: Call
) -> None:
    path = with_template(world, "x")
    path.write_bytes(b"\xff\xfe")
    assert f"{path}: it can not be read" in chidao("deliver").err
    path.unlink()
    path.parent.rmdir()
    ended = chidao("deliver")
    assert ended.code == 2
    assert "alerts.templates: the folder can not be read" in ended.err


def test_files_that_are_no_templates_do_not_matter(world: World, chidao: Call) -> None:
    path = with_template(world, "LƯU Ý {{ heading }}")
    (path.parent / "README.md").write_text("{{", encoding="utf-8")
    assert chidao("deliver").code == 0
