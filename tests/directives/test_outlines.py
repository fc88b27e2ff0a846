"""Sections, heads of lists and rows of task tables in papers; quotes given back as written."""

from datetime import date

import pytest

from directives.extract import extract
from directives.model import Extraction, Paper
from directives.normal import even, level, nfc
from directives.outlines import list_head, section_heading, table_row
from directives.sentences import Stretch
from directives.verbatim import as_written

HEAD = "UBND TỈNH HÀ GIANG\nSố: 41/KH-UBND\nHà Giang, ngày 05 tháng 5 năm 2025\nKẾ HOẠCH\nPhát triển dược liệu\n"


def plan(body: str) -> Extraction:
    return extract(Paper(HEAD + body))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("I. MỤC ĐÍCH, YÊU CẦU", "quiet"), ("II. MỤC TIÊU", "quiet"), ("I. Mục tiêu chung", "quiet"), ("1. Mục đích", "quiet"),
        ("2. Yêu cầu:", "quiet"), ("1. Mục tiêu: Trồng mới 100 ha", "quiet"), ("III. TỔ CHỨC THỰC HIỆN", "assigns"),
        ("IV. PHÂN CÔNG NHIỆM VỤ", "assigns"), ("II. NHIỆM VỤ, GIẢI PHÁP", "other"), ("PHẦN MỞ ĐẦU", "other"),
        ("1. Sở Y tế", ""), ("2. UBND các huyện rà soát.", ""), ("Yêu cầu các sở thực hiện.", ""), ("Sở Y tế chủ trì.", ""),
    ],
)  # fmt: skip
def test_a_heading_tells_what_its_section_does(line: str, kind: str) -> None:
    assert section_heading(line, Stretch(0, len(line))) == kind


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("1. Sở Y tế", ("Sở Y tế",)), ("1. Sở Y tế:", ("Sở Y tế",)), ("a) Công an tỉnh:", ("Công an tỉnh",)),
        ("2. Sở Y tế, Sở Tài chính:", ("Sở Y tế", "Sở Tài chính")), ("3. UBND các xã, phường", ("UBND các xã, phường",)),
        ("4. Sở Y tế: Kiểm tra thuốc.", ("Sở Y tế",)),
    ],
)  # fmt: skip
def test_a_line_with_bodies_alone_heads_a_list(line: str, names: tuple[str, ...]) -> None:
    head = list_head(line, level(line), Stretch(0, len(line)))
    assert head is not None
    assert head[0] == names


@pytest.mark.parametrize(
    "line",
    ["1. Sở Y tế kiểm tra thuốc.", "Trồng 100 ha", "Sở Y tế: đã kiểm tra", "1. Nguồn vốn", "", "-", "Sở Y tế."],
)  # fmt: skip
def test_other_lines_head_no_list(line: str) -> None:
    assert list_head(line, level(line), Stretch(0, len(line))) is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("- Cơ quan chủ trì: Sở Y tế.", "lead"), ("Đơn vị thực hiện: Sở Y tế", "lead"), ("+ Chủ trì: Sở Y tế", "lead"),
        ("- Cơ quan phối hợp: Sở Y tế", "join"), ("Phối hợp: Sở Y tế", "join"), ("- Thời gian hoàn thành: tháng 6", "limit"),
        ("Thời hạn: 30/6/2025", "limit"), ("Tiến độ thực hiện: Quý II", "limit"), ("- Kinh phí: 5 tỷ đồng", None), ("", None),
    ],
)  # fmt: skip
def test_a_row_says_one_thing_of_the_task_above(line: str, kind: str | None) -> None:
    row = table_row(level(line), Stretch(0, len(line)))
    assert (row.kind if row else None) == kind


def test_rows_complete_the_task_above_them() -> None:
    found = plan(
        "II. NHIỆM VỤ\n1. Trồng mới 100 ha sa nhân.\n- Đơn vị chủ trì: Sở Tài chính; Sở Y tế.\n"
        "- Đơn vị phối hợp: UBND các xã.\n- Thời gian hoàn thành: tháng 9/2025."
    )
    (order,) = found.directives
    assert order.span == "Trồng mới 100 ha sa nhân."
    assert order.addressees == ("Sở Tài chính", "Sở Y tế")
    assert order.cooperating == ("UBND các xã",)
    assert order.deadline is not None
    assert (order.deadline.kind, order.deadline.due) == ("month", date(2025, 9, 30))
    assert order.deadline.phrase in HEAD + "tháng 9/2025"


def test_aims_of_a_plan_are_no_orders_even_with_must_and_body() -> None:
    found = plan(
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Các sở, ngành phải chủ động, kịp thời.\n2. Tăng cường phối hợp."
    )
    assert found.directives == ()
    assert found.is_directive  # a plan is of a directive kind, though nothing is read from it


def test_a_body_that_heads_a_list_receives_its_items() -> None:
    found = plan(
        "III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Kiểm tra vườn thuốc.\n- Tập huấn cán bộ.\n2. Công an tỉnh: Xử lý vi phạm."
    )
    assert [i.addressees for i in found.directives] == [
        ("Sở Y tế",),
        ("Sở Y tế",),
        ("Công an tỉnh",),
    ]
    assert {i.issuer_body for i in found.directives} == {"UBND tỉnh Hà Giang"}


def test_a_body_told_to_direct_others_is_the_receiver_not_the_giver() -> None:
    found = plan("III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế chỉ đạo các bệnh viện chuẩn bị thuốc.")
    (order,) = found.directives
    assert (order.addressees, order.issuer_body) == (("Sở Y tế",), "UBND tỉnh Hà Giang")


def test_what_is_only_agreed_to_is_no_order() -> None:
    text = "UBND tỉnh Hà Giang kết luận như sau:\n1. Thống nhất chủ trương mở đường.\n2. Giao Sở Xây dựng lập hồ sơ."
    assert [i.addressees for i in extract(Paper(text)).directives] == [("Sở Xây dựng",)]


def test_quotes_come_back_with_the_spaces_and_dashes_of_the_text() -> None:
    text = nfc(
        "UBND tỉnh Hà Giang yêu\u00a0cầu Sở\u00a0Y tế báo cáo trước\u00a0ngày 10/5/2025 – không chậm trễ."
    )
    (order,) = extract(Paper(text)).directives
    assert order.span == text
    assert order.addressees == ("Sở\u00a0Y tế",)
    assert order.deadline is not None
    assert order.deadline.phrase == "trước\u00a0ngày 10/5/2025"


def test_an_even_text_comes_back_as_the_same_reading() -> None:
    read = extract(Paper("UBND tỉnh Hà Giang yêu cầu Sở Y tế báo cáo."))
    text = "UBND tỉnh Hà Giang yêu cầu Sở Y tế báo cáo."
    assert as_written(read, even(text), text) is read
