import codecs
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading.charset import decode
from reading.text import fold

TEXT = "Quyết định của Ủy ban nhân dân tỉnh về đường sá"


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"<title>Trang ch\xe1\xbb\xa7</title><meta charset='utf-8'>",
        b"<title>" + b"x" * 5000 + b"</title><meta charset=utf-8>",
        b"<meta charset='no-such-charset'>",
        b"<meta charset='utf-16'>",
    ],
)
def test_utf8_is_read_whatever_the_head_says(head: bytes) -> None:
    assert TEXT in decode(head + TEXT.encode())


def test_the_http_charset_goes_before_the_meta_element() -> None:
    body = "<meta charset='utf-8'>Thông báo".encode("cp1258", errors="replace")
    assert "Thông báo" in decode(body, "text/html; charset=windows-1258")


def test_a_wrong_latin_1_header_does_not_spoil_utf8() -> None:
    assert TEXT in decode(TEXT.encode(), "text/html; charset=ISO-8859-1")


def test_a_byte_order_mark_goes_before_the_meta_element() -> None:
    body = codecs.BOM_UTF16_LE + ("<meta charset='utf-8'>" + TEXT).encode("utf-16-le")
    assert TEXT in decode(body)
    assert decode(codecs.BOM_UTF8 + TEXT.encode()) == TEXT


def test_windows_1258_without_any_word_of_it_becomes_vietnamese_again() -> None:
    written = unicodedata.normalize("NFD", "a\u0301")
    assert fold(decode(b"xa\xec x\xe3" + written.encode("cp1258"))).isprintable()
    assert fold(decode("Đông Hà".encode("cp1258"))) == "Đông Hà"


def test_a_page_cut_in_the_middle_of_a_letter_stays_utf8() -> None:
    cut = ("<meta charset=utf-8>" + TEXT * 50).encode()[:-8] + "ườ".encode()[:-1]
    assert "Quyết định của Ủy ban" in decode(cut)


@settings(deadline=None)
@given(st.binary(max_size=300), st.text(max_size=60))
def test_no_bytes_and_no_header_make_it_fail(body: bytes, content_type: str) -> None:
    assert isinstance(decode(body, content_type), str)
    assert isinstance(decode(body, f"text/html; charset={content_type}"), str)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert "  " not in once
