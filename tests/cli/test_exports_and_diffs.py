"""Options of `export` and `diff` against one store: what they choose, and what they refuse."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.cli.conftest import Call as Ask
from tests.cli.shape import Moment, differences
from tests.cli.test_reading_options import told
from tests.cli.world import Ended, World


def exported(ended: Ended) -> list[dict[str, Any]]:
    assert (ended.code, ended.err) == (0, "")
    return [json.loads(line) for line in ended.out.splitlines()]


def test_export_since_the_last_look_takes_what_was_seen_then_and_later(vi: Ask) -> None:
    everything = exported(vi("export"))
    seen = sorted(datetime.fromisoformat(item["last_seen"]) for item in everything)
    for moment in (seen[0], seen[-1]):
        found = exported(vi("export", "--since", moment.isoformat()))
        assert found == [
            item for item in everything if datetime.fromisoformat(item["last_seen"]) >= moment
        ]
        assert found
    assert exported(vi("export", "--since", (seen[-1] + timedelta(seconds=1)).isoformat())) == []


def test_export_since_a_time_without_offset_means_the_zone_of_the_settings(vi: Ask) -> None:
    last = max(datetime.fromisoformat(item["last_seen"]) for item in exported(vi("export")))
    local = last.replace(tzinfo=None)
    with_zone = vi("export", "--since", last.isoformat())
    assert vi("export", "--since", local.isoformat()) == with_zone
    assert vi("export", "--since", (local + timedelta(minutes=1)).isoformat()).out == ""


@pytest.mark.parametrize(
    ("since", "everything"),
    [("0001-01-01", True), ("9999-12-31T23:59:59", False), ("2000-01-01T00:00Z", True)],
)
def test_export_since_the_ends_of_time(vi: Ask, since: str, everything: bool) -> None:
    assert bool(exported(vi("export", "--since", since))) is everything


@pytest.mark.parametrize("since", ["soon", "2026-02-30", "2026-02-03T25:00", "03/02/2026", "5"])
def test_export_since_no_time_is_refused(en: Ask, since: str) -> None:
    ended = en("export", "--since", since)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f'chidao: --since "{since}" is no time; expected')


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("csv", "not yet"),
        ("warc", "not yet"),
        ("JSONL", "unknown"),
        ("", "unknown"),
        ("x", "unknown"),
    ],
)
def test_export_in_another_format_is_refused(en: Ask, form: str, said: str) -> None:
    ended = en("export", "--format", form)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert "jsonl" in ended.err


@pytest.mark.parametrize("form", ["xml", "TEXT", "", "json "])
def test_diff_in_another_format_is_refused(vi: Ask, kept: World, form: str) -> None:
    ended = vi("diff", kept.moved_order, "--format", form)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f'chidao: --format "{form}" không dùng được; có: text, html, json\n'


def test_diff_as_json_has_every_key(vi: Ask, kept: World) -> None:
    shape = {
        "item": int,
        "from": int,
        "to": int,
        "fetched_at": [Moment],
        "verdict": frozenset({"same", "cosmetic", "content"}),
        "weight": frozenset({"minor", "normal", "major", None}),
        "fields": [{"field": str, "before": str, "after": str}],
        "paragraphs": list,
    }
    found = told(vi("diff", kept.moved_order, "--json"))
    assert differences({**found, "paragraphs": []}, {**shape, "paragraphs": [str]}) == []
    assert found["paragraphs"]
    first, second = (datetime.fromisoformat(moment) for moment in found["fetched_at"])
    assert first <= second


def test_diff_of_a_version_with_itself_differs_in_nothing(vi: Ask, en: Ask, kept: World) -> None:
    same = told(vi("diff", kept.moved_order, "2", "2", "--json"))
    assert (same["verdict"], same["weight"], same["fields"]) == ("same", None, [])
    assert vi("diff", kept.moved_order, "1", "1").out.endswith("Hai bản không khác nhau.\n")
    assert en("diff", kept.moved_order, "2").out.endswith("The two versions do not differ.\n")


def test_diff_turned_round_swaps_before_and_after(vi: Ask, kept: World) -> None:
    there = told(vi("diff", kept.moved_order, "1", "2", "--json"))
    back = told(vi("diff", kept.moved_order, "2", "1", "--json"))
    swapped = [{**one, "before": one["after"], "after": one["before"]} for one in there["fields"]]
    key = json.dumps
    assert sorted(back["fields"], key=key) == sorted(swapped, key=key)
    assert back["fetched_at"] == there["fetched_at"][::-1]
