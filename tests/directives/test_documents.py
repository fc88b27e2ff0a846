"""The paper a text is or relays."""

from datetime import date

import pytest

from directives.documents import issuer_of_number, read_document
from directives.model import Document, Paper

DECISION = """ỦY BAN NHÂN DÂN
TỈNH THÁI BÌNH
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: {number}
Thái Bình, ngày 06
tháng 7 năm 2021
{kind}
VỀ VIỆC PHÂN BỔ KINH PHÍ
PHÒNG CHỐNG THIÊN TAI
Căn cứ Luật Tổ chức chính quyền địa phương số 77/2015/QH13;
Điều 1. Phân bổ kinh phí. Quyết định này có hiệu lực từ ngày 16/7/2021.
Nơi nhận:
- Như Điều 3;
- Lưu: VT, KT.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
(Đã ký)
Nguyễn Thị Hoa
"""


def read(text: str, published: date | None = None, **properties: str) -> Document | None:
    return read_document(Paper(text=text, published=published, properties=properties))


def test_a_heading_block_gives_every_field() -> None:
    paper = read(DECISION.format(number="1205 /QĐ-UBND", kind="QUYẾT ĐỊNH"))
    assert paper == Document(
        number="1205/QĐ-UBND",
        number_as_written="1205 /QĐ-UBND",
        type="QUYẾT ĐỊNH",
        issuer="UBND tỉnh Thái Bình",
        issued_on=date(2021, 7, 6),
        effective_on=date(2021, 7, 16),
        signer="Nguyễn Thị Hoa",
        subject="VỀ VIỆC PHÂN BỔ KINH PHÍ PHÒNG CHỐNG THIÊN TAI",
    )


def test_the_heading_wins_over_the_symbol() -> None:
    paper = read(DECISION.format(number="55/2021/CT-UBND", kind="QUYẾT ĐỊNH"))
    assert paper is not None
    assert (paper.type, paper.number) == ("QUYẾT ĐỊNH", "55/2021/CT-UBND")


def test_the_number_of_a_cited_law_is_not_the_papers_own() -> None:
    paper = read(DECISION.format(number="", kind="QUYẾT ĐỊNH"))
    assert paper is not None
    assert paper.number is None
    assert paper.issuer == "UBND tỉnh Thái Bình"


def test_an_official_letter_has_its_subject_under_the_number() -> None:
    paper = read(
        "BỘ Y TẾ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 3310/BYT-DP\nV/v tăng cường phòng, chống dịch\n"
        "HỎA TỐC\nHà Nội, ngày 12 tháng 5 năm 2021\nKính gửi: UBND các tỉnh\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nLê Văn Bình"
    )
    assert paper is not None
    assert paper.type == "CÔNG VĂN"
    assert paper.issuer == "Bộ Y tế"
    assert paper.urgency == "HỎA TỐC"
    assert paper.subject == "tăng cường phòng, chống dịch"
    assert paper.signer == "Lê Văn Bình"


@pytest.mark.parametrize(
    ("text", "number", "kind", "issuer", "issued"),
    [
        (
            "UBND tỉnh Bình Phước vừa ban hành Công văn số 6203/UBND-KT ngày 23/11/2023 về việc phòng cháy.",
            "6203/UBND-KT", "CÔNG VĂN", "UBND tỉnh Bình Phước", date(2023, 11, 23),
        ),
        (
            "UBND tỉnh Bình Phước yêu cầu các sở rà soát.\nCác đơn vị báo cáo kết quả trước khi kết thúc năm.\n"
            "(Theo Công văn số 6203/UBND-KT, ngày 23/11/2023)",
            "6203/UBND-KT", "CÔNG VĂN", "UBND tỉnh Bình Phước", date(2023, 11, 23),
        ),
        (
            "Văn phòng UBND tỉnh Quảng Trị thông báo.\nCông văn số 3571/VP-CTXD ngày 24/10/2025\nTin khác (21/10/2025)",
            "3571/VP-CTXD", "CÔNG VĂN", "Văn phòng UBND tỉnh Quảng Trị", date(2025, 10, 24),
        ),
        (
            "Ngày 4/12, UBND tỉnh Hòa Bình ban hành Chỉ thị số 09/CT-UBND về an toàn giao thông.",
            "09/CT-UBND", "CHỈ THỊ", "UBND tỉnh Hòa Bình", date(2023, 12, 4),
        ),
        (
            "Nội dung xem ở tệp 103-TB-UBNDsigned_20201014081523.pdf của UBND tỉnh Hà Nam",
            "103/TB-UBND", "THÔNG BÁO", "UBND tỉnh Hà Nam", date(2020, 10, 14),
        ),
    ],
)  # fmt: skip
def test_a_relayed_paper_is_recognised(
    text: str, number: str, kind: str, issuer: str, issued: date
) -> None:
    paper = read(text, published=date(2023, 12, 20))
    assert paper is not None
    assert (paper.number, paper.type, paper.issuer, paper.issued_on) == (
        number,
        kind,
        issuer,
        issued,
    )


