"""Normal forms: in place, for comparing, and without marks."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.normal import even, fold, key, level, nfc, words

SAME = [
    ("Thanh Hoá", "Thanh Hóa"),
    ("Uỷ ban", "Ủy ban"),
    ("UỶ BAN", "ủy ban"),
    ("khoẻ mạnh", "khỏe mạnh"),
    ("Thuỷ lợi", "Thủy lợi"),
    ("Sở\u00a0Y tế", "Sở Y  tế"),
    ("“kế hoạch”", '"kế hoạch"'),
    ("kinh tế – xã hội", "kinh tế - xã hội"),
    ("  Tỉnh ủy ", "tỉnh ủy"),
    ("\u00d0ông Hà", "Đông Hà"),
]
DIFFERENT = [("má", "mà"), ("Quý", "Quy"), ("hoàn", "hoán"), ("đa", "da"), ("02", "03")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_key_forgets_case_tone_places_and_spaces(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_key_keeps_every_mark_that_makes_another_word(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize("word", ["quý", "hoàn", "thuyết", "khoảng", "quỳ"])
def test_tone_is_not_moved_inside_words_where_both_styles_agree(word: str) -> None:
    assert level(word) == word


def test_fold_is_what_one_types_without_marks() -> None:
    assert fold("Đường Hoá chất – Ủy ban") == "duong hoa chat - uy ban"


def test_decomposed_input_is_the_same_text() -> None:
    text = "Ủy ban nhân dân tỉnh Quảng Trị"
    assert nfc(unicodedata.normalize("NFD", text)) == text
    assert key(unicodedata.normalize("NFD", text)) == key(text)


def test_words_keep_abbreviations_with_ampersand_whole() -> None:
    assert words("Sở TT&TT, UBND tỉnh.") == ("sở", "tt&tt", "ubnd", "tỉnh")


@given(st.text())
def test_level_never_changes_the_length(text: str) -> None:
    whole = nfc(text)
    assert len(level(whole)) == len(whole) == len(even(whole))


@given(st.text())
def test_keys_and_folds_are_stable(text: str) -> None:
    assert key(key(text)) == key(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aăâeêioôơuưyđqhHOÀÁoàáỦuỷ “”–\u00a0\n", max_size=40))
def test_case_and_spaces_never_matter_to_the_key(text: str) -> None:
    assert key(text.upper()) == key(text)
    assert key(f"  {text}\n") == key(text)
