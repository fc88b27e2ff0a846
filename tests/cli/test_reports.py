"""What the reading commands print for people, in both languages, plain and as tables."""

import json
import unicodedata

import pytest

from tests.cli.conftest import Call
from tests.cli.world import World

WIDTH = 80


def item_of(chidao: Call, address: str) -> int:
    return int(json.loads(chidao("show", address, "--json").out)["id"])


def test_list_shows_the_newest_first(chidao: Call) -> None:
    ended = chidao("list", "--limit", "3")
    lines = ended.out.splitlines()
    assert "Tiêu đề" in lines[0]
    assert "đang đăng" in lines[1]
    ids = [int(line.split()[0]) for line in lines[1:] if line.split()[0].isdecimal()]
    assert ids == sorted(ids, reverse=True)
    assert len(ids) == 3


def test_list_in_english(english: Call) -> None:
    ended = english("list", "--limit", "1")
    assert "Title" in ended.out
    assert " live " in ended.out


def test_list_of_one_source_and_of_none(chidao: Call) -> None:
    assert chidao("list", "--source", "demo").code == 0
    ended = chidao("list", "--source", "nowhere")
    assert ended.code == 2
    assert "demo" in ended.err


@pytest.mark.parametrize(
    "arguments", [("list",), ("status",), ("directives",), ("directives", "--open"), ("check",)]
)
def test_tables_fit_80_columns(chidao: Call, english: Call, arguments: tuple[str, ...]) -> None:
    for call in (chidao, english):
        ended = call(*arguments)
        assert ended.code == 0
        widest = max(len(unicodedata.normalize("NFC", line)) for line in ended.out.splitlines())
        assert widest <= WIDTH


@pytest.mark.parametrize("arguments", [("list",), ("status",), ("directives",), ("check",)])
def test_plain_output_has_no_boxes_and_no_colours(chidao: Call, arguments: tuple[str, ...]) -> None:
    ended = chidao("--plain", *arguments)
    assert ended.code == 0
    assert "\t" in ended.out
    assert "\x1b" not in ended.out
    assert not any("\u2500" <= sign <= "\u259f" for sign in ended.out)


def test_plain_directives_hold_whole_texts_and_addresses(chidao: Call) -> None:
    ended = chidao("--plain", "directives")
    rows = [line.split("\t") for line in ended.out.splitlines()]
    assert {len(row) for row in rows} == {6}
    assert all(row[-1].startswith("http://127.0.0.1") for row in rows[1:])
    assert "…" not in ended.out


def test_status_shows_times_as_people_write_them(chidao: Call) -> None:
    out = chidao("status").out
    assert "tốt" in out
    assert "chưa" in out  # verified on the live portal: never
    told = json.loads(chidao("status", "--json").out)
    year, month, day = told["sources"][0]["last_good_at"][:10].split("-")
    assert f"{day}/{month}/{year}" in out
    assert {entry["channel"] for entry in told["channels"]} == {"console", "dead"}
    assert told["sources"][0]["verified_live"] is None


def test_show_names_an_item_by_id_address_and_number(chidao: Call) -> None:
    numbered = next(row for row in json.loads(chidao("list", "--json").out) if row["number"])
    by_id = chidao("show", str(numbered["id"]))
    assert by_id.code == 0
    assert by_id.out == chidao("show", numbered["url"]).out
    assert by_id.out == chidao("show", numbered["number"]).out
    assert numbered["number"] in by_id.out


def test_show_speaks_both_languages(chidao: Call, english: Call, world: World) -> None:
    vietnamese, other = chidao("show", world.new_order).out, english("show", world.new_order).out
    assert "Tình trạng: đang đăng" in vietnamese
    assert "State: live" in other
    assert "→ Sở" in vietnamese


def test_show_of_a_changed_item_lists_its_history(chidao: Call, world: World) -> None:
    assert "1 → 2: nội dung đổi, lớn" in chidao("show", world.moved_order).out


def test_diff_marks_the_words_that_changed(chidao: Call, english: Call, world: World) -> None:
    ended = chidao("diff", world.moved_order)
    assert ended.code == 0
    assert "nội dung đổi, lớn" in ended.out
    assert "[-" in ended.out
    assert "{+" in ended.out
    assert "content changed, major" in english("diff", world.moved_order).out


