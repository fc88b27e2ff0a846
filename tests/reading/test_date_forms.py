from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.dates import find_dates, first_date, from_machine, is_plausible


def read(text: str) -> str | None:
    found = first_date(text)
    if found is None:
        return None
    return (
        found.at.isoformat(timespec="minutes")
        if found.precision == "minute"
        else str(found.at.date())
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6-1-2023", "2023-01-06"), ("06/01/2023", "2023-01-06"), ("06.01.2023", "2023-01-06"), ("6 / 1 / 2023", "2023-01-06"),
        ("06/01/23", "2023-01-06"), ("2023/1/6", "2023-01-06"), ("2023.01.06", "2023-01-06"), ("ngày 6 tháng 1 năm 2023", "2023-01-06"),
        ("06 tháng 01, 2023", "2023-01-06"), ("Phan Thiết, ngày 06 tháng 7 năm 2005", "2005-07-06"), ("31/12/1999", "1999-12-31"),
        ("Thứ Sáu, 6-1-2023, 10:47", "2023-01-06T10:47"), ("6-1-2023 | 10:47", "2023-01-06T10:47"), ("10h47 6/1/2023", "2023-01-06T10:47"),
        ("10 giờ 47, ngày 6/1/2023", "2023-01-06T10:47"), ("lúc 10g47 ngày 6/1/2023", "2023-01-06T10:47"), ("6/1/2023 lúc 10:47", "2023-01-06T10:47"),
        ("6/1/2023 10:47:59", "2023-01-06T10:47"), ("06/01/2023 - 10:47", "2023-01-06T10:47"), ("06/01/2023 (10:47)", "2023-01-06T10:47"),
        ("06/01/2023 10:47 AM", "2023-01-06T10:47"), ("06/01/2023 10:47 PM", "2023-01-06T22:47"), ("06/01/2023 10:47 p.m.", "2023-01-06T22:47"),
        ("06/01/2023 12:00 AM", "2023-01-06"), ("06/01/2023 12:00 PM", "2023-01-06T12:00"), ("06/01/2023 12:30 AM", "2023-01-06T00:30"),
        ("06/01/2023 12:30 PM", "2023-01-06T12:30"), ("06/01/2023 00:00", "2023-01-06T00:00"), ("06/01/2023 23:59", "2023-01-06T23:59"),
        ("2023-01-06T10:47:00", "2023-01-06T10:47"), ("January 6, 2023", "2023-01-06"), ("6 January 2023", "2023-01-06"),
        ("6. Januar 2023", "2023-01-06"), ("6 de enero de 2023", "2023-01-06"), ("1er janvier", None), ("Jan. 6, 2023 at 10:47 AM", "2023-01-06T10:47"),
    ],
)  # fmt: skip
def test_every_form_of_the_portals_is_read(text: str, expected: str | None) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "00/01/2023", "32/01/2023", "29/02/2023", "6/13/20233", "06/01/123", "192.168.10.2023", "1.234.567", "06/01", "01/2023", "2023",
        "quý I-2014", "số 44/2005/QĐ-UBND", "01/1999/QĐ.UB", "12/3/4/2023", "10:47", "0233.3852.111", "ISO 9001:2015",
        "tỷ lệ 1/500", "123/45/2023", "QĐ-06-01-2023-99", "May mắn 2023", "v1.2.23.4",
    ],
)  # fmt: skip
def test_numbers_that_are_no_dates(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-01-06", "2023-01-06T00:00:00"), ("2023-01-06T10:47", "2023-01-06T10:47:00"), ("2023-01-06 10:47:09", "2023-01-06T10:47:09"),
        ("2023-01-06T10:47:09.123Z", "2023-01-06T10:47:09+00:00"), ("2023-01-06T10:47:09+07:00", "2023-01-06T10:47:09+07:00"),
        ("2023-01-06T10:47:09+0700", "2023-01-06T10:47:09+07:00"), ("2023-01-06T10:47:09-0330", "2023-01-06T10:47:09-03:30"),
        ("06/01/2023", "2023-01-06T00:00:00"), ("Fri, 06 Jan 2023 10:47:09 +0700", "2023-01-06T10:47:09+07:00"),
    ],
)  # fmt: skip
def test_machine_forms_keep_their_offset(text: str, expected: str) -> None:
    found = from_machine(text)
    assert found is not None
    assert found.at.isoformat() == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "T",
        "2023-13-01",
        "2023-02-30T10:00",
        "2023-01-06T25:00",
        "now",
        "1672977600",
        "0001-01-01T00:00:00",
    ],
)
def test_broken_machine_forms_are_none_or_a_day(text: str) -> None:
    found = from_machine(text)
    assert found is None or found.precision == "day"


def test_a_span_of_two_dates_gives_both() -> None:
    found = [
        str(d.at.date())
        for d in find_dates("Từ ngày 01/02/2026 đến hết ngày 05/02/2026 (sửa 06.02.2026)")
    ]
    assert found == ["2026-02-01", "2026-02-05", "2026-02-06"]


def test_a_time_far_from_a_date_is_not_its_time() -> None:
    assert (
        read("Họp lúc 08:00 tại hội trường lớn của Ủy ban nhân dân xã vào ngày 06/01/2023")
        == "2023-01-06"
    )
    assert read("06/01/2023, họp mặt đầu năm từ 08:00") == "2023-01-06"


def test_what_could_be_read_both_ways_is_marked() -> None:
    (both,) = find_dates("03/04/2024")
    (clear,) = find_dates("13/04/2024")
    (twin,) = find_dates("04/04/2024")
    assert (both.ambiguous, clear.ambiguous, twin.ambiguous) == (True, False, False)


def test_two_digit_years_turn_at_the_pivot() -> None:
    assert read("06/01/69") == "2069-01-06"
    assert read("06/01/70") == "1970-01-06"


def test_no_portal_published_before_1990() -> None:
    assert not is_plausible(datetime.fromisoformat("1989-12-31"))
    assert is_plausible(datetime.fromisoformat("1990-01-01"))


@given(st.dates(date(1990, 1, 1), date(2068, 12, 31)), st.sampled_from(["{d}/{m}/{y}", "{d:02}-{m:02}-{y}", "{y}-{m:02}-{d:02}",
       "ngày {d} tháng {m} năm {y}", "Thứ Ba, {d}.{m}.{y}", "(Cập nhật: {d:02}/{m:02}/{y})"]))  # fmt: skip
def test_every_day_is_read_in_every_form(day: date, form: str) -> None:
    assert read(form.format(d=day.day, m=day.month, y=day.year)) == str(day)
