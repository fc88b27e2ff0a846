"""Which pieces of two sequences belong together: rapidfuzz opcodes within limits of time and memory."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, Levenshtein

#: Up to so many pairs the exact longest common subsequence is taken (its table has a bit a pair).
EXACT_CELLS = 4_000_000
#: Up to so many the cheaper Levenshtein; 20,000 words against 20,000 take about 50 ms.
MOST_CELLS = 400_000_000
#: Two paragraphs are one that was edited when they share this part of their words.
ALIKE = 0.5
#: Two edits parted by no more than this many equal words read as one.
BRIDGE_WORDS = 1
#: So many paragraphs ahead the edited one is looked for.
REACH = 20


@dataclass(frozen=True, slots=True)
class Block:
    """A run that differs: `before[start:end]` became `after[new_start:new_end]`.

    `coarse` says that the run was too long to be looked into.
    """

    start: int
    end: int
    new_start: int
    new_end: int
    coarse: bool = False


def differing_blocks(before: Sequence[Hashable], after: Sequence[Hashable]) -> tuple[Block, ...]:
    """Return the runs that differ, in order; between them both sequences are equal."""
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    if not old and not new:
        return ()
    cells = len(old) * len(new)
    if not cells or cells > MOST_CELLS:
        end, new_end = head + len(old), head + len(new)
        return (Block(head, end, head, new_end, coarse=cells > MOST_CELLS),)
    method = Indel if cells <= EXACT_CELLS else Levenshtein
    codes = method.opcodes(*_numbered(old, new))
    runs = [
        Block(
            head + code.src_start, head + code.src_end, head + code.dest_start, head + code.dest_end
        )
        for code in codes
        if code.tag != "equal"
    ]
    # A deletion followed at once by an insertion is one run.
    return _joined(runs, lambda last, run: last.end == run.start and last.new_end == run.new_start)


def _common(before: Sequence[Hashable], after: Sequence[Hashable]) -> int:
    pairs = zip(before, after, strict=False)
    shorter = min(len(before), len(after))
    return next((place for place, (one, other) in enumerate(pairs) if one != other), shorter)


def _numbered(before: Sequence[Hashable], after: Sequence[Hashable]) -> tuple[list[int], list[int]]:
    numbers: dict[Hashable, int] = {}
    old = [numbers.setdefault(piece, len(numbers)) for piece in before]
    return old, [numbers.setdefault(piece, len(numbers)) for piece in after]


def bridged(blocks: Sequence[Block], words_between: Callable[[int, int], int]) -> tuple[Block, ...]:
    """Join the runs that a person reads as one edit.

    `words_between(start, end)` counts the words among the old pieces between two runs.
    """
    return _joined(blocks, lambda last, run: words_between(last.end, run.start) <= BRIDGE_WORDS)


def _joined(blocks: Sequence[Block], belong: Callable[[Block, Block], bool]) -> tuple[Block, ...]:
    joined: list[Block] = []
    for block in blocks:
        if joined and belong(joined[-1], block):
            last = joined.pop()
            coarse = last.coarse or block.coarse
            joined.append(Block(last.start, block.end, last.new_start, block.new_end, coarse))
        else:
            joined.append(block)
    return tuple(joined)


def paired(
    before: Sequence[Sequence[Hashable]], after: Sequence[Sequence[Hashable]]
) -> tuple[tuple[int, int], ...]:
    """Return which paragraphs (as words) of a differing run are one edited, in rising order.

    Linear: each paragraph looks at most `REACH` ahead.
    """
    if len(before) == len(after) == 1:
        return ((0, 0),) if before[0] and after[0] else ()
    bags = [Counter(words) for words in after]
    pairs: list[tuple[int, int]] = []
    free = 0
    for place, words in enumerate(before):
        bag = Counter(words)
        ahead = range(free, min(free + REACH, len(after)))
        found = next((other for other in ahead if _alike(bag, bags[other])), None)
        if found is not None:
            pairs.append((place, found))
            free = found + 1
    return tuple(pairs)


def _alike(one: Counter[Hashable], other: Counter[Hashable]) -> bool:
    total = one.total() + other.total()
    return bool(total) and 2 * (one & other).total() >= ALIKE * total
