"""How text is written once it has left the page: NFC, white space folded, nothing invisible."""

import re
import unicodedata
from functools import lru_cache

#: Characters that are never seen: soft hyphen, zero-width ones, directional marks, BOM.
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
#: … and lone surrogates, which no file and no database takes.
_UNSEEN = re.compile("[" + "".join(map(chr, _INVISIBLE)) + "\ud800-\udfff]")
_SHORT = 300  # letters: labels, titles and menu entries come back on every page of a portal
_REMEMBERED = 8192
_MARKS = re.compile(r"[^\w]+")
#: In running Vietnamese about a quarter of the letters carry marks, in other languages hardly any
#: of these.
_VIETNAMESE = re.compile(r"[ăâđêôơưạ-ỹĂÂĐÊÔƠƯẠ-Ỹ]")
_VIETNAMESE_SHARE = 0.06
_TONES = {"đ": "d", "Đ": "D"}


def fold(text: str) -> str:
    """NFC, every run of white space (NBSP too) one space, invisible characters dropped."""
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return " ".join(text.split())


_fold_short = lru_cache(_REMEMBERED)(_fold)


@lru_cache(_REMEMBERED)
def plain(text: str) -> str:
    """Lower case without punctuation: two wordings that read alike are equal."""
    return _MARKS.sub(" ", fold(text).casefold()).strip()


def unmarked(text: str) -> str:
    """`plain` without Vietnamese marks, for texts typed with and without them."""
    swapped = "".join(_TONES.get(letter, letter) for letter in plain(text))
    parts = unicodedata.normalize("NFD", swapped)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def is_vietnamese(text: str) -> bool:
    """Whether a text is written in Vietnamese with its marks."""
    return len(_VIETNAMESE.findall(text)) > len(text) * _VIETNAMESE_SHARE
