"""Number words of dates and clock times made digits: `ba tháng` to `3 tháng`."""

import re

_WORDS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9, "mười": 10, "giêng": 1, "chạp": 12, "nhất": 1, "nhì": 2,
}  # fmt: skip
_TEN = 10
_ONE = r"(?:một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín)"
_NUMBER = rf"(?:{_ONE} mươi(?: {_ONE})?|mười(?: {_ONE})?|{_ONE})"
_BEFORE_UNIT = re.compile(
    rf"(?<!\w)(?<!tháng )(?<!thứ )(?<!quý )(?P<n>{_NUMBER}) (?=(?:giờ|phút|giây|ngày|tuần|tháng|quý|năm)(?!\w))"
)
_AFTER_UNIT = re.compile(
    rf"(?<!\w)(?P<unit>tháng|quý|mồng|mùng|ngày) (?P<n>{_NUMBER}|giêng|chạp|nhất)(?!\w)(?! (?:nay|ngoái|sau|tới|trước))"
)
_WEEKDAY = re.compile(r"(?<!\w)thứ (?P<n>hai|ba|tư|năm|sáu|bảy|bẩy)(?!\w)")
_YEAR_WORD = re.compile(r"(?<!\w)(?:ngày|tháng|quý) năm(?= (?:\d{4}|nay|này|sau|tới|ngoái|trước))")


def with_digits(flat: str) -> str:
    """Level text with the number words of dates and times as digits."""
    flat = _WEEKDAY.sub(lambda m: f"thứ {_WORDS[m['n']]}", flat)
    flat = _BEFORE_UNIT.sub(lambda m: f"{number(m['n'])} ", flat)
    return _AFTER_UNIT.sub(_digits_after, flat)


def _digits_after(match: re.Match[str]) -> str:
    if _YEAR_WORD.match(match.string, match.start()):
        return match[0]
    return f"{match['unit']} {number(match['n'])}"


def number(words: str) -> int:
    """The value of number words up to 99."""
    if " mươi" in words:
        tens, _, ones = words.partition(" mươi")
        return _WORDS[tens] * _TEN + (_WORDS[ones.strip()] if ones.strip() else 0)
    return sum(_WORDS[word] for word in words.split())
