"""Working days in Viet Nam: weekends, public holidays (Labour Code 2019, art. 111-112), Tết."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from directives.paper_types import table

_DAY = timedelta(days=1)
_SATURDAY = 5
_FIXED = ((1, 1), (4, 30), (5, 1), (9, 2))  # (month, day), art. 112
_NATIONAL_DAY = (9, 2)
# The second day of National Day is the neighbour that makes the longer rest, as announced since 2021.
_BEFORE_ON = frozenset({1, 2, 4, 5})  # weekdays of 2 September after which 1 September is taken
_TET_FIRST, _TET_LAST = -2, 4  # days off around the first lunar day, as announced 2018-2026


@cache
def lunar_days() -> dict[int, tuple[date, date]]:
    """Year -> (Lunar New Year's Day, Giỗ Tổ); years outside the table have none."""
    rows = (row.split("\t") for row in table("lunar.tsv"))
    pairs = ((date.fromisoformat(tet), date.fromisoformat(kings)) for tet, kings in rows)
    return {tet.year: (tet, kings) for tet, kings in pairs}


@cache
def holidays(year: int) -> frozenset[date]:
    """Days off of one year besides plain weekends, with the days given back for weekend ones."""
    single = {date(year, month, day) for month, day in _FIXED} | {_second_national_day(year)}
    tet: set[date] = set()
    if year in lunar_days():
        first, kings = lunar_days()[year]
        tet = {first + n * _DAY for n in range(_TET_FIRST, _TET_LAST + 1)}
        single.add(kings)
    return frozenset(single | tet | _given_back(single, tet))


def _second_national_day(year: int) -> date:
    day = date(year, *_NATIONAL_DAY)
    return day - _DAY if day.weekday() in _BEFORE_ON else day + _DAY


def _given_back(single: set[date], tet: set[date]) -> set[date]:
    back: set[date] = set()
    for day in sorted(d for d in single if d.weekday() >= _SATURDAY):
        free = day
        while free.weekday() >= _SATURDAY or free in single | tet | back:
            free += _DAY
        back.add(free)
    return back


def is_working_day(day: date) -> bool:
    """Whether offices work on that day."""
    return day.weekday() < _SATURDAY and day not in holidays(day.year)


def last_working_day(day: date) -> date:
    """`day` itself when offices work, else the last working day before it."""
    return next(d for d in _backwards(day) if is_working_day(d))


def working_days_before(day: date, count: int) -> date:
    """The working day that lies `count` working days before `day` (0: the last one up to `day`)."""
    found = last_working_day(day)
    for _ in range(count):
        found = last_working_day(found - _DAY)
    return found


def after_working_days(day: date, count: int) -> date:
    """The day on which `count` working days after `day` have passed."""
    while count > 0:
        day += _DAY
        count -= is_working_day(day)
    return day


def _backwards(day: date) -> Iterator[date]:
    while True:
        yield day
        day -= _DAY
