"""Clock times and parts of the day in level text: `7:30 chiều`, `3 giờ kém 15`, `tối`."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal

_HALF, _NOON, _HOURS, _MINUTES = 30, 12, 24, 60
_NIGHT_ENDS = 6  # hours of the night up to this belong to the next morning
_LUNCH_ENDS = 3
_PART = r"(?P<part>sáng sớm|sáng|trưa|chiều|tối|đêm|khuya)"
_CLOCK = re.compile(
    rf"(?<![\d/:.])(?P<h>\d{{1,2}})(?:: ?(?P<m>\d{{2}})(?::(?P<s>\d{{2}}))?|(?: ?giờ| ?h|g)(?! (?:trước|nữa|tới|qua|sau|tiếp|vừa))(?: ?(?P<m2>\d{{1,2}})(?: ?phút| ?p)?| (?P<half>rưỡi)| kém (?P<less>\d{{1,2}}))?)(?![\d/:])(?: (?:giờ )?(?:buổi )?{_PART}(?!\w)| ?(?P<half_day>am|pm|sa|ch)(?!\w))?"
)
_DAY_PART = re.compile(rf"(?<!\w)(?:buổi )?{_PART}(?!\w)")
# Hours of the parts, from the grammar of facebook/duckling that the expression task follows.
_HOURS_OF_PART = {"sáng sớm": (4, 9), "sáng": (4, 12), "trưa": (12, 14), "chiều": (12, 19), "tối": (18, 24), "đêm": (18, 24), "khuya": (18, 24)}  # fmt: skip
_AFTER_LUNCH = re.compile(r"sau (?:bữa|giờ ăn|buổi) trưa")
_AFTER_LUNCH_HOURS = (13, 17)
_AFTER_WORK = re.compile(r"sau giờ làm(?: việc)?|sau khi tan (?:làm|sở)")
_AFTER_WORK_HOURS = (17, 21)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `grain` as precise as written; `certain` when the half of the day is told."""

    at: time
    grain: Literal["hour", "minute", "second"]
    certain: bool


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of a day as hours, the end exclusive and up to 24."""

    start: int
    end: int


def read_clock(flat: str) -> Clock | None:
    """The first clock time in level text with digits, or None."""
    match = _CLOCK.search(flat)
    if match is None:
        return None
    hour, minute, second = int(match["h"]), _minute(match), int(match["s"] or 0)
    if match["less"]:
        hour, minute = (hour - 1) % _HOURS, _MINUTES - int(match["less"])
    part = match["part"] or match["half_day"] or _part_elsewhere(flat, match)
    if part:
        hour = _of_part(hour, part)
    if hour > _HOURS or minute >= _MINUTES or second >= _MINUTES:
        return None
    grain: Literal["hour", "minute", "second"] = (
        "second"
        if match["s"]
        else "minute"
        if match["m"] or match["m2"] or match["half"] or match["less"]
        else "hour"
    )
    return Clock(time(hour % _HOURS, minute, second), grain, bool(part) or hour > _NOON)


def _minute(match: re.Match[str]) -> int:
    return _HALF if match["half"] else int(match["m"] or match["m2"] or 0)


def _part_elsewhere(flat: str, clock: re.Match[str]) -> str | None:
    other = _DAY_PART.search(flat[: clock.start()]) or _DAY_PART.search(flat[clock.end() :])
    return other["part"] if other else None


def _of_part(hour: int, part: str) -> int:
    if part in ("chiều", "tối", "pm", "ch"):
        return hour + _NOON if hour < _NOON else hour
    if part == "trưa":
        return hour + _NOON if hour < _LUNCH_ENDS else hour
    if part in ("đêm", "khuya"):
        return hour + _NOON if _NIGHT_ENDS < hour < _NOON else hour % _NOON
    return 0 if hour == _NOON and part in ("am", "sa") else hour


def next_time(clock: Clock, now: datetime) -> datetime:
    """The next moment with that time; an untold half of the day may be either."""
    today = datetime.combine(now.date(), clock.at)
    if clock.certain:
        return today
    later = today + timedelta(hours=_NOON)
    return today if today >= now or clock.at.hour > _NOON else later


def read_part(flat: str) -> DayPart | None:
    """The part of a day named in level text, or None."""
    if _AFTER_LUNCH.search(flat):
        return DayPart(*_AFTER_LUNCH_HOURS)
    if _AFTER_WORK.search(flat):
        return DayPart(*_AFTER_WORK_HOURS)
    match = _DAY_PART.search(flat)
    return DayPart(*_HOURS_OF_PART[match["part"]]) if match else None
