"""Heading blocks and signature blocks of papers in the forms of Decree 30/2020 and of the Party."""

from datetime import date

import pytest

from directives.documents import is_paper_itself, read_document
from directives.model import Paper

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
BODY = "Căn cứ Luật Tổ chức chính quyền địa phương;\nNội dung của văn bản./."

HEADS = [
    ("UBND tỉnh over a decision", f"ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\nSố: 310/QĐ-UBND\n{MOTTO}\nCao Bằng, ngày 04 tháng 3 năm 2024\nQUYẾT ĐỊNH\nVề việc giao đất\n{BODY}", ("310/QĐ-UBND", "QUYẾT ĐỊNH", "UBND tỉnh Cao Bằng", "2024-03-04")),
    ("old spelling of Ủy", f"UỶ BAN NHÂN DÂN TỈNH CAO BẰNG\nSố: 310/QĐ-UBND\n{MOTTO}\nCao Bằng, ngày 4 tháng 3 năm 2004\nQUYẾT ĐỊNH\n{BODY}", ("310/QĐ-UBND", "QUYẾT ĐỊNH", "UBND tỉnh Cao Bằng", "2004-03-04")),
    ("no motto, one line", f"UBND TỈNH CAO BẰNG\nSố: 12/CT-UBND\nCao Bằng, ngày 04 tháng 3 năm 2024\nCHỈ THỊ\nVề phòng cháy\n{BODY}", ("12/CT-UBND", "CHỈ THỊ", "UBND tỉnh Cao Bằng", "2024-03-04")),
    ("department under the committee", f"UBND TỈNH CAO BẰNG\nSỞ NỘI VỤ\nSố: 45/HD-SNV\n{MOTTO}\nCao Bằng, ngày 04 tháng 3 năm 2024\nHƯỚNG DẪN\nVề thi đua\n{BODY}", ("45/HD-SNV", "HƯỚNG DẪN", "Sở Nội vụ tỉnh Cao Bằng", "2024-03-04")),
    ("department with a dirty number", f"UBND TỈNH CAO BẰNG\nSỞ Y TẾ\nSố : 45 /KH- SYT\n{MOTTO}\nCao Bằng, ngày 04 tháng 3 năm 2024\nKẾ HOẠCH\nTiêm chủng\n{BODY}", ("45/KH-SYT", "KẾ HOẠCH", "Sở Y tế tỉnh Cao Bằng", "2024-03-04")),
    ("ministry", f"BỘ TÀI CHÍNH\nSố: 900/BTC-NSNN\nV/v quyết toán\n{MOTTO}\nHà Nội, ngày 09 tháng 01 năm 2025\nKính gửi: Các Sở Tài chính\n{BODY}", ("900/BTC-NSNN", "CÔNG VĂN", "Bộ Tài chính", "2025-01-09")),
    ("prime minister", f"THỦ TƯỚNG CHÍNH PHỦ\nSố: 15/CT-TTg\n{MOTTO}\nHà Nội, ngày 09 tháng 01 năm 2025\nCHỈ THỊ\nVề nhà ở\n{BODY}", ("15/CT-TTg", "CHỈ THỊ", "Thủ tướng Chính phủ", "2025-01-09")),
    ("government decree", f"CHÍNH PHỦ\nSố: 15/2025/NĐ-CP\n{MOTTO}\nHà Nội, ngày 09 tháng 01 năm 2025\nNGHỊ ĐỊNH\nQuy định về phí\n{BODY}", ("15/2025/NĐ-CP", "NGHỊ ĐỊNH", "Chính phủ", "2025-01-09")),
    ("people's council", f"HỘI ĐỒNG NHÂN DÂN\nTỈNH CAO BẰNG\nSố: 21/NQ-HĐND\n{MOTTO}\nCao Bằng, ngày 10 tháng 12 năm 2023\nNGHỊ QUYẾT\nVề dự toán\n{BODY}", ("21/NQ-HĐND", "NGHỊ QUYẾT", "HĐND tỉnh Cao Bằng", "2023-12-10")),
    ("letter without a type line", f"ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\nSố: 777/UBND-KT\nV/v bình ổn giá\n{MOTTO}\nCao Bằng, ngày 11 tháng 01 năm 2024\nKính gửi: Sở Công Thương\n{BODY}", ("777/UBND-KT", "CÔNG VĂN", "UBND tỉnh Cao Bằng", "2024-01-11")),
    ("party committee", "TỈNH ỦY CAO BẰNG\n*\nSố 08-CT/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nCao Bằng, ngày 11 tháng 01 năm 2024\nCHỈ THỊ\nCỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề tiết kiệm\nNội dung.", ("08-CT/TU", "CHỈ THỊ", "Tỉnh ủy Cao Bằng", "2024-01-11")),
    ("party board", "TỈNH ỦY CAO BẰNG\nBAN TỔ CHỨC\nSố 19-HD/BTCTU\nĐẢNG CỘNG SẢN VIỆT NAM\nCao Bằng, ngày 11 tháng 01 năm 2024\nHƯỚNG DẪN\nvề đảng viên\nNội dung.", ("19-HD/BTCTU", "HƯỚNG DẪN", "Ban Tổ chức Tỉnh ủy Cao Bằng", "2024-01-11")),
    ("party conclusion", "TỈNH ỦY CAO BẰNG\nSố 219-KL/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nCao Bằng, ngày 11 tháng 01 năm 2024\nKẾT LUẬN\nvề quy hoạch\nNội dung.", ("219-KL/TU", "KẾT LUẬN", "Tỉnh ủy Cao Bằng", "2024-01-11")),
    ("urgent telegram, type first", f"CÔNG ĐIỆN\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH CAO BẰNG\nSố: 06/CĐ-UBND\nCao Bằng, ngày 11 tháng 7 năm 2024\n{BODY}", ("06/CĐ-UBND", "CÔNG ĐIỆN", "UBND tỉnh Cao Bằng", "2024-07-11")),
    ("city", f"ỦY BAN NHÂN DÂN\nTHÀNH PHỐ ĐÀ NẴNG\nSố: 55/KH-UBND\n{MOTTO}\nĐà Nẵng, ngày 11 tháng 7 năm 2024\nKẾ HOẠCH\nĐô thị thông minh\n{BODY}", ("55/KH-UBND", "KẾ HOẠCH", "UBND TP Đà Nẵng", "2024-07-11")),
    ("date broken over lines", f"UBND TỈNH CAO BẰNG\nSố: 12/TB-UBND\n{MOTTO}\nCao Bằng, ngày 04\ntháng 3 năm 2024\nTHÔNG BÁO\nKết luận\n{BODY}", ("12/TB-UBND", "THÔNG BÁO", "UBND tỉnh Cao Bằng", "2024-03-04")),
    ("columns on one line", f"UBND TỈNH CAO BẰNG  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/TB-UBND\nCao Bằng, ngày 04 tháng 3 năm 2024\nTHÔNG BÁO\nKết luận\n{BODY}", ("12/TB-UBND", "THÔNG BÁO", "UBND tỉnh Cao Bằng", "2024-03-04")),
    ("normative number", f"ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\nSố: 09/2024/QĐ-UBND\n{MOTTO}\nCao Bằng, ngày 04 tháng 3 năm 2024\nQUYẾT ĐỊNH\nBan hành Quy định\n{BODY}", ("09/2024/QĐ-UBND", "QUYẾT ĐỊNH", "UBND tỉnh Cao Bằng", "2024-03-04")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), HEADS, ids=[h[0] for h in HEADS])
