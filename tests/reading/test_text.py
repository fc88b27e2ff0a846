import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.text import fold, is_vietnamese, plain, unmarked


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("  Sở \n\t Nội  vụ ", "Sở Nội vụ"),
        ("Sở\u00a0Nội\u2003vụ", "Sở Nội vụ"),
        ("Hu\u00adế\u200b", "Huế"),
        ("\ufeffĐông Hà\u200e", "Đông Hà"),
        (unicodedata.normalize("NFD", "Quyết định"), "Quyết định"),
        ("", ""),
        ("\u200b", ""),
    ],
)
def test_folding_leaves_one_form_of_a_text(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_long_and_short_texts_are_folded_alike() -> None:
    short = unicodedata.normalize("NFD", "Ủy\u00a0ban  nhân dân ")
    assert fold(short * 100) == " ".join([fold(short)] * 100)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CHỈ THỊ: về việc", "chỉ thị - về việc"),
        ("“Tết”", "tết"),
        ("Số 12/CT-UBND", "số 12 ct ubnd"),
        ("a…b", "A.B"),
    ],
)
def test_wordings_that_read_alike_are_equal(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("one", "other"), [("12/CT", "13/CT"), ("cho", "chợ"), ("năm 2025", "năm 2026"), ("a", "")]
)
def test_wordings_that_differ_in_letters_are_not(one: str, other: str) -> None:
    assert plain(one) != plain(other)


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("Chỉ đạo, điều hành", "chi dao dieu hanh"),
        ("ĐƯỜNG ĐÊ", "duong de"),
        ("Văn bản – Pháp quy", "van ban phap quy"),
        ("ưỡn Ợ", "uon o"),
    ],
)
def test_marks_can_be_taken_away(written: str, bare: str) -> None:
    assert unmarked(written) == bare


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ủy ban nhân dân tỉnh yêu cầu các sở, ngành khẩn trương triển khai", True),
        ("Uy ban nhan dan tinh yeu cau cac so, nganh khan truong", False),
        ("The committee asked all departments to report before Friday", False),
        ("Le préfet a demandé à la région de réparer la forêt", False),
        ("Die Straße wird gesperrt, die Bürger fahren über Köln", False),
        ("", False),
        ("12/2026 – 13/2026", False),
    ],
)
def test_vietnamese_is_known_by_its_letters(text: str, expected: bool) -> None:
    assert is_vietnamese(text) is expected


@given(st.text(max_size=400))
def test_plain_and_unmarked_are_stable(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert unmarked(unmarked(text)) == unmarked(text)
    assert unicodedata.is_normalized("NFC", fold(text))


@given(st.text(max_size=60), st.text(alphabet=" \t\n\u00a0\u200b\u00ad", max_size=9))
def test_white_space_and_unseen_letters_around_words_change_nothing(text: str, space: str) -> None:
    assert fold(space + text + space) == fold(text)
