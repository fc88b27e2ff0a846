"""Lengths of time, sizes, rates and times of day as people write them in settings and profiles."""

import re
from dataclasses import dataclass
from datetime import time, timedelta

_UNITS_OF_TIME = {
    "ms": timedelta(milliseconds=1),
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
}
_UNITS_OF_SIZE = {
    "B": 1,
    "KB": 1000,
    "kB": 1000,
    "MB": 1000**2,
    "GB": 1000**3,
    "KiB": 1024,
    "MiB": 1024**2,
    "GiB": 1024**3,
}
_PERIODS = {"s": "s", "sec": "s", "min": "m", "m": "m", "h": "h", "hour": "h", "day": "d", "d": "d"}

# Ten years: a longer wait is a slip of the pen, and timedelta stays far from its own limits.
LONGEST = timedelta(days=3650)
# 1 TiB: no page, file or store of a portal comes near; more is a slip of the pen.
LARGEST = 1024**4

_DURATION = re.compile(r"([0-9]{1,12})\s?(ms|s|m|h|d)")
_WORKING_DAYS = re.compile(r"([0-9]{1,3})\s?wd")
_SIZE = re.compile(r"([0-9]{1,15})\s?([A-Za-z]{1,3})")
_RATE = re.compile(r"([0-9]{1,6})\s?/\s?([a-z]+)")
_TIME_OF_DAY = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


class UnitError(ValueError):
    """A value that is not understood: `problem` names it, `expected` says what would be."""

    def __init__(self, problem: str, expected: str) -> None:
        self.problem = problem
        self.expected = expected
        super().__init__(f"{problem}; expected {expected}")


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """A span counted in working days, with Vietnamese holidays."""

    days: int


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `count` in each `period`."""

    count: int
    period: timedelta


def parse_duration(text: str) -> timedelta:
    """Read "500ms", "60s", "10m", "24h" or "5d" ("0" too); raises UnitError."""
    if text.strip() == "0":
        return timedelta(0)
    found = _DURATION.fullmatch(text.strip())
    if found is None:
        raise UnitError(
            f'"{text}" is not a length of time',
            'a number with ms, s, m, h or d, such as "500ms", "60s", "10m", "24h" or "5d"',
        )
    number, unit = int(found[1]), _UNITS_OF_TIME[found[2]]
    if number > LONGEST / unit:
        raise UnitError(f'"{text}" is too long', f"at most {LONGEST.days} days")
    return number * unit


def parse_span(text: str) -> timedelta | WorkingDays:
    """Read a length of time, or working days such as "5wd"; raises UnitError."""
    found = _WORKING_DAYS.fullmatch(text.strip())
    if found is not None:
        return WorkingDays(int(found[1]))
    try:
        return parse_duration(text)
    except UnitError as error:
        raise UnitError(error.problem, f'{error.expected}, or "5wd" for working days') from None


def parse_size(text: str) -> int:
    """Read "8MiB", "5MB", "512KiB" or "0" as bytes; raises UnitError."""
    if text.strip() == "0":
        return 0
    found = _SIZE.fullmatch(text.strip())
    if found is None or found[2] not in _UNITS_OF_SIZE:
        raise UnitError(
            f'"{text}" is not a size',
            'a whole number with a unit, such as "512KiB", "8MiB" or "5MB"; "0" is nothing',
        )
    size = int(found[1]) * _UNITS_OF_SIZE[found[2]]
    if size > LARGEST:
        raise UnitError(f'"{text}" is too large', "at most 1024GiB")
    return size


def parse_rate(text: str) -> Rate:
    """Read "20/min", "1/s" or "500/h"; raises UnitError."""
    found = _RATE.fullmatch(text.strip())
    if found is None or found[2] not in _PERIODS or int(found[1]) == 0:
        raise UnitError(
            f'"{text}" is not a rate', 'a number for a period, such as "1/s", "20/min" or "500/h"'
        )
    return Rate(int(found[1]), _UNITS_OF_TIME[_PERIODS[found[2]]])


def parse_time_of_day(text: str) -> time:
    """Read "07:30" (24 hours, local); raises UnitError."""
    found = _TIME_OF_DAY.fullmatch(text.strip())
    if found is None:
        raise UnitError(f'"{text}" is not a time of day', 'hours and minutes, such as "07:30"')
    return time(int(found[1]), int(found[2]))