def test_a_head_is_read(name: str, text: str, expected: tuple[str, str, str, str]) -> None:
    found = read_document(Paper(text))
    assert found is not None, name
    day = found.issued_on.isoformat() if found.issued_on else None
    assert (found.number, found.type, found.issuer, day) == expected
    assert (found.number_as_written or "?") in text
    assert is_paper_itself(text)


ARTICLES = [
    "Sáng 4/3, UBND tỉnh Cao Bằng họp phiên thường kỳ.\nChủ tịch UBND tỉnh chủ trì.",
    "UBND TỈNH CAO BẰNG HỌP THƯỜNG KỲ\nCao Bằng, ngày 04 tháng 3 năm 2024, trời nắng đẹp.",
    "Số: 12 đường Lê Lợi\nCao Bằng, ngày 04 tháng 3 năm 2024",
    "Thực hiện Chỉ thị số 12/CT-UBND, các xã ra quân.\nSố: 15 hộ được hỗ trợ.",
    "TIN VẮN\nSố: 3/2024\nBáo xuân đã phát hành.",
    "",
]


@pytest.mark.parametrize("text", ARTICLES)
def test_an_article_is_no_paper(text: str) -> None:
    assert not is_paper_itself(text)


SIGNED = [
    ("CHỦ TỊCH\nNông Văn Hào", "Nông Văn Hào"),
    ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNông Văn Hào", "Nông Văn Hào"),
    ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNông Thị Hạnh", "Nông Thị Hạnh"),
    ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nNông Thị Hạnh", "Nông Thị Hạnh"),
    ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nĐã ký: Nông Thị Hạnh", "Nông Thị Hạnh"),
    ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nLý Thanh Tuấn", "Lý Thanh Tuấn"),
    ("TUQ. CHỦ TỊCH\nGIÁM ĐỐC SỞ NỘI VỤ\nLý Thanh Tuấn", "Lý Thanh Tuấn"),
    ("Q. GIÁM ĐỐC\nLý Thanh Tuấn", "Lý Thanh Tuấn"),
    ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nBế Thị Kim Oanh", "Bế Thị Kim Oanh"),
    ("T/M BAN THƯỜNG VỤ\nBÍ THƯ\nHoàng Văn Trà", "Hoàng Văn Trà"),
    ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nHoàng Văn Trà", "Hoàng Văn Trà"),
    ("BỘ TRƯỞNG\nPhan Đức Lợi", "Phan Đức Lợi"),
    ("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nPhan Đức Lợi", "Phan Đức Lợi"),
    ("KT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG\nPhan Đức Lợi", "Phan Đức Lợi"),
    ("**CHỦ TỊCH**\n\n**Nông Văn Hào**", "Nông Văn Hào"),
    ("CHỦ TỊCH\n\n\n\nNông Văn Hào", "Nông Văn Hào"),
    ("Chỉ có nội dung, không có chữ ký.", None),
    ("CHỦ TỊCH", None),
]


