"""Feasts and memorial days by name, solar and lunar."""

import re
from datetime import date

from directives.holidays import lunar_days
from directives.periods import Period, coming_day, one_day, real_date

_YEAR = re.compile(r"(?<!\w)năm (?P<y>(?:1[89]|20|21)\d\d)(?!\w)")
_FEASTS = (
    (re.compile(r"(?:tết dương lịch|năm mới dương lịch)"), (1, 1)),
    (re.compile(r"(?:lễ tình nhân|valentine)"), (2, 14)),
    (re.compile(r"quốc tế phụ nữ"), (3, 8)),
    (re.compile(r"giải phóng miền nam|thống nhất đất nước"), (4, 30)),
    (re.compile(r"quốc tế lao động"), (5, 1)),
    (re.compile(r"quốc tế thiếu nhi"), (6, 1)),
    (re.compile(r"quốc khánh"), (9, 2)),
    (re.compile(r"phụ nữ việt nam"), (10, 20)),
    (re.compile(r"nhà giáo(?: việt nam)?"), (11, 20)),
    (re.compile(r"(?:lễ )?(?:giáng sinh|noel|nô en)"), (12, 25)),
)
_TET, _KINGS = 0, 1  # places in a row of `lunar_days`
_LUNAR_FEASTS = (
    (re.compile(r"giỗ tổ|hùng vương"), _KINGS),
    (re.compile(r"tết nguyên đán|tết âm lịch|mùng 1 tết"), _TET),
)


def feast(flat: str, today: date) -> Period | None:
    """The day of a feast named in level text, in its named year or the next to come."""
    for pattern, (month, day) in _FEASTS:
        if pattern.search(flat):
            year = _YEAR.search(flat)
            found = real_date(int(year["y"]), month, day) if year else coming_day(today, month, day)
            return one_day(found) if found else None
    for pattern, which in _LUNAR_FEASTS:
        if pattern.search(flat):
            coming = [days[which] for days in lunar_days().values() if days[which] >= today]
            return one_day(min(coming)) if coming else None
    return None
