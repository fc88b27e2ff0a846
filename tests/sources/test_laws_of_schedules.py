"""Schedules and units: whatever is accepted is exact, and the service can run by it."""

from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.triggers.cron import CronTrigger
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.every import CronLine, Interval, parse_every
from sources.units import (
    LARGEST,
    LONGEST,
    UnitError,
    WorkingDays,
    parse_duration,
    parse_rate,
    parse_size,
    parse_span,
    parse_time_of_day,
)

START = datetime(2026, 2, 3, tzinfo=UTC)


def trigger(line: CronLine) -> CronTrigger:
    """As the service builds it."""
    minute, hour, day, month, weekday = line.fields
    return CronTrigger(
        minute=minute, hour=hour, day=day, month=month, day_of_week=weekday, timezone=UTC
    )


@pytest.mark.parametrize(
    "text",
    [
        "*/60 * * * *", "*/99 * * * *", "10-20/11 * * * *", "5-5/1 * * * *", "* */24 * * *",
        "* * */31 * *", "* * 3-9/7 * *", "* * * */12 *", "0 7 * jan-mar/3 *",
    ],
)  # fmt: skip
def test_a_step_beyond_its_range_is_refused_before_the_service_starts(text: str) -> None:
    with pytest.raises(UnitError, match="of a cron line"):
        parse_every(text)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("0 7 1 jan *", {1}),
        ("0 7 1 1-mar *", {1, 2, 3}),
        ("0 7 1 jan-3 *", {1, 2, 3}),
        ("0 7 1 oct-dec/2 *", {10, 12}),
        ("0 7 1 JAN,jul *", {1, 7}),
    ],
)
def test_months_fire_as_they_are_named(text: str, months: set[int]) -> None:
    line = parse_every(text)
    assert isinstance(line, CronLine)
    fires, now = set(), START
    for _ in range(13):
        fire = trigger(line).get_next_fire_time(None, now)
        fires.add(fire.month)
        now = fire + timedelta(minutes=1)
    assert fires == months


STEPS = st.integers(0, 70)
PARTS = st.one_of(
    st.just("*"),
    st.builds("*/{}".format, STEPS),
    st.builds("{}-{}".format, STEPS, STEPS),
    st.builds("{}-{}/{}".format, STEPS, STEPS, STEPS),
    st.integers(0, 70).map(str),
    st.sampled_from(
        ["jan", "feb-apr", "1-mar", "dec-jan", "mon", "tue-thu", "sun,mon", "L", "?", ""]
    ),
)
FIELDS = st.lists(PARTS, min_size=1, max_size=2).map(",".join)


@settings(max_examples=200)
@given(st.tuples(FIELDS, FIELDS, FIELDS, FIELDS, FIELDS))
def test_whatever_line_is_accepted_the_service_can_run_by(fields: tuple[str, ...]) -> None:
    try:
        line = parse_every(" ".join(fields))
    except UnitError:
        return
    if isinstance(line, CronLine):
        assert trigger(line).get_next_fire_time(None, START) is not None
        assert parse_every(line.text) == line


UNITS = {"ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}


@given(st.integers(0, 10**13), st.sampled_from(sorted(UNITS)), st.sampled_from(["", " "]))
def test_a_length_of_time_is_exact_or_too_long(number: int, unit: str, gap: str) -> None:
    written = f"{number}{gap}{unit}"
    milliseconds = number * UNITS[unit]
    longest = LONGEST // timedelta(milliseconds=1)
    if milliseconds > longest or number >= 10**12:
        with pytest.raises(UnitError):
            parse_duration(written)
    else:
        assert parse_duration(written) == timedelta(milliseconds=milliseconds)
        assert parse_span(written) == parse_duration(written)
        if milliseconds:
            assert parse_every(written) == Interval(timedelta(milliseconds=milliseconds))


@given(
    st.integers(0, 10**14),
    st.sampled_from([("B", 1), ("kB", 1000), ("KiB", 1024), ("GiB", 1024**3)]),
)
def test_a_size_is_exact_or_too_large(number: int, unit: tuple[str, int]) -> None:
    size = number * unit[1]
    if size > LARGEST:
        with pytest.raises(UnitError, match="too large"):
            parse_size(f"{number}{unit[0]}")
    else:
        assert parse_size(f"{number} {unit[0]}") == size


@given(
    st.integers(0, 23),
    st.integers(0, 59),
    st.integers(1, 999),
    st.sampled_from(["s", "min", "h", "day"]),
)
def test_times_of_day_rates_and_working_days_are_read_back(
    hour: int, minute: int, count: int, period: str
) -> None:
    assert f"{parse_time_of_day(f'{hour}:{minute:02}'):%H:%M}" == f"{hour:02}:{minute:02}"
    assert parse_rate(f"{count}/{period}").count == count
    assert parse_span(f"{count}wd") == WorkingDays(count)
