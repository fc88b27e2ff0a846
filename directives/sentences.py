"""Text (a paragraph a line) cut into paragraphs and sentences that know their place."""

import re
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"[.!?…]+[\"”’»)\]]{0,3}(?=\s)")
_LAST_WORD = re.compile(r"[\w/&-]+$")
_ABBREVIATIONS = frozenset(
    [
        "tp",
        "tx",
        "ts",
        "ths",
        "gs",
        "pgs",
        "bs",
        "ks",
        "cn",
        "đ/c",
        "đc",
        "tt",
        "tm",
        "kt",
        "tl",
        "tuq",
        "q",
        "p",
        "st",
        "mr",
        "ms",
        "no",
        "vv",
        "nxb",
        "h",
        "x",
        "ô",
    ]
)
_LONGEST_SENTENCE = 4000  # characters; keeps the work on hostile text linear
_WORD_REACH = 12  # an abbreviation is shorter than this
_LIST_MARK = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ]|[ivxlIVXL]{1,5})$")
_NUMBERED_PART = re.compile(r"(?:điều|khoản|mục|phần|chương|tiết|điểm|câu|bước)$")
_OPENS_SENTENCE = frozenset("\"“‘'«([-–+*•")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A place in a text: `start` inclusive, `end` exclusive, never blank at its edges."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """What stands there."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line and its sentences."""

    place: Stretch
    sentences: tuple[Stretch, ...]


_WRAPPED_SHARE = 0.15  # of lines that begin in small letters: then lines are not paragraphs
_SHORTEST_WRAPPED = 35  # a line this short ends because its author ended it
_ENDS_LINE = tuple('.:;!?…"”')
_NEW_ITEM = re.compile(r"\s{0,8}(?:[-+*•(]|\d{1,2}[.)]|[a-zđ]\)|Điều \d|Chương |Nơi nhận)")


def unwrap(text: str) -> str:
    """`text` with the line breaks inside sentences made spaces; of the same length.

    Papers copied from scans and old pages break their lines anywhere.
    """
    lines = text.split("\n")
    filled = [line for line in lines if line.strip()]
    small = sum(line.lstrip()[0].islower() for line in filled)
    if not filled or small < _WRAPPED_SHARE * len(filled):
        return text
    pieces = [lines[0]]
    for before, line in pairwise(lines):
        pieces.append((" " if _runs_on(before, line) else "\n") + line)
    return "".join(pieces)


def _runs_on(before: str, line: str) -> bool:
    end, start = before.rstrip(), line.lstrip()
    if not end or not start:
        return False
    if start[0].islower() and not _NEW_ITEM.match(line):
        return True
    long = len(end) >= _SHORTEST_WRAPPED or _NEW_ITEM.match(before) is not None
    full = long and not end.endswith(_ENDS_LINE) and not end.isupper()
    return full and not _NEW_ITEM.match(line) and not start[:_SHORTEST_WRAPPED].isupper()


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The lines of `text` that hold more than blanks, each cut into sentences."""
    places = (_trimmed(text, m.start(), m.end()) for m in _LINE.finditer(text))
    return tuple(Paragraph(p, _sentences(text, p)) for p in places if p.end > p.start)


def _trimmed(text: str, start: int, end: int) -> Stretch:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Stretch(start, end)


def _sentences(text: str, line: Stretch) -> tuple[Stretch, ...]:
    found, start = [], line.start
    for stop in _STOP.finditer(text, line.start, line.end):
        if not _ends_sentence(text, stop, start, line.end):
            continue
        found.extend(_bounded(text, start, stop.end()))
        start = stop.end()
    found.extend(_bounded(text, start, line.end))
    return tuple(found)


def _bounded(text: str, start: int, end: int) -> list[Stretch]:
    """One sentence, or pieces of what no person would write as one."""
    pieces = []
    while end - start > _LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        cut = cut if cut > start else start + _LONGEST_SENTENCE
        pieces.append(_trimmed(text, start, cut))
        start = cut
    pieces.append(_trimmed(text, start, end))
    return [piece for piece in pieces if piece.end > piece.start]


def _ends_sentence(text: str, stop: re.Match[str], start: int, end: int) -> bool:
    after = stop.end()
    while after < end and text[after].isspace():
        after += 1
    if after >= end:
        return True
    follower = text[after]
    if not (follower.isupper() or follower.isdigit() or follower in _OPENS_SENTENCE):
        return False
    return stop[0] != "." or not _is_abbreviation(text, start, stop.start())


def _is_abbreviation(text: str, start: int, dot: int) -> bool:
    word = _LAST_WORD.search(text, max(start, dot - _WORD_REACH), dot)
    if word is None:
        return False
    before = text[start : word.start()].strip(' -+*•\t("“').lower()
    if _LIST_MARK.match(word[0]) and (not before or _NUMBERED_PART.match(before)):
        return True
    return word[0].lower() in _ABBREVIATIONS or (len(word[0]) == 1 and word[0].isupper())
