"""Lengths of time, sizes, rates and times of day."""

from collections.abc import Callable
from contextlib import suppress
from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.units import (
    LARGEST,
    LONGEST,
    Rate,
    UnitError,
    WorkingDays,
    parse_duration,
    parse_rate,
    parse_size,
    parse_span,
    parse_time_of_day,
)

PARSERS: tuple[Callable[[str], object], ...] = (
    parse_duration,
    parse_span,
    parse_size,
    parse_rate,
    parse_time_of_day,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("500ms", timedelta(milliseconds=500)),
        ("1s", timedelta(seconds=1)),
        ("60s", timedelta(minutes=1)),
        ("10m", timedelta(minutes=10)),
        ("24h", timedelta(days=1)),
        ("5d", timedelta(days=5)),
        (" 5 d ", timedelta(days=5)),
        ("0", timedelta(0)),
        ("0s", timedelta(0)),
        ("3650d", LONGEST),
    ],
)
def test_a_length_of_time_is_a_number_with_a_unit(text: str, expected: timedelta) -> None:
    assert parse_duration(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "10",
        "m",
        "10 minuts",
        "10min",
        "-5m",
        "1.5h",
        "5wd",
        "1h30m",
        "١٠m",
        "10M",
        "5d\n6h",
    ],
)
def test_anything_else_is_no_length_of_time_and_the_error_says_what_is(text: str) -> None:
    with pytest.raises(UnitError) as caught:
        parse_duration(text)
    assert f'"{text}"' in caught.value.problem
    assert '"10m"' in caught.value.expected
    assert str(caught.value) == f"{caught.value.problem}; expected {caught.value.expected}"


@pytest.mark.parametrize("text", ["3651d", "999999999999d", "999999999999h"])
def test_an_absurdly_long_time_is_refused_and_never_overflows(text: str) -> None:
    with pytest.raises(UnitError, match="at most 3650 days"):
        parse_duration(text)


@given(st.integers(0, 3650))
def test_every_number_of_days_is_read_back(days: int) -> None:
    assert parse_duration(f"{days}d") == timedelta(days=days)


def test_working_days_are_kept_apart_from_days() -> None:
    assert parse_span("5wd") == WorkingDays(5)
    assert parse_span("5d") == timedelta(days=5)


def test_an_unknown_span_names_working_days_too() -> None:
    with pytest.raises(UnitError, match="5wd"):
        parse_span("5 weeks")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0),
        ("7B", 7),
        ("1KB", 1000),
        ("1kB", 1000),
        ("1KiB", 1024),
        ("5MB", 5_000_000),
        ("8MiB", 8 * 1024**2),
        ("64 MiB", 64 * 1024**2),
        ("1024GiB", LARGEST),
    ],
)
def test_a_size_is_a_whole_number_with_a_unit(text: str, expected: int) -> None:
    assert parse_size(text) == expected


@pytest.mark.parametrize(
    "text", ["", "8", "8Mib", "8mb", "-1MB", "1.5MB", "MiB", "8 M iB", "1025GiB"]
)
def test_other_sizes_are_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(UnitError) as caught:
        parse_size(text)
    assert caught.value.expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20/min", Rate(20, timedelta(minutes=1))),
        ("1/s", Rate(1, timedelta(seconds=1))),
        ("500 / h", Rate(500, timedelta(hours=1))),
        ("3/day", Rate(3, timedelta(days=1))),
    ],
)
def test_a_rate_is_a_number_for_a_period(text: str, expected: Rate) -> None:
    assert parse_rate(text) == expected


@pytest.mark.parametrize("text", ["", "20", "0/min", "20/", "/min", "20/fortnight", "-1/s"])
def test_other_rates_are_refused(text: str) -> None:
    with pytest.raises(UnitError, match="20/min"):
        parse_rate(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("07:30", time(7, 30)), ("7:30", time(7, 30)), ("23:59", time(23, 59))]
)
def test_a_time_of_day_has_24_hours(text: str, expected: time) -> None:
    assert parse_time_of_day(text) == expected


@pytest.mark.parametrize("text", ["24:00", "7:60", "7", "07:30 AM", "", "12:5", "٠٧:٣٠"])
def test_other_times_of_day_are_refused(text: str) -> None:
    with pytest.raises(UnitError, match="07:30"):
        parse_time_of_day(text)


@pytest.mark.parametrize("parser", PARSERS)
@given(text=st.text(max_size=20))
def test_no_text_makes_a_reader_fail_in_another_way(
    parser: Callable[[str], object], text: str
) -> None:
    with suppress(UnitError):
        parser(text)
