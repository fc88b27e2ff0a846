"""The hand-written PDF is a real one: its table of offsets holds, its text can be read back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.pdf import WRAP_AT, make_pdf

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặỹỵ ỦYBAN0123456789/-.,()"
SENTENCE = "Ủy ban nhân dân tỉnh yêu cầu hoàn thành trước ngày 10/02/2026."


def text_of(data: bytes) -> list[str]:
    """The lines of the page, by its own ToUnicode table."""
    pairs = re.findall(rb"<([0-9A-F]{2})> <([0-9A-F]{4,8})>\n", data)
    table = {
        int(code, 16): bytes.fromhex(letter.decode()).decode("utf-16-be") for code, letter in pairs
    }
    shown = re.findall(rb"<([0-9A-F]*)> Tj", data)
    return ["".join(table[code] for code in bytes.fromhex(line.decode())) for line in shown]


def offsets_of(data: bytes) -> list[int]:
    start = int(data.rpartition(b"startxref\n")[2].split()[0])
    assert data[start:].startswith(b"xref\n")
    rows = re.findall(rb"(\d{10}) 00000 n", data[start:])
    return [int(row) for row in rows]


def test_every_offset_points_at_its_object() -> None:
    data = make_pdf((SENTENCE,))
    for number, offset in enumerate(offsets_of(data), start=1):
        assert data[offset:].startswith(b"%d 0 obj\n" % number)


def test_it_begins_and_ends_as_a_pdf() -> None:
    data = make_pdf((SENTENCE,))
    assert data.startswith(b"%PDF-1.4\n")
    assert data.endswith(b"%%EOF\n")


def test_declared_lengths_are_true() -> None:
    data = make_pdf((SENTENCE, "Một dòng nữa"))
    streams = re.findall(rb"/Length (\d+) >>\nstream\n(.*?)\nendstream", data, re.DOTALL)
    assert len(streams) == 2
    assert all(int(length) == len(body) for length, body in streams)


def test_vietnamese_text_comes_back_with_its_tones() -> None:
    assert text_of(make_pdf((SENTENCE,)))[0] == SENTENCE


def test_long_paragraphs_are_broken_between_words() -> None:
    lines = text_of(make_pdf((" ".join([SENTENCE] * 5),)))
    assert all(len(line) <= WRAP_AT for line in lines)
    assert " ".join(line for line in lines if line) == " ".join([SENTENCE] * 5)


@given(st.lists(st.text(VIETNAMESE, max_size=200), max_size=5))
def test_any_vietnamese_text_can_be_read_back(paragraphs: list[str]) -> None:
    lines = text_of(make_pdf(tuple(paragraphs)))
    assert " ".join(lines).split() == " ".join(paragraphs).split()


def test_more_letters_than_a_simple_font_has_are_refused() -> None:
    letters = "".join(chr(0x4E00 + number) for number in range(300))
    with pytest.raises(ValueError, match="255 different characters"):
        make_pdf((letters,))


def test_the_same_text_gives_the_same_bytes() -> None:
    assert make_pdf((SENTENCE,)) == make_pdf((SENTENCE,))
