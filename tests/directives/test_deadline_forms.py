"""Each form in which a time limit is written, and each look-alike that is none."""

from datetime import date, datetime

import pytest

from directives.deadlines import read_deadline

BASE = date(2025, 3, 10)
DAYS = [
    ("hoàn thành trước ngày 30/4/2025", "trước ngày 30/4/2025", "2025-04-30"),
    ("hoàn thành trước ngày 05/04/2025.", "trước ngày 05/04/2025", "2025-04-05"),
    ("xong trước ngày 12/5", "xong trước ngày 12/5", "2025-05-12"),
    ("gửi báo cáo trước ngày 01/3", "trước ngày 01/3", "2026-03-01"),
    ("báo cáo kết quả trước ngày 20/3/2025", "trước ngày 20/3/2025", "2025-03-20"),
    ("thực hiện nhiệm vụ trước ngày 20/3/2025", "trước ngày 20/3/2025", "2025-03-20"),
    ("công khai đề án tuyển sinh chậm nhất ngày 31/7/2025", "chậm nhất ngày 31/7/2025", "2025-07-31"),
    ("kiểm tra vệ sinh trước ngày 15/4/2025", "trước ngày 15/4/2025", "2025-04-15"),
    ("báo cáo UBND tỉnh trước ngày 20.3.2025", "trước ngày 20.3.2025", "2025-03-20"),
    ("báo cáo UBND tỉnh trước ngày 20-3-2025", "trước ngày 20-3-2025", "2025-03-20"),
    ("nộp hồ sơ trước ngày 9 tháng 6 năm 2025", "trước ngày 9 tháng 6 năm 2025", "2025-06-09"),
    ("nộp hồ sơ trước ngày 9 tháng 6", "trước ngày 9 tháng 6", "2025-06-09"),
    ("chậm nhất là ngày 02/4/2025", "chậm nhất là ngày 02/4/2025", "2025-04-02"),
    ("chậm nhất đến ngày 02/4/2025", "chậm nhất đến ngày 02/4/2025", "2025-04-02"),
    ("muộn nhất ngày 02/4/2025", "muộn nhất ngày 02/4/2025", "2025-04-02"),
    ("không chậm hơn ngày 02/4/2025", "không chậm hơn ngày 02/4/2025", "2025-04-02"),
    ("hoàn thành trong ngày 25/3/2025", "hoàn thành trong ngày 25/3/2025", "2025-03-25"),
    ("Thời hạn hoàn thành: 30/9/2025", "Thời hạn hoàn thành: 30/9/2025", "2025-09-30"),
    ("hạn chót là ngày 30/9/2025", "hạn chót là ngày 30/9/2025", "2025-09-30"),
    ("TRƯỚC NGÀY 30/9/2025", "TRƯỚC NGÀY 30/9/2025", "2025-09-30"),
    ("trước  ngày 30/9/2025", "trước  ngày 30/9/2025", "2025-09-30"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "phrase", "due"), DAYS)
def test_a_day_form_is_read(text: str, phrase: str, due: str) -> None:
    found = read_deadline(text, BASE)
    assert found is not None
    assert (found.kind, found.phrase) == ("date", phrase)
    assert found.due == date.fromisoformat(due)


MINUTES = [
    ("báo cáo trước 16 giờ ngày 20/3/2025", "2025-03-20T16:00"),
    ("báo cáo trước 16 giờ, ngày 20/3/2025", "2025-03-20T16:00"),
    ("báo cáo trước 16h ngày 20/3/2025", "2025-03-20T16:00"),
    ("báo cáo trước 16h30 ngày 20/3/2025", "2025-03-20T16:30"),
    ("báo cáo trước 16 giờ 30 phút ngày 20/3/2025", "2025-03-20T16:30"),
    ("báo cáo trước 16:30 ngày 20/3/2025", "2025-03-20T16:30"),
    ("báo cáo trước 16g30 ngày 20/3", "2025-03-20T16:30"),
    ("xong trước 22 giờ ngày 20/3/2025", "2025-03-20T22:00"),
    ("chậm nhất 10 giờ ngày 20/3/2025", "2025-03-20T10:00"),
]


@pytest.mark.parametrize(("text", "due"), MINUTES)
def test_a_minute_form_is_read(text: str, due: str) -> None:
    found = read_deadline(text, BASE)
    assert found is not None
    assert found.kind == "datetime"
    assert found.due == datetime.fromisoformat(due)


