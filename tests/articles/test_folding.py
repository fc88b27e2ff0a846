"""Folding: what is the same for a reader folds alike, and letters and digits survive."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.folding import compact, fold_for_comparison, without_marks

VIETNAMESE = st.text(
    alphabet="aăâeêioôơuưybcdđghklmnpqrstvxáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
    "ĐÁÂƠƯ 0123456789.,-–/\u00a0\u200b“”",
    max_size=60,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoá", "Hóa"),
        ("Uỷ ban", "Ủy ban"),
        ("khoẻ", "khỏe"),
        ("thuý", "thúy"),
        ("hòan", "hoàn"),
        ("qúy", "quý"),
        ("Sở\u00a0Nội vụ", "Sở Nội  vụ"),
        ("chuyển\u200b đổi", "chuyển đổi"),
        ("văn\u00adbản", "vănbản"),
        ("“trực tiếp”", '"trực tiếp"'),
        ("2021–2025", "2021-2025"),
        ("10/02/2026", "10.02.2026"),
        ("Ðông Hà", "Đông Hà"),
        ("THÔNG BÁO", "Thông báo"),
        ("5%", "5 %"),
        ("• mục một", "- mục một"),
        (unicodedata.normalize("NFD", "Nghị quyết số 5"), "Nghị quyết số 5"),
    ],
)
def test_forms_of_one_text_fold_alike(one: str, other: str) -> None:
    assert fold_for_comparison(one) == fold_for_comparison(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoa", "hoá"),
        ("ma", "mà"),
        ("đa", "da"),
        ("10/12", "10/13"),
        ("1 000", "1000"),
        ("5%", "5‰"),
        ("≥ 5", "≤ 5"),
        ("không được", "được"),
        ("tỉnh", "tính"),
    ],
)
def test_different_words_and_figures_stay_different(one: str, other: str) -> None:
    assert compact(fold_for_comparison(one)) != compact(fold_for_comparison(other))


def test_spaces_count_only_between_digits_once_compacted() -> None:
    assert compact(fold_for_comparison("đô thị 10 / 02 và 3 xã")) == "đôthị10 02và3xã"


def test_marks_fall_away_with_the_stroke_of_the_d() -> None:
    assert without_marks("đường uỷ") == "duong uy"


@given(VIETNAMESE)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold_for_comparison(text)
    assert fold_for_comparison(once) == once


@given(VIETNAMESE)
def test_decomposed_text_folds_as_composed_text_does(text: str) -> None:
    assert fold_for_comparison(unicodedata.normalize("NFD", text)) == fold_for_comparison(text)


@given(VIETNAMESE)
def test_every_digit_survives_in_order(text: str) -> None:
    digits = [letter for letter in text if letter.isdigit()]
    assert [letter for letter in fold_for_comparison(text) if letter.isdigit()] == digits


@given(st.text(max_size=80))
def test_any_text_folds_to_words_with_single_spaces(text: str) -> None:
    folded = fold_for_comparison(text)
    assert folded == " ".join(folded.split())