@pytest.mark.parametrize(("block", "signer"), SIGNED, ids=[b.replace("\n", " / ") for b, _ in SIGNED])  # fmt: skip
def test_a_signature_block_names_its_signer(block: str, signer: str | None) -> None:
    head = HEADS[0][1]
    copies = "Nơi nhận:\n- Như trên;\n- Lưu: VT, KT.\n"
    for text in (f"{head}\n{block}", f"{head}\n{copies}{block}"):
        found = read_document(Paper(text))
        assert found is not None
        assert found.signer == signer


URGENT = [
    ("KHẨN", "KHẨN"), ("THƯỢNG KHẨN", "THƯỢNG KHẨN"), ("HỎA TỐC", "HỎA TỐC"), ("HOẢ TỐC", "HỎA TỐC"),
    ("Hỏa tốc", "HỎA TỐC"), ("HỎA TỐC HẸN GIỜ", "HỎA TỐC"), ("(KHẨN)", "KHẨN"), ("Khẩn trương", None), ("Bình thường", None),
]  # fmt: skip


@pytest.mark.parametrize(("mark", "urgency"), URGENT)
def test_an_urgency_mark_is_read(mark: str, urgency: str | None) -> None:
    text = f"UBND TỈNH CAO BẰNG\nSố: 6/CĐ-UBND\n{mark}\n{MOTTO}\nCao Bằng, ngày 11 tháng 7 năm 2024\nCÔNG ĐIỆN\n{BODY}"
    found = read_document(Paper(text))
    assert found is not None
    assert found.urgency == urgency


def test_effect_and_issue_are_two_days() -> None:
    text = HEADS[0][1] + "\nQuyết định này có hiệu lực thi hành kể từ ngày 15/3/2024."
    found = read_document(Paper(text))
    assert found is not None
    assert (found.issued_on, found.effective_on) == (date(2024, 3, 4), date(2024, 3, 15))
