"""Stretches of the calendar: days, weeks, months, quarters, years."""

from dataclasses import dataclass
from datetime import date, timedelta

_DAY, _WEEK, _MONTHS = timedelta(days=1), 7, 12


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days: `end` exclusive, `grain` day, week, month, quarter or year."""

    start: date
    end: date
    grain: str


def one_day(day: date) -> Period:
    """That day."""
    return Period(day, day + _DAY, "day")


def one_week(day: date) -> Period:
    """The week from Monday that holds that day."""
    monday = day - day.weekday() * _DAY
    return Period(monday, monday + _WEEK * _DAY, "week")


def months(year: int, month: int, count: int, grain: str) -> Period | None:
    """`count` months from that one; a month beyond December counts on into the next years."""
    first = month_first(year, month)
    after = month_first(year, month + count)
    return Period(first, after, grain) if first and after else None


def month_first(year: int, month: int) -> date | None:
    """The first day of a month; months beyond December count on into the next years."""
    years, index = divmod(month - 1, _MONTHS)
    return date(year + years, index + 1, 1) if 1 <= year + years < date.max.year else None


def real_date(year: int, month: int, day: int) -> date | None:
    """That day, or None when the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def coming_day(today: date, month: int, day: int) -> date | None:
    """The next such day not before today."""
    this = real_date(today.year, month, day)
    return this if this and this >= today else real_date(today.year + 1, month, day)
