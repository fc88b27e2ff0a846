"""Dates asked for in bulk: reckoned from the clock of the line, never from ours."""

import pytest

from tests.cli.test_bulk_lines import told


@pytest.mark.parametrize(
    ("text", "now", "start", "grain"),
    [
        ("ngày mai", "2026-02-03T08:00:00", "2026-02-04T00:00:00", "day"),
        ("ngày mai", "2026-02-03", "2026-02-04T00:00:00", "day"),
        ("ngày mai", "2026-02-03T23:00:00+07:00", "2026-02-04T00:00:00", "day"),
        ("ngày mai", "2026-02-03T23:00:00Z", "2026-02-04T00:00:00", "day"),
        ("tháng 3/2026", "2026-02-03T08:00:00", "2026-03-01T00:00:00", "month"),
    ],
)
def test_a_date_is_reckoned_from_the_clock_that_is_told(
    text: str, now: str, start: str, grain: str
) -> None:
    answer = told(task="date_expr", text=text, now=now)
    assert list(answer) == ["start", "end", "grain"]
    assert (answer["start"], answer["grain"]) == (start, grain)
    assert answer["end"] > answer["start"]


@pytest.mark.parametrize(("text", "now"), [("ngày mai", "9999-12-31"), ("hôm qua", "0001-01-01")])
def test_a_day_outside_of_the_calendar_is_no_date(text: str, now: str) -> None:
    assert told(task="date_expr", text=text, now=now) == {}


@pytest.mark.parametrize("now", ["", None, "mai", "2026-02-30", "2026-02-03T25:00", "12"])
def test_a_clock_that_is_none_is_an_error(now: str | None) -> None:
    assert "now is no time" in told(task="date_expr", text="mai", now=now)["error"]
