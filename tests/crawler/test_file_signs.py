"""Bytes at a file's address: whole files of any kind, and what only pretends to be one."""

import io
import zipfile

import pytest

from crawler.file_signs import fault_of_file
from demo.pdf import make_pdf
from sources.faults import Fault

PDF = make_pdf(("Một dòng.",))
URL = "https://sc.example/tep/12%20TB.PDF?t=1"


def packed() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w:t>Giao Sở Nội vụ</w:t>" * 50)
    return out.getvalue()


@pytest.mark.parametrize(
    "body",
    [
        PDF,
        b"\n\n" + PDF,
        PDF + b"\r\n<!-- sent by the gateway -->",
        PDF.replace(b"%%EOF", b""),
        packed(),
        b"\xd0\xcf\x11\xe0" + bytes(600),
        b"\xff\xd8\xff\xe0JFIF",
    ],
)
def test_whole_files_are_taken_whatever_their_name_says(body: bytes) -> None:
    assert fault_of_file(URL, body) is None


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"", Fault.NOT_A_FILE),
        (b"  \n", Fault.NOT_A_FILE),
        (b"\xef\xbb\xbf <!DOCTYPE html><p>Loi", Fault.NOT_A_FILE),
        (b"Loi he thong", Fault.NOT_A_FILE),
        (bytes(4000), Fault.NOT_A_FILE),
        (PDF[: len(PDF) // 2], Fault.TRUNCATED),
        (packed()[:-40], Fault.TRUNCATED),
    ],
)
def test_pages_scraps_and_halves_are_no_files(body: bytes, fault: Fault) -> None:
    assert fault_of_file(URL, body) is fault


def test_a_name_that_says_nothing_is_believed() -> None:
    assert fault_of_file("https://sc.example/download?id=12", b"Gi\xe1 l\xfaa") is None
