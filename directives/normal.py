"""Normal forms of Vietnamese text: for quoting, for comparing, and for matching in place."""

import re
import unicodedata

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\u200b\ufeff"
_QUOTES = "“”„‟«»″＂"
_APOSTROPHES = "‘’‚‛′´`"
_DASHES = "‐‑‒–—―−﹣－"
_STROKE_LETTERS = "ÐƉ"  # capitals that look like Đ and are typed for it

# Classes for patterns over NFC text; a range of marked capitals would hold small letters too.
CAPITAL = "[A-ZĐÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ]"
SMALL = "[a-zđàáâãèéêìíòóôõùúýăĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]"
NAME_WORD = rf"{CAPITAL}{SMALL}{{0,8}}"

_EVEN = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_QUOTES, '"'),
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_STROKE_LETTERS, "Đ"),
        "ð": "đ",
        "İ": "I",  # the one letter whose lower case is longer than itself
    }
)
_ODD = re.compile("[" + re.escape("".join(map(chr, _EVEN))) + "]")
_NEW_TONES = {
    new: old
    for vowels, plain in (("òóỏõọ", "oàáảãạ"), ("òóỏõọ", "oèéẻẽẹ"), ("ùúủũụ", "uỳýỷỹỵ"))
    for new, old in (
        (plain[0] + marked, toned + {"à": "a", "è": "e", "ỳ": "y"}[plain[1]])
        for marked, toned in zip(plain[1:], vowels, strict=True)
    )
}
_NEW_TONE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)")
_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*")


def nfc(text: str) -> str:
    """The composed Unicode form; everything quoted stands verbatim in it."""
    return unicodedata.normalize("NFC", text)


def even(text: str) -> str:
    """Spaces, quotes, dashes and look-alike letters made plain; as long as `text`, case kept."""
    return _ODD.sub(lambda m: m[0].translate(_EVEN), text)


def level(text: str) -> str:
    """`even`, in lower case, tone marks in the old places (hoá to hóa); as long as `text`."""
    return _NEW_TONE.sub(lambda m: _NEW_TONES[m[0]], even(text).lower())


def key(text: str) -> str:
    """Equal for texts that differ in case, tone places, spaces or the shape of quotes and dashes."""
    return _BLANKS.sub(" ", level(nfc(nfc(text).casefold()))).strip()


def fold(text: str) -> str:
    """`key` without any mark and with d for đ: what a person types who types no marks."""
    bare = (c for c in unicodedata.normalize("NFKD", key(text)) if not unicodedata.combining(c))
    return _BLANKS.sub(" ", "".join(bare).replace("đ", "d").casefold()).strip()


def words(text: str) -> tuple[str, ...]:
    """The words of `key(text)` in order, without punctuation."""
    return tuple(_WORD.findall(key(text)))
