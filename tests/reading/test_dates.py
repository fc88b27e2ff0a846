from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading.dates import by_format, find_dates, first_date, from_machine

CASES = [
    ("10:47, Thứ Sáu, 6-1-2023", "2023-01-06T10:47", "minute"),
    ("27/07/2021 | 04:30 PM", "2021-07-27T16:30", "minute"),
    ("27/07/2021 | 12:00 AM", "2021-07-27T00:00", "day"),
    ("27/07/2021 12:05 AM", "2021-07-27T00:05", "minute"),
    ("13/7/2026", "2026-07-13T00:00", "day"),
    ("Cập nhật: Thứ Ba, ngày 14/01/2020", "2020-01-14T00:00", "day"),
    ("ngày 06 tháng 7 năm 2005", "2005-07-06T00:00", "day"),
    ("16h30 ngày 02/09/2025", "2025-09-02T16:30", "minute"),
    ("2023-01-06 08:05:09", "2023-01-06T08:05", "minute"),
    ("April 26, 2024", "2024-04-26T00:00", "day"),
    ("26 Apr. 2024", "2024-04-26T00:00", "day"),
    ("Filed 3-27-26", "2026-03-27T00:00", "day"),
    ("4/26/2024", "2024-04-26T00:00", "day"),
]


@pytest.mark.parametrize(("text", "at", "precision"), CASES)
def test_portal_dates_are_read_as_written(text: str, at: str, precision: str) -> None:
    found = first_date(text)
    assert found is not None
    assert found.at.isoformat(timespec="minutes") == at
    assert found.precision == precision
    assert found.at.tzinfo is None


@pytest.mark.parametrize(
    "text",
    ["", "31/02/2023", "2979/QĐ-UBND", "0977.12.3456", "1.2.3.4", "giai đoạn 2021-2025", "12/2023",
     "số 13/2023/QĐ-UBND", "tel 024-351-23536"],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert first_date(text) is None


def test_a_stated_offset_makes_the_time_aware() -> None:
    found = first_date("Thứ năm, 21/5/2020, 10:00 (GMT+7)")
    assert found is not None
    assert found.at.utcoffset() == timedelta(hours=7)
    machine = from_machine("2020-05-21T03:00:00Z")
    assert machine is not None
    assert machine.at.utcoffset() == timedelta(0)


def test_the_order_of_day_and_month_follows_the_page_where_both_are_possible() -> None:
    assert [d.at.month for d in find_dates("03/04/2024")] == [4]
    assert [d.at.month for d in find_dates("03/04/2024", month_first=True)] == [3]
    assert [d.at.month for d in find_dates("25/04/2024", month_first=True)] == [4]


def test_each_date_keeps_its_own_time() -> None:
    found = list(find_dates("08:00 01/02/2026 đến 17:30 03/02/2026"))
    assert [(d.at.day, d.at.hour) for d in found] == [(1, 8), (3, 17)]


def test_a_format_of_a_profile_is_followed() -> None:
    found = by_format("2026.03.01", "%Y.%m.%d")
    assert found is not None
    assert (found.at, found.precision) == (datetime.fromisoformat("2026-03-01"), "day")
    assert by_format("soon", "%Y.%m.%d") is None


@settings(deadline=None)
@given(st.datetimes(datetime.fromisoformat("1990-01-01"), datetime.fromisoformat("2068-12-31")))
def test_every_day_and_minute_survives_the_form_of_the_portal(at: datetime) -> None:
    text = f"{at.hour}:{at.minute:02d}, Thứ Sáu, {at.day}-{at.month}-{at.year}"
    found = first_date(text)
    assert found is not None
    assert found.at == at.replace(second=0, microsecond=0)


@settings(deadline=None)
@given(st.text(alphabet="0123456789/-.: hGMT+AP()tháng", max_size=60))
def test_no_heap_of_digits_makes_it_fail(text: str) -> None:
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)
    from_machine(text)
