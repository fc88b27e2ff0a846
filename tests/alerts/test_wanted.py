"""Many phrases sought in one pass: found as written, by other names, and in hostile masses."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.wanted import Phrases, other_names
from alerts.words import index


def written(text: str, *phrases: str, by_any_name: bool = True) -> dict[str, str]:
    """Each phrase that stands in the text, with the words found there."""
    read = index(text)
    found = Phrases(phrases, by_any_name=by_any_name).found_in(read)
    return {phrase: read.as_written(*place) for phrase, place in found.items()}


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Đề án CNTT năm 2026", "công nghệ thông tin", "CNTT"),
        ("Đề án Công nghệ Thông tin.", "cntt", "Công nghệ Thông tin"),
        ("về phòng, chống tham nhũng", "phòng chống tham nhũng", "phòng, chống tham nhũng"),
        ("phát triển KT - XH", "kinh tế xã hội", "KT - XH"),
        ("Sở TT & TT báo cáo", "sở thông tin và truyền thông", "Sở TT & TT"),
        ("dòng một\nCHUYỂN  ĐỔI\u00a0SỐ", "chuyen doi so", "CHUYỂN ĐỔI SỐ"),
        (unicodedata.normalize("NFD", "sở Văn hóa"), "văn hoá", "Văn hóa"),
        ("chuy\u00adển đổi số", "chuyển đổi", "chuyển đổi"),
        ("Straße số 5", "strasse", "Straße"),
    ],
)
def test_words_are_shown_as_they_stand_in_the_text(text: str, phrase: str, expected: str) -> None:
    assert written(text, phrase) == {phrase: expected}


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("Sở Thông tin và Truyền thông", "giao Sở Khoa học và Công nghệ"),
        ("Sở KH&CN", "giao Sở TT&TT"),
        ("Sở NN&PTNT", "giao Sở Nông nghiệp và Môi trường"),
        ("Sở Tài nguyên và Môi trường", "giao Sở NN&MT"),
        ("Bộ Kế hoạch và Đầu tư", "theo Bộ Tài chính"),
        ("Sở Giao thông vận tải Quảng Trị", "Sở Xây dựng Quảng Trị"),
    ],
)
def test_a_body_is_found_by_its_former_and_later_names(phrase: str, text: str) -> None:
    assert set(written(text, phrase)) == {phrase}
    assert written(text, phrase, by_any_name=False) == {}


@pytest.mark.parametrize("phrase", ["Quảng Bình", "thông tin và truyền thông", "Sở", "y tế", ""])
def test_only_names_of_departments_and_ministries_have_others(phrase: str) -> None:
    assert other_names(phrase) == ()


@pytest.mark.parametrize("phrase", ["a.*b", "(", "[", "\\", "^$", "a|b", "%s{}", "**", " ", "\x00"])
def test_signs_of_patterns_mean_nothing(phrase: str) -> None:
    assert written("aXXb hay là a, b và c", phrase).get(phrase, "a, b") in {"a, b", "a"}


def test_ten_thousand_words_are_found_each_at_its_place() -> None:
    phrases = [f"việc số {number}" for number in range(10_000)]
    text = "\n".join(f"Giao việc số {number}." for number in range(0, 10_000, 100))
    found = written(text, *phrases)
    assert list(found) == [f"việc số {number}" for number in range(0, 10_000, 100)]
    assert set(found.values()) == set(found)


def test_a_word_repeated_without_end_is_no_trouble() -> None:
    text = "số " * 20_000
    assert set(written(text, "số số số", "số đỏ", "so")) == {"số số số", "so"}


syllables = st.text("abđêgiốơưúnh", min_size=1, max_size=5)
texts = st.lists(syllables, min_size=1, max_size=12).map(" ".join)


@given(texts, st.lists(texts, max_size=8))
def test_together_is_found_what_is_found_alone(text: str, phrases: list[str]) -> None:
    read = index(text)
    expected = {phrase for phrase in phrases if read.holds(phrase)}
    assert set(Phrases(phrases, by_any_name=False).found_in(read)) == expected


@given(st.text(max_size=60), st.lists(st.text(max_size=12), max_size=4))
def test_any_signs_can_be_sought_and_shown(text: str, phrases: list[str]) -> None:
    for phrase, words in written(text, *phrases).items():
        assert phrase in phrases
        assert words
