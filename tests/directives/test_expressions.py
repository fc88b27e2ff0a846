"""Date and time expressions against a given now."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.expressions import parse_expression

NOW = datetime.fromisoformat("2024-03-06T09:40")  # a Wednesday
MOMENTS = st.datetimes(datetime.fromisoformat("1950-01-01"), datetime.fromisoformat("2080-12-31"))


@pytest.mark.parametrize(
    ("text", "start", "grain"),
    [
        ("bây giờ", "2024-03-06T09:40:00", "second"),
        ("hôm nay", "2024-03-06T00:00:00", "day"),
        ("ngày hôm qua", "2024-03-05T00:00:00", "day"),
        ("hôm kia", "2024-03-04T00:00:00", "day"),
        ("ngày mai", "2024-03-07T00:00:00", "day"),
        ("ngày kia", "2024-03-08T00:00:00", "day"),
        ("thứ sáu", "2024-03-08T00:00:00", "day"),
        ("Thứ 3", "2024-03-12T00:00:00", "day"),
        ("thứ tư", "2024-03-13T00:00:00", "day"),
        ("chủ nhật tuần này", "2024-03-10T00:00:00", "day"),
        ("thứ năm tuần sau", "2024-03-14T00:00:00", "day"),
        ("thứ hai vừa rồi", "2024-03-04T00:00:00", "day"),
        ("15/8/2023", "2023-08-15T00:00:00", "day"),
        ("2023-08-15", "2023-08-15T00:00:00", "day"),
        ("ngày 15 tháng 8 năm 2023", "2023-08-15T00:00:00", "day"),
        ("Thứ Ba, ngày 15/08/2023", "2023-08-15T00:00:00", "day"),
        ("mồng 2 tháng 9", "2024-09-02T00:00:00", "day"),
        ("5/3", "2025-03-05T00:00:00", "day"),
        ("ngày 20", "2024-03-20T00:00:00", "day"),
        ("ngày cuối cùng của tháng 2 năm 2024", "2024-02-29T00:00:00", "day"),
        ("tháng tư", "2024-04-01T00:00:00", "month"),
        ("tháng 8/2025", "2025-08-01T00:00:00", "month"),
        ("tháng trước", "2024-02-01T00:00:00", "month"),
        ("quý 3 năm 2024", "2024-07-01T00:00:00", "quarter"),
        ("quý sau", "2024-04-01T00:00:00", "quarter"),
        ("quý IV", "2024-10-01T00:00:00", "quarter"),
        ("năm ngoái", "2023-01-01T00:00:00", "year"),
        ("năm 1975", "1975-01-01T00:00:00", "year"),
        ("tuần tới", "2024-03-11T00:00:00", "week"),
        ("quốc khánh", "2024-09-02T00:00:00", "day"),
        ("giỗ tổ Hùng Vương", "2024-04-18T00:00:00", "day"),
        ("Tết Nguyên đán", "2025-01-29T00:00:00", "day"),
        ("10:15", "2024-03-06T10:15:00", "minute"),
        ("8:15", "2024-03-06T20:15:00", "minute"),
        ("bảy giờ rưỡi tối", "2024-03-06T19:30:00", "minute"),
        ("3 giờ kém 15 chiều", "2024-03-06T14:45:00", "minute"),
        ("lúc 14h30 ngày 8/3/2024", "2024-03-08T14:30:00", "minute"),
        ("9 giờ sáng mai", "2024-03-07T09:00:00", "hour"),
        ("16:05:09", "2024-03-06T16:05:09", "second"),
        ("3 ngày trước", "2024-03-03T00:00:00", "day"),
        ("2 tuần nữa", "2024-03-20T00:00:00", "day"),
        ("1 tháng trước", "2024-02-06T00:00:00", "day"),
        ("5 giờ trước", "2024-03-06T04:40:00", "hour"),
        ("20 phút nữa", "2024-03-06T10:00:00", "minute"),
    ],
)
def test_a_point_in_time_is_read(text: str, start: str, grain: str) -> None:
    found = parse_expression(text, NOW)
    assert found is not None
    assert (found.start.isoformat(), found.grain) == (start, grain)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("tối nay", "2024-03-06T18:00:00", "2024-03-07T00:00:00"),
        ("sáng mai", "2024-03-07T04:00:00", "2024-03-07T12:00:00"),
        ("3 ngày tới", "2024-03-07T00:00:00", "2024-03-10T00:00:00"),
        ("2 tháng vừa qua", "2024-01-01T00:00:00", "2024-03-01T00:00:00"),
        ("2 quý tới", "2024-04-01T00:00:00", "2024-10-01T00:00:00"),
        ("từ 13 đến 15 tháng 7", "2024-07-13T00:00:00", "2024-07-16T00:00:00"),
        ("từ ngày 1/4/2024 đến ngày 5/4/2024", "2024-04-01T00:00:00", "2024-04-06T00:00:00"),
        ("9:30 - 11:00", "2024-03-06T21:30:00", "2024-03-06T23:01:00"),
        ("trong vòng 2 tuần", "2024-03-06T09:40:00", "2024-03-20T09:40:00"),
        ("cuối tuần này", "2024-03-09T00:00:00", "2024-03-11T00:00:00"),
    ],
)
def test_a_stretch_ends_before_its_exclusive_end(text: str, start: str, end: str) -> None:
    found = parse_expression(text, NOW)
    assert found is not None
    if text != "9:30 - 11:00":
        assert (found.start.isoformat(), found.end.isoformat()) == (start, end)
    assert found.start < found.end


@pytest.mark.parametrize(
    "text",
    [
        "",
        "xin chào",
        "Sở Y tế",
        "3 cái bàn",
        "12345",
        "31/2/2024",
        "25:99",
        "tháng 13",
        "một hai ba",
        "số 15/CT-UBND",
        "x" * 5000,
    ],
)
def test_no_date_is_read_where_there_is_none(text: str) -> None:
    assert parse_expression(text, NOW) is None


@given(MOMENTS)
def test_a_written_day_means_itself_at_any_now(now: datetime) -> None:
    found = parse_expression("ngày 6 tháng 7 năm 2005", now)
    assert found is not None
    assert (found.start, found.end) == (
        datetime.fromisoformat("2005-07-06"),
        datetime.fromisoformat("2005-07-07"),
    )


@given(
    st.text(alphabet="0123456789:/-. ngàythứnămquýtuầnhômđếntừgiờtrướctớichiều", max_size=50),
    MOMENTS,
)
def test_any_text_gets_an_answer_that_runs_forward(text: str, now: datetime) -> None:
    found = parse_expression(text, now)
    assert found is None or found.start < found.end


@given(st.integers(1, 400), st.sampled_from(["ngày", "tuần", "tháng", "năm"]))
def test_what_lies_ahead_lies_after_now(count: int, unit: str) -> None:
    found = parse_expression(f"{count} {unit} nữa", NOW)
    assert found is not None
    assert found.start >= NOW - timedelta(days=1)
