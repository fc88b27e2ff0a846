"""A deadline's first line on every kind of day: passed, today, tomorrow, weekends, Tết, periods."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.messages import compose
from alerts.model import EventKind, Language
from alerts.phrases import deadline_words, last_day
from directives.holidays import is_working_day
from directives.model import Deadline, DeadlineKind, Extraction
from tests.alerts import samples
from tests.alerts.samples import alert, event, item

FRIDAY, MONDAY = date(2026, 2, 6), date(2026, 2, 9)
LAST_BEFORE_TET = date(2026, 2, 13)


def first_line(deadline: Deadline | None, now: datetime, language: Language = "vi") -> str:
    told = replace(samples.REPORT, cooperating=(), deadline=deadline)
    facts = item(extraction=Extraction(is_directive=True, directives=(told,)))
    message = compose(
        alert(event(EventKind.DIRECTIVE_NEW, facts)),
        delivery_id=samples.DELIVERY,
        language=language,
        now=now,
        timezone=samples.HANOI,
    )
    return message.body.split("\n")[0]


def local(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=samples.HANOI)


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2026, 2, 5), "còn 2 ngày làm việc"),
        (FRIDAY, "còn 1 ngày làm việc"),
        (date(2026, 2, 7), "còn 1 ngày làm việc"),
        (date(2026, 2, 8), "còn 1 ngày làm việc"),
        (MONDAY, "hôm nay là ngày cuối"),
        (date(2026, 2, 10), "đã qua ngày làm việc cuối cùng"),
        (date(2026, 2, 11), "đã quá hạn 1 ngày"),
        (date(2026, 3, 10), "đã quá hạn 28 ngày"),
    ],
)
def test_a_deadline_before_a_tuesday_is_counted_down_over_the_weekend(
    today: date, left: str
) -> None:
    deadline = Deadline("trước ngày 10/02/2026", "date", date(2026, 2, 10), MONDAY)
    line = first_line(deadline, local(today))
    assert line == f"HẠN: trước 10/02/2026, chậm nhất thứ Hai 09/02 ({left})"


def test_tet_stands_between_today_and_the_deadline() -> None:
    deadline = Deadline("chậm nhất ngày 25/02", "date", date(2026, 2, 25), date(2026, 2, 25))
    days = [date(2026, 2, day) for day in range(14, 26)]
    working = sum(map(is_working_day, days))
    assert working < 5
    line = first_line(deadline, local(LAST_BEFORE_TET))
    assert line == f"HẠN: hết thứ Tư 25/02/2026 (còn {working} ngày làm việc)"


def test_a_deadline_on_the_first_day_of_tet_is_best_done_before() -> None:
    deadline = Deadline("ngày 17/02/2026", "date", date(2026, 2, 17), LAST_BEFORE_TET)
    line = first_line(deadline, local(date(2026, 2, 12)))
    assert "chậm nhất thứ Sáu 13/02 (còn 1 ngày làm việc)" in line


@pytest.mark.parametrize(
    ("hour", "minute", "left"),
    [
        (8, 59, "hôm nay là ngày cuối"),
        (9, 0, "hôm nay là ngày cuối"),
        (9, 1, "đã quá giờ hôm nay"),
        (23, 59, "đã quá giờ hôm nay"),
    ],
)
def test_a_minute_that_has_passed_is_not_called_open(hour: int, minute: int, left: str) -> None:
    deadline = Deadline("trước 9 giờ ngày 10/02", "datetime", datetime(2026, 2, 10, 9))
    line = first_line(deadline, local(date(2026, 2, 10), hour, minute))
    assert line == f"HẠN: trước 09:00 thứ Ba 10/02/2026 ({left})"


def test_the_hour_is_that_of_the_reader() -> None:
    deadline = Deadline("trước 9 giờ ngày 10/02", "datetime", datetime(2026, 2, 10, 9))
    assert "quá giờ" in first_line(deadline, datetime(2026, 2, 10, 2, 30, tzinfo=UTC))
    assert "quá giờ" not in first_line(deadline, datetime(2026, 2, 10, 1, 30, tzinfo=UTC))


def test_a_day_without_an_hour_never_passes_by_the_hour() -> None:
    deadline = Deadline("ngày 10/02", "date", date(2026, 2, 10))
    assert "hôm nay là ngày cuối" in first_line(deadline, local(date(2026, 2, 10), 23, 59))


@pytest.mark.parametrize(
    ("kind", "phrase", "due", "vietnamese", "english"),
    [
        (
            "month", "trong tháng 3/2026", date(2026, 3, 31),
            "HẠN: hết thứ Ba 31/03/2026", "DUE: by the end of Tue 31 Mar 2026",
        ),
        (
            "quarter", "trong quý I/2026", date(2026, 3, 31),
            "HẠN: hết thứ Ba 31/03/2026", "DUE: by the end of Tue 31 Mar 2026",
        ),
        (
            "year", "năm 2026", date(2026, 12, 31),
            "HẠN: hết thứ Năm 31/12/2026", "DUE: by the end of Thu 31 Dec 2026",
        ),
        (
            "datetime", "trước 17 giờ ngày 06/02", datetime(2026, 2, 6, 17),
            "HẠN: trước 17:00 thứ Sáu 06/02/2026", "DUE: before 17:00 on Fri 6 Feb 2026",
        ),
        (
            "recurring", "ngày 20 hằng tháng", None,
            'HẠN: "ngày 20 hằng tháng" (không nêu ngày', 'DUE: "ngày 20 hằng tháng" (no day is named',
        ),
        (
            "immediate", "ngay", None,
            'HẠN: "ngay" (không nêu ngày cụ thể)', 'DUE: "ngay" (no day is named)',
        ),
        ("event", "\u200b", None, "HẠN: (không nêu ngày", "DUE: (no day is named"),
    ],
)  # fmt: skip
def test_every_kind_of_deadline_has_its_words(
    kind: DeadlineKind,
    phrase: str,
    due: date | datetime | None,
    vietnamese: str,
    english: str,
) -> None:
    now = local(date(2026, 2, 3))
    assert first_line(Deadline(phrase, kind, due), now).startswith(vietnamese)
    assert first_line(Deadline(phrase, kind, due), now, "en").startswith(english)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("vi", "Sở KH&CN: "),
        ("en", "Sở KH&CN: "),
    ],
)
def test_without_a_deadline_the_task_comes_first_and_says_so(language: Language, line: str) -> None:
    told = first_line(None, local(FRIDAY), language)
    assert told.startswith(line)
    assert told.endswith("Không nêu hạn" if language == "vi" else "No deadline given")


@pytest.mark.parametrize(
    ("days", "english"),
    [(1, "1 working day left"), (3, "3 working days left"), (-1, "1 day overdue")],
)
def test_english_counts_one_day_and_many(days: int, english: str) -> None:
    due = date.fromordinal(date(2026, 2, 3).toordinal() + days)
    assert english in first_line(Deadline("ngày", "date", due), local(date(2026, 2, 3)), "en")


DAYS = st.dates(date(2025, 12, 1), date(2027, 3, 1))


@given(DAYS, DAYS, st.sampled_from(["vi", "en"]), st.none() | st.times())
def test_exactly_one_statement_is_made_of_what_is_left(
    today: date, due: date, language: Language, hour: object
) -> None:
    safe = due
    while not is_working_day(safe):
        safe = date.fromordinal(safe.toordinal() - 1)
    deadline = Deadline("ngày", "date", due, safe)
    words = deadline_words(deadline, today=today, language=language, hour=hour)  # type: ignore[arg-type]
    inside = words[words.rindex("(") + 1 : -1]
    passed = ("đã quá hạn", "overdue"), today > due
    safe_gone = ("đã qua ngày", "the last working day has"), safe < today <= due
    last = ("hôm nay là", "today is"), today == safe
    left = ("còn ", " left"), today < safe
    for marks, true in (passed, safe_gone, last, left):
        assert any(mark in inside for mark in marks) == true
    assert last_day(deadline) == due
