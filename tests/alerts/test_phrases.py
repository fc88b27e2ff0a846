"""Days and time limits in words."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.model import Language
from alerts.phrases import deadline_words, is_open, moved_words, working_days_between
from directives.model import Deadline, DeadlineKind

TODAY = date(2026, 2, 3)  # a Tuesday


def words(
    phrase: str,
    due: date | datetime | None,
    safe_by: date | None = None,
    kind: DeadlineKind = "date",
    language: Language = "vi",
) -> str:
    return deadline_words(Deadline(phrase, kind, due, safe_by), today=TODAY, language=language)


@pytest.mark.parametrize(
    ("phrase", "due", "safe_by", "expected"),
    [
        (
            "trước ngày 10/02/2026",
            date(2026, 2, 10),
            date(2026, 2, 9),
            "trước 10/02/2026, chậm nhất thứ Hai 09/02 (còn 4 ngày làm việc)",
        ),
        (
            "chậm nhất ngày 06/02",
            date(2026, 2, 6),
            date(2026, 2, 6),
            "hết thứ Sáu 06/02/2026 (còn 3 ngày làm việc)",
        ),
        (
            "chậm nhất ngày 08/02",
            date(2026, 2, 8),
            date(2026, 2, 6),
            "hết Chủ nhật 08/02/2026, chậm nhất thứ Sáu 06/02 (còn 3 ngày làm việc)",
        ),
        (
            "trước 14 giờ ngày 05/02",
            datetime(2026, 2, 5, 14),
            date(2026, 2, 5),
            "trước 14:00 thứ Năm 05/02/2026 (còn 2 ngày làm việc)",
        ),
        ("trong hôm nay", TODAY, TODAY, "hết thứ Ba 03/02/2026 (hôm nay là ngày cuối)"),
        (
            "trước ngày 04/02",
            date(2026, 2, 4),
            date(2026, 2, 2),
            "trước 04/02/2026, chậm nhất thứ Hai 02/02 (đã qua ngày làm việc cuối cùng)",
        ),
        ("trước ngày 01/02", date(2026, 2, 1), None, "trước 01/02/2026 (đã quá hạn 2 ngày)"),
        ("đến năm 9999", date(9999, 12, 31), None, "hết thứ Sáu 31/12/9999 (còn 2912409 ngày)"),
        ("hằng tháng", None, None, '"hằng tháng" (không nêu ngày cụ thể)'),
        ("ngay\n{{ x }}", None, None, '"ngay { { x }}" (không nêu ngày cụ thể)'),
    ],
)
def test_a_deadline_says_the_day_the_safe_day_and_what_is_left(
    phrase: str, due: date | datetime | None, safe_by: date | None, expected: str
) -> None:
    assert words(phrase, due, safe_by) == expected


@pytest.mark.parametrize(
    ("due", "safe_by", "expected"),
    [
        (
            date(2026, 2, 5),
            date(2026, 2, 4),
            "before 5 Feb 2026, at the latest Wed 4 Feb (1 working day left)",
        ),
        (date(2026, 2, 2), None, "before 2 Feb 2026 (1 day overdue)"),
        (TODAY, TODAY, "before 3 Feb 2026 (today is the last day)"),
        (None, None, '"trước" (no day is named)'),
    ],
)
def test_the_same_in_english(due: date | None, safe_by: date | None, expected: str) -> None:
    assert words("trước", due, safe_by, language="en") == expected


def test_tet_is_no_time_to_work_in() -> None:
    assert working_days_between(date(2026, 2, 12), date(2026, 2, 24)) < 8


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-30, 400))
def test_working_days_never_exceed_days_and_never_go_below_none(first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    assert 0 <= working_days_between(first, last) <= max(0, days)


@pytest.mark.parametrize(
    ("before", "after", "vietnamese", "english"),
    [
        (date(2026, 2, 5), date(2026, 2, 10), "muộn hơn 5 ngày", "5 days later"),
        (date(2026, 2, 10), date(2026, 2, 9), "sớm hơn 1 ngày", "1 day earlier"),
        (TODAY, TODAY, "", ""),
    ],
)
def test_a_moved_deadline_says_which_way(
    before: date, after: date, vietnamese: str, english: str
) -> None:
    assert moved_words(before, after, "vi") == vietnamese
    assert moved_words(before, after, "en") == english


def test_a_deadline_is_open_through_its_day_and_never_without_one() -> None:
    assert is_open(Deadline("x", "date", TODAY), TODAY)
    assert is_open(Deadline("x", "datetime", datetime(2026, 2, 3, 0, 0)), TODAY)
    assert not is_open(Deadline("x", "date", date(2026, 2, 2)), TODAY)
    assert not is_open(Deadline("x", "recurring"), TODAY)
