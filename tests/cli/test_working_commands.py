"""The commands that do something: check, deliver, channel test, reread, verify, db, init."""

import json
import sqlite3
import tomllib
from pathlib import Path

import pytest

from demo.receiver import Receiver
from tests.cli.conftest import Call
from tests.cli.world import World, child


def with_channel(world: World, url: str) -> None:
    """The settings with everything told to one more channel, on a store without a past."""
    text = world.settings().read_text(encoding="utf-8").replace("chidao.db", "fresh.db")
    channel = f'[[channels]]\nname = "more"\nurl = "{url}"\n'
    wish = '[[subscriptions]]\nname = "all"\nchannels = ["more"]\non = ["*"]\n'
    world.settings().write_text(text + channel + wish, encoding="utf-8")


def test_a_second_check_finds_nothing_new(chidao: Call) -> None:
    ended = chidao("check", "demo", "demo", "--json")
    told = json.loads(ended.out)
    assert len(told["sources"]) == 1
    counts = told["sources"][0]
    assert (counts["new"], counts["changed"]) == (0, 0)
    assert told["alerts"] == {"queued": 0, "sent": 0, "failed": 0, "held": 0}


def test_alerts_of_a_check_with_json_go_to_stderr(world: World, chidao: Call) -> None:
    text = world.settings().read_text(encoding="utf-8").replace("chidao.db", "fresh.db")
    world.settings().write_text(text, encoding="utf-8")
    ended = chidao("check", "--json")
    assert json.loads(ended.out)["alerts"]["sent"] == 1
    assert "Nhận vì" in ended.err


def test_no_alerts_is_for_ever(world: World, chidao: Call) -> None:
    text = world.settings().read_text(encoding="utf-8").replace("chidao.db", "fresh.db")
    world.settings().write_text(text, encoding="utf-8")
    first = json.loads(chidao("check", "--no-alerts", "--json").out)
    assert first["sources"][0]["new"] > 10
    assert first["alerts"]["queued"] == 0
    assert json.loads(chidao("check", "--full", "--json").out)["alerts"]["queued"] == 0
    assert "check --no-alerts" in chidao("why", world.new_order).out


def test_an_unknown_source_is_wrong_usage(chidao: Call) -> None:
    ended = chidao("check", "demo", "nowhere")
    assert ended.code == 2
    assert "nowhere" in ended.err
    assert "demo" in ended.err


def test_a_check_of_no_sources_says_so(bare: Call, tmp_path: Path) -> None:
    empty = tmp_path / "empty.toml"
    empty.write_text('[web]\nlisten = ""\n', encoding="utf-8")
    ended = bare("--config", str(empty), "check")
    assert ended.code == 0
    assert "[[sources]]" in ended.out
    assert json.loads(bare("--config", str(empty), "check", "--json").out)["sources"] == []
    assert "[[sources]]" in bare("--config", str(empty), "status").out


def test_a_dead_channel_is_named_and_what_it_missed_comes_later(world: World, chidao: Call) -> None:
    with_channel(world, "json://127.0.0.1:9/")
    ended = chidao("check")
    assert ended.code == 1
    assert "kênh more không nhận" in ended.err
    told = json.loads(chidao("status", "--json").out)
    [channel] = [entry for entry in told["channels"] if entry["channel"] == "more"]
    assert channel["waiting"] > 0
    assert "json://" not in ended.err + ended.out


def test_a_refused_alert_can_be_sent_again(world: World, chidao: Call) -> None:
    with Receiver() as receiver:
        with_channel(world, receiver.json_url)
        assert chidao("check").code == 0
        [message] = receiver.wait_for(1)
        delivery = message.text.strip().rpartition("#")[2]
        receiver.answer(status=404)
        ended = chidao("deliver", "--resend", f"#{delivery.upper()}")
        assert ended.code == 1
        assert "kênh more từ chối: answered 404" in ended.err
        receiver.behave()
        told = json.loads(chidao("deliver", "--resend", delivery, "--json").out)
        assert told == {"sent": 1, "failed": 0, "held": 0}
        assert receiver.wait_for(2)[-1].text.strip().endswith(f"#{delivery}")


@pytest.mark.parametrize("delivery", ["nothing", "#", "0" * 16])
def test_an_unknown_delivery_is_wrong_usage(chidao: Call, delivery: str) -> None:
    ended = chidao("deliver", "--resend", delivery)
    assert ended.code == 2
    assert ended.err.count("\n") == 1


