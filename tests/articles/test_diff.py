"""The difference is exact, readable, and never quadratic for long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.alignment import MOST_CELLS, REACH, differing_blocks, paired
from articles.diff import ParagraphDiff, Segment, apply, diff_paragraphs, invert, operations
from articles.model import Operation

WORDS = st.sampled_from(
    ["sở", "Nội", "vụ", "trước", "ngày", "10/02", "không", "được", ",", ".", "e\u0301", "\u00a0"]
)
LINES = st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=8)


def changed(before: str, after: str) -> list[tuple[str, str]]:
    (part,) = diff_paragraphs([before], [after])
    return [(piece.op, piece.text) for piece in part.segments if piece.op != "equal"]


@given(LINES, LINES)
def test_applied_to_the_old_it_gives_the_new(before: list[str], after: list[str]) -> None:
    assert apply(before, diff_paragraphs(before, after)) == tuple(after)


@given(LINES, LINES)
def test_inverted_and_applied_to_the_new_it_gives_the_old(
    before: list[str], after: list[str]
) -> None:
    assert apply(after, invert(diff_paragraphs(before, after))) == tuple(before)


@given(st.lists(st.text(max_size=30), max_size=5), st.lists(st.text(max_size=30), max_size=5))
def test_any_characters_come_through_exactly(before: list[str], after: list[str]) -> None:
    assert apply(before, diff_paragraphs(before, after)) == tuple(after)


@given(LINES)
def test_a_text_does_not_differ_from_itself(lines: list[str]) -> None:
    assert all(part.op == "equal" for part in diff_paragraphs(lines, lines))
    assert operations("\n".join(lines), "\n".join(lines)) == ()


@given(LINES, LINES)
def test_a_changed_paragraph_shares_words_and_others_stand_whole(
    before: list[str], after: list[str]
) -> None:
    for part in diff_paragraphs(before, after):
        ops = {piece.op for piece in part.segments}
        assert part.op == "change" or ops <= {part.op}


def test_a_difference_is_refused_on_another_text() -> None:
    with pytest.raises(ValueError, match="another text"):
        apply(["khác"], diff_paragraphs(["một"], ["hai"]))


def test_a_date_is_one_word() -> None:
    assert changed("xong trước 10/02/2026.", "xong trước 15/02/2026.") == [
        ("delete", "10/02/2026"),
        ("insert", "15/02/2026"),
    ]


def test_the_number_of_a_paper_is_one_word() -> None:
    ops = changed("Công văn 412/UBND-NN.", "Công văn 421/UBND-NN.")
    assert ops == [("delete", "412/UBND-NN"), ("insert", "421/UBND-NN")]


def test_edits_with_one_word_between_are_one_edit() -> None:
    ops = changed("gửi trước ngày 10/02 về Sở", "gửi sau ngày 15/03 về Sở")
    assert ops == [("delete", "trước ngày 10/02"), ("insert", "sau ngày 15/03")]


def test_edits_far_apart_stay_two() -> None:
    ops = changed("a một b c d hai e", "a mốt b c d hái e")
    assert [op for op, _ in ops] == ["delete", "insert", "delete", "insert"]


def test_an_edited_paragraph_is_found_behind_a_new_one() -> None:
    before = ["Sở Nội vụ gửi báo cáo trước ngày 10/02."]
    after = ["Một đoạn hoàn toàn mới.", "Sở Nội vụ gửi báo cáo trước ngày 15/02."]
    assert [part.op for part in diff_paragraphs(before, after)] == ["insert", "change"]


def test_paragraphs_with_nothing_in_common_are_not_mixed_word_by_word() -> None:
    before, after = ["một hai ba", "bốn năm sáu"], ["a b c", "d e f", "g h i"]
    ops = [part.op for part in diff_paragraphs(before, after)]
    assert ops == ["delete", "delete", "insert", "insert", "insert"]


def test_pairing_looks_only_so_far_ahead() -> None:
    target = ["a", "b", "c"]
    far = [[f"x{number}"] for number in range(REACH)]
    assert paired([target, ["y"]], [*far, target]) == ()
    assert paired([target, ["y"]], [*far[1:], target]) == ((0, REACH - 1),)


def test_what_is_too_long_is_replaced_whole_and_says_so() -> None:
    side = int(MOST_CELLS**0.5) + 1
    before, after = [" ".join([word] * side) for word in ("cũ,", "mới,")]
    (part,) = diff_paragraphs([before], [after])
    assert part.coarse
    assert apply([before], [part]) == (after,)


def test_too_many_paragraphs_are_replaced_whole_and_say_so() -> None:
    side = int(MOST_CELLS**0.5) + 1
    parts = diff_paragraphs(["đầu", *["a"] * side, "cuối"], ["đầu", *["b"] * side, "cuối"])
    assert [part.op for part in (parts[0], parts[-1])] == ["equal", "equal"]
    assert all(part.coarse for part in parts[1:-1])


def test_runs_that_touch_are_one() -> None:
    (block,) = differing_blocks("axxb", "ayb")
    assert (block.start, block.end, block.new_start, block.new_end) == (1, 3, 1, 2)


def test_an_empty_paragraph_is_told_apart_from_none() -> None:
    (part,) = diff_paragraphs([], [""])
    assert part == ParagraphDiff("insert", ())
    assert apply([], [part]) == ("",)


def test_sides_of_a_paragraph_read_back() -> None:
    part = ParagraphDiff("change", (Segment("delete", "a"), Segment("insert", "b")))
    assert (part.before, part.after) == ("a", "b")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("được tự đặt", "không được tự đặt", Operation("insert", "", "không")),
        ("không được tự đặt", "được tự đặt", Operation("delete", "không", "")),
        (
            "ngày 10/02/2026.",
            "ngày 15/02/2026.",
            Operation("replace", "10/02/2026.", "15/02/2026."),
        ),
        ("tăng 5%", "tăng 5‰", Operation("replace", "%", "‰")),
    ],
)
def test_an_edit_is_one_operation(before: str, after: str, expected: Operation) -> None:
    assert operations(before, after) == (expected,)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Uỷ ban\nnhân dân", "Ủy ban nhân dân"),
        ("THÔNG BÁO số 5", "Thông báo số 5"),
        ("đô thị", "đôthị"),
        ("ngày 10/02/2026", "ngày 10 / 02 / 2026"),
        ("“trực tiếp” –", '"trực tiếp"'),
    ],
)
def test_what_folds_alike_is_no_operation(before: str, after: str) -> None:
    assert operations(before, after) == ()
