"""Shapes of numbers of papers: state, Party, assembly, courts' neighbours, dirt, and look-alikes."""

import pytest

from directives.citations import citations, numbers, type_of_number

SHAPES = [
    ("Chỉ thị số 21/CT-UBND", "21/CT-UBND", "CHỈ THỊ"),
    ("Quyết định số 2205/QĐ-UBND", "2205/QĐ-UBND", "QUYẾT ĐỊNH"),
    ("Quyết định số 17/2024/QĐ-UBND", "17/2024/QĐ-UBND", "QUYẾT ĐỊNH"),
    ("Kế hoạch số 4411/KH-UBND", "4411/KH-UBND", "KẾ HOẠCH"),
    ("Thông báo số 88/TB-UBND", "88/TB-UBND", "THÔNG BÁO"),
    ("Tờ trình số 319/TTr-SNV", "319/TTr-SNV", "TỜ TRÌNH"),
    ("Báo cáo số 501/BC-STC", "501/BC-STC", "BÁO CÁO"),
    ("Công điện số 09/CĐ-UBND", "09/CĐ-UBND", "CÔNG ĐIỆN"),
    ("Công điện số 55/CĐ-TTg", "55/CĐ-TTg", "CÔNG ĐIỆN"),
    ("Công văn số 777/UBND-KTN", "777/UBND-KTN", "CÔNG VĂN"),
    ("Công văn số 412/VPUBND-NC", "412/VPUBND-NC", "CÔNG VĂN"),
    ("Công văn số 1200/VPCP-NN", "1200/VPCP-NN", "CÔNG VĂN"),
    ("Công văn số 630/SGDĐT-VP", "630/SGDĐT-VP", "CÔNG VĂN"),
    ("Công văn số 2044/BYT-DP", "2044/BYT-DP", "CÔNG VĂN"),
    ("Hướng dẫn số 15/HD-SNV", "15/HD-SNV", "HƯỚNG DẪN"),
    ("Nghị quyết số 61/NQ-HĐND", "61/NQ-HĐND", "NGHỊ QUYẾT"),
    ("Nghị quyết số 14/2023/NQ-HĐND", "14/2023/NQ-HĐND", "NGHỊ QUYẾT"),
    ("Nghị định số 47/2021/NĐ-CP", "47/2021/NĐ-CP", "NGHỊ ĐỊNH"),
    ("Thông tư số 08/2022/TT-BTC", "08/2022/TT-BTC", "THÔNG TƯ"),
    ("Thông tư liên tịch số 21/2014/TTLT-BTC-BNV", "21/2014/TTLT-BTC-BNV", "THÔNG TƯ LIÊN TỊCH"),
    ("Luật số 58/2020/QH14", "58/2020/QH14", None),
    ("Nghị quyết số 09-NQ/TU", "09-NQ/TU", "NGHỊ QUYẾT"),
    ("Chỉ thị số 33-CT/TU", "33-CT/TU", "CHỈ THỊ"),
    ("Kết luận số 120-KL/TW", "120-KL/TW", "KẾT LUẬN"),
    ("Thông báo số 540-TB/TU", "540-TB/TU", "THÔNG BÁO"),
    ("Kế hoạch số 77-KH/TU", "77-KH/TU", "KẾ HOẠCH"),
    ("Quy định số 37-QĐ/TW", "37-QĐ/TW", "QUYẾT ĐỊNH"),
    ("Chương trình số 12-CTr/TU", "12-CTr/TU", "CHƯƠNG TRÌNH"),
    ("Hướng dẫn số 03-HD/BTGTU", "03-HD/BTGTU", "HƯỚNG DẪN"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "kind"), SHAPES)
def test_a_shape_is_read_with_the_type_of_its_symbol(
    text: str, number: str, kind: str | None
) -> None:
    found = citations(f"Thực hiện {text} ngày 04/5/2025, các đơn vị báo cáo.")
    assert numbers(found) == (number,)
    assert type_of_number(number) == kind


DIRTY = [
    ("số 21 /CT-UBND", "21/CT-UBND"),
    ("số 21/ CT-UBND", "21/CT-UBND"),
    ("số 21/CT - UBND", "21/CT-UBND"),
    ("số 21/CT–UBND", "21/CT-UBND"),
    ("số 21/CT.UBND", "21/CT-UBND"),
    ("số\u00a021/CT-UBND", "21/CT-UBND"),
    ("số: 21/CTUBND", "21/CT-UBND"),
    ("số 17 /2024/QĐ-UBND", "17/2024/QĐ-UBND"),
    ("số 17/2024/ QĐ-UBND", "17/2024/QĐ-UBND"),
    ("số 17/2024/QÐ-UBND", "17/2024/QĐ-UBND"),
    ("số 03/1998/QĐ.UB", "03/1998/QĐ-UB"),
    ("số 09 - NQ/TU", "09-NQ/TU"),
    ("số 09–NQ/TU", "09-NQ/TU"),
    ("số 09/NQ-TU", "09-NQ/TU"),
    ("(số 319/TTr- SNV)", "319/TTr-SNV"),
]


@pytest.mark.parametrize(("written", "number"), DIRTY)
def test_dirt_in_a_number_is_cleaned(written: str, number: str) -> None:
    assert numbers(citations(f"Theo văn bản {written} của tỉnh.")) == (number,)


NONE = [
    "trực 24/24 giờ và 7/7 ngày", "tốc độ 60 km/h", "lãi suất 5,5%/năm", "đường số 9/TP Đông Hà", "1/2 số hộ",
    "tỷ số 3-1", "giai đoạn 2021-2025", "ngày 01-02/5/2025", "quốc lộ 1A/QL9", "300 USD/tấn", "5 triệu đồng/hộ/tháng",
    "AH17/ĐT571", "xe biển số 74A-123.45", "số điện thoại 0233.385.1234", "nhiệt độ 35/27 độ",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_a_look_alike_is_no_number(text: str) -> None:
    assert numbers(citations(text)) == ()


def test_several_numbers_of_one_list_are_all_read() -> None:
    text = "Các Quyết định số 5/QĐ-UBND, số 6/QĐ-UBND và 7/2024/QĐ-UBND; Nghị quyết số 8-NQ/TU."
    assert numbers(citations(text)) == ("5/QĐ-UBND", "6/QĐ-UBND", "7/2024/QĐ-UBND", "8-NQ/TU")
