"""Intervals and cron lines with names."""

from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.triggers.cron import CronTrigger
from hypothesis import given
from hypothesis import strategies as st

from sources.every import MONTHS, WEEKDAYS, CronLine, Interval, parse_every
from sources.units import UnitError


@pytest.mark.parametrize(
    ("text", "expected"),
    [("10m", timedelta(minutes=10)), ("1h", timedelta(hours=1)), ("500ms", timedelta(seconds=0.5))],
)
def test_a_length_of_time_is_an_interval(text: str, expected: timedelta) -> None:
    assert parse_every(text) == Interval(expected)


def test_five_fields_are_a_cron_line_with_single_blanks() -> None:
    line = parse_every("  */10  7-18 * *   MON-FRI ")
    assert line == CronLine("*/10 7-18 * * mon-fri")
    assert line.fields == ("*/10", "7-18", "*", "*", "mon-fri")


@pytest.mark.parametrize(
    "text",
    [
        "0 8 * * *",
        "0,30 7-18/2 * * mon,wed,fri",
        "0 0 29 2 *",
        "0 0 29 feb *",
        "15 6 1-7 jan-mar,12 *",
        "0 0 31 * *",
        "0 8 * * sat,sun",
    ],
)
def test_what_is_accepted_the_scheduler_understands_too(text: str) -> None:
    line = parse_every(text)
    assert isinstance(line, CronLine)
    trigger = CronTrigger.from_crontab(line.text, timezone=UTC)
    assert trigger.get_next_fire_time(None, datetime(2026, 2, 3, tzinfo=UTC)) is not None


@pytest.mark.parametrize("text", ["30 7 * * 1-5", "30 7 * * 0", "30 7 * * */2", "30 7 * * mon-5"])
def test_numbers_for_days_of_the_week_are_refused_with_the_reason(text: str) -> None:
    with pytest.raises(UnitError, match="Monday = 0 while cron counts from Sunday = 0") as caught:
        parse_every(text)
    assert '"mon-fri"' in caught.value.expected


@pytest.mark.parametrize(
    "text",
    [
        "* * * * fri-mon",
        "* * * * monday",
        "* * * * mon-",
        "* * * * mon,,tue",
        "* * * * mon-tue-wed",
    ],
)
def test_days_that_are_no_rising_names_are_refused(text: str) -> None:
    with pytest.raises(UnitError, match="names from mon to sun"):
        parse_every(text)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("60 * * * *", "minute"),
        ("* 24 * * *", "hour"),
        ("* * 0 * *", "day of month"),
        ("* * 32 * *", "day of month"),
        ("* * * 13 *", "month"),
        ("* * * foo *", "month"),
        ("*/0 * * * *", "minute"),
        ("30-10 * * * *", "minute"),
        ("5/2 * * * *", "minute"),
        ("1, * * * *", "minute"),
        ("-1 * * * *", "minute"),
        ("* * L * *", "day of month"),
    ],
)
def test_a_wrong_field_is_named(text: str, field: str) -> None:
    with pytest.raises(UnitError, match=f"is no {field} of a cron line"):
        parse_every(text)


@pytest.mark.parametrize("text", ["0 0 31 2 *", "0 0 30 feb *", "0 0 31 apr,jun *"])
def test_a_day_that_never_comes_is_refused(text: str) -> None:
    with pytest.raises(UnitError, match="never comes"):
        parse_every(text)


def test_days_of_month_and_week_together_are_refused_as_they_mean_two_things() -> None:
    with pytest.raises(UnitError, match="understand differently"):
        parse_every("0 8 1 * mon")


@pytest.mark.parametrize("text", ["10 minuts", "", "often", "0m", "@daily", "every 10m"])
def test_anything_else_is_answered_with_both_forms(text: str) -> None:
    with pytest.raises(UnitError) as caught:
        parse_every(text)
    assert '"10m"' in caught.value.expected
    assert '"*/10 7-18 * * mon-fri"' in caught.value.expected


@pytest.mark.parametrize("text", ["* * * *", "* * * * * *"])
def test_a_cron_line_of_another_length_is_told_how_many_fields_it_has(text: str) -> None:
    with pytest.raises(UnitError, match=f"has {len(text.split())} fields"):
        parse_every(text)


FIELDS = st.sampled_from(
    ["*", "*/5", "0", "7", "1-5", "1-9/2", "59", "31", "12", *WEEKDAYS, *MONTHS, "mon-fri", "1,2"]
)


@given(st.lists(FIELDS, min_size=5, max_size=5))
def test_the_scheduler_never_refuses_what_was_accepted(fields: list[str]) -> None:
    try:
        line = parse_every(" ".join(fields))
    except UnitError:
        return
    assert isinstance(line, CronLine)
    trigger = CronTrigger.from_crontab(line.text, timezone=UTC)
    assert trigger.get_next_fire_time(None, datetime(2026, 2, 3, tzinfo=UTC)) is not None
