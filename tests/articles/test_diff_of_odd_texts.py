"""Word differences of texts that are long, without spaces, or in signs few programs think of."""

import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.diff import ParagraphDiff, apply, diff_paragraphs, invert, operations
from articles.folding import fold_for_comparison
from articles.model import Operation

ODD = {
    "no spaces": ("x" * 5_000, "x" * 4_999 + "y"),
    "one sign a word": ("。" * 2_000, "。" * 1_999 + "！"),
    "emoji": ("họp 👨‍👩‍👧 xong 🇻🇳", "họp 👨‍👩‍👦 xong 🇻🇳"),
    "skin tones": ("👍🏻 tốt", "👍🏿 tốt"),
    "right to left": ("ngày שלום 10", "ngày שלום 12"),
    "direction marks": ("\u202eđảo\u202c ngược", "đảo ngược"),
    "loose marks": ("a\u0301\u0301\u0301 b", "a\u0301\u0301 b"),
    "mark behind a blank": ("a \u0301b", "a b"),
    "decomposed": (unicodedata.normalize("NFD", "Ủy ban Hoá"), "Ủy ban Hóa"),
    "surrogate": ("a \ud800 b", "a \udfff b"),
    "controls": ("a\x00b\x1fc", "abc"),
    "line signs": ("a\u2028b\u0085c", "a b c"),
    "digits of others": ("١٢ xã", "١٣ xã"),
    "tabs and blanks": ("a\t\u00a0 b", "a b"),
    "underscores": ("__a__b__", "__a__c__"),
    "inner signs": ("a//b..c--d", "a/b.c-d"),
}


def both_ways(before: Sequence[str], after: Sequence[str]) -> tuple[ParagraphDiff, ...]:
    diff = diff_paragraphs(before, after)
    assert apply(before, diff) == tuple(after)
    assert apply(after, invert(diff)) == tuple(before)
    assert invert(invert(diff)) == diff
    return diff


@pytest.mark.parametrize("name", ODD)
def test_odd_signs_come_through_exactly_both_ways(name: str) -> None:
    before, after = ODD[name]
    both_ways([before], [after])
    both_ways(["đầu", before, "cuối"], [after, "đầu", "cuối"])
    both_ways([before] * 3, [after])


@pytest.mark.parametrize("name", ODD)
def test_edits_are_told_exactly_where_the_folded_texts_differ(name: str) -> None:
    before, after = ODD[name]
    folded = [fold_for_comparison(text).replace(" ", "") for text in (before, after)]
    assert bool(operations(before, after)) == (folded[0] != folded[1])


def test_a_word_among_a_hundred_thousand_is_found() -> None:
    words = [f"w{number % 977}" for number in range(100_000)]
    changed = [*words[:50_000], "không", *words[50_000:]]
    (part,) = both_ways([" ".join(words)], [" ".join(changed)])
    assert not part.coarse
    assert [piece.text.strip() for piece in part.segments if piece.op != "equal"] == ["không"]
    assert operations(" ".join(words), " ".join(changed)) == (Operation("insert", "", "không"),)


def test_a_hundred_thousand_other_words_are_one_coarse_edit() -> None:
    before = " ".join(f"a{number}" for number in range(30_000))
    after = " ".join(f"b{number}" for number in range(30_000))
    (part,) = both_ways([before], [after])
    assert part.coarse
    (edit,) = operations(before, after)
    assert (edit.op, edit.before, edit.after) == ("replace", before, after)


def test_edits_at_both_ends_of_a_long_text_stay_two_small_ones() -> None:
    middle = " ".join(f"w{number % 991}" for number in range(19_000))
    edits = operations(f"Gửi {middle} 10/02", f"Nộp {middle} 12/02")
    assert edits == (Operation("replace", "Gửi", "Nộp"), Operation("replace", "10/02", "12/02"))


def test_many_paragraphs_with_one_edited_show_that_one() -> None:
    lines = [f"Điều {number}. Các xã thực hiện nhiệm vụ số {number}." for number in range(3_000)]
    changed = [*lines]
    changed[1_500] = lines[1_500].replace("thực hiện", "hoàn thành")
    diff = both_ways(lines, changed)
    (part,) = [part for part in diff if part.op != "equal"]
    assert [piece.text for piece in part.segments if piece.op == "insert"] == ["hoàn thành"]
    assert operations("\n".join(lines), "\n".join(changed)) == (
        Operation("replace", "thực hiện", "hoàn thành"),
    )


def test_a_paragraph_split_in_two_is_no_edit_and_joined_neither() -> None:
    whole = "Giao Sở Y tế báo cáo. Các xã rà soát."
    assert operations(whole, whole.replace(". Các", ".\nCác")) == ()
    assert operations(whole.replace(". Các", ".\nCác"), whole) == ()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", ()),
        ("", "a", (Operation("insert", "", "a"),)),
        ("a", "", (Operation("delete", "a", ""),)),
        ("...", "–", ()),
        ("a b c", "a x c", (Operation("replace", "b", "x"),)),
        ("a b c d", "x b y d", (Operation("replace", "a b c", "x b y"),)),
        ("10 000", "10.000", ()),
        ("10 000", "10000", (Operation("replace", "10 000", "10000"),)),
        ("5%", "5 %", ()),
        ("Hoà - Bình", "HÒA BÌNH", ()),
        ("không", "KHÔNG", ()),
        ("a\n\n\nb", "a b", ()),
    ],
)
def test_small_texts_are_told_as_a_person_would(
    before: str, after: str, expected: tuple[Operation, ...]
) -> None:
    assert operations(before, after) == expected


TEXTS = st.text(
    st.sampled_from("ab1 \u0301\u200b\u200d\u202e.,/-\n\u00a0đĐáạ👍🏻🇻🇳שא_\ud800"), max_size=40
)


@settings(max_examples=100)
@given(st.lists(TEXTS, max_size=4), st.lists(TEXTS, max_size=4))
def test_any_mixture_of_signs_is_exact_both_ways(before: list[str], after: list[str]) -> None:
    both_ways(before, after)


@settings(max_examples=100)
@given(TEXTS, TEXTS)
def test_no_edit_is_told_where_the_texts_fold_alike(before: str, after: str) -> None:
    edits = operations(before, after)
    if fold_for_comparison(before) == fold_for_comparison(after):
        assert edits == ()
    for edit in edits:
        assert fold_for_comparison(edit.before) != fold_for_comparison(edit.after)


@given(st.lists(TEXTS, min_size=1, max_size=4), st.integers(0, 3))
def test_an_edit_leaves_the_paragraphs_beside_it_whole(lines: list[str], place: int) -> None:
    changed = [*lines]
    changed[place % len(lines)] = "một đoạn chưa từng có ở đâu"
    diff = diff_paragraphs(lines, changed)
    assert sum(part.op == "equal" for part in diff) == len(lines) - 1
