"""Files as users hand them over: read whole, told apart, or refused with a reason."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.failures import WRONG_USAGE, CommandFailed
from cli.saved_files import MEBIBYTE, MOST_BYTES, SNIFFED, looks_like_a_page, read_file, text_of

TEXT = "Sở Nội vụ báo cáo trước ngày 10/02/2026."


def refused(place: str) -> CommandFailed:
    with pytest.raises(CommandFailed) as caught:
        read_file(place)
    assert caught.value.code == WRONG_USAGE
    assert caught.value.values["file"] == place
    return caught.value


def test_a_file_is_read_byte_by_byte(tmp_path: Path) -> None:
    content = bytes(range(256)) * 3
    (tmp_path / "f").write_bytes(content)
    assert read_file(str(tmp_path / "f")) == content


@pytest.mark.parametrize(
    "content", [b"", b"\n", b" \t\r\n" * 9, codecs.BOM_UTF8, b"\xef\xbb\xbf\n"]
)
def test_a_file_of_nothing_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "f").write_bytes(content)
    assert refused(str(tmp_path / "f")).key == "file_empty"


def test_a_file_too_large_is_refused_by_one_byte(tmp_path: Path) -> None:
    for size, fits in ((MOST_BYTES, True), (MOST_BYTES + 1, False)):
        with (tmp_path / "f").open("wb") as file:
            file.write(b"<")
            file.truncate(size)  # sparse: takes no room
        if fits:
            assert len(read_file(str(tmp_path / "f"))) == size
        else:
            error = refused(str(tmp_path / "f"))
            assert (error.key, error.values["limit"]) == ("file_large", MOST_BYTES // MEBIBYTE)


@pytest.mark.parametrize("place", ["/no/such/file", "/", "", "a\0b", "x" * 300, "\udcff"])
def test_a_file_that_can_not_be_opened_is_refused_with_the_reason(place: str) -> None:
    error = refused(place)
    assert error.key == "file_unread"
    assert error.values["reason"]


@pytest.mark.parametrize(
    ("body", "page"),
    [
        (b"<html>", True),
        (b"<!DOCTYPE html>", True),
        (b"<?xml version='1.0'?><html/>", True),
        (b"\r\n\t  <p>x", True),
        (codecs.BOM_UTF8 + b"\n<p>x", True),
        ("<p>x".encode("utf-16"), True),
        (codecs.BOM_UTF16_BE + "\n<p>x".encode("utf-16-be"), True),
        (TEXT.encode(), False),
        (TEXT.encode("utf-16"), False),
        (b"a < b", False),
        (b"&lt;p&gt;", False),
        (b" " * (SNIFFED + 1) + b"<p>", False),
        (b"", False),
    ],
)
def test_a_page_is_a_file_that_begins_with_a_tag(body: bytes, page: bool) -> None:
    assert looks_like_a_page(body) is page


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1258"])
def test_a_text_says_the_same_in_every_encoding(encoding: str) -> None:
    plain = "So Noi vu báo cáo." if encoding == "windows-1258" else TEXT
    assert text_of("f", plain.encode(encoding)).strip("\ufeff") == plain


def test_windows_lines_become_lines_and_a_text_with_zero_bytes_is_none() -> None:
    assert text_of("f", b"a\r\nb\nc") == "a\nb\nc"
    with pytest.raises(CommandFailed) as caught:
        text_of("f", b"a\0b")
    assert (caught.value.key, caught.value.values) == ("file_binary", {"file": "f"})


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_told_apart_without_an_error_of_our_own(body: bytes) -> None:
    if looks_like_a_page(body):
        return
    if b"\0" not in body or body.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        assert "\r\n" not in text_of("f", body)
        return
    with pytest.raises(CommandFailed):
        text_of("f", body)
