"""Time limits in a sentence; horizons, periods and effect dates are none (rules of the lexicon)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from directives.days import (
    CLOCK,
    DAY,
    QUARTER,
    day_of,
    minute_of,
    month_end,
    quarter_end,
    quarter_number,
)
from directives.holidays import after_working_days, last_working_day
from directives.model import Deadline, DeadlineKind
from directives.normal import level

_ONE_DAY = timedelta(days=1)
_OFFICE_OPENS = 8  # an hour up to this leaves nothing of the day itself
_REACH_BACK = 40  # characters in which a word can make a date none of ours
_BEFORE = r"(?:trước|xong trước)"
_UNTIL = (
    r"(?:(?:chậm|muộn) nhất(?: (?:là|vào|đến|trong|trước))*(?: hết)?|không (?:quá|muộn hơn|chậm hơn)|"
    r"hạn (?:cuối|chót|nộp)(?: cùng)?(?: là)?:?|thời hạn(?: hoàn thành| thực hiện| báo cáo| gửi)?:|"
    r"(?:hoàn thành|xong|kết thúc)(?: (?:vào|trong|đến|đúng))?|(?:đến|vào) hết|đến|hết|trong)"
)
_DATE = re.compile(
    rf"(?<!\w)(?P<lead>(?:chậm nhất |muộn nhất )?(?:là )?{_BEFORE}|{_UNTIL}) {{1,2}}(?:{CLOCK},? {{0,2}})?(?:ngày {{1,2}})?(?:mồng |mùng )?{DAY}"
)
_MONTH = re.compile(
    r"(?<!\w)(?P<lead>trước|trong|hết|xong|cuối|giữa|đầu|chậm nhất(?: là)?(?: (?:trong|vào|đến))?)"
    r"(?: (?:trong|cuối|đầu|giữa|hết))? {1,2}tháng (?P<m>\d{1,2}|này|tới|sau)(?! {0,1}[/-]? {0,1}\d{1,2}[/-]\d)(?:(?: {0,1}[/-] {0,1}|,? năm )(?P<y>(?:19|20)\d\d))?(?!\w)"
)
_QUARTER = re.compile(
    r"(?<!\w)(?P<lead>trước|trong|hết|xong|cuối|chậm nhất(?: là)?(?: (?:trong|vào|đến))?)(?: (?:trong|cuối|đầu|hết))?"
    rf" {{1,2}}{QUARTER}(?:(?: {{0,1}}[/-] {{0,1}}|,? năm | )(?P<y>(?:19|20)\d\d))?"
)
_YEAR = re.compile(
    r"(?<!\w)(?P<lead>trước|trong|hết|xong|cuối|ngay trong|vào)(?: (?:trong|cuối|hết))?"
    r" {1,2}năm (?P<y>(?:19|20)\d\d(?! {0,1}[-–] {0,1}\d)|nay|này)(?!\w)"
)
_RECURRING = re.compile(
    r"(?<!\w)(?:(?:định kỳ|trước|vào|từ)[^.;\n]{0,60}?)?(?:(?:hằng|hàng) (?:năm|tháng|tuần|quý|ngày)|mỗi (?:năm|tháng|tuần|quý) (?:một|1|hai|2) lần)(?!\w)"
    r"|(?<!\w)định kỳ(?= (?:báo cáo|kiểm tra|tổng hợp|đánh giá|rà soát|cập nhật)(?!\w))"
    r"|(?<!\w)định kỳ (?:\d{1,2} tháng|6 tháng|quý|tháng|tuần|năm)[^.;,\n]{0,40}"
)
_RELATIVE = re.compile(
    r"(?<!\w)(?:(?:chậm nhất|không quá)(?: (?:là|trong|sau))? |trong (?:vòng |thời hạn |thời gian )?)(?P<n>\d{1,3}) (?P<unit>ngày|giờ|tháng|tuần)(?P<work> làm việc)?(?!\w)"
    r"(?P<from>,?(?: kể)? từ (?:ngày|khi) (?P<sign>ký|ban hành)?[^.;,\n]{0,60})?"
)
_EVENT = re.compile(
    r"(?<!\w)(?:(?:trước|phục vụ) (?:kỳ họp|phiên họp|hội nghị|mùa mưa|mùa khô|mùa bão|mùa lũ|tết|năm học mới|đại hội|cuộc bầu cử|ngày bầu cử)[^.;,\n]{0,40}"
    r"|(?:hoàn thành|xong)[^.;\n]{0,30}(?:nhân |vào )?dịp [^.;,\n]{1,40}|(?:ngay )?sau khi (?:có|nhận|được|kết thúc|hoàn thành)[^.;,\n]{1,60})"
)
_IMMEDIATE = re.compile(
    r"(?<!\w)(?:ngay lập tức|lập tức|ngay trong (?:hôm nay|ngày)|ngay khi nhận được[^.;,\n]{0,40}|ngay từ bây giờ|tức khắc)(?!\w)"
)
_FOREIGN = re.compile(
    r"(?:có hiệu lực|kể từ|từ ngày [\d/. -]{1,12}|từ [\d/. -]{1,12}|(?:được |đã |đã được )(?:phê duyệt|ban hành|cấp|ký|thành lập|hoàn thành|giao|xây dựng)|"
    r"(?:trẻ|trẻ em|người|con|công dân) sinh|phát hành|xảy ra|cư trú|so với|tính)(?: \w{1,12}){0,2} {0,2}$"
)
_OF_PERIOD = re.compile(
    r"(?:nhiệm vụ|chỉ tiêu|kế hoạch|mục tiêu|kết quả|công tác|tình hình)(?: \w{1,12}){0,2} {0,2}$"
)
_REPORTS = re.compile(
    r"(?<!\w)(?:báo cáo|tổng hợp|gửi|cập nhật|công khai|công bố)(?: \w{1,12}){0,6} {0,2}$"
)
_NO_LIMIT_LEADS = frozenset(
    {"đến", "trong", "hết"}
)  # weak: alone they need a whole day behind them


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    kind: DeadlineKind
    due: date | datetime | None
    last: date | None  # last day on which one is surely in time, before working days are looked at


Reader = Callable[[re.Match[str], date | None], _Found | None]


def read_deadline(text: str, base: date | None = None) -> Deadline | None:
    """The time limit in one task of NFC `text`; `base` is the paper's or the publication's day."""
    flat = level(text)
    for pattern, reader in _READERS:
        for match in pattern.finditer(flat):
            if _is_foreign(flat, match):
                continue
            found = reader(match, base)
            if found is not None:
                return _deadline(text, found)
    return None


def _is_foreign(flat: str, match: re.Match[str]) -> bool:
    """Whether a time belongs to something else: an effect, a fact, or the plan of a year."""
    back, start = max(0, match.start() - _REACH_BACK), match.start()
    if _FOREIGN.search(flat, back, start):
        return True
    if match[0].startswith(("trước", "chậm", "muộn", "xong", "hạn")) or match.re is _EVENT:
        return False
    of_period = _OF_PERIOD.search(flat, back, start)
    return bool(of_period) and not (match.re is _RECURRING and _REPORTS.search(flat, back, start))


def _deadline(text: str, found: _Found) -> Deadline:
    phrase = text[found.start : found.end].strip()
    safe = last_working_day(found.last) if found.last else None
    return Deadline(phrase, found.kind, found.due, safe)


def _by_date(match: re.Match[str], base: date | None) -> _Found | None:
    weak = match["lead"] in _NO_LIMIT_LEADS
    bare_number = match["sep"] in (".", "-") and not match["y"]
    if bare_number and (weak or "ngày" not in match[0]):
        return None  # 1.5 and 3-4 are amounts
    day = day_of(match, base)
    if day is None:
        return None
    strict = "trước" in match["lead"]
    minute = minute_of(match, day) if match["h"] else None
    if minute is not None:
        late = minute.hour > _OFFICE_OPENS
        return _Found(
            match.start(), match.end(), "datetime", minute, day if late else day - _ONE_DAY
        )
    return _Found(match.start(), match.end(), "date", day, day - _ONE_DAY if strict else day)


def _by_month(match: re.Match[str], base: date | None) -> _Found | None:
    start = _month_start(match, base)
    if start is None:
        return None
    due = month_end(start.year, start.month)
    return _period(match, "month", start, due)


def _month_start(match: re.Match[str], base: date | None) -> date | None:
    written = match["m"]
    if not written.isdigit():
        this = base.replace(day=1) if base else None
        return this if this is None or written == "này" else _next_month(this)
    month = int(written)
    if match["y"]:
        return date(int(match["y"]), month, 1) if month_end(int(match["y"]), month) else None
    if base is None or month_end(base.year, month) is None:
        return None
    return date(base.year + (month < base.month), month, 1)


def _next_month(first: date) -> date:
    last = month_end(first.year, first.month)
    return (last or first) + _ONE_DAY


def _by_quarter(match: re.Match[str], base: date | None) -> _Found | None:
    quarter = quarter_number(match["q"])
    year = int(match["y"]) if match["y"] else base.year if base else None
    if year is None:
        return None
    due = quarter_end(year, quarter)
    if due and base and not match["y"] and due < base:
        due = quarter_end(year + 1, quarter)
    start = due.replace(day=1, month=due.month - 2) if due else None
    return _period(match, "quarter", start, due)


def _by_year(match: re.Match[str], base: date | None) -> _Found | None:
    written = match["y"]
    year = int(written) if written.isdigit() else base.year if base else None
    if year is None or (base is not None and year < base.year):
        return None
    return _period(match, "year", date(year, 1, 1), date(year, 12, 31))


def _period(
    match: re.Match[str], kind: DeadlineKind, start: date | None, due: date | None
) -> _Found:
    strict = match["lead"].startswith("trước")
    last = start - _ONE_DAY if strict and start else due
    return _Found(match.start(), match.end(), kind, due, last)


def _recurring(match: re.Match[str], _: date | None) -> _Found:
    return _Found(match.start(), match.end(), "recurring", None, None)


def _event(match: re.Match[str], _: date | None) -> _Found:
    return _Found(match.start(), match.end(), "event", None, None)


def _immediate(match: re.Match[str], _: date | None) -> _Found:
    return _Found(match.start(), match.end(), "immediate", None, None)


def _relative(match: re.Match[str], base: date | None) -> _Found | None:
    if match["from"] is None and not match[0].startswith(
        ("trong vòng", "trong thời", "chậm", "không")
    ):
        return None
    count, due = int(match["n"]), None
    if match["sign"] and base and match["unit"] == "ngày":
        due = after_working_days(base, count) if match["work"] else base + count * _ONE_DAY
    return _Found(match.start(), match.end(), "relative", due, due)


_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_RECURRING, _recurring),
    (_DATE, _by_date),
    (_MONTH, _by_month),
    (_QUARTER, _by_quarter),
    (_YEAR, _by_year),
    (_RELATIVE, _relative),
    (_EVENT, _event),
    (_IMMEDIATE, _immediate),
)
