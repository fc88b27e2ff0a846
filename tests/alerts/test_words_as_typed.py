"""One phrase in the many ways in which people and portals write it, and its near misses."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.abbreviations import EXPANSIONS
from alerts.words import index
from directives.normal import fold

TEXT = "Sở Khoa học và Công nghệ chủ trì chuyển đổi số tại thị xã Quảng Trị"


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("chuyển đổi số", "chuyển đ\u00adổi số"),
        ("chuyển đổi số", "chuyển\u200b đổi\u200bsố"),
        ("chuyển đổi số", "chuy\u200dển đổi s\u200cố"),
        ("chuyển đổi số", "\u202bchuyển đổi số\u202c"),
        ("chuyển đổi số", "chuyển\u00a0đổi\tsố"),
        ("chuyển đổi số", "(chuyển-đổi–số)"),
        ("chuyển đổi số", "“Chuyển đổi số”."),
        ("chuyển đổi số", "CHUYỂN ĐỔI SỐ"),
        ("chuyển đổi số", unicodedata.normalize("NFD", "chuyển đổi số")),
        (unicodedata.normalize("NFD", "chuyển đổi số"), "chuyển đổi số"),
        ("chuyển đổi số", "Chuyen doi so quoc gia"),
        ("hòa giải", "hoà giải ở cơ sở"),
        ("thuỷ lợi", "công trình thủy lợi"),
        ("khỏe", "sức khoẻ"),
        ("quý", "trong quý I"),
        ("đất", "Ðất đai"),
        ("Đ", "đ"),
        ("10/02/2026", "trước ngày 10-02-2026"),
        ("412/UBND", "số 412/UBND-KGVX"),
        ("tây nam", "phía Tây - Nam"),
        ("công nghệ & truyền thông", "Công nghệ &  truyền thông"),
    ],
)
def test_a_phrase_is_found_however_it_is_written(phrase: str, text: str) -> None:
    assert index(f"Tin: {text}, hôm nay").holds(phrase)
    assert index(text).holds(phrase)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("sở", "số lượng"),
        ("số", "sở ngành"),
        ("CNTT", "CNTTX"),
        ("CNTT", "XCNTT"),
        ("CNTT", "C.N.T.T"),
        ("công nghệ", "công nghệp"),
        ("đổi số", "chuyển đổi, sổ sách"),
        ("hòa", "hoa"),
        ("ma", "má", ),
        ("412/UBND", "1412/UBND"),
        ("412/UBND", "số 412 ngày 3, UBND"),
        ("10/02", "110/02"),
        ("an toàn", "an\ntoàn"),
        ("an toàn", "an\u2028toàn"),
        ("a b", "b a"),
        ("a b c", "a b"),
        ("_", "a_b"),
        ("KH&CN", "kế hoạch, công nghiệp"),
        ("UBND tỉnh", "UBND các tỉnh"),
    ],
)  # fmt: skip
def test_a_near_miss_is_no_find(phrase: str, text: str) -> None:
    marked = f"Đây là một dòng có dấu: {text}; hết dòng ở đây"
    if (phrase, text) == ("ma", "má"):
        assert index(marked).holds(phrase)  # typed without marks it matches any
    else:
        assert not index(marked).holds(phrase)


@pytest.mark.parametrize("short", [short for short in EXPANSIONS if "&" in short])
@pytest.mark.parametrize("sign", [" & ", "& ", " và ", "-", " - "])
def test_an_abbreviation_with_and_is_known_in_every_spelling(short: str, sign: str) -> None:
    written = short.replace("&", sign)
    assert index(f"Giao Sở {written} báo cáo").holds(f"Sở {EXPANSIONS[short]}")
    assert index(f"Giao Sở {EXPANSIONS[short]} báo cáo").holds(f"Sở {written}")
    assert index(f"Giao Sở {written} báo cáo").holds(f"Sở {short}")


@pytest.mark.parametrize("short", EXPANSIONS)
def test_part_of_an_abbreviation_is_no_abbreviation(short: str) -> None:
    line = "Đây là dòng có dấu: "
    assert not index(f"{line}{short}X").holds(short)
    assert not index(f"{line}X{short}").holds(short)
    assert not index(line + short).holds(f"{EXPANSIONS[short]} khác")


def test_the_longest_abbreviation_wins() -> None:
    text = index("Ban Chỉ huy PCTT và TKCN tỉnh")
    assert text.holds("phòng chống thiên tai và tìm kiếm cứu nạn")
    assert text.holds("PCTT&TKCN")
    assert text.holds("phòng, chống thiên tai")
    assert text.holds("TKCN tỉnh")


def test_words_typed_with_marks_ask_for_their_marks_where_the_line_has_any() -> None:
    assert index("Duong xa xa xoi").holds("xã")
    assert not index("Đường xa xôi").holds("xã")
    assert index("Đường xa xôi\nve cac xa").holds("xã")
    assert index("Đường ve thi xa").holds("thị xã")


@pytest.mark.parametrize("part", ["", " ", "...", "–", "&", "\u200b", "\u0301", "\x00", "🇻🇳"])
def test_a_phrase_without_words_is_found_nowhere(part: str) -> None:
    assert not index(TEXT).holds(part)
    assert not index("").holds(part)
    assert index(TEXT).holds(f"{part} chuyển đổi số {part}")


SYLLABLES = st.sampled_from(
    ["sở", "số", "so", "xã", "xa", "đổi", "doi", "CNTT", "KH&CN", "12", "hoà"]
)
PHRASES = st.lists(SYLLABLES, min_size=1, max_size=4).map(" ".join)
GAPS = st.sampled_from([" ", "  ", "\u00a0", ", ", " - ", "\u200b", " “"])


@given(st.lists(SYLLABLES, min_size=1, max_size=4), st.lists(GAPS, min_size=5, max_size=5))
def test_signs_between_words_hide_nothing(words: list[str], gaps: list[str]) -> None:
    text = "".join(word + gap for word, gap in zip(words, gaps, strict=False))
    assert index(f"đầu dòng {text} cuối dòng").holds(" ".join(words))


@given(PHRASES, PHRASES)
def test_what_is_found_with_marks_is_found_without_them(phrase: str, text: str) -> None:
    if index(text).holds(phrase):
        assert index(text).holds(fold(phrase))
    assert index(fold(text)).holds(fold(phrase)) >= index(text).holds(phrase)


@given(PHRASES, PHRASES, PHRASES)
def test_more_text_on_other_lines_hides_nothing(phrase: str, before: str, after: str) -> None:
    assert index(f"{before}\n{phrase}\n{after}").holds(phrase)
