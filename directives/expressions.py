"""One Vietnamese date or time expression against a given now: start, end and grain."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, cast

from directives.calendar_words import read_period
from directives.clock_times import next_time, read_clock, read_part
from directives.normal import key
from directives.periods import Period, months, one_day, one_week
from directives.spoken_numbers import with_digits

Grain = Literal["second", "minute", "hour", "day", "week", "month", "quarter", "year"]
_NOW = re.compile(r"(?:ngay )?(?:bây giờ|lúc này|hiện giờ|tức thì)|^(?:hiện tại|hiện nay|ngay)$")
_AMOUNT = r"(?P<n>\d{1,4}) ?(?P<unit>giây|s|phút|giờ|tiếng|ngày|tuần|tháng|quý|năm)(?: (?P<n2>\d{1,3}) (?P<unit2>giây|phút|giờ|ngày|tuần|tháng))?"
_SPAN = re.compile(
    rf"(?<!\w)(?<!thứ )(?<!tháng )(?<!quý ){_AMOUNT} (?:(?P<ahead>tới|tiếp theo|sắp tới|kế tiếp)|(?P<back>vừa rồi|vừa qua|qua|gần đây|rồi))(?!\w)"
)
_SHIFT = re.compile(
    rf"(?<!\w)(?<!thứ )(?<!tháng )(?<!quý ){_AMOUNT} (?:(?P<ahead>nữa|sau)|(?P<back>trước(?: đây)?))(?!\w)"
)
_WITHIN = re.compile(rf"(?<!\w)trong vòng {_AMOUNT}(?!\w)")
_RANGE = re.compile(r"^(?:từ )?(?:ngày )?(?P<a>.{1,60}?) ?(?:đến|tới|-) ?(?:ngày )?(?P<b>.{1,60})$")
_LEADING_DAY = re.compile(r"\d{1,2}$")
_UNITS: dict[str, Grain] = {
    "giây": "second", "s": "second", "phút": "minute", "giờ": "hour", "tiếng": "hour", "ngày": "day",
    "tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year",
}  # fmt: skip
_STEPS: dict[Grain, timedelta] = {
    "second": timedelta(seconds=1), "minute": timedelta(minutes=1), "hour": timedelta(hours=1),
    "day": timedelta(days=1), "week": timedelta(weeks=1),
}  # fmt: skip
_MONTHS: dict[Grain, int] = {"month": 1, "quarter": 3, "year": 12}
_LONGEST = 200  # an expression is short; longer text is no expression


@dataclass(frozen=True, slots=True)
class Expression:
    """What an expression means: local naive times, `end` exclusive, as precise as `grain`."""

    start: datetime
    end: datetime
    grain: Grain


def parse_expression(text: str, now: datetime) -> Expression | None:
    """The time that `text` means at local `now`, or None when it holds no date."""
    flat = with_digits(key(text))
    now = now.replace(tzinfo=None)
    if not flat or len(flat) > _LONGEST:
        return None
    try:
        return _parse(flat, now)
    except OverflowError:
        return None


def _parse(flat: str, now: datetime) -> Expression | None:
    if _NOW.search(flat):
        return Expression(now, now + _STEPS["second"], "second")
    for reader in (_span, _shift, _within, _range):
        found = reader(flat, now)
        if found is not None:
            return found
    return _plain(flat, now)


def _plain(flat: str, now: datetime) -> Expression | None:
    period, clock = read_period(flat, now.date()), read_clock(flat)
    if clock is not None:
        start = datetime.combine(period.start, clock.at) if period else next_time(clock, now)
        return Expression(start, start + _STEPS[clock.grain], clock.grain)
    part = read_part(flat)
    if part is not None and (period is None or period.grain == "day"):
        first = datetime.combine(period.start if period else now.date(), time())
        return Expression(
            first + part.start * _STEPS["hour"], first + part.end * _STEPS["hour"], "hour"
        )
    return _of_period(period) if period else None


def _of_period(period: Period) -> Expression:
    start, end = (datetime.combine(day, time()) for day in (period.start, period.end))
    return Expression(start, end, cast("Grain", period.grain))


def _span(flat: str, now: datetime) -> Expression | None:
    """`3 ngày tới`, `2 tháng vừa rồi`: whole units from the next one, or up to this one."""
    match = _SPAN.search(flat)
    if match is None:
        return None
    grain, count = _UNITS[match["unit"]], int(match["n"])
    floor = _floor(now, grain)
    if match["ahead"]:
        start = _moved(floor, grain, 1)
        return Expression(start, _moved(start, grain, count), grain)
    return Expression(_moved(floor, grain, -count), floor, grain)


def _shift(flat: str, now: datetime) -> Expression | None:
    """`21 giờ trước`, `3 ngày nữa`: one moment."""
    match = _SHIFT.search(flat)
    if match is None:
        return None
    sign = 1 if match["ahead"] else -1
    grain = _UNITS[match["unit"]]
    moment = _moved(now, grain, sign * int(match["n"]))
    if match["n2"]:
        grain = _UNITS[match["unit2"]]
        moment = _moved(moment, grain, sign * int(match["n2"]))
    clock = read_clock(flat[match.end() :])
    if grain not in ("second", "minute", "hour"):
        moment = datetime.combine(moment.date(), clock.at if clock else time())
        grain = clock.grain if clock else "day"
    return Expression(moment, _moved(moment, grain, 1), grain)


def _within(flat: str, now: datetime) -> Expression | None:
    match = _WITHIN.search(flat)
    if match is None:
        return None
    return Expression(now, _moved(now, _UNITS[match["unit"]], int(match["n"])), "second")


def _range(flat: str, now: datetime) -> Expression | None:
    """`từ 13 đến 15 tháng 7`, `9:30 - 11:00`: from the first to the end of the last."""
    match = _RANGE.match(flat)
    if match is None:
        return None
    last = _plain(match["b"], now) or _plain(f"ngày {match['b']}", now)
    if last is None:
        return None
    if _LEADING_DAY.fullmatch(match["a"]) and last.grain == "day":
        day = int(match["a"])
        first: Expression | None = (
            _of_period(one_day(last.start.date().replace(day=day)))
            if 0 < day <= last.start.day
            else None
        )
    else:
        first = _plain(match["a"], now) or _plain(f"ngày {match['a']}", now)
    if first is None or first.start >= last.end:
        return None
    return Expression(first.start, last.end, last.grain)


def _floor(now: datetime, grain: Grain) -> datetime:
    if grain == "second":
        return now.replace(microsecond=0)
    if grain == "minute":
        return now.replace(second=0, microsecond=0)
    if grain == "hour":
        return now.replace(minute=0, second=0, microsecond=0)
    return datetime.combine(_first_day(now.date(), grain), time())


def _first_day(day: date, grain: Grain) -> date:
    if grain == "week":
        return one_week(day).start
    if grain == "day":
        return day
    width = _MONTHS[grain]
    return day.replace(month=(day.month - 1) // width * width + 1, day=1)


def _moved(moment: datetime, grain: Grain, count: int) -> datetime:
    if grain in _STEPS:
        return moment + count * _STEPS[grain]
    target = months(moment.year, moment.month + count * _MONTHS[grain], 1, "month")
    if target is None:
        raise OverflowError(grain)
    last = (target.end - _STEPS["day"]).day
    return moment.replace(
        year=target.start.year, month=target.start.month, day=min(moment.day, last)
    )