def test_diff_as_html_names_its_marks_in_the_language(
    chidao: Call, english: Call, world: World
) -> None:
    arguments = ("diff", world.moved_order, "--format", "html")
    assert 'title="bỏ"' in chidao(*arguments).out
    assert 'title="removed"' in english(*arguments).out


def test_diff_as_json_is_the_same_by_either_option(chidao: Call, world: World) -> None:
    one = chidao("diff", world.moved_order, "--format", "json").out
    assert one == chidao("diff", world.moved_order, "--json").out
    told = json.loads(one)
    assert (told["from"], told["to"], told["verdict"], told["weight"]) == (1, 2, "content", "major")


def test_diff_of_versions_the_other_way_round(chidao: Call, world: World) -> None:
    told = json.loads(chidao("diff", world.moved_order, "2", "1", "--json").out)
    assert (told["from"], told["to"]) == (2, 1)


def test_diff_of_an_item_with_one_version_says_so(chidao: Call, world: World) -> None:
    ended = chidao("diff", world.new_order)
    assert ended.code == 0
    assert "chưa có gì để so sánh" in ended.out
    assert json.loads(chidao("diff", world.new_order, "--json").out)["verdict"] == "same"


@pytest.mark.parametrize("numbers", [("0", "1"), ("1", "3"), ("7",), ("1", "99999999999999999999")])
def test_a_version_that_is_not_there_is_wrong_usage(
    chidao: Call, world: World, numbers: tuple[str, ...]
) -> None:
    ended = chidao("diff", world.moved_order, *numbers)
    assert ended.code == 2
    assert "1 đến 2" in ended.err


@pytest.mark.parametrize("command", ["show", "diff", "why"])
@pytest.mark.parametrize("text", ["", "0", "999999", "9" * 40, "http://nowhere.example/", "'; --"])
def test_an_item_nobody_knows_is_wrong_usage(chidao: Call, command: str, text: str) -> None:
    ended = chidao(command, text)
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.count("\n") == 1


def test_directives_are_filtered_by_receiver_and_day(chidao: Call) -> None:
    everything = json.loads(chidao("directives", "--json").out)
    named = everything[0]["addressees"][0]
    mine = json.loads(chidao("directives", "--to", named, "--json").out)
    assert 0 < len(mine) < len(everything)
    due = [entry["deadline"]["due"] for entry in everything if entry["state"] != "no_deadline"]
    early = json.loads(chidao("directives", "--due-before", max(due)[:10], "--json").out)
    assert all(entry["deadline"]["due"] < max(due) for entry in early)
    still = json.loads(chidao("directives", "--open", "--json").out)
    assert {entry["state"] for entry in still} == {"open"}
    assert json.loads(chidao("directives", "--since", "2999-01-01", "--json").out) == []
    assert len(json.loads(chidao("directives", "--since", "01/01/2000", "--json").out)) == len(
        everything
    )


@pytest.mark.parametrize("option", ["--due-before", "--since"])
@pytest.mark.parametrize("text", ["31/02/2026", "soon", "2026", "2026-02-30", "10-02-2026"])
def test_a_day_that_is_none_is_wrong_usage(chidao: Call, option: str, text: str) -> None:
    ended = chidao("directives", option, text)
    assert ended.code == 2
    assert option in ended.err
    assert text in ended.err


def test_nothing_found_is_said(chidao: Call, english: Call) -> None:
    assert chidao("directives", "--to", "Sở Vũ trụ").out == "Không có gì.\n"
    assert english("directives", "--to", "Sở Vũ trụ").out == "Nothing.\n"


def test_export_since_a_time(chidao: Call) -> None:
    assert chidao("export", "--since", "2999-01-01").out == ""
    assert chidao("export", "--since", "2000-01-01T00:00").out == chidao("export").out
    assert chidao("export", "--source", "nowhere").out == ""
    for arguments in (("--since", "soon"), ("--format", "xml"), ("--format", "warc")):
        assert chidao("export", *arguments).code == 2
