"""Saved pages and texts as users hand them over."""

from pathlib import Path

from cli.failures import WRONG_USAGE, CommandFailed
from reading.charset import decode

MEBIBYTE = 1024 * 1024
MOST_BYTES = 64 * MEBIBYTE  # far more than any page; an endless file ends here
SNIFFED = 1000
_BLANK = b"\xef\xbb\xbf \t\r\n"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")  # UTF-16 is full of zero bytes and still a text


def read_file(place: str) -> bytes:
    """The bytes of a file. Raises CommandFailed for one that is missing, empty or far too large."""
    try:
        with Path(place).open("rb") as file:
            body = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CommandFailed("file_unread", WRONG_USAGE, file=place, reason=reason) from error
    if len(body) > MOST_BYTES:
        raise CommandFailed("file_large", WRONG_USAGE, file=place, limit=MOST_BYTES // MEBIBYTE)
    if not body.strip(_BLANK):
        raise CommandFailed("file_empty", WRONG_USAGE, file=place)
    return body


def looks_like_a_page(body: bytes) -> bool:
    """Whether a file begins with a tag."""
    text = decode(body[:SNIFFED]) if body.startswith(_WIDE_MARKS) else ""
    return (text.encode() or body[:SNIFFED]).lstrip(_BLANK).startswith(b"<")


def text_of(place: str, body: bytes) -> str:
    """The text of a plain file. Raises CommandFailed for one that is no text."""
    if b"\0" in body and not body.startswith(_WIDE_MARKS):
        raise CommandFailed("file_binary", WRONG_USAGE, file=place)
    return decode(body).replace("\r\n", "\n")