def test_nothing_due_is_said_with_counts(chidao: Call, english: Call) -> None:
    assert chidao("deliver").out == "Đã gửi: 0, không gửi được: 0, giữ lại: 0.\n"
    assert english("deliver").out == "Sent: 0, failed: 0, held: 0.\n"


def test_a_test_alert_speaks_the_language(chidao: Call, english: Call) -> None:
    assert "Tin thử của chidao" in chidao("channel", "test", "console").out
    assert "A test message of chidao" in english("channel", "test", "console").out


def test_a_test_alert_to_a_dead_or_unknown_channel(chidao: Call) -> None:
    dead = chidao("channel", "test", "dead")
    assert dead.code == 1
    assert dead.err.startswith("chidao: kênh dead không nhận")
    unknown = chidao("channel", "test", "nobody")
    assert unknown.code == 2
    assert "console" in unknown.err
    told = chidao("channel", "test", "dead", "--json")
    assert json.loads(told.out)["sent"] is False


def test_reread_counts_what_it_looked_at(chidao: Call, english: Call) -> None:
    counts = json.loads(chidao("reread", "--json").out)
    assert counts["versions"] > 10
    assert counts["unreadable"] == 0
    assert "Versions: " in english("reread").out


def test_a_whole_store_verifies(chidao: Call, english: Call) -> None:
    told = json.loads(chidao("verify", "--json").out)
    assert told["ok"] is True
    assert told["broken"] is None
    assert "đều khớp" in chidao("verify").out
    assert "Every hash and link holds." in english("verify").out


def test_a_tampered_store_names_the_first_broken_place(world: World, chidao: Call) -> None:
    with sqlite3.connect(world.folder / "chidao.db") as store:
        store.execute("UPDATE versions SET hash = printf('%064d', 0) WHERE id = 3")
    ended = chidao("verify")
    assert ended.code == 1
    assert ended.err.startswith("chidao: ")
    assert json.loads(chidao("verify", "--json").out)["broken"]["problem"]


@pytest.mark.parametrize("column", ["article", "extraction"])
def test_a_reading_that_is_no_reading_is_a_sentence(
    world: World, chidao: Call, column: str
) -> None:
    with sqlite3.connect(world.folder / "chidao.db") as store:
        store.execute(f"UPDATE readings SET {column} = '{{' || {column}")
    for arguments in (("show", world.moved_order), ("export",), ("verify",)):
        ended = chidao(*arguments)
        assert ended.code == 1
        assert "Traceback" not in ended.err
        assert ended.err.count("\n") == 1


def test_the_schema_is_up_to_date_or_made_so(bare: Call, chidao: Call, tmp_path: Path) -> None:
    assert "mới nhất" in chidao("db", "upgrade").out
    new = tmp_path / "new.toml"
    new.write_text('[web]\nlisten = ""\n[storage]\nurl = "sqlite:///n.db"\n', encoding="utf-8")
    assert json.loads(bare("--config", str(new), "db", "upgrade", "--json").out) == {
        "upgraded": True
    }
    assert "mới nhất" in bare("--config", str(new), "db", "upgrade").out


@pytest.mark.parametrize("language", ["vi", "en"])
def test_init_writes_settings_that_work_at_once(bare: Call, tmp_path: Path, language: str) -> None:
    file = tmp_path / "new.toml"
    ended = bare("init", "--language", language, str(file))
    assert ended.code == 0
    assert str(file) in ended.out
    assert ("Next" if language == "en" else "Bước tiếp") in ended.out
    assert tomllib.loads(file.read_text(encoding="utf-8"))["language"] == language
    assert bare("--config", str(file), "status").code == 0


def test_init_writes_where_the_settings_are_looked_for(tmp_path: Path) -> None:
    assert child("init", folder=tmp_path).code == 0
    assert (tmp_path / "chidao.toml").is_file()
    named = {"CHIDAO_CONFIG": "other.toml"}
    assert child("init", folder=tmp_path, environment=named).code == 0
    assert (tmp_path / "other.toml").is_file()
    assert child("--config", "third.toml", "init", folder=tmp_path).code == 0
    assert (tmp_path / "third.toml").is_file()


def test_init_never_overwrites(bare: Call, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("# mine", encoding="utf-8")
    ended = bare("init", str(file))
    assert ended.code == 2
    assert file.read_text(encoding="utf-8") == "# mine"
    assert bare("init", str(tmp_path / "no" / "folder.toml")).code == 2
    assert bare("init", "--language", "fr", str(tmp_path / "fr.toml")).code == 2
