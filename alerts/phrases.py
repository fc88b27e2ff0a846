"""Days, times and time limits in the words of a message, Vietnamese and English."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from alerts.model import Language
from alerts.plain import harmless
from directives.holidays import is_working_day
from directives.model import Deadline
from directives.normal import fold

#: Beyond a year holidays are not announced yet and nobody counts working days.
COUNTED_DAYS = 366
PHRASE_LIMIT = 120  # signs; a deadline's own words are rarely over 60
SHORT_PHRASE_LIMIT = 40  # the same where every sign counts

_WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_BETWEEN = {"vi": "từ {} đến {}", "en": "between {} and {}"}
_WITHIN_DAY = {"vi": "từ {} đến {} ngày {}", "en": "between {} and {} on {}"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def last_day(deadline: Deadline) -> date | None:
    """The day named by the deadline, or the last of the period; None where no day follows."""
    return deadline.due.date() if isinstance(deadline.due, datetime) else deadline.due


def is_open(deadline: Deadline, today: date) -> bool:
    """Whether a day follows from the deadline and has not passed."""
    day = last_day(deadline)
    return day is not None and day >= today


def day_words(day: date, language: Language) -> str:
    """`10/02/2026`, or `10 Feb 2026`."""
    if language == "vi":
        return f"{day:%d/%m/%Y}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def moment_words(moment: datetime, language: Language) -> str:
    """`14:05 ngày 10/02/2026`, or `10 Feb 2026 14:05`; `moment` is already local."""
    day = day_words(moment.date(), language)
    return f"{moment:%H:%M} ngày {day}" if language == "vi" else f"{day} {moment:%H:%M}"


def short_day_words(day: date, language: Language) -> str:
    """`thứ Hai 09/02`, or `Mon 9 Feb`."""
    weekday = _WEEKDAYS[language][day.weekday()]
    if language == "vi":
        return f"{weekday} {day:%d/%m}"
    return f"{weekday} {day.day} {_MONTHS[day.month - 1]}"


def deadline_words(
    deadline: Deadline, *, today: date, language: Language, hour: time | None = None
) -> str:
    """What follows `HẠN: `: the day, the safe last working day, and how long is left.

    `hour`: the local time of `today`, so that a minute that has passed is not called open.
    """
    day = last_day(deadline)
    if day is None:
        phrase = harmless(deadline.phrase, PHRASE_LIMIT)
        quoted = f'"{phrase}"' if phrase else ""
        return (quoted + _TEXTS[language].no_day).strip()
    named = _named(deadline, day, language)
    safe = deadline.safe_by
    if safe is not None and safe != day:
        named += _TEXTS[language].done_by.format(day=short_day_words(safe, language))
    if hour is not None and day == today and _has_struck(deadline.due, hour):
        return f"{named} ({_TEXTS[language].hour_passed})"
    return f"{named} ({_left(safe or day, day, today, language)})"


def short_deadline_words(deadline: Deadline, *, today: date, language: Language) -> str:
    """The deadline in few words: `thứ Hai 09/02 (còn 4 ngày làm việc)`."""
    day = last_day(deadline)
    if day is None:
        return harmless(deadline.phrase, SHORT_PHRASE_LIMIT)
    safe = deadline.safe_by or day
    return f"{short_day_words(safe, language)} ({_left(safe, day, today, language)})"


def day_of(deadline: Deadline, language: Language) -> str:
    """The last day on which one is in time, as titles name it: `09/02`, or `9 Feb`."""
    day = deadline.safe_by or last_day(deadline)
    if day is None:
        return ""
    return f"{day:%d/%m}" if language == "vi" else f"{day.day} {_MONTHS[day.month - 1]}"


def span_words(since: datetime, until: datetime, language: Language) -> str:
    """`từ 09:30 đến 10:30 ngày 03/02/2026`; both are already local."""
    if since.date() != until.date():
        return _BETWEEN[language].format(
            moment_words(since, language), moment_words(until, language)
        )
    day = day_words(until.date(), language)
    return _WITHIN_DAY[language].format(f"{since:%H:%M}", f"{until:%H:%M}", day)


def _has_struck(due: date | datetime | None, hour: time) -> bool:
    return isinstance(due, datetime) and due.time() < hour


def moved_words(before: date, after: date, language: Language) -> str:
    """`muộn hơn 5 ngày` or `sớm hơn 5 ngày`; "" when both are one day."""
    days = (after - before).days
    if not days:
        return ""
    texts = _TEXTS[language]
    return (texts.later if days > 0 else texts.earlier).format(days=_days(abs(days), language))


def working_days_between(first: date, last: date) -> int:
    """Working days after `first` up to and with `last`; 0 if there are none."""
    span = max(0, (last - first).days)
    return sum(is_working_day(first + timedelta(days=1 + n)) for n in range(span))


@dataclass(frozen=True, slots=True)
class _Texts:
    before: str
    until: str
    minute: str
    no_day: str
    done_by: str
    left: str
    far: str
    last_today: str
    safe_passed: str
    hour_passed: str
    overdue: str
    later: str
    earlier: str


_TEXTS = {
    "vi": _Texts(
        before="trước {day}",
        until="hết {day}",
        minute="{time} {day}",
        no_day=" (không nêu ngày cụ thể)",
        done_by=", chậm nhất {day}",
        left="còn {days} làm việc",
        far="còn {days}",
        last_today="hôm nay là ngày cuối",
        safe_passed="đã qua ngày làm việc cuối cùng",
        hour_passed="đã quá giờ hôm nay",
        overdue="đã quá hạn {days}",
        later="muộn hơn {days}",
        earlier="sớm hơn {days}",
    ),
    "en": _Texts(
        before="before {day}",
        until="by the end of {day}",
        minute="{time} on {day}",
        no_day=" (no day is named)",
        done_by=", at the latest {day}",
        left="{days} left",
        far="{days} left",
        last_today="today is the last day",
        safe_passed="the last working day has passed",
        hour_passed="the hour has passed today",
        overdue="{days} overdue",
        later="{days} later",
        earlier="{days} earlier",
    ),
}


def _named(deadline: Deadline, day: date, language: Language) -> str:
    texts = _TEXTS[language]
    if isinstance(deadline.due, datetime):
        moment = texts.minute.format(time=f"{deadline.due:%H:%M}", day=_weekday_and(day, language))
        return texts.before.format(day=moment)
    if "truoc" in fold(deadline.phrase).split():
        return texts.before.format(day=day_words(day, language))
    return texts.until.format(day=_weekday_and(day, language))


def _weekday_and(day: date, language: Language) -> str:
    return f"{_WEEKDAYS[language][day.weekday()]} {day_words(day, language)}"


def _left(safe: date, day: date, today: date, language: Language) -> str:
    texts = _TEXTS[language]
    if today > day:
        return texts.overdue.format(days=_days((today - day).days, language))
    if today > safe:
        return texts.safe_passed
    if today == safe:
        return texts.last_today
    if (safe - today).days > COUNTED_DAYS:
        return texts.far.format(days=_days((safe - today).days, language))
    count = working_days_between(today, safe)
    if language == "en":
        return texts.left.format(days=f"{count} working day{'' if count == 1 else 's'}")
    return texts.left.format(days=_days(count, language))


def _days(count: int, language: Language) -> str:
    if language == "vi":
        return f"{count} ngày"
    return f"{count} day{'' if count == 1 else 's'}"
