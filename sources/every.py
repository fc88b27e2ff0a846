"""How often a source is looked at: an interval, or a cron line whose days are names."""

import re
from dataclasses import dataclass
from datetime import timedelta

from sources.units import UnitError, parse_duration

EXPECTED = 'something like "10m", "1h" or a cron line with names such as "*/10 7-18 * * mon-fri"'
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # February of a leap year
_FIELDS = 5
_NUMBER_AND_UNIT = 2  # more words than these were meant as a cron line
_PART = re.compile(r"(\*|[0-9]{1,2}(?:-[0-9]{1,2})?)(?:/([0-9]{1,2}))?")


@dataclass(frozen=True, slots=True)
class Interval:
    """Again and again after this time."""

    every: timedelta


@dataclass(frozen=True, slots=True)
class CronLine:
    """Five fields: minute, hour, day of month, month, day of week (names), in local time."""

    text: str

    @property
    def fields(self) -> tuple[str, ...]:
        """The five fields, in the order of cron."""
        return tuple(self.text.split())


@dataclass(frozen=True, slots=True)
class _Field:
    """The numbers that one field of a cron line may hold."""

    name: str
    low: int
    high: int


_MINUTE = _Field("minute", 0, 59)
_HOUR = _Field("hour", 0, 23)
_DAY = _Field("day of month", 1, 31)
_MONTH = _Field("month", 1, 12)


def parse_every(text: str) -> Interval | CronLine:
    """Read an interval ("10m") or a cron line with names; raises UnitError."""
    words = text.lower().split()
    if len(words) == _FIELDS:
        return _cron_line(words)
    if len(words) > _NUMBER_AND_UNIT:
        raise UnitError(f'"{text}" has {len(words)} fields where a cron line has five', EXPECTED)
    try:
        interval = parse_duration(text)
    except UnitError:
        raise UnitError(f'"{text}" is not an interval', EXPECTED) from None
    if not interval:
        raise UnitError(f'"{text}" is no time at all', EXPECTED)
    return Interval(interval)


def _cron_line(words: list[str]) -> CronLine:
    minute, hour, day, month, weekday = words
    _numbers(minute, _MINUTE)
    _numbers(hour, _HOUR)
    days = _numbers(day, _DAY)
    month = _month_numbers(month)  # the scheduler does not take "1-jan" or "jan-mar/2"
    months = _numbers(month, _MONTH)
    _check_weekday(weekday)
    if all(min(days) > _LONGEST_MONTHS[number - 1] for number in months):
        raise UnitError(f'"{" ".join(words)}" names a day that never comes', EXPECTED)
    if day != "*" and weekday != "*":
        raise UnitError(
            f'"{" ".join(words)}" names days of the month and of the week, '
            "which cron and the scheduler understand differently",
            'one of the two to be "*"',
        )
    return CronLine(" ".join((minute, hour, day, month, weekday)))


def _numbers(text: str, field: _Field) -> set[int]:
    """The numbers that a field stands for; raises UnitError for anything outside its range."""
    chosen: set[int] = set()
    for part in text.split(","):
        found = _PART.fullmatch(part)
        if found is None:
            raise _outside(part, field)
        low, _, high = found[1].partition("-")
        first, last = (field.low, field.high) if low == "*" else (int(low), int(high or low))
        step = int(found[2] or 1)
        stepped = found[2] is not None
        bare = stepped and "-" not in found[1] and low != "*"
        # A step beyond the range is one the scheduler refuses when it is too late to say so.
        too_far = stepped and step > last - first
        if not field.low <= first <= last <= field.high or step == 0 or bare or too_far:
            raise _outside(part, field)
        chosen.update(range(first, last + 1, step))
    return chosen


def _outside(part: str, field: _Field) -> UnitError:
    return UnitError(
        f'"{part}" is no {field.name} of a cron line',
        f'"*", numbers {field.low} to {field.high}, ranges and steps; {EXPECTED}',
    )


def _month_numbers(text: str) -> str:
    """The month field with names put as numbers."""
    for number, name in enumerate(MONTHS, start=1):
        text = re.sub(rf"\b{name}\b", str(number), text)
    return text


def _check_weekday(text: str) -> None:
    if text == "*":
        return
    for part in text.split(","):
        if re.search(r"[0-9*]", part):
            raise UnitError(
                f'"{part}" counts days of the week, and the scheduler counts from Monday = 0 '
                "while cron counts from Sunday = 0",
                'names such as "mon-fri" or "mon,wed"',
            )
        ends = part.split("-")
        known = part.count("-") <= 1 and all(end in WEEKDAYS for end in ends)
        if not known or WEEKDAYS.index(ends[0]) > WEEKDAYS.index(ends[-1]):
            raise UnitError(
                f'"{part}" is no day of the week of a cron line',
                'names from mon to sun, in rising ranges, such as "mon-fri" or "sat,sun,mon"',
            )
