"""Options of the reading commands against one store: what they choose, and what they refuse."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.cli.conftest import Call as Ask
from tests.cli.shape import Moment, differences
from tests.cli.world import Ended, World


def told(ended: Ended) -> Any:
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.count("\n") == 1
    return json.loads(ended.out)


@pytest.fixture(scope="module")
def listed(vi: Ask) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = told(vi("list", "--json"))
    return rows


@pytest.fixture(scope="module")
def orders(vi: Ask) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = told(vi("directives", "--json"))
    return rows


READERS = [("list",), ("status",), ("directives",), ("verify",), ("deliver",), ("show", "1")]


@pytest.mark.parametrize("arguments", READERS)
def test_json_before_the_command_is_json_behind_it(vi: Ask, arguments: tuple[str, ...]) -> None:
    behind = vi(*arguments, "--json")
    assert vi("--json", *arguments) == behind
    assert vi("--json", "--plain", *arguments) == behind
    assert told(behind) is not None


def test_json_before_a_command_with_two_dashes_is_json(vi: Ask, listed: list[Any]) -> None:
    number = str(listed[0]["id"])
    assert told(vi("--json", "show", "--", number))["id"] == listed[0]["id"]


@pytest.mark.parametrize("arguments", [("list",), ("directives",), ("status",)])
def test_json_is_the_same_in_both_languages(vi: Ask, en: Ask, arguments: tuple[str, ...]) -> None:
    assert vi(*arguments, "--json") == en(*arguments, "--json")
    assert vi(*arguments) != en(*arguments)


def test_a_row_of_the_list_has_every_key(listed: list[dict[str, Any]]) -> None:
    row = {
        "id": int,
        **dict.fromkeys(("source", "section", "title", "url"), str),
        "kind": frozenset({"article", "document"}),
        "state": frozenset({"live", "suspected", "withdrawn"}),
        "number": str | None,
        "first_seen": Moment,
        "versions": int,
    }
    assert differences(listed, [row]) == []
    assert all(set(one) == set(row) for one in listed)
    assert any(one["number"] for one in listed)
    assert "" not in {one["number"] for one in listed}


@pytest.mark.parametrize("limit", [1, 2, 5, 1_000_000])
def test_a_limit_cuts_the_list_from_the_end(vi: Ask, listed: list[Any], limit: int) -> None:
    assert told(vi("list", "--limit", str(limit), "--json")) == listed[:limit]


@pytest.mark.parametrize("limit", ["0", "-1", "1000001", "1.5", "", "vô hạn", "0x10"])
def test_a_limit_that_is_none_is_refused(vi: Ask, limit: str) -> None:
    ended = vi("list", "--limit", limit, "--json")
    assert (ended.code, ended.out) == (2, "")
    assert "--limit" in ended.err


def test_an_empty_source_is_no_filter_and_an_unknown_one_is_refused(
    vi: Ask, en: Ask, listed: list[Any]
) -> None:
    assert told(vi("list", "--source", "", "--json")) == listed
    for source in ("Demo", "demo ", "%", "de_o"):
        ended = en("list", "--source", source, "--json")
        assert (ended.code, ended.out) == (2, "")
        assert ended.err == f'chidao: no source is called "{source}"; expected one of: demo\n'


def test_plain_rows_and_table_rows_say_the_same(vi: Ask, listed: list[dict[str, Any]]) -> None:
    head, *rows = (line.split("\t") for line in vi("--plain", "list").out.splitlines())
    assert head == ["#", "Thấy lần đầu", "Tình trạng", "Số ký hiệu", "Tiêu đề"]
    assert [(int(row[0]), row[3], row[4]) for row in rows] == [
        (one["id"], one["number"] or "", " ".join(one["title"].split())) for one in listed
    ]
    table = vi("list").out
    assert "\t" not in table
    for row in rows:
        assert all(word in table for word in row[4].split())


@pytest.mark.parametrize("arguments", [("list",), ("status",), ("directives",)])
def test_plain_stays_plain_on_what_calls_itself_a_terminal(
    vi: Ask, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    plain = vi("--plain", *arguments)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "20")
    assert vi("--plain", *arguments) == plain
    assert "\x1b" in vi(*arguments).out


def test_receivers_are_known_by_any_spelling_of_case_and_marks_of_space(
    vi: Ask, orders: list[dict[str, Any]]
) -> None:
    name = orders[0]["addressees"][0]
    chosen = told(vi("directives", "--to", name, "--json"))
    assert orders[0] in chosen
    for spelled in (name.upper(), f"  {name} ", name.replace(" ", "  ")):
        assert told(vi("directives", "--to", spelled, "--json")) == chosen
    for entry in chosen:
        assert entry in orders


def due_days(orders: list[dict[str, Any]]) -> list[str]:
    return [one["deadline"]["due"] for one in orders if one["deadline"] and one["deadline"]["due"]]


def test_instructions_come_by_deadline_with_those_without_last(
    orders: list[dict[str, Any]],
) -> None:
    days = [(one["deadline"] or {}).get("due") for one in orders]
    known = [day for day in days if day]
    assert known == sorted(known)
    assert days[: len(known)] == known


def test_due_before_a_day_leaves_out_that_day_itself(vi: Ask, orders: list[Any]) -> None:
    days = due_days(orders)
    day = days[len(days) // 2][:10]
    after = (datetime.fromisoformat(day) + timedelta(days=1)).date()
    until = due_days(told(vi("directives", "--due-before", day, "--json")))
    assert until == [one for one in days if one[:10] < day]
    including = due_days(told(vi("directives", "--due-before", f"{after:%d/%m/%Y}", "--json")))
    assert including == [one for one in days if one[:10] <= day]
    assert len(including) > len(until)


def test_open_and_due_before_hold_together(vi: Ask, orders: list[dict[str, Any]]) -> None:
    last = max(due_days(orders))[:10]
    both = told(vi("directives", "--open", "--due-before", last, "--json"))
    expected = [one for one in orders if one["state"] == "open" and one["deadline"]["due"] < last]
    assert both == expected


@pytest.mark.parametrize("option", ["--since", "--due-before"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "29/02/2024"])
def test_days_at_the_ends_of_the_calendar_are_days(
    vi: Ask, orders: list[Any], option: str, day: str
) -> None:
    found = told(vi("directives", option, day, "--json"))
    dated = [one for one in orders if one["deadline"] and one["deadline"]["due"]]
    past = not day.startswith("9999")
    expected = (orders if past else []) if option == "--since" else ([] if past else dated)
    assert found == expected


@pytest.mark.parametrize("day", ["29/02/2026", "2026-13-01", "10.02.2026", "hôm nay", "0000-01-01"])
def test_a_day_that_is_none_is_refused_in_both_languages(vi: Ask, en: Ask, day: str) -> None:
    vietnamese, english = vi("directives", "--since", day), en("directives", "--since", day)
    assert vietnamese.err == (
        f'chidao: --since "{day}" không phải là ngày; viết như 2026-02-10 hoặc 10/02/2026\n'
    )
    assert english.err == (
        f'chidao: --since "{day}" is no day; expected a form such as 2026-02-10 or 10/02/2026\n'
    )
    assert (vietnamese.code, english.code) == (2, 2)


@pytest.mark.parametrize("command", ["show", "diff", "why"])
def test_an_item_is_the_same_by_id_and_address_with_blanks_around(
    vi: Ask, kept: World, listed: list[dict[str, Any]], command: str
) -> None:
    number = next(one["id"] for one in listed if one["url"] == kept.moved_order)
    by_id = vi(command, str(number), "--json")
    assert told(by_id)
    assert vi(command, f" {kept.moved_order}\n", "--json") == by_id
    assert vi(command, f"0{number}", "--json") == by_id
