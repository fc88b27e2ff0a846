"""A subscription's words are found where a reader would find them, and nowhere else."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.abbreviations import EXPANSIONS
from alerts.words import index
from directives.normal import fold

MARKED = "Sở Khoa học và Công nghệ đẩy mạnh chuyển đổi số, ứng dụng CNTT tại các xã."
UNMARKED = "So Khoa hoc va Cong nghe day manh chuyen doi so tai cac xa"


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("chuyển đổi số", MARKED),
        ("CHUYỂN ĐỔI SỐ", MARKED),
        ("chuyen doi so", MARKED),
        ("chuyển đổi số", UNMARKED),
        ("chuyen doi so", UNMARKED),
        ("xã", UNMARKED),
        ("CNTT", "đề án công nghệ thông tin"),
        ("công nghệ thông tin", MARKED),
        ("cong nghe thong tin", MARKED),
        ("cntt", "Đề án Công nghệ thông tin"),
        ("ung dung CNTT", "ứng dụng công nghệ thông tin"),
        ("CDS", "kế hoạch CĐS"),
        ("kinh tế - xã hội", "phát triển KT-XH năm 2026"),
        ("KTXH", "phát triển kinh tế, xã hội"),
        ("Sở TT&TT", "Sở Thông tin và Truyền thông"),
        ("phòng chống tham nhũng", "công tác phòng, chống tham nhũng"),
        ("Thanh Hóa", "tỉnh Thanh Hoá"),
        ("Uỷ ban", "Ủy ban nhân dân"),
        ("văn hoá", unicodedata.normalize("NFD", "sở văn hóa")),
        ("văn hoá", "Van hoa chi dao: bao cao văn hóa"),
        ("đất đai", "quan ly dat dai nam 2026, thực hiện ngay"),
        ("  chuyển   đổi\tsố ", MARKED),
        ("412/UBND-KGVX", "Công văn số 412/UBND-KGVX ngày 03/02"),
    ],
)
def test_a_phrase_is_found(phrase: str, text: str) -> None:
    assert index(text).holds(phrase)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("số hóa", "số hoa hồng đã bán"),
        ("xã", "Đường xa, người dân đi lại khó"),
        ("lũ", "Cảnh báo lu nước, mời bà con"),
        ("chuyển đổi số", "chuyển đổi sổ hộ khẩu"),
        ("đổi số", "đổi số1"),
        ("y tế", "quy tế bào"),
        ("thu", "thuế, thúc đẩy, thung lũng"),
        ("CNTT", "CNTTX và CN TT"),
        ("chuyển đổi số", "chuyển đổi\nsố lượng lớn"),
        ("CĐS", "cây đào sớm nở"),
        ("", MARKED),
        ("...", MARKED),
        ("chuyển đổi số", ""),
    ],
)
def test_a_phrase_is_not_found(phrase: str, text: str) -> None:
    assert not index(text).holds(phrase)


@pytest.mark.parametrize("short", EXPANSIONS)
def test_an_abbreviation_and_what_it_stands_for_find_each_other(short: str) -> None:
    assert index(f"Kế hoạch {EXPANSIONS[short]} năm 2026").holds(short)
    assert index(f"Kế hoạch {short} năm 2026").holds(EXPANSIONS[short])
    assert index(f"Kế hoạch {short} năm 2026").holds(fold(EXPANSIONS[short]))


words = st.lists(
    st.text("abđêgiốơưúnh", min_size=1, max_size=5), min_size=1, max_size=6
)  # syllables of any shape


@given(words, words, words)
def test_what_stands_in_a_text_is_found_with_and_without_marks(
    before: list[str], phrase: list[str], after: list[str]
) -> None:
    text = index(" ".join((*before, *phrase, *after)))
    assert text.holds(" ".join(phrase))
    assert text.holds(fold(" ".join(phrase)))


@given(st.text(), st.text(max_size=20))
def test_no_text_and_no_phrase_is_too_odd(text: str, phrase: str) -> None:
    assert index(text).holds(phrase) in {True, False}
