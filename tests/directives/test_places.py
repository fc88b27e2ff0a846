"""The province a text is about, and the mergers of 2025."""

import pytest

from directives.normal import level
from directives.places import province_named, province_of, provinces

CITIES_AND_PROVINCES_SINCE_2025 = 34


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UBND tỉnh Quảng Trị họp phiên thường kỳ", "Quảng Trị"),
        ("(Web Quảng Trị) Ngày 4/1, Sở Y tế tổ chức hội nghị", "Quảng Trị"),
        ("Báo chí TP Hồ Chí Minh đưa tin; UBND tỉnh chỉ đạo. Trường học ở Nghệ An", "Nghệ An"),
        ("Sở Công Thương Hà Nội công bố", "Hà Nội"),
        ("Tỉnh uỷ Khánh Hoà ban hành nghị quyết", "Khánh Hòa"),
        ("Giá gạo thế giới tăng", ""),
    ],
)
def test_the_province_named_most_is_the_texts_own(text: str, expected: str) -> None:
    assert province_of(level(text)) == expected


def test_every_merged_province_leads_to_one_that_stands() -> None:
    standing = {p.name for p in provinces().values() if not p.merged_into}
    assert len(standing) == CITIES_AND_PROVINCES_SINCE_2025
    assert {p.merged_into for p in provinces().values()} - {""} <= standing


def test_spellings_and_tone_places_name_one_province() -> None:
    assert province_named("Đăk Lăk") == province_named("ĐẮK LẮK")
    assert province_named("Thanh Hoá") == province_named("Thanh Hóa")
    assert province_named("Atlantis") is None
