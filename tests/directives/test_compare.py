"""What changed between two readings."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from directives.compare import InstructionChange, differences
from directives.extract import extract
from directives.model import Document, Extraction, Instruction, Paper

FIRST = "Chủ tịch UBND tỉnh Kiên Giang yêu cầu Sở Y tế rà soát trang thiết bị, báo cáo trước ngày 10/12/2023."


def read(text: str) -> Extraction:
    return extract(Paper(text=text, published=date(2023, 11, 1)))


def test_the_same_text_has_no_differences() -> None:
    assert differences(read(FIRST), read(FIRST)) == ()


def test_a_moved_deadline_is_told_with_both_phrases() -> None:
    after = read(FIRST.replace("10/12/2023", "20/12/2023"))
    assert differences(read(FIRST), after) == (
        InstructionChange("deadline", "trước ngày 10/12/2023", "trước ngày 20/12/2023"),
    )


def test_a_deadline_worded_otherwise_but_due_on_the_same_day_is_the_same() -> None:
    after = read(FIRST.replace("10/12/2023", "10.12.2023"))
    assert not [c for c in differences(read(FIRST), after) if c.field == "deadline"]


def test_a_changed_receiver_is_told_though_words_changed_too() -> None:
    after = read(FIRST.replace("Sở Y tế rà soát", "Sở Nội vụ khẩn trương rà soát"))
    assert InstructionChange("addressees", "Sở Y tế", "Sở Nội vụ") in differences(
        read(FIRST), after
    )


def test_tasks_added_and_removed_are_told() -> None:
    more = FIRST + " Đồng thời, tăng cường tuyên truyền tới người dân vùng biên giới."
    added = differences(read(FIRST), read(more))
    assert [(c.field, c.before) for c in added] == [("instruction", "")]
    removed = differences(read(more), read(FIRST))
    assert [(c.field, c.after) for c in removed] == [("instruction", "")]


def test_facts_of_the_paper_are_compared_by_field() -> None:
    before = Extraction(document=Document(number="12/UBND-TH", signer="Lê Văn Bình"))
    after = Extraction(
        document=Document(number="13/UBND-TH", signer="LÊ VĂN BÌNH", issued_on=date(2024, 1, 2))
    )
    assert differences(before, after) == (
        InstructionChange("document.number", "12/UBND-TH", "13/UBND-TH"),
        InstructionChange("document.issued_on", "", "2024-01-02"),
    )


def test_order_of_receivers_and_tone_places_are_no_change() -> None:
    one = Extraction(
        directives=(Instruction("Rà soát hồ sơ", addressees=("Sở Y tế", "UBND xã Hoá")),)
    )
    two = Extraction(
        directives=(Instruction("Rà soát hồ sơ", addressees=("ubnd xã hóa", "Sở Y tế")),)
    )
    assert differences(one, two) == ()


@given(st.lists(st.text(alphabet="abc đề nghị", min_size=1, max_size=30), max_size=5, unique=True))
def test_nothing_differs_from_itself(spans: list[str]) -> None:
    reading = Extraction(directives=tuple(map(Instruction, spans)))
    assert differences(reading, reading) == ()
