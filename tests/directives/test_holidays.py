"""Working days with Vietnamese public holidays."""

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

DAYS = st.dates(date(2005, 1, 1), date(2045, 12, 31))


@pytest.mark.parametrize(
    ("year", "tet"),
    [
        (2007, (2, 17)), (2017, (1, 28)), (2020, (1, 25)), (2021, (2, 12)), (2022, (2, 1)), (2023, (1, 22)),
        (2024, (2, 10)), (2025, (1, 29)), (2026, (2, 17)), (2027, (2, 6)), (2030, (2, 2)), (2035, (2, 8)),
    ],
)  # fmt: skip
def test_lunar_new_year_is_that_of_the_published_calendars(year: int, tet: tuple[int, int]) -> None:
    assert lunar_days()[year][0] == date(year, *tet)


@pytest.mark.parametrize(
    ("year", "kings"),
    [
        (2020, (4, 2)),
        (2021, (4, 21)),
        (2022, (4, 10)),
        (2023, (4, 29)),
        (2024, (4, 18)),
        (2025, (4, 7)),
        (2026, (4, 26)),
    ],
)
def test_the_kings_day_is_the_tenth_of_the_third_lunar_month(
    year: int, kings: tuple[int, int]
) -> None:
    assert lunar_days()[year][1] == date(year, *kings)


@pytest.mark.parametrize(
    "day",
    [
        date(2024, 1, 1), date(2024, 4, 30), date(2024, 5, 1), date(2024, 9, 2), date(2024, 9, 3),
        date(2023, 9, 1), date(2025, 9, 1), date(2022, 9, 1), date(2021, 9, 3),  # the second day as announced
        date(2023, 1, 20), date(2023, 1, 26), date(2024, 2, 8), date(2024, 2, 14),  # Tết as announced
        date(2024, 4, 18), date(2023, 5, 2), date(2023, 5, 3),  # given back: 29 and 30 April were a weekend
        date(2022, 1, 3),  # 1 January was a Saturday
        date(2024, 6, 1), date(2024, 6, 2),
    ],
)  # fmt: skip
def test_offices_are_closed(day: date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize(
    "day",
    [
        date(2024, 1, 2),
        date(2024, 2, 7),
        date(2024, 2, 15),
        date(2023, 1, 19),
        date(2024, 9, 4),
        date(2023, 5, 4),
    ],
)
def test_offices_work(day: date) -> None:
    assert is_working_day(day)


def test_counting_back_skips_weekends_and_tet() -> None:
    assert working_days_before(date(2024, 2, 15), 1) == date(2024, 2, 7)
    assert working_days_before(date(2024, 6, 3), 3) == date(2024, 5, 29)
    assert working_days_before(date(2024, 6, 2), 0) == date(2024, 5, 31)


def test_years_outside_the_lunar_table_still_have_their_fixed_holidays() -> None:
    assert date(1990, 9, 2) in holidays(1990)
    assert is_working_day(date(1990, 2, 5))


@given(DAYS)
def test_the_last_working_day_is_a_working_day_not_after(day: date) -> None:
    found = last_working_day(day)
    assert found <= day
    assert is_working_day(found)
    assert not any(is_working_day(found + timedelta(n)) for n in range(1, (day - found).days + 1))


@given(DAYS, st.integers(0, 30))
def test_counting_forward_and_back_agree(day: date, count: int) -> None:
    start = last_working_day(day)
    assert working_days_before(after_working_days(start, count), count) == start


@given(DAYS)
def test_no_holiday_given_back_falls_on_a_weekend_alone(day: date) -> None:
    fixed = [d for d in holidays(day.year) if d.weekday() < 5]
    assert len(fixed) >= 4
