"""The difference of two texts by paragraph and word, exact: applied to the old it gives the new."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from articles.alignment import Block, bridged, differing_blocks, paired
from articles.wording import operations

__all__ = ["ParagraphDiff", "Segment", "apply", "diff_paragraphs", "invert", "operations"]

SegmentOp = Literal["equal", "insert", "delete"]
ParagraphOp = Literal["equal", "insert", "delete", "change"]

#: White space, a word with its inner signs (10/02/2026, 412/UBND-KGVX), or one sign.
_TOKEN = re.compile(r"\s+|[\w\u0300-\u036f]+(?:[./,:'’–-][\w\u0300-\u036f]+)*|[^\w\s]")
_MIRRORED: dict[str, SegmentOp] = {"insert": "delete", "delete": "insert", "equal": "equal"}
_MIRRORED_PARAGRAPH: dict[str, ParagraphOp] = {
    "insert": "delete", "delete": "insert", "equal": "equal", "change": "change",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one paragraph, verbatim with its white space."""

    op: SegmentOp
    text: str


@dataclass(frozen=True, slots=True)
class ParagraphDiff:
    """One paragraph of either side, or of both; `coarse`: too long, shown as wholly replaced."""

    op: ParagraphOp
    segments: tuple[Segment, ...]
    coarse: bool = False

    @property
    def before(self) -> str:
        """The old paragraph ("" where there was none)."""
        return "".join(segment.text for segment in self.segments if segment.op != "insert")

    @property
    def after(self) -> str:
        """The new paragraph ("" where there is none)."""
        return "".join(segment.text for segment in self.segments if segment.op != "delete")


def diff_paragraphs(before: Sequence[str], after: Sequence[str]) -> tuple[ParagraphDiff, ...]:
    """Return every paragraph of both sides in reading order, the edited ones by word."""
    result: list[ParagraphDiff] = []
    done = 0
    for block in differing_blocks(before, after):
        result += [_whole("equal", text) for text in before[done : block.start]]
        result += _block(before, after, block)
        done = block.end
    return (*result, *(_whole("equal", text) for text in before[done:]))


def apply(before: Sequence[str], diff: Sequence[ParagraphDiff]) -> tuple[str, ...]:
    """Return the new paragraphs; ValueError when `diff` was not made from `before`."""
    if tuple(before) != tuple(part.before for part in diff if part.op != "insert"):
        raise ValueError("this difference belongs to another text")
    return tuple(part.after for part in diff if part.op != "delete")


def invert(diff: Sequence[ParagraphDiff]) -> tuple[ParagraphDiff, ...]:
    """Return the difference that leads back from the new text to the old one."""
    return tuple(
        replace(
            part,
            op=_MIRRORED_PARAGRAPH[part.op],
            segments=tuple(Segment(_MIRRORED[piece.op], piece.text) for piece in part.segments),
        )
        for part in diff
    )


def _whole(op: SegmentOp, text: str, *, coarse: bool = False) -> ParagraphDiff:
    return ParagraphDiff(op, (Segment(op, text),) if text else (), coarse)


def _block(before: Sequence[str], after: Sequence[str], block: Block) -> Iterator[ParagraphDiff]:
    old = [_TOKEN.findall(text) for text in before[block.start : block.end]]
    new = [_TOKEN.findall(text) for text in after[block.new_start : block.new_end]]
    pairs = () if block.coarse else paired(_words(old), _words(new))
    row = column = 0
    for place, other in (*pairs, (len(old), len(new))):
        yield from (_whole("delete", "".join(text), coarse=block.coarse) for text in old[row:place])
        yield from (
            _whole("insert", "".join(text), coarse=block.coarse) for text in new[column:other]
        )
        if place < len(old):
            yield _edited(old[place], new[other])
        row, column = place + 1, other + 1


def _words(paragraphs: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[token for token in tokens if not token.isspace()] for tokens in paragraphs]


def _edited(old: Sequence[str], new: Sequence[str]) -> ParagraphDiff:
    blocks = differing_blocks(old, new)
    segments: list[Segment] = []
    done = 0
    for block in bridged(blocks, lambda start, end: _words_in(old[start:end])):
        segments.append(Segment("equal", "".join(old[done : block.start])))
        segments.append(Segment("delete", "".join(old[block.start : block.end])))
        segments.append(Segment("insert", "".join(new[block.new_start : block.new_end])))
        done = block.end
    segments.append(Segment("equal", "".join(old[done:])))
    kept = tuple(segment for segment in segments if segment.text)
    return ParagraphDiff("change", kept, any(block.coarse for block in blocks))


def _words_in(tokens: Sequence[str]) -> int:
    return sum(any(letter.isalnum() for letter in token) for token in tokens)
