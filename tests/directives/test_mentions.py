"""Targets and cited papers of a task."""

import pytest

from directives.mentions import cites, targets


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "đảm bảo 100% thôn bản, hộ dân được phủ sóng điện thoại.",
            ("100% thôn bản, hộ dân được phủ sóng điện thoại",),
        ),
        ("phấn đấu trên 95% hồ sơ đúng hạn, góp phần cải cách", ("trên 95% hồ sơ đúng hạn",)),
        ("bố trí ít nhất 2 cán bộ mỗi xã; đạt 80% số hộ", ("ít nhất 2 cán bộ mỗi xã", "80% số hộ")),
        ("đến nay đã 100% xã hoàn thành", ()),
        ("tập trung chỉ đạo quyết liệt", ()),
        ("theo Nghị quyết 100 của Chính phủ", ()),
    ],
)
def test_targets_are_quantified_goals(text: str, expected: tuple[str, ...]) -> None:
    assert targets(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thực hiện Nghị quyết 02 của Tỉnh ủy về chuyển đổi số", ("Nghị quyết 02 của Tỉnh ủy",)),
        (
            "theo Công văn số 3219/UBND-KGVX ngày 23/5/2023 và Quyết định số 348/QĐ-TTg của Thủ tướng Chính phủ",
            (
                "Công văn số 3219/UBND-KGVX ngày 23/5/2023",
                "Quyết định số 348/QĐ-TTg của Thủ tướng Chính phủ",
            ),
        ),
        (
            "triển khai kế hoạch chuyển đổi số năm 2023 trong các cơ quan",
            ("kế hoạch chuyển đổi số năm 2023",),
        ),
        (
            "lồng ghép với các Chương trình mục tiêu quốc gia trên địa bàn",
            ("Chương trình mục tiêu quốc gia",),
        ),
        (
            "theo Luật Đất đai, Luật Đầu tư công và các văn bản",
            ("Luật Đất đai", "Luật Đầu tư công"),
        ),
        ("triển khai Đề án 06 của Chính phủ", ("Đề án 06",)),
        ("các Chương trình, kế hoạch của ngành", ()),
        ("theo quy định của pháp luật", ()),
    ],
)
def test_cited_papers_are_quoted_as_they_stand(text: str, expected: tuple[str, ...]) -> None:
    assert cites(text) == expected
    assert all(cite in text for cite in cites(text))
