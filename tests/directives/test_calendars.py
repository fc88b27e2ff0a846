"""Days off of 2025 to 2027, day by day, and working days around them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.holidays import (
    after_working_days,
    holidays,
    is_working_day,
    last_working_day,
    lunar_days,
    working_days_before,
)

ANY_DAY = st.dates(date(2025, 1, 1), date(2027, 12, 31))
TET = {2025: "2025-01-29", 2026: "2026-02-17", 2027: "2027-02-06"}
KINGS = {2025: "2025-04-07", 2026: "2026-04-26", 2027: "2027-04-16"}

OFF = [
    "2025-01-01", "2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-04-07", "2025-04-30",
    "2025-05-01", "2025-09-01", "2025-09-02", "2026-01-01", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19",
    "2026-02-20", "2026-04-27", "2026-04-30", "2026-05-01", "2026-09-01", "2026-09-02", "2027-01-01", "2027-02-05", "2027-02-08",
    "2027-02-09", "2027-04-16", "2027-04-30", "2027-05-03", "2027-09-02", "2027-09-03",
]  # fmt: skip
WORKED = [
    "2025-01-02", "2025-01-24", "2025-02-03", "2025-04-08", "2025-04-29", "2025-05-02", "2025-09-03", "2026-01-05",
    "2026-02-13", "2026-02-23", "2026-04-28", "2026-04-29", "2026-05-04", "2026-09-03", "2027-01-04", "2027-04-15",
    "2027-04-29", "2027-05-04", "2027-09-01", "2027-09-06",
]  # fmt: skip


@pytest.mark.parametrize("year", TET)
def test_the_lunar_days_of_a_year_are_known(year: int) -> None:
    assert lunar_days()[year] == (date.fromisoformat(TET[year]), date.fromisoformat(KINGS[year]))


@pytest.mark.parametrize("day", OFF)
def test_offices_are_closed(day: str) -> None:
    assert not is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize("day", WORKED)
def test_offices_are_open(day: str) -> None:
    assert is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize("year", TET)
def test_no_day_given_back_is_a_weekend_and_fixed_days_are_off(year: int) -> None:
    fixed = {date(year, 1, 1), date(year, 4, 30), date(year, 5, 1), date(year, 9, 2)}
    assert fixed <= holidays(year)
    assert all(day.year == year for day in holidays(year))


LAST = [
    ("2025-04-30", "2025-04-29"), ("2025-05-04", "2025-05-02"), ("2025-02-01", "2025-01-24"), ("2025-09-02", "2025-08-29"),
    ("2026-02-22", "2026-02-13"), ("2026-01-01", "2025-12-31"), ("2026-04-26", "2026-04-24"), ("2027-05-03", "2027-04-29"),
    ("2027-02-09", "2027-02-03"), ("2025-03-12", "2025-03-12"),
]  # fmt: skip


@pytest.mark.parametrize(("day", "last"), LAST)
def test_the_last_working_day_up_to_a_day(day: str, last: str) -> None:
    found = last_working_day(date.fromisoformat(day))
    assert found == date.fromisoformat(last)


AFTER = [
    ("2025-04-28", 2, "2025-05-02"), ("2025-01-24", 1, "2025-02-03"), ("2026-02-13", 1, "2026-02-23"),
    ("2025-08-29", 1, "2025-09-03"), ("2025-03-10", 5, "2025-03-17"), ("2025-03-10", 0, "2025-03-10"),
]  # fmt: skip


@pytest.mark.parametrize(("start", "count", "end"), AFTER)
def test_working_days_are_counted_over_holidays(start: str, count: int, end: str) -> None:
    assert after_working_days(date.fromisoformat(start), count) == date.fromisoformat(end)


@given(ANY_DAY, st.integers(1, 40))
def test_counting_forth_ends_on_a_working_day_and_back_again_before(day: date, count: int) -> None:
    end = after_working_days(day, count)
    assert is_working_day(end)
    passed = sum(is_working_day(day + timedelta(n)) for n in range(1, (end - day).days + 1))
    assert passed == count
    assert working_days_before(end, count) <= last_working_day(day)


@given(ANY_DAY)
def test_the_last_working_day_skips_only_days_off(day: date) -> None:
    last = last_working_day(day)
    assert last <= day
    between = [last + timedelta(n) for n in range(1, (day - last).days + 1)]
    assert not any(map(is_working_day, between))
