"""What two texts share for a reader: case, tone places, Unicode form, punctuation and white space fold away."""

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
#: Signs that change what a figure means; all other punctuation and signs are furniture.
SIGNS = frozenset("%‰≤≥<>±×÷°€$£¥₫")
#: Letters that old encodings put in the place of Đ and đ: Eth and the African D.
_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})
#: A vowel run with its tone marks; the run decides nothing, the mark's place in it is moved to the end.
_VOWELS = "".join(
    unicodedata.normalize("NFC", base + tone) for base in "aăâeêioôơuưy" for tone in ("", *_TONES)
)
_VOWEL_RUN = re.compile(f"[{_VOWELS}]{{2,}}")
_NOT_BETWEEN_DIGITS = re.compile(r"(?<!\d) | (?!\d)")
_WORD_CACHE = 1 << 16  # distinct words of a few hundred articles; some 10 MB at most


class _Signs(dict[int, str]):
    """Translation by character class, worked out once per character."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if character.isspace():
        return " "
    if character in SIGNS:
        return f" {character} "
    kind = unicodedata.category(character)
    if kind[0] in "LMN":
        return character
    # Zero-width characters and soft hyphens stand inside words; all the rest parts them.
    return "" if kind in ("Cf", "Cc") else " "


_FOLDED = _Signs()


@lru_cache(maxsize=_WORD_CACHE)
def _tone_last(run: str) -> str:
    letters = unicodedata.normalize("NFD", run)
    tones = "".join(mark for mark in letters if mark in _TONES)
    if not tones:
        return run
    plain = "".join(mark for mark in letters if mark not in _TONES)
    return unicodedata.normalize("NFC", plain + tones)


def fold_for_comparison(text: str) -> str:
    """Return the words of `text` for comparison, parted by single spaces.

    Kept: letters, digits and signs of quantity (`SIGNS`), in NFC. Folded: case, the place of the
    tone mark (Hoá = Hóa, Uỷ = Ủy), look-alikes of Đ, white space of every kind. Dropped:
    punctuation, quotes, dashes, bullets, zero-width characters. Folding twice changes nothing more.
    """
    composed = unicodedata.normalize("NFC", text).translate(_LOOKALIKES)
    lowered = unicodedata.normalize("NFC", composed.casefold())
    kept = unicodedata.normalize("NFC", lowered.translate(_FOLDED))
    placed = _VOWEL_RUN.sub(lambda match: _tone_last(match[0]), kept)
    return " ".join(placed.split())


def visible(text: str) -> str:
    """Return `text` in NFC without zero-width characters, otherwise as written."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(letter for letter in composed if unicodedata.category(letter) != "Cf")


@lru_cache(maxsize=_WORD_CACHE)
def fold_word(word: str) -> str:
    """Return `fold_for_comparison` of one word, remembered."""
    return fold_for_comparison(word)


def compact(folded: str) -> str:
    """Return folded words without the spaces between them, except between two digits.

    Markup and re-wrapping move spaces about; only between digits does a space tell numbers apart.
    """
    return _NOT_BETWEEN_DIGITS.sub("", folded)


def without_marks(folded: str) -> str:
    """Return folded words as typed without Vietnamese marks (đ becomes d)."""
    letters = unicodedata.normalize("NFD", folded.replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
