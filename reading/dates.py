"""Dates as portals write them: weekday names, AM/PM, no zero padding, words of three languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from articles.model import Precision

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero gennaio ianuarie tháng_giêng",
            "february feb februar février febrero febbraio",
            "march mar märz mars marzo",
            "april apr avril abril aprile",
            "may mai mayo maggio",
            "june jun juni juin junio giugno",
            "july jul juli juillet julio luglio",
            "august aug août agosto",
            "september sep sept septembre septiembre settembre",
            "october oct oktober okt octobre octubre ottobre",
            "november nov novembre noviembre",
            "december dec dezember dez décembre diciembre dicembre",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"""(?<![\d/.-])(?:
      (?P<iso_y>{_YEAR})\s?[-/.]\s?(?P<iso_m>0?[1-9]|1[0-2])\s?[-/.]\s?(?P<iso_d>3[01]|[12]\d|0?[1-9])
    | (?P<a>3[01]|[12]\d|0?[1-9])(?P<sep>\s?[-/.]\s?)(?P<b>3[01]|[12]\d|0?[1-9])(?P=sep)
      (?P<y>{_YEAR}|\d\d(?!\d))
    | (?P<vd>3[01]|[12]\d|0?[1-9])\s+tháng\s+(?P<vm>1[0-2]|0?[1-9])(?:\s*,\s*|\s+)(?:năm\s+)?(?P<vy>{_YEAR})
    | (?P<dd>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|\.)?[\s-](?:de\s)?(?P<dm>{_MONTH})\.?,?[\s-](?:de\s)?(?P<dy>{_YEAR})
    | (?P<mm>\b(?:{_MONTH}))\b\.?\s(?P<md>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?,?\s+(?P<my>{_YEAR})
    )(?![\d/]|[-.]\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_TIME = re.compile(
    r"(?<![\d:/.-])(?P<h>[01]?\d|2[0-4])\s?(?::|h|giờ\s?|g)\s?(?P<m>[0-5]\d)"
    r"(?::(?P<s>[0-5]\d)(?:\.\d+)?)?(?:\s*(?P<half>[AP])\.?M\b\.?)?"
    r"(?:\s*(?:\(?(?:GMT|UTC)\s*)?(?P<zone>[+-](?:0\d|1[0-4]|\d):?(?:[0-5]\d)?)\)?)?",
    re.IGNORECASE,
)
_ISO = re.compile(
    rf"(?P<date>{_YEAR}-\d\d-\d\d)(?:[T\s](?P<time>\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s?"
    r"(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)
#: A time belongs to a date that stands this close to it ("10:47, Thứ Sáu, 6-1-2023").
_TIME_BEFORE = 26
_TIME_AFTER = 16
#: All that may stand between a date and the time after it.
_GAP = re.compile(r"[\s|,;(\[–@-]*(?:(?:vào\s+)?lúc|at|um|à|T)?[\s:]*", re.IGNORECASE)
_NOON = 12
_PIVOT = 69  # two-digit years: 00-69 are 20xx, as POSIX strptime has it
_EARLIEST = 1990  # no portal is older; papers may be, and their dates are not publication


_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class PortalDate:
    """One date in a text: when (naive unless an offset is stated), how exactly, and where."""

    at: datetime
    precision: Precision
    start: int = 0
    end: int = 0
    ambiguous: bool = False  # day and month could change places


def find_dates(text: str, *, month_first: bool = False) -> Iterator[PortalDate]:
    """Every full date of a folded text, each with the time that stands beside it."""
    if not _DIGIT.search(text):
        return
    for found in _DATE.finditer(text):
        day, ambiguous = _day_of(found, month_first)
        if day is None:
            continue
        yield _with_time(text, found.start(), found.end(), day, ambiguous)


def first_date(text: str, *, month_first: bool = False) -> PortalDate | None:
    """The first full date of a text, or None."""
    return next(find_dates(text, month_first=month_first), None)


def _day_of(found: re.Match[str], month_first: bool) -> tuple[date | None, bool]:
    got = found.groupdict()
    if got["iso_y"]:
        return _day(got["iso_y"], got["iso_m"], got["iso_d"]), False
    if got["vy"]:
        return _day(got["vy"], got["vm"], got["vd"]), False
    if got["dy"]:
        return _day(got["dy"], str(_MONTHS[got["dm"].lower()]), got["dd"]), False
    if got["my"]:
        return _day(got["my"], str(_MONTHS[got["mm"].lower()]), got["md"]), False
    return _numeric(got["a"], got["b"], got["y"], month_first)


def _numeric(first: str, second: str, year: str, month_first: bool) -> tuple[date | None, bool]:
    day_month = _day(year, second, first)
    month_day = _day(year, first, second)
    if day_month and month_day:
        return (month_day if month_first else day_month), day_month != month_day
    return day_month or month_day, False


def _day(year: str, month: str, day: str) -> date | None:
    number = int(year)
    if number < 100:  # noqa: PLR2004  a two-digit year
        number += 2000 if number <= _PIVOT else 1900
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None


def _with_time(text: str, start: int, end: int, day: date, ambiguous: bool) -> PortalDate:
    before = list(_TIME.finditer(text, max(0, start - _TIME_BEFORE), start))
    after = _TIME.search(text, end, min(len(text), end + _TIME_AFTER + len("00:00:00 PM (GMT+7)")))
    if after and _GAP.fullmatch(text, end, after.start()):
        return _at(day, after, start, after.end(), ambiguous)
    if before and not _DATE.search(text, before[-1].end(), start):
        return _at(day, before[-1], before[-1].start(), end, ambiguous)
    return PortalDate(_midnight(day), "day", start, end, ambiguous)


def _at(day: date, time: re.Match[str], start: int, end: int, ambiguous: bool) -> PortalDate:
    hour, minute, half = int(time["h"]), int(time["m"]), (time["half"] or "").upper()
    unknown = half == "A" and hour == _NOON and minute == 0
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "P" else 0)
    if unknown or hour > 23:  # noqa: PLR2004  hours of a day
        return PortalDate(_midnight(day), "day", start, end, ambiguous)
    at = _midnight(day).replace(
        hour=hour, minute=minute, second=int(time["s"] or 0), tzinfo=_zone(time["zone"])
    )
    return PortalDate(at, "minute", start, end, ambiguous)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001  the portal's local time


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    if text == "Z":
        return timezone.utc  # noqa: UP017  one spelling with the offsets below
    digits = text[1:].replace(":", "")
    hours, minutes = (digits[:2], digits[2:]) if len(digits) > 2 else (digits, "0")  # noqa: PLR2004
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-offset if text[0] == "-" else offset)


def from_machine(value: str) -> PortalDate | None:
    """The date of an attribute or of JSON-LD: ISO 8601 first, else as people write it."""
    found = _ISO.match(value.strip())
    if not found:
        return first_date(value)
    try:
        at = datetime.fromisoformat(f"{found['date']}T{found['time'] or '00:00'}")
        at = at.replace(tzinfo=_zone(found["zone"]))
    except ValueError:
        return None
    return PortalDate(at, "minute" if found["time"] else "day", *found.span())


def is_plausible(at: datetime) -> bool:
    """Whether a page can have been published then: portals began after 1990."""
    return at.year >= _EARLIEST


def by_format(text: str, date_format: str) -> PortalDate | None:
    """The date a profile's `date_format` (strptime) reads from a text, or None."""
    try:
        at = datetime.strptime(text.strip(), date_format)  # noqa: DTZ007  local, or %z of the profile
    except ValueError:
        return None
    has_time = any(code in date_format for code in ("%H", "%I", "%X", "%c"))
    return PortalDate(at, "minute" if has_time else "day", 0, len(text))
