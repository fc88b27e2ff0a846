"""Receivers and joining bodies cut out of sentences."""

import pytest

from directives.names import joining, receivers_at, split_names
from directives.normal import level


def receivers(text: str) -> tuple[str, ...] | None:
    found = receivers_at(text, level(text), 0, len(text))
    return found.names if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Y tế khẩn trương rà soát", ("Sở Y tế",)),
        ("các sở, ban, ngành, địa phương tập trung", ("các sở, ban, ngành, địa phương",)),
        (
            "Sở Y tế, Sở Nội vụ và UBND các huyện, thị xã báo cáo",
            ("Sở Y tế", "Sở Nội vụ", "UBND các huyện, thị xã"),
        ),
        (
            "các sở, ngành tỉnh; Uỷ ban nhân dân các huyện báo cáo",
            ("các sở, ngành tỉnh", "Uỷ ban nhân dân các huyện"),
        ),
        (
            "Sở Nông nghiệp và phát triển nông thôn chủ trì",
            ("Sở Nông nghiệp và phát triển nông thôn",),
        ),
        ("Sở Kế hoạch và Đầu tư tham mưu", ("Sở Kế hoạch và Đầu tư",)),
        (
            "Ban Quản lý dự án đầu tư xây dựng tỉnh hoàn thành",
            ("Ban Quản lý dự án đầu tư xây dựng tỉnh",),
        ),
        ("UBND tỉnh, các cấp, ngành tập trung", ("UBND tỉnh", "các cấp, ngành")),
        ("Bộ Công an, Bộ Y tế phối hợp", ("Bộ Công an", "Bộ Y tế")),
        ("Chủ tịch UBND các huyện (qua Sở Nội vụ) báo cáo", ("Chủ tịch UBND các huyện",)),
        ("các sở, ngành theo chức năng, nhiệm vụ của mình, rà soát", ("các sở, ngành",)),
        ("các Sở: Nội vụ, Tài chính rà soát", ("các Sở: Nội vụ, Tài chính",)),
        ("các đơn vị trực thuộc phải báo cáo", ("các đơn vị trực thuộc",)),
    ],
)
def test_receivers_end_where_the_task_begins(text: str, expected: tuple[str, ...]) -> None:
    assert receivers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "báo cáo kết quả",
        "xã hội phát triển",
        "tổ chức thực hiện",
        "ban hành kế hoạch",
        "hội nghị triển khai",
        "833 nhiệm vụ",
        "",
    ],
)
def test_words_that_begin_like_a_receiver_are_none(text: str) -> None:
    assert receivers(text) is None


def test_a_colon_ends_the_receivers_of_a_list() -> None:
    text = "các sở, ngành: Khẩn trương rà soát"
    found = receivers_at(text, level(text), 0, len(text))
    assert found is not None
    assert (found.names, found.colon) == (("các sở, ngành",), True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("chủ trì, phối hợp với Sở Tài chính, Sở Nội vụ rà soát", ("Sở Tài chính", "Sở Nội vụ")),
        (
            "phối hợp chặt chẽ với các cơ quan, đơn vị liên quan để xử lý",
            ("các cơ quan, đơn vị liên quan",),
        ),
        ("chủ trì, cùng với các địa phương kiểm tra", ("các địa phương",)),
        ("phối hợp thực hiện tốt", ()),
        ("phối hợp với nhau chặt chẽ", ()),
    ],
)
def test_who_joins_stands_after_phoi_hop_voi(text: str, expected: tuple[str, ...]) -> None:
    assert joining(text, level(text), 0, len(text)) == expected


def test_names_are_verbatim_over_line_breaks() -> None:
    text = "Giám đốc Sở Y\ntế; Thủ trưởng các\nđơn vị"
    assert split_names(text, level(text).replace("\n", " "), 0, len(text)) == (
        "Giám đốc Sở Y\ntế",
        "Thủ trưởng các\nđơn vị",
    )
