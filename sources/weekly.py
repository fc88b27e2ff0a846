"""Moments of the week as people write them: "mon 08:00", "mon-fri 07:30"."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from sources.every import WEEKDAYS
from sources.units import UnitError, parse_time_of_day

EXPECTED = 'days and a time such as "mon 08:00", "mon-fri 07:30" or "mon,thu 08:00"; "" is never'
_PARTS = 2
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Weekly:
    """At a local time on some days of the week (Monday is 0)."""

    days: frozenset[int]
    at: time

    def last(self, now: datetime, zone: tzinfo) -> datetime:
        """The latest such moment that is not after `now`."""
        today = now.astimezone(zone).date()
        for back in range(_WEEK + 1):
            day = today - timedelta(days=back)
            moment = datetime.combine(day, self.at, zone)
            if day.weekday() in self.days and moment <= now:
                return moment
        raise AssertionError("a week holds every day")


def parse_weekly(text: str) -> Weekly:
    """Read such moments; raises UnitError."""
    words = text.lower().split()
    if len(words) != _PARTS:
        raise UnitError(f'"{text}" is no days and time', EXPECTED)
    days: set[int] = set()
    for part in words[0].split(","):
        days.update(_days(part))
    try:
        return Weekly(frozenset(days), parse_time_of_day(words[1]))
    except UnitError as error:
        raise UnitError(error.problem, EXPECTED) from None


def _days(part: str) -> range:
    first, dash, last = part.partition("-")
    ends = (first, last) if dash else (first, first)
    if any(end not in WEEKDAYS for end in ends):
        raise UnitError(f'"{part}" is no day of the week', EXPECTED)
    low, high = map(WEEKDAYS.index, ends)
    if low > high:
        raise UnitError(f'"{part}" runs backwards', EXPECTED)
    return range(low, high + 1)