def test_an_urgent_dispatch_keeps_its_mark_and_its_signer() -> None:
    paper = read(
        "Phó Chủ tịch UBND tỉnh Hà Giang Trần Văn Minh vừa ký ban hành Công điện khẩn số 13/CĐ.UBND về mưa lũ.",
        published=date(2023, 7, 21),
    )
    assert paper is not None
    assert (paper.number, paper.number_as_written) == ("13/CĐ-UBND", "13/CĐ.UBND")
    assert (paper.urgency, paper.signer) == ("KHẨN", "Trần Văn Minh")


def test_a_signed_paper_without_number_is_still_a_paper() -> None:
    paper = read(
        "PCT UBND tỉnh Quảng Trị Lê Văn Bình vừa ký văn bản gửi Bộ Xây dựng về tuyến đường sắt."
    )
    assert paper is not None
    assert (paper.number, paper.type, paper.issuer) == (None, "VĂN BẢN", "UBND tỉnh Quảng Trị")
    assert paper.signer == "Lê Văn Bình"


def test_rows_of_the_property_table_win() -> None:
    paper = read(
        DECISION.format(number="12/QĐ-UBND", kind="QUYẾT ĐỊNH"),
        number="13 /QĐ-UBND", issued_on="7/7/2021", signer="Lê Văn Bình", issuer="Chủ tịch UBND tỉnh",
        effective_on="2021-08-01", subject="Trích yếu khác", urgency="Thượng khẩn",
    )  # fmt: skip
    assert paper is not None
    assert (paper.number, paper.number_as_written) == ("13/QĐ-UBND", "13 /QĐ-UBND")
    assert (paper.issued_on, paper.effective_on) == (date(2021, 7, 7), date(2021, 8, 1))
    assert (paper.signer, paper.issuer) == ("Lê Văn Bình", "UBND tỉnh Thái Bình")
    assert (paper.subject, paper.urgency) == ("Trích yếu khác", "THƯỢNG KHẨN")


def test_a_property_table_alone_makes_a_paper() -> None:
    paper = read(
        "Chi tiết văn bản", number="18/2024/TT-BXD", issued_on="30/4/2024", type="Thông tư"
    )
    assert paper is not None
    assert (paper.type, paper.issuer) == ("THÔNG TƯ", "Bộ Xây dựng")


@pytest.mark.parametrize(
    "text",
    [
        "Giá lúa hôm nay tăng nhẹ tại các chợ đầu mối.",
        "Theo Nghị định số 31/2021/NĐ-CP, doanh nghiệp được hỗ trợ.",
        "Ông An nói về độc lập - tự do - hạnh phúc của dân tộc.",
        "",
    ],
)
def test_ordinary_text_is_no_paper(text: str) -> None:
    assert read(text) is None


def test_a_paper_without_heading_is_known_by_what_it_calls_itself() -> None:
    paper = read(
        "Chương I\nĐiều 1. Nghị định này quy định chi tiết.\nĐiều 2. Nghị định này áp dụng với tổ chức.\n"
        "| Số ký hiệu | 88/2026/NĐ-CP |\n| Ngày ban hành | 28/03/2026 |\n| Người ký | Lê Văn Bình |"
    )
    assert paper is not None
    assert (paper.number, paper.type, paper.issuer) == ("88/2026/NĐ-CP", "NGHỊ ĐỊNH", "Chính phủ")
    assert (paper.issued_on, paper.signer) == (date(2026, 3, 28), "Lê Văn Bình")


@pytest.mark.parametrize(
    ("number", "issuer"),
    [
        ("18/2026/TT-BXD", "Bộ Xây dựng"),
        ("16/CT-TTg", "Thủ tướng Chính phủ"),
        ("43/HD-SNV", "Sở Nội vụ tỉnh Quảng Trị"),
        ("11-NQ/TU", "Tỉnh ủy Quảng Trị"),
        ("3571/VP-CTXD", "Văn phòng UBND tỉnh Quảng Trị"),
        ("15/CV-KNTL", None),
    ],
)
def test_a_symbol_names_its_issuer(number: str, issuer: str | None) -> None:
    assert issuer_of_number(number, "Quảng Trị") == issuer


def test_impossible_dates_are_not_invented() -> None:
    paper = read(
        DECISION.format(number="12/QĐ-UBND", kind="QUYẾT ĐỊNH")
        .replace("ngày 06", "ngày 31")
        .replace("tháng 7", "tháng 2")
    )
    assert paper is not None
    assert paper.issued_on is None
