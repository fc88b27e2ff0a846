"""Which words of a Vietnamese text carry sense that no spelling rule may touch."""

import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from articles.folding import SIGNS, compact, fold_for_comparison, without_marks

#: Words that turn a sentence round.
_NEGATIONS = frozenset(
    map(fold_for_comparison, ["không", "chưa", "chẳng", "chả", "đừng", "chớ", "cấm", "thôi"])
)
_NEGATING_PAIRS = tuple(
    tuple(fold_for_comparison(pair).split())
    for pair in ("bãi bỏ", "hủy bỏ", "bác bỏ", "thu hồi", "đình chỉ", "tạm dừng", "hết hiệu")
)
#: "không" and "thôi" in these neighbours deny nothing: aviation, space, air, air force; to go on.
_HARMLESS = frozenset(
    tuple(fold_for_comparison(pair).split())
    for pair in ("hàng không", "không gian", "không khí", "không quân", "không trung", "mà thôi")
)
_NUMBER_WORDS = frozenset(
    map(
        fold_for_comparison,
        [
            "một",
            "hai",
            "ba",
            "bốn",
            "tư",
            "năm",
            "lăm",
            "sáu",
            "bảy",
            "bẩy",
            "tám",
            "chín",
            "mười",
            "mươi",
            "mốt",
            "trăm",
            "nghìn",
            "ngàn",
            "vạn",
            "triệu",
            "tỷ",
            "tỉ",
            "nửa",
            "rưỡi",
            "chục",
        ],
    )
)
_ROMAN = re.compile(r"[IVXLC]+")
_SHORT, _LONG = (
    3,
    8,
)  # letters: below, no misprint is told from another word; above, two are allowed


def numbers(shown: Sequence[str], keys: Sequence[str]) -> tuple[str, ...]:
    """Return the figures, dates, Roman numerals, signs of quantity and number words, in order."""
    return tuple(
        key
        for word, key in zip(shown, keys, strict=True)
        if _is_figure(word, key) or key in _NUMBER_WORDS
    )


def _is_figure(word: str, key: str) -> bool:
    if key in SIGNS or any(letter.isdigit() for letter in key):
        return True
    return bool(_ROMAN.fullmatch(word.strip(".,;:()")))


def names(shown: Sequence[str], keys: Sequence[str]) -> tuple[str, ...]:
    """Return the capitalised words in order; at the start of a sentence too, where a name can stand."""
    pairs = zip(shown, keys, strict=True)
    return tuple(key for word, key in pairs if any(letter.isupper() for letter in word))


def negations(keys: Sequence[str], context: tuple[str, str] = ("", "")) -> Counter[str]:
    """Return the words that deny, forbid or revoke; `context`: the words next to `keys`."""
    padded = (context[0], *keys, context[1])
    found: Counter[str] = Counter()
    for before, key, after in zip(padded, padded[1:], padded[2:], strict=False):
        harmless = (before, key) in _HARMLESS or (key, after) in _HARMLESS
        if key in _NEGATIONS and not harmless:
            found[key] += 1
        if (key, after) in _NEGATING_PAIRS:
            found[f"{key} {after}"] += 1
    return found


def is_misspelling(before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether folded words differ by spelling alone: by marks, spaces or a letter a word."""
    if not before or not after:
        return False
    if len(before) == len(after):
        return all(map(_alike, before, after))
    return compact(without_marks(" ".join(before))) == compact(without_marks(" ".join(after)))


def _alike(before: str, after: str) -> bool:
    one, other = without_marks(before), without_marks(after)
    if one == other:
        return True
    shortest = min(len(one), len(other))
    allowed = 0 if shortest < _SHORT else 1 if shortest < _LONG else 2
    return bool(OSA.distance(one, other, score_cutoff=allowed) <= allowed)
