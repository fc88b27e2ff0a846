"""The words that many subscriptions want, found in one pass over a text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from alerts.words import WordIndex, Words, sought
from directives.bodies import department, topics
from directives.normal import key
from directives.reach import Bodies

_NAMES_KEPT = 16_384  # as many as phrases are kept
_FOLLOWED = 2  # words by which a phrase is looked up

_Entry = tuple[str, Words]


class Phrases:
    """Phrases ready to be sought together. With `by_any_name` a body is also found by the names of
    those it was formed from or merged into."""

    def __init__(self, phrases: Iterable[str], *, by_any_name: bool) -> None:
        self._alone: dict[str, list[_Entry]] = {}
        self._pairs: dict[str, dict[str, list[_Entry]]] = {}
        for phrase in dict.fromkeys(phrases):
            for written in (phrase, *other_names(phrase)) if by_any_name else (phrase,):
                self._add(phrase, sought(written))

    def _add(self, phrase: str, wanted: Words) -> None:
        if len(wanted.bare) >= _FOLLOWED:
            first, second = wanted.bare[:_FOLLOWED]
            self._pairs.setdefault(first, {}).setdefault(second, []).append((phrase, wanted))
        elif wanted.bare:
            self._alone.setdefault(wanted.bare[0], []).append((phrase, wanted))

    def found_in(self, text: WordIndex) -> Mapping[str, tuple[int, int]]:
        """Each phrase that stands in the text, with the place of its first words there."""
        found: dict[str, tuple[int, int]] = {}
        bare = text.words.bare
        for start, word in enumerate(bare):
            entries = self._alone.get(word, ())
            followed = self._pairs.get(word)
            if followed is not None:  # the last word of a text is the end of its line
                entries = (*entries, *followed.get(bare[start + 1], ()))
            for phrase, wanted in entries:
                if phrase not in found and text.stands(wanted, start):
                    found[phrase] = (start, start + len(wanted.bare))
        return found


@lru_cache(maxsize=_NAMES_KEPT)
def other_names(phrase: str) -> tuple[str, ...]:
    """Former and later names of the department or ministry that `phrase` begins with."""
    flat = key(phrase)
    named = department().match(flat)
    if named is None:
        return ()
    start, end = named.span("topic")
    mine = _latest(named["topic"])
    others = {topic.name for topic in topics().values() if _latest(key(topic.name)) == mine}
    return tuple(f"{flat[:start]}{other}{flat[end:]}" for other in sorted(others))


def _latest(topic: str) -> str:
    """The field that took over this one, through all mergers; `topic` as key text."""
    known = topics()[topic]
    while known.successor:
        known = topics()[key(known.successor)]
    return known.name


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the texts of an occasion are searched for: words, words that exclude, bodies."""

    words: Phrases
    excluded: Phrases
    bodies: Bodies
