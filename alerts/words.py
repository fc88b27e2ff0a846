"""Finding a subscription's words in a text: whole words, abbreviations known, marks as typed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from alerts.abbreviations import EXPANSIONS
from directives.normal import fold, words

#: Soft hyphens, joiners and directions stand inside words and part none (zero-width spaces do).
_UNSEEN = dict.fromkeys((0x00AD, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))  # fmt: skip
_BREAK = "\n"  # no word: keeps a phrase from reaching over the end of a line
#: One changed word may be another word ("xã" and "xa"); two in a row are a text typed without marks.
_LOST_MARKS_ENOUGH = 2
#: Vietnamese has some 7,000 syllables: nearly every word of a text is folded already.
_SYLLABLES_KEPT = 16_384
#: More phrases than 1,000 subscriptions use; each takes well under 1 kB.
_PHRASES_KEPT = 16_384


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
    """A text made ready for many phrases: where each word and each pair of words stands."""

    words: Words
    places: Mapping[str, Sequence[int]]
    unmarked_lines: frozenset[int]
    line_of: tuple[int, ...]

    def holds(self, phrase: str) -> bool:
        """Whether `phrase` stands in the text as whole words; an empty phrase never does."""
        head, sought = _sought(phrase)
        for start in self.places.get(head, ()):
            if self._stands(sought, start, start + len(sought.bare)):
                return True
        return False

    def _stands(self, sought: Words, start: int, end: int) -> bool:
        if self.words.bare[start:end] != sought.bare:
            return False
        if not sought.marked:
            return True
        found = self.words.exact[start:end]
        lost = [f for f, s in zip(found, sought.exact, strict=True) if f != s]
        if any(word != fold(word) for word in lost):
            return False  # other marks: another word
        enough = len(lost) >= _LOST_MARKS_ENOUGH
        return not lost or enough or self.line_of[start] in self.unmarked_lines


def index(text: str) -> WordIndex:
    """The word index of `text`, line by line; the text is folded once, here."""
    exact: list[str] = []
    bare: list[str] = []
    line_of: list[int] = []
    unmarked: set[int] = set()
    for number, line in enumerate(text.splitlines()):
        plain = _plain(line)
        if not plain.marked:
            unmarked.add(number)
        spelled = _spell_out(plain)
        exact += (*spelled.exact, _BREAK)
        bare += (*spelled.bare, _BREAK)
        line_of += [number] * (len(spelled.bare) + 1)
    found = Words(tuple(exact), tuple(bare))
    return WordIndex(found, _places(bare), frozenset(unmarked), tuple(line_of))


def _places(bare: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for start, word in enumerate(bare):
        places.setdefault(word, []).append(start)
    for start, pair in enumerate(pairwise(bare)):
        places.setdefault(" ".join(pair), []).append(start)
    return places


def _plain(line: str) -> Words:
    exact = words(line.translate(_UNSEEN))
    return Words(exact, tuple(map(_bare, exact)))


@lru_cache(maxsize=_SYLLABLES_KEPT)
def _bare(word: str) -> str:
    return fold(word)


@lru_cache(maxsize=_PHRASES_KEPT)
def _sought(phrase: str) -> tuple[str, Words]:
    """How a phrase is looked up (its first words), and all of its words."""
    plain = _plain(phrase)
    spelled = _spell_out(plain)
    sought = spelled if plain.marked else Words(spelled.bare, spelled.bare)
    return " ".join(sought.bare[:2]), sought


def _spell_out(plain: Words) -> Words:
    exact: list[str] = []
    bare: list[str] = []
    start = 0
    while start < len(plain.bare):
        length, meaning = next(_meanings(plain.bare, start), (1, None))
        exact += meaning.exact if meaning else (plain.exact[start],)
        bare += meaning.bare if meaning else (plain.bare[start],)
        start += length
    return Words(tuple(exact), tuple(bare))


def _meanings(bare: Sequence[str], start: int) -> Iterator[tuple[int, Words | None]]:
    for short, meaning in _abbreviations().get(bare[start], ()):
        if tuple(bare[start : start + len(short)]) == short:
            yield len(short), meaning


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
