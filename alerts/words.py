"""Finding a subscription's words in a text: whole words, abbreviations known, marks as typed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from alerts.abbreviations import EXPANSIONS
from directives.normal import fold, nfc, words

#: Soft hyphens, joiners and directions stand inside words and part none (zero-width spaces do).
_UNSEEN = dict.fromkeys((0x00AD, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))  # fmt: skip
_BREAK = "\n"  # no word: keeps a phrase from reaching over the end of a line
#: One changed word may be another word ("xã" and "xa"); two in a row are a text typed without marks.
_LOST_MARKS_ENOUGH = 2
#: Vietnamese has some 7,000 syllables: nearly every word of a text is folded already.
_SYLLABLES_KEPT = 16_384
#: More phrases than 1,000 subscriptions use; each takes well under 1 kB.
_PHRASES_KEPT = 16_384
_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*")  # as in directives.normal.words

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Words:
    """Words in order, abbreviations spelled out: `exact` with marks, `bare` without."""

    exact: tuple[str, ...]
    bare: tuple[str, ...]

    @property
    def marked(self) -> bool:
        """Whether any word carries a mark."""
        return self.exact != self.bare


@dataclass(frozen=True, slots=True)
class WordIndex:
    """A text made ready for many phrases.

    `spans` tells of each word which words of its line, as written, it was spelled out from.
    """

    words: Words
    unmarked_lines: frozenset[int]
    line_of: Sequence[int]
    spans: Sequence[_Span]
    lines: Sequence[str]

    def holds(self, phrase: str) -> bool:
        """Whether `phrase` stands in the text as whole words; an empty phrase never does."""
        wanted = sought(phrase)
        return any(self.stands(wanted, start) for start in range(len(self.words.bare)))

    def stands(self, wanted: Words, start: int) -> bool:
        """Whether the words `wanted` stand at the place `start`; no words stand nowhere."""
        end = start + len(wanted.bare)
        if not wanted.bare or self.words.bare[start:end] != wanted.bare:
            return False
        if not wanted.marked:
            return True
        found = self.words.exact[start:end]
        lost = [f for f, s in zip(found, wanted.exact, strict=True) if f != s]
        if any(word != fold(word) for word in lost):
            return False  # other marks: another word
        enough = len(lost) >= _LOST_MARKS_ENOUGH
        return not lost or enough or self.line_of[start] in self.unmarked_lines

    def as_written(self, start: int, end: int) -> str:
        """The text behind the words from `start` up to `end`, which stand in one line."""
        written = nfc(self.lines[self.line_of[start]].translate(_UNSEEN))
        places = [found.span() for found in _WORD.finditer(written)]
        first, last = self.spans[start][0], self.spans[end - 1][1]
        if last >= len(places):  # letters that folding turns into several words
            return " ".join(self.words.exact[start:end])
        return " ".join(written[places[first][0] : places[last][1]].split())


def index(text: str) -> WordIndex:
    """The word index of `text`, line by line; the text is folded once, here."""
    exact: list[str] = []
    bare: list[str] = []
    line_of: list[int] = []
    spans: list[_Span] = []
    unmarked: set[int] = set()
    lines = text.splitlines()
    for number, line in enumerate(lines):
        plain = _plain(line)
        if not plain.marked:
            unmarked.add(number)
        spelled, origins = _spell_out(plain)
        exact += (*spelled.exact, _BREAK)
        bare += (*spelled.bare, _BREAK)
        spans += (*origins, (0, 0))
        line_of += [number] * (len(spelled.bare) + 1)
    found = Words(tuple(exact), tuple(bare))
    return WordIndex(found, frozenset(unmarked), line_of, spans, lines)


@lru_cache(maxsize=_PHRASES_KEPT)
def sought(phrase: str) -> Words:
    """The words of a phrase; typed without marks they match any."""
    plain = _plain(phrase)
    spelled, _ = _spell_out(plain)
    return spelled if plain.marked else Words(spelled.bare, spelled.bare)


def _plain(line: str) -> Words:
    exact = words(line.translate(_UNSEEN))
    return Words(exact, tuple(map(_bare, exact)))


@lru_cache(maxsize=_SYLLABLES_KEPT)
def _bare(word: str) -> str:
    return fold(word)


def _spell_out(plain: Words) -> tuple[Words, list[_Span]]:
    """The words with abbreviations spelled out, and from which words each of them came."""
    exact: list[str] = []
    bare: list[str] = []
    origins: list[_Span] = []
    known = _abbreviations()
    start = 0
    while start < len(plain.bare):
        length, meaning = 1, None
        if plain.bare[start] in known:
            length, meaning = _meaning(plain.bare, start)
        exact += meaning.exact if meaning else (plain.exact[start],)
        bare += meaning.bare if meaning else (plain.bare[start],)
        origins += [(start, start + length - 1)] * (len(bare) - len(origins))
        start += length
    return Words(tuple(exact), tuple(bare)), origins


def _meaning(bare: Sequence[str], start: int) -> tuple[int, Words | None]:
    for short, meaning in _abbreviations()[bare[start]]:
        if tuple(bare[start : start + len(short)]) == short:
            return len(short), meaning
    return 1, None


@cache
def _abbreviations() -> Mapping[str, tuple[tuple[tuple[str, ...], Words], ...]]:
    known: dict[str, tuple[tuple[tuple[str, ...], Words], ...]] = {}
    for short, meaning in EXPANSIONS.items():
        for written in (short, short.replace("&", " & "), short.replace("&", " và ")):
            parts = _plain(written).bare
            known[parts[0]] = (*known.get(parts[0], ()), (parts, _plain(meaning)))
    # The longest first: "PCTT và TKCN" is one name.
    return {
        head: tuple(sorted(set(all_), key=lambda one: -len(one[0]))) for head, all_ in known.items()
    }
