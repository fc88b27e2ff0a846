"""The word edits between two texts as a reader sees them: what folds alike is equal."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from articles.alignment import Block, bridged, differing_blocks
from articles.folding import SIGNS, compact, fold_word
from articles.model import Operation

_SIGNS = re.escape("".join(sorted(SIGNS)))
_WORD = re.compile(rf"[^\s{_SIGNS}]+|[{_SIGNS}]")
#: Stands for the space inside a folded word (10/02 is "10 02"), so that words can be counted.
_INSIDE = "\x00"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as written (`shown`) and folded (`keys`), line by line.

    Words of punctuation alone are left out. `starts` says at which word each line begins.
    """

    lines: tuple[tuple[str, ...], ...]
    shown: tuple[str, ...]
    keys: tuple[str, ...]
    starts: tuple[int, ...]

    def places(self, phrase: str) -> Iterator[range]:
        """Yield where the words of `phrase` stand."""
        wanted = read_words((phrase,)).keys
        text, pattern = _searchable(self.keys), _searchable(wanted)
        position = text.find(pattern) if wanted else -1
        start = counted = 0
        while position >= 0:
            start += text.count(" ", counted, position)
            counted = position
            yield range(start, start + len(wanted))
            position = text.find(pattern, position + 1)


@dataclass(frozen=True, slots=True)
class Edit:
    """One run of words that became another; `place` counts words of the whole texts.

    `before` and `after` are the words as written, `old` and `new` the same folded.
    """

    place: Block
    before: tuple[str, ...]
    after: tuple[str, ...]
    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def operation(self) -> Operation:
        """The edit as it is told."""
        before, after = " ".join(self.before), " ".join(self.after)
        if not before:
            return Operation("insert", "", after)
        return Operation("replace" if after else "delete", before, after)


def read_words(lines: Sequence[str]) -> Words:
    """Return the words of `lines`."""
    pairs = [[(word, fold_word(word)) for word in _WORD.findall(line)] for line in lines]
    shown = [tuple(word for word, key in line if key) for line in pairs]
    keys = tuple(tuple(key for _, key in line if key) for line in pairs)
    starts = accumulate(map(len, keys), initial=0)
    return Words(keys, tuple(chain.from_iterable(shown)), tuple(chain(*keys)), tuple(starts))


def word_edits(before: Words, after: Words) -> tuple[Edit, ...]:
    """Return the edits in order: lines are aligned first, then the words of what is left."""
    blocks: list[Block] = []
    for block in differing_blocks(before.lines, after.lines):
        start, new_start = before.starts[block.start], after.starts[block.new_start]
        old = before.keys[start : before.starts[block.end]]
        new = after.keys[new_start : after.starts[block.new_end]]
        blocks += [_shifted(part, start, new_start) for part in differing_blocks(old, new)]
    edits = (_edit(before, after, block) for block in blocks)
    told = [edit.place for edit in edits if _joined(edit.old) != _joined(edit.new)]
    return tuple(
        _edit(before, after, block) for block in bridged(told, lambda start, end: end - start)
    )


def operations(before: str, after: str) -> tuple[Operation, ...]:
    """Return the word diff of two texts, without edits that fold away (case, tone places, breaks).

    Runs beyond the limits of `articles.alignment` come back as one replacement.
    """
    edits = word_edits(read_words(before.splitlines()), read_words(after.splitlines()))
    return tuple(edit.operation for edit in edits)


def _shifted(block: Block, start: int, new_start: int) -> Block:
    return Block(
        block.start + start,
        block.end + start,
        block.new_start + new_start,
        block.new_end + new_start,
        block.coarse,
    )


def _edit(before: Words, after: Words, block: Block) -> Edit:
    old = slice(block.start, block.end)
    new = slice(block.new_start, block.new_end)
    return Edit(block, before.shown[old], after.shown[new], before.keys[old], after.keys[new])


def _joined(keys: Sequence[str]) -> str:
    return compact(" ".join(keys))


def _searchable(keys: Sequence[str]) -> str:
    inside = " ".join(key.replace(" ", _INSIDE) for key in keys)
    return f" {inside} "
