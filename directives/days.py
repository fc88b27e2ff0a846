"""Days as written in running text (10/12/2023, 20.7.2020, ngày 6 tháng 7 năm 2005) made dates."""

import re
from calendar import monthrange
from datetime import date, datetime

_MONTHS, _QUARTER = 12, 3
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
DAY = (
    r"(?P<d>\d{1,2})(?: {0,2}(?P<sep>[/.-]) {0,2}(?P<m>\d{1,2})(?: {0,2}(?P=sep) {0,2}(?P<y>(?:19|20)\d\d))?(?![\d/])"
    r"|,? tháng (?P<m2>\d{1,2})(?:(?:,? năm |[/-])(?P<y2>(?:19|20)\d\d))?)"
)
CLOCK = r"(?P<h>\d{1,2}) {0,1}(?:giờ|h|g|:)(?: {0,1}(?P<min>\d{2})(?:'| phút|p)?)?"
QUARTER = r"quý {1,2}(?P<q>iv|iii|ii|i|[1-4])(?!\w)"


def day_of(match: re.Match[str], base: date | None) -> date | None:
    """The date of a `DAY` match; a missing year makes it the next such day not before `base`.

    None for a day that does not exist, and for one without year when there is no base.
    """
    month, year = match["m"] or match["m2"], match["y"] or match["y2"]
    if year:
        return _date(int(year), int(month), int(match["d"]))
    if base is None:
        return None
    same = _date(base.year, int(month), int(match["d"]))
    if same and same >= base:
        return same
    return _date(base.year + 1, int(month), int(match["d"]))


def minute_of(match: re.Match[str], day: date) -> datetime | None:
    """The minute of a `CLOCK` match on `day`; None for an hour that does not exist."""
    try:
        return datetime(day.year, day.month, day.day, int(match["h"]), int(match["min"] or 0))  # noqa: DTZ001  local and naive by contract
    except ValueError:
        return None


def month_end(year: int, month: int) -> date | None:
    """The last day of a month; None for a month that does not exist."""
    if not 1 <= month <= _MONTHS:
        return None
    return date(year, month, monthrange(year, month)[1])


def quarter_end(year: int, quarter: int) -> date | None:
    """The last day of a quarter of the year."""
    return month_end(year, quarter * _QUARTER)


def quarter_number(written: str) -> int:
    """1 to 4 from an Arabic or Roman numeral in lower case."""
    return _ROMAN.get(written) or int(written)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
