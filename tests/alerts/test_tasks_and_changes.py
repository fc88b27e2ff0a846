"""One instruction in a line, and a change as before and after."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts import changes, tasks
from articles.model import FieldChange
from directives.model import Deadline, Instruction
from tests.alerts import samples

TODAY = date(2026, 2, 3)


def told(span: str, to: str = "", joining: str = "", phrase: str = "") -> Instruction:
    deadline = Deadline(phrase, "date", date(2026, 3, 1)) if phrase else None
    return Instruction(
        span,
        addressees=(to,) if to else (),
        cooperating=(joining,) if joining else (),
        deadline=deadline,
    )


@pytest.mark.parametrize(
    ("instruction", "task", "quote"),
    [
        (
            samples.REPORT,
            "báo cáo chuyển đổi số cấp xã, gửi Văn phòng UBND tỉnh",
            "gửi Văn phòng UBND tỉnh trước ngày 10/02/2026",
        ),
        (
            told("Yêu cầu Sở Y tế phải kiểm tra các cơ sở trên địa bàn.", "Sở Y tế"),
            "kiểm tra các cơ sở trên địa bàn",
            "Yêu cầu Sở Y tế phải kiểm tra các cơ sở trên địa bàn.",
        ),
        (
            told("Tham mưu kế hoạch, báo cáo kết quả về Sở Y tế.", "Sở Y tế"),
            "Tham mưu kế hoạch, báo cáo kết quả về Sở Y tế",
            "Tham mưu kế hoạch, báo cáo kết quả về Sở Y tế.",
        ),
        (
            told("Hoàn thành đề án, trình UBND tỉnh, trước ngày 01/3.", phrase="trước ngày 01/3"),
            "Hoàn thành đề án, trình UBND tỉnh",
            "trình UBND tỉnh, trước ngày 01/3",
        ),
        (told("Trước ngày 01/3.", phrase="Trước ngày 01/3"), "Trước ngày 01/3", "Trước ngày 01/3"),
        (
            told("Báo cáo ngay.", "Sở Y tế", phrase="không có trong câu"),
            "Báo cáo ngay",
            "Báo cáo ngay.",
        ),
        (told(""), "", ""),
    ],
)
def test_a_task_is_told_without_receivers_and_deadline_and_quoted_with_them(
    instruction: Instruction, task: str, quote: str
) -> None:
    assert tasks.task(instruction) == task
    assert tasks.quote(instruction) == quote


@given(st.text(max_size=80), st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_no_span_is_too_odd(span: str, to: str, joining: str, phrase: str) -> None:
    instruction = told(span, to, joining, phrase)
    assert len(tasks.task(instruction)) <= tasks.TASK_LIMIT
    assert len(tasks.quote(instruction)) <= tasks.QUOTE_LIMIT


def test_open_deadlines_come_first_and_passed_ones_last() -> None:
    passed, soon, later = (
        Instruction(str(day), deadline=Deadline("x", "date", day))
        for day in (date(2026, 1, 1), date(2026, 2, 4), date(2026, 3, 1))
    )
    undated = Instruction("ngay", deadline=Deadline("ngay", "immediate"))
    bare = Instruction("không hạn")
    assert tasks.in_order([passed, bare, later, undated, soon], TODAY) == (
        soon,
        later,
        undated,
        bare,
        passed,
    )


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        ("trước ngày 05/02/2026", "trước ngày 10/02/2026", "muộn hơn 5 ngày"),
        ("2026-02-10", "2026-02-05", "sớm hơn 5 ngày"),
        ("trước ngày 5.2.2026", "2026-02-06", "muộn hơn 1 ngày"),
        ("trước ngày 05/02/2026", "", ""),
        ("trước ngày 05/02", "trước ngày 10/02", ""),
        ("trước 14.30 ngày 05/02/2026", "trước ngày 06 tháng 02 năm 2026", "muộn hơn 1 ngày"),
        ("từ 01/02/2026 đến 05/02/2026", "10/02/2026", ""),
        ("31/02/2026", "01/03/2026", ""),
    ],
)
def test_a_deadline_moved_one_way_or_it_is_not_said(before: str, after: str, way: str) -> None:
    assert changes.moved([FieldChange("directives.1.deadline", before, after)], "vi") == way


def test_dates_without_a_year_are_taken_next_to_where_the_deadline_stands() -> None:
    fields = [FieldChange("deadline", "trước ngày 25/12", "trước ngày 05/01")]
    assert changes.moved(fields, "vi", date(2027, 1, 5)) == "muộn hơn 11 ngày"
    assert changes.moved(fields, "vi", None) == ""
    leap = [FieldChange("deadline", "ngày 29/02", "ngày 01/03")]
    assert changes.moved(leap, "vi", date(2028, 3, 1)) == "muộn hơn 1 ngày"
    assert changes.moved(leap, "vi", date(2026, 3, 1)) == ""


def test_two_deadlines_that_moved_differently_are_not_called_one_move() -> None:
    other = FieldChange("deadline", "01/03/2026", "05/03/2026")
    assert changes.moved([samples.MOVED, other], "vi") == ""
    assert (
        changes.moved([samples.MOVED, samples.MOVED, samples.REWORDED], "vi") == "muộn hơn 5 ngày"
    )


def test_the_deadline_that_changed_is_known_by_its_words_or_its_day() -> None:
    by_day = FieldChange("deadline", "2026-02-05", "2026-02-10")
    assert changes.has_moved(samples.REPORT, [samples.MOVED])
    assert changes.has_moved(samples.REPORT, [by_day])
    assert not changes.has_moved(samples.INSPECT, [samples.MOVED])
    assert not changes.has_moved(samples.SPREAD, [samples.MOVED])


def test_long_values_are_cut_to_where_they_differ() -> None:
    text = "các xã rà soát hạ tầng " * 20
    before, after = changes.excerpts(f"{text}12 xã {text}", f"{text}21 xã {text}")
    assert before == "…rà soát hạ tầng 12 xã các xã rà…"
    assert after == "…rà soát hạ tầng 21 xã các xã rà…"


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_change_has_bounded_rows(before: str, after: str) -> None:
    (row,) = changes.rows([FieldChange("paragraphs", before, after)], "en")
    assert max(len(row.before), len(row.after)) <= changes.VALUE_LIMIT


def test_deadlines_are_shown_before_other_fields() -> None:
    fields = changes.deadlines_first((samples.REWORDED, samples.MOVED))
    assert fields == (samples.MOVED, samples.REWORDED)
