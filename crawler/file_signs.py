"""Whether bytes are a whole file of their kind, by their first and last signs."""

from urllib.parse import unquote, urlsplit

from sources.faults import Fault

HTML_SIGNS = (b"<!doctype html", b"<html")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
SNIFFED = 512  # bytes at the beginning that tell a page from a file
PDF_HEAD = 1024  # readers look for "%PDF" within so many bytes
PDF_TAIL = 2048  # and for the end within so many, with what servers append
ZIP_TAIL = 65_557  # the last record of a ZIP with the longest comment
#: What portals also serve under a name that ends in .pdf or .docx: other papers and pictures.
_OTHER_KINDS = (b"PK", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\xff\xd8\xff", b"\x89PNG",
                b"II*\x00", b"MM\x00*")  # fmt: skip
_CHECKED_NAMES = (".pdf", ".docx", ".xlsx", ".pptx", ".zip")


def fault_of_file(url: str, body: bytes) -> Fault | None:
    """What is wrong with the bytes at a file's address; None when they may be what they claim.

    A page, or nothing, is no file whatever its status says; half a file would be "replaced" by
    the whole one later, and readers would be told of a change that never was.
    """
    start = body[:SNIFFED].removeprefix(BYTE_ORDER_MARK).lstrip().lower()
    if not start or start.startswith(HTML_SIGNS):
        return Fault.NOT_A_FILE
    if b"%PDF" in body[:PDF_HEAD]:
        tail = body[-PDF_TAIL:]
        return None if b"%%EOF" in tail or b"startxref" in tail else Fault.TRUNCATED
    if body.startswith(b"PK\x03\x04"):
        return None if b"PK\x05\x06" in body[-ZIP_TAIL:] else Fault.TRUNCATED
    name = unquote(urlsplit(url).path).lower()
    if name.endswith(_CHECKED_NAMES) and not body.startswith(_OTHER_KINDS):
        return Fault.NOT_A_FILE
    return None
