"""Which word about the charset counts: HTTP header, byte order mark, meta element, the bytes."""

import codecs

import pytest

from reading.charset import decode
from reading.page import Page
from reading.text import fold

WORDS = "Thông báo lịch cắt điện xã Vĩnh Lộc"
LATIN = "Café à la crème, naïve façade"
MARKED = "Nghị quyết của Hội đồng nhân dân tỉnh về giá đất"


def cp1258(text: str) -> bytes:
    """The text as Vietnamese Windows writes it: base letters with marks of their own."""
    import unicodedata  # noqa: PLC0415

    kept = {"â", "ê", "ô", "ă", "ơ", "ư", "đ", "Â", "Ê", "Ô", "Ă", "Ơ", "Ư", "Đ"}
    out: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tones = [c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323"]
        rest = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
        out.append((rest if rest in kept or rest.isascii() else letter) + "".join(tones))
    return "".join(out).encode("cp1258")


@pytest.mark.parametrize("told", ["windows-1258", "CP1258", "Windows-1258;foo=bar"])
def test_windows_1258_told_by_the_header_is_read_with_all_its_tones(told: str) -> None:
    assert fold(decode(cp1258(MARKED), f"text/html; charset={told}")) == MARKED


def test_windows_1258_told_by_the_meta_element_is_read_with_all_its_tones() -> None:
    assert MARKED in fold(decode(b"<meta charset=windows-1258>" + cp1258(MARKED)))


def test_windows_1252_is_read_when_the_page_says_latin_1() -> None:
    body = b"<meta charset=iso-8859-1>" + "„Đ“".replace("Đ", "€").encode("cp1252")
    assert "„€“" in decode(body)


@pytest.mark.parametrize("name", ["iso-8859-1", "latin1", "us-ascii", "ISO_8859-1"])
def test_latin_names_mean_their_windows_superset(name: str) -> None:
    assert decode(b"\x93a\x94", f"text/html; charset={name}") == "“a”"


@pytest.mark.parametrize(
    "head",
    [
        "<title>{words}</title><meta charset='utf-8'>",
        "<title>{words}</title><script>{long}</script><meta charset=utf-8>",
        "<!-- {long} --><meta http-equiv='Content-Type' content='text/html; charset=utf-8'>",
        "<?xml version='1.0' encoding='utf-8'?><html>",
        '<META CONTENT="text/html; CHARSET=UTF-8" HTTP-EQUIV=content-type>',
        "",
    ],
)
def test_the_place_and_spelling_of_the_meta_element_do_not_matter(head: str) -> None:
    text = head.format(words=WORDS, long="x" * 3_000) + WORDS
    assert decode(text.encode()) == text


def test_a_page_of_another_charset_is_read_by_a_meta_element_after_its_title() -> None:
    body = b"<title>" + LATIN.encode("cp1252") + b"</title><meta charset='windows-1252'>"
    assert LATIN in decode(body)


def test_the_header_outranks_the_meta_element() -> None:
    body = b"<meta charset='windows-1252'>" + cp1258(MARKED)
    assert MARKED in fold(decode(body, "text/html; charset=windows-1258"))


def test_an_unknown_charset_in_the_header_leaves_the_word_to_the_meta_element() -> None:
    body = b"<meta charset='windows-1258'>" + cp1258(MARKED)
    assert MARKED in fold(decode(body, "text/html; charset=tcvn3-abc"))


@pytest.mark.parametrize(
    "name", ["rot13", "base64", "hex", "zlib", "idna", "undefined", "punycode"]
)
def test_codecs_that_are_no_charsets_are_not_obeyed(name: str) -> None:
    assert decode(WORDS.encode(), f"text/html; charset={name}") == WORDS
    assert decode(f"<meta charset={name}>{WORDS}".encode()).endswith(WORDS)


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)  # fmt: skip
def test_wide_charsets_are_known_by_their_mark(mark: bytes, codec: str) -> None:
    assert decode(mark + MARKED.encode(codec)) == MARKED


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_read_when_the_header_says_so(codec: str) -> None:
    body = f"<p>{WORDS}</p>".encode(codec)
    assert WORDS in decode(body, f"text/html; charset={codec}")


@pytest.mark.parametrize("cut", range(1, 6))
def test_a_utf8_page_cut_anywhere_keeps_what_came_before(cut: int) -> None:
    whole = ("<p>" + (MARKED + ". ") * 30).encode()
    assert decode(whole[:-cut]).startswith("<p>" + MARKED)


def test_one_stray_byte_in_a_long_utf8_page_is_no_other_charset() -> None:
    body = (MARKED * 60).encode() + b"\x93" + (MARKED * 60).encode()
    assert decode(body).count(MARKED) == 120


def test_the_mark_at_the_begin_is_no_text() -> None:
    assert decode(codecs.BOM_UTF8 + WORDS.encode()) == WORDS
    assert decode(codecs.BOM_UTF8 + b"<p>x", "text/html; charset=utf-8") == "<p>x"


def test_zero_bytes_never_reach_the_text_of_a_page() -> None:
    assert "\x00" not in Page.parse("", b"<p>a\x00b</p>").text


@pytest.mark.parametrize(
    "body", [b"", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\x00", b"\xfe\xff\x00"]
)
def test_stumps_of_marks_are_read_as_little_text(body: bytes) -> None:
    assert len(decode(body)) <= 3
