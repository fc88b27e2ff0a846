"""Days, weeks, months, quarters and years in level text with digits, against a given now."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from directives.days import month_end, quarter_number
from directives.feasts import feast
from directives.periods import Period, coming_day, month_first, months, one_day, one_week, real_date

_DAY, _WEEK, _MONTHS, _QUARTERS, _SUNDAY = timedelta(days=1), 7, 12, 3, 6
_CENTURY, _PIVOT = 2000, 70  # two digits of a year up to the pivot belong to this century
_NEXT = r"(?:sau|tới|tiếp theo|kế tiếp|sắp tới|tiếp|kế)"
_PAST = r"(?:trước|vừa rồi|vừa qua|qua|rồi|ngoái)"
_THIS = r"(?:này|nay|hiện tại|hiện nay)"
_STEP = rf"(?:(?P<next>{_NEXT})|(?P<past>{_PAST})|(?P<this>{_THIS}))(?!\w)"
_FULL = re.compile(
    r"(?<![\d/.:-])(?:(?P<iso>\d{4})-(?P<im>\d{1,2})-(?P<id>\d{1,2})|(?P<d>\d{1,2}) ?(?P<sep>[/.-]) ?(?P<m>\d{1,2})(?: ?(?P=sep) ?(?P<y>\d{4}|\d{2}))?)(?![\d:])"
)
_SPOKEN = re.compile(
    rf"(?<!\w)(?:(?:ngày |mồng |mùng ){{0,2}}(?P<d>\d{{1,2}}),? )?tháng (?P<m>\d{{1,2}})(?:(?:,? ?(?:của )?năm |[/, -]{{1,2}})(?P<y>\d{{4}})|(?: {_STEP}))?(?! ?tiếng)(?!\w)"
)
_ORDINAL = re.compile(
    r"(?<!\w)(?P<unit>ngày|tuần) (?P<which>đầu tiên|đầu|cuối cùng|cuối) (?:của )?"
)
_WEEKDAY = re.compile(
    rf"(?<!\w)(?:thứ (?P<n>[2-7])|(?P<sunday>chủ nhật|chúa nhật))(?!\w)(?:,? ?(?:của )?(?:(?P<week>tuần )?{_STEP}))?"
)
_RELATIVE_DAY = (
    (re.compile(r"(?<!\w)(?:ngày )?hôm kìa"), -3),
    (re.compile(r"(?<!\w)(?:ngày )?hôm kia(?!\w)"), -2),
    (re.compile(r"(?<!\w)(?:ngày )?hôm qua(?!\w)|(?:sáng|trưa|chiều|tối|đêm) qua(?!\w)"), -1),
    (
        re.compile(
            r"(?<!\w)(?:ngày )?hôm nay(?!\w)|(?:sáng|trưa|chiều|tối|đêm) nay(?!\w)|(?<!\w)ngày nay(?!\w)"
        ),
        0,
    ),
    (re.compile(r"(?<!\w)ngày (?:kia|mốt)(?!\w)|(?<!\w)mốt(?!\w)"), 2),
    (re.compile(r"(?<!\w)(?:ngày )?mai(?!\w)"), 1),
)
_PERIOD = re.compile(rf"(?<!\w)(?P<unit>tuần|tháng|quý|năm) {_STEP}")
_QUARTER = re.compile(
    rf"(?<!\w)quý (?P<q>iv|iii|ii|i|[1-4])(?!\w)(?:(?:,? ?(?:của )?năm |[/ -])(?:(?P<y>\d{{4}})|{_STEP}))?"
)
_YEAR = re.compile(r"(?<!\w)năm (?P<y>(?:1[89]|20|21)\d\d)(?!\w)")
_BARE_DAY = re.compile(
    r"(?<!\w)(?:ngày|mồng|mùng) (?:mồng |mùng )?(?P<d>\d{1,2})(?![\d/.:-])(?! (?:tới|trước|nữa|sau|qua|vừa|tiếp|làm))"
)
_WEEKEND = re.compile(rf"(?<!\w)cuối tuần(?: {_STEP})?")


def read_period(flat: str, today: date) -> Period | None:
    """The first kind of calendar expression that level text holds, or None."""
    for reader in _READERS:
        if (period := reader(flat, today)) is not None:
            return period
    return None


def _step(match: re.Match[str]) -> int:
    return 1 if match["next"] else -1 if match["past"] else 0


def _full(flat: str, today: date) -> Period | None:
    match = _FULL.search(flat)
    if match is None:
        return None
    if match["iso"]:
        day = real_date(int(match["iso"]), int(match["im"]), int(match["id"]))
    elif match["y"]:
        day = real_date(_whole_year(match["y"]), int(match["m"]), int(match["d"]))
    elif match["sep"] == "." and "ngày" not in flat:
        return None
    else:
        day = coming_day(today, int(match["m"]), int(match["d"]))
    return one_day(day) if day else None


def _whole_year(written: str) -> int:
    year = int(written)
    if len(written) > 2:  # noqa: PLR2004  two digits are a short year
        return year
    return year + _CENTURY - (100 if year > _PIVOT else 0)


def _spoken(flat: str, today: date) -> Period | None:
    match = _SPOKEN.search(flat)
    if match is None or not 1 <= int(match["m"]) <= _MONTHS:
        return None
    month = int(match["m"])
    if match["d"]:
        day = (
            real_date(int(match["y"]), month, int(match["d"]))
            if match["y"]
            else coming_day(today, month, int(match["d"]))
        )
        return one_day(day) if day else None
    year = (
        int(match["y"])
        if match["y"]
        else today.year + (month < today.month) - (match["past"] is not None)
    )
    found = months(year, month, 1, "month")
    return _ordinal(flat, found) if found else None


def _ordinal(flat: str, period: Period) -> Period:
    match = _ORDINAL.search(flat)
    if match is None:
        return period
    day = period.start if match["which"].startswith("đầu") else period.end - _DAY
    return one_day(day) if match["unit"] == "ngày" else one_week(day)


def _weekday(flat: str, today: date) -> Period | None:
    match = _WEEKDAY.search(flat)
    if match is None:
        return None
    wanted = _SUNDAY if match["sunday"] else int(match["n"]) - 2
    monday = today - today.weekday() * _DAY
    if match["week"] or match["this"]:
        return one_day(monday + (wanted + _WEEK * _step(match)) * _DAY)
    if match["past"]:
        return one_day(today - ((today.weekday() - wanted - 1) % _WEEK + 1) * _DAY)
    return one_day(today + ((wanted - today.weekday() - 1) % _WEEK + 1) * _DAY)


def _relative_day(flat: str, today: date) -> Period | None:
    for pattern, offset in _RELATIVE_DAY:
        if pattern.search(flat):
            return one_day(today + offset * _DAY)
    return None


def _period(flat: str, today: date) -> Period | None:
    match = _PERIOD.search(flat)
    if match is None:
        return None
    step = _step(match)
    if match["unit"] == "tuần":
        found: Period | None = one_week(today + step * _WEEK * _DAY)
    elif match["unit"] == "tháng":
        found = months(today.year, today.month + step, 1, "month")
    elif match["unit"] == "quý":
        first = (today.month - 1) // _QUARTERS * _QUARTERS + 1
        found = months(today.year, first + step * _QUARTERS, _QUARTERS, "quarter")
    else:
        found = months(today.year + step, 1, _MONTHS, "year")
    return _ordinal(flat, found) if found else None


def _quarter(flat: str, today: date) -> Period | None:
    match = _QUARTER.search(flat)
    if match is None:
        return None
    number = quarter_number(match["q"])
    year = int(match["y"]) if match["y"] else today.year + _step(match)
    if not match["y"] and not match["this"] and not _step(match):
        year += (month_end(year, number * _QUARTERS) or today) < today
    return months(year, (number - 1) * _QUARTERS + 1, _QUARTERS, "quarter")


def _year(flat: str, _: date) -> Period | None:
    match = _YEAR.search(flat)
    found = months(int(match["y"]), 1, _MONTHS, "year") if match else None
    return _ordinal(flat, found) if found else None


def _bare_day(flat: str, today: date) -> Period | None:
    match = _BARE_DAY.search(flat)
    if match is None:
        return None
    for ahead in range(_MONTHS):
        first = month_first(today.year, today.month + ahead)
        day = real_date(first.year, first.month, int(match["d"])) if first else None
        if day and day >= today:
            return one_day(day)
    return None


def _weekend(flat: str, today: date) -> Period | None:
    match = _WEEKEND.search(flat)
    if match is None:
        return None
    saturday = today - today.weekday() * _DAY + (5 + _step(match) * _WEEK) * _DAY
    return Period(saturday, saturday + 2 * _DAY, "day")


_READERS: tuple[Callable[[str, date], Period | None], ...] = (
    _full, feast, _spoken, _quarter, _relative_day, _weekday, _weekend, _period, _bare_day, _year,
)  # fmt: skip