PERIODS = [
    ("hoàn thành trong tháng 4/2025", "month", "2025-04-30"),
    ("hoàn thành trong tháng 4 năm 2025", "month", "2025-04-30"),
    ("hoàn thành trong tháng 4", "month", "2025-04-30"),
    ("hoàn thành trong tháng 2", "month", "2026-02-28"),
    ("hoàn thành trong tháng 3 này", "month", "2025-03-31"),
    ("hoàn thành trong tháng tới", "month", "2025-04-30"),
    ("xong trong cuối tháng 6/2025", "month", "2025-06-30"),
    ("trình trong quý II/2025", "quarter", "2025-06-30"),
    ("trình trong quý II năm 2025", "quarter", "2025-06-30"),
    ("trình trong quý III-2025", "quarter", "2025-09-30"),
    ("trình trong quý IV", "quarter", "2025-12-31"),
    ("trình trong quý 3/2025", "quarter", "2025-09-30"),
    ("hoàn thành trong năm 2025", "year", "2025-12-31"),
    ("hoàn thành ngay trong năm 2026", "year", "2026-12-31"),
    ("hoàn thành trong năm nay", "year", "2025-12-31"),
]


@pytest.mark.parametrize(("text", "kind", "due"), PERIODS)
def test_a_period_form_is_due_on_its_last_day(text: str, kind: str, due: str) -> None:
    found = read_deadline(text, BASE)
    assert found is not None
    assert (found.kind, found.due) == (kind, date.fromisoformat(due))


OPEN = [
    ("báo cáo kết quả hằng tháng", "recurring"),
    ("cập nhật số liệu hằng ngày", "recurring"),
    ("trực báo vào thứ Sáu hằng tuần", "recurring"),
    ("báo cáo trước ngày 25 hằng tháng", "recurring"),
    ("báo cáo trước ngày 15/12 hằng năm", "recurring"),
    ("sơ kết mỗi quý một lần", "recurring"),
    ("định kỳ báo cáo Ban Thường vụ", "recurring"),
    ("định kỳ 6 tháng đánh giá kết quả", "recurring"),
    ("trả lời trong thời hạn 15 ngày làm việc kể từ ngày nhận được văn bản này", "relative"),
    ("trả lời trong vòng 10 ngày kể từ ngày nhận hồ sơ", "relative"),
    ("chậm nhất sau 7 ngày kể từ ngày họp", "relative"),
    ("trả lời trong vòng 24 giờ", "relative"),
    ("gia cố đê trước mùa mưa lũ", "event"),
    ("trình HĐND tỉnh trước kỳ họp cuối năm", "event"),
    ("nghiệm thu ngay sau khi hoàn thành công trình", "event"),
    ("khánh thành vào dịp Quốc khánh, hoàn thành dịp 2/9", "event"),
    ("khắc phục ngay lập tức sự cố", "immediate"),
    ("gửi ngay khi nhận được công điện này", "immediate"),
]


@pytest.mark.parametrize(("text", "kind"), OPEN)
def test_a_limit_without_a_day_keeps_its_kind(text: str, kind: str) -> None:
    found = read_deadline(text, BASE)
    assert found is not None
    assert (found.kind, found.due) == (kind, None)
    assert found.phrase in text


NONE = [
    "phát triển du lịch đến năm 2030, tầm nhìn đến năm 2045",
    "giai đoạn 2026-2030 và giai đoạn 2021 - 2025",
    "Quyết định có hiệu lực từ ngày 20/5/2025",
    "có hiệu lực thi hành kể từ ngày ký",
    "thay thế Quyết định số 12/QĐ-UBND ngày 03/02/2024",
    "trẻ em sinh trước ngày 01/01/2019",
    "công trình được phê duyệt trước ngày 01/7/2025",
    "so với cùng kỳ trước năm 2020",
    "thực hiện kế hoạch năm 2025",
    "các chỉ tiêu, nhiệm vụ trong năm 2025",
    "tăng 3.5 lần, đạt trước 3.5 điểm",
    "trước ngày 31/4/2025",
    "trước ngày 0/13/2025",
    "trong năm 2010",
    "cuộc họp ngày 10/3/2025",
    "trước đây, các hộ đã di dời",
]


@pytest.mark.parametrize("text", NONE)
def test_a_look_alike_is_no_limit(text: str) -> None:
    assert read_deadline(text, BASE) is None
