"""Time limits in sentences."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.deadlines import read_deadline

BASE = date(2023, 11, 20)


@pytest.mark.parametrize(
    ("text", "phrase", "due", "safe"),
    [
        ("báo cáo trước ngày 10/12/2023.", "trước ngày 10/12/2023", date(2023, 12, 10), date(2023, 12, 8)),
        ("báo cáo trước ngày 10/02", "trước ngày 10/02", date(2024, 2, 10), date(2024, 2, 7)),
        ("bằng văn bản trước ngày 20.7.2020.", "trước ngày 20.7.2020", date(2020, 7, 20), date(2020, 7, 17)),
        ("hoàn thành xong trước ngày 30/6", "xong trước ngày 30/6", date(2024, 6, 30), date(2024, 6, 28)),
        ("chậm nhất vào ngày 30/10/2024", "chậm nhất vào ngày 30/10/2024", date(2024, 10, 30), date(2024, 10, 30)),
        ("chậm nhất là ngày 15 tháng 3 năm 2024", "chậm nhất là ngày 15 tháng 3 năm 2024", date(2024, 3, 15), date(2024, 3, 15)),
        ("gửi về Sở trước 15/12", "trước 15/12", date(2023, 12, 15), date(2023, 12, 14)),
        ("không quá ngày 01/12/2023", "không quá ngày 01/12/2023", date(2023, 12, 1), date(2023, 12, 1)),
        ("nộp đến hết ngày 05/01/2024", "đến hết ngày 05/01/2024", date(2024, 1, 5), date(2024, 1, 5)),
        ("hạn cuối: ngày 08-12-2023", "hạn cuối: ngày 08-12-2023", date(2023, 12, 8), date(2023, 12, 8)),
    ],
)  # fmt: skip
def test_a_day_is_read_with_its_last_safe_working_day(
    text: str, phrase: str, due: date, safe: date
) -> None:
    found = read_deadline(text, BASE)
    assert found is not None
    assert (found.phrase, found.kind, found.due, found.safe_by) == (phrase, "date", due, safe)


@pytest.mark.parametrize(
    ("text", "due", "safe"),
    [
        (
            "trước 14 giờ, ngày 05/12/2023",
            datetime.fromisoformat("2023-12-05T14:00"),
            date(2023, 12, 5),
        ),
        ("trước 17h00 ngày 5/12", datetime.fromisoformat("2023-12-05T17:00"), date(2023, 12, 5)),
        (
            "trước 16 giờ 30 ngày 5/12",
            datetime.fromisoformat("2023-12-05T16:30"),
            date(2023, 12, 5),
        ),
        (
            "trước 07h00’ ngày 06/12/2023",
            datetime.fromisoformat("2023-12-06T07:00"),
            date(2023, 12, 5),
        ),
    ],
)
def test_a_minute_is_read_where_the_text_says_one(text: str, due: datetime, safe: date) -> None:
    found = read_deadline(text, BASE)
    assert found is not None
    assert (found.kind, found.due, found.safe_by) == ("datetime", due, safe)


@pytest.mark.parametrize(
    ("text", "kind", "due"),
    [
        ("để trong quý I-2024 ban hành", "quarter", date(2024, 3, 31)),
        ("hoàn thành trong quý IV năm 2023", "quarter", date(2023, 12, 31)),
        ("xong trong quý 2/2024", "quarter", date(2024, 6, 30)),
        ("trong quý I", "quarter", date(2024, 3, 31)),
        ("công nhận trong năm 2024", "year", date(2024, 12, 31)),
        ("hoàn thành trong năm nay", "year", date(2023, 12, 31)),
        ("trong tháng 6", "month", date(2024, 6, 30)),
        ("hết tháng 12/2023", "month", date(2023, 12, 31)),
        ("trong tháng này", "month", date(2023, 11, 30)),
        ("trong tháng 02 năm 2024", "month", date(2024, 2, 29)),
    ],
)
def test_a_period_is_due_on_its_last_day(text: str, kind: str, due: date) -> None:
    found = read_deadline(text, BASE)
    assert found is not None
    assert (found.kind, found.due) == (kind, due)


def test_before_a_month_is_safe_only_in_the_month_before() -> None:
    found = read_deadline("hoàn thành trước tháng 6/2024", BASE)
    assert found is not None
    assert found.safe_by == date(2024, 5, 31)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sơ kết hằng năm", "recurring"),
        ("báo cáo hàng tháng", "recurring"),
        ("Định kỳ từ ngày 2 đến ngày 8 hằng tháng gửi số liệu", "recurring"),
        ("trước ngày 25 hằng tháng", "recurring"),
        ("trong thời gian 40 ngày kể từ ngày nhận hồ sơ", "relative"),
        ("trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản", "relative"),
        ("để báo cáo phục vụ kỳ họp giữa năm 2024", "event"),
        ("hoàn thành dịp 30/4/2026", "event"),
        ("trước mùa mưa bão", "event"),
        ("sửa chữa ngay lập tức", "immediate"),
    ],
)
def test_limits_without_a_day_have_no_due(text: str, kind: str) -> None:
    found = read_deadline(text, BASE)
    assert found is not None
    assert (found.kind, found.due, found.safe_by) == (kind, None, None)


def test_days_from_the_signing_count_from_the_paper() -> None:
    found = read_deadline("trong vòng 5 ngày làm việc kể từ ngày ban hành", BASE)
    assert found is not None
    assert (found.kind, found.due) == ("relative", date(2023, 11, 27))


@pytest.mark.parametrize(
    "text",
    [
        "đến năm 2025, tầm nhìn đến 2030",
        "giai đoạn 2021-2025",
        "có hiệu lực sau 10 ngày kể từ ngày ký",
        "kể từ ngày 1/12/2018",
        "từ ngày 1/6 đến ngày 30/6",
        "các dự án được phê duyệt trước ngày 1/7/2024",
        "thực hiện các nhiệm vụ trong năm 2024 để phát triển",
        "đạt trong 1.5 triệu lượt",
        "Công văn số 12/UBND-TH ngày 03/02/2024 của UBND tỉnh",
        "trước ngày 31/02/2024",
        "trước ngày 45/13",
        "trong năm 2019",
        "",
    ],
)
def test_what_is_no_limit_is_not_read_as_one(text: str) -> None:
    assert read_deadline(text, BASE) is None


def test_without_a_base_a_day_without_year_is_not_guessed() -> None:
    assert read_deadline("trước ngày 10/02") is None
    assert read_deadline("trước ngày 29/02", date(2024, 3, 1)) is None


@given(
    st.dates(date(2000, 1, 1), date(2049, 12, 31)),
    st.sampled_from(
        [
            "trước ngày {d.day}/{d.month}",
            "chậm nhất ngày {d.day}/{d.month}",
            "trước ngày {d.day} tháng {d.month}",
        ]
    ),
    st.sampled_from([str.lower, str.upper, str]),
)
def test_a_day_without_year_is_never_before_the_paper(
    day: date, form: str, case: type[str]
) -> None:
    found = read_deadline(case(form.format(d=day)), BASE)
    if found is not None:
        assert isinstance(found.due, date)
        assert found.due >= BASE
        assert (found.due.day, found.due.month) == (day.day, day.month)
        assert found.safe_by is not None
        assert found.safe_by <= found.due


@given(
    st.text(alphabet="trướcngàyđến /.-0123456789 hquýIVăm", max_size=120), st.none() | st.just(BASE)
)
def test_no_text_breaks_reading_and_the_phrase_is_verbatim(text: str, base: date | None) -> None:
    found = read_deadline(text, base)
    assert found is None or found.phrase in text
