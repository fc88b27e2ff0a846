"""From the bytes of a page to its text: HTTP charset, then BOM, then meta, then what fits."""

import codecs
import re

_HTTP_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META_CHARSET = re.compile(
    rb"<(?:meta[^>]{0,400}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*[\"']?\s*([\w.:-]+)",
    re.IGNORECASE,
)
#: Portals write the title, scripts and styles before the meta element; browsers stop at 1 KiB.
_META_WITHIN = 16 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Browsers read these as their Windows supersets (WHATWG Encoding Standard).
_SUPERSETS = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "shift_jis": "cp932"}
#: A stray byte per so many characters, or half a letter at a cut-off end, is no other charset.
_CHARACTERS_PER_STRAY_BYTE = 2_000
_REPLACEMENT = "\ufffd"


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a page; never fails, and bytes that fit no charset become U+FFFD."""
    told = _told_charsets(body, content_type)
    if _is_utf8_beyond_doubt(body) and not any(_is_wide(name) for name in told):
        return body.decode("utf-8-sig")
    for name in (*told, "utf-8", "cp1258"):
        text = body.decode(name, errors="replace")
        if _fits(text):
            return text.removeprefix("\ufeff")
    return body.decode("cp1252", errors="replace")


def _told_charsets(body: bytes, content_type: str) -> list[str]:
    http = _HTTP_CHARSET.search(content_type)
    meta = _META_CHARSET.search(body[:_META_WITHIN])
    bom = next((name for mark, name in _BOMS if body.startswith(mark)), "")
    told = _codec_name(meta[1].decode("ascii", "replace")) if meta else ""
    # A meta element that can be read as ASCII disproves its own "utf-16", and that of a header.
    names = [_codec_name(http[1]) if http else "", bom, told]
    known = [name for name in names if name]
    return [name for name in known if name == bom or not (_is_wide(name) and _is_narrow(body))]


def _is_narrow(body: bytes) -> bool:
    """Whether bytes are those of a charset that writes ASCII as ASCII."""
    return b"\x00" not in body[:_META_WITHIN]


def _codec_name(name: str) -> str:
    try:
        found = codecs.lookup(name)
        "".encode(found.name)
    except (LookupError, ValueError):
        return ""
    return _SUPERSETS.get(found.name, found.name)


def _is_wide(name: str) -> bool:
    return name.startswith(("utf-16", "utf-32"))


def _is_utf8_beyond_doubt(body: bytes) -> bool:
    """Non-ASCII bytes that are valid UTF-8 are UTF-8, whatever a header claims."""
    if body.isascii():
        return False
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _fits(text: str) -> bool:
    bad = text.rstrip(_REPLACEMENT).count(_REPLACEMENT)
    return bad <= len(text) // _CHARACTERS_PER_STRAY_BYTE
