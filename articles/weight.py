"""How much the edits of a text matter, each with its reason."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.folding import fold_for_comparison
from articles.model import Weight
from articles.senses import is_misspelling, names, negations, numbers
from articles.wording import Edit, Words

#: A misprint is this short; a longer run of other words is another wording.
SPELLING_WORDS = 4
#: More misprints than this in one edition are a revision of the text.
SPELLING_EDITS = 10
#: Longer additions and deletions bring their own "không"; they turn no standing sentence round.
NEGATION_WORDS = 8
#: So many words before a figure the phrase of a deadline is looked for.
DEADLINE_REACH = 6
#: A run of so many words that stands elsewhere now has been moved.
MOVED_WORDS = 4
_DEADLINES = tuple(
    f" {fold_for_comparison(cue)} "
    for cue in (
        "trước ngày", "trước", "chậm nhất", "thời hạn", "hạn", "hết ngày", "hết tháng", "hết quý",
        "hết năm", "đến hết", "muộn nhất", "trong vòng",
    )
)  # fmt: skip
_NO_DEADLINES = tuple(
    f" {fold_for_comparison(phrase)} "
    for phrase in (
        "giới hạn", "hạn chế", "hạn hán", "quyền hạn", "vô hạn", "hạn hẹp", "hạn mặn", "năm trước",
        "tháng trước", "quý trước", "kỳ trước", "lần trước", "trước đây", "trước đó", "trước kia",
        "trước mắt", "trước hết",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason to weigh a change so much."""

    weight: Weight
    reason: str


@dataclass(frozen=True, slots=True)
class Texts:
    """Both sides of a text, and the places of the instructions in each."""

    before: Words
    after: Words
    protected_before: tuple[range, ...] = ()
    protected_after: tuple[range, ...] = ()


def texts(before: Words, after: Words, protected: Sequence[str]) -> Texts:
    """Return both sides with the places of the `protected` phrases found in them."""
    old = tuple(place for phrase in protected for place in before.places(phrase))
    new = tuple(place for phrase in protected for place in after.places(phrase))
    return Texts(before, after, old, new)


def weigh_edits(sides: Texts, edits: Sequence[Edit]) -> tuple[Finding, ...]:
    """Return what the edits amount to; empty where there are none."""
    moved = _moved(edits)
    rest = [edit for edit in edits if (edit.old or edit.new) not in moved]
    found = [_weigh(sides, edit) for edit in rest]
    if moved:
        found.append(Finding(Weight.NORMAL, "text moved"))
    if len(rest) > SPELLING_EDITS:
        found.append(Finding(Weight.NORMAL, "text revised"))
    return tuple(found)


def _moved(edits: Sequence[Edit]) -> frozenset[tuple[str, ...]]:
    gone = Counter(edit.old for edit in edits if not edit.new)
    come = Counter(edit.new for edit in edits if not edit.old)
    return frozenset(  # what went twice and came once has not only been moved
        words for words in gone if gone[words] == come[words] and len(words) >= MOVED_WORDS
    )


def _weigh(sides: Texts, edit: Edit) -> Finding:
    found = [*_sense(sides, edit)]
    if found:
        return max(found, key=lambda finding: finding.weight.rank)
    if _protected(sides, edit):
        return Finding(Weight.NORMAL, "instruction reworded")
    longest = max(len(edit.old), len(edit.new))
    if longest <= SPELLING_WORDS and is_misspelling(edit.old, edit.new):
        return Finding(Weight.MINOR, "spelling")
    if not edit.old:
        return Finding(Weight.NORMAL, "text added")
    return Finding(Weight.NORMAL, "text reworded" if edit.new else "text removed")


def _sense(sides: Texts, edit: Edit) -> Iterator[Finding]:
    inside = _protected(sides, edit)
    if numbers(edit.before, edit.old) != numbers(edit.after, edit.new):
        if _near_deadline(sides, edit):
            yield Finding(Weight.MAJOR, "deadline changed")
        elif inside:
            yield Finding(Weight.MAJOR, "number changed in an instruction")
        yield Finding(Weight.NORMAL, "number changed")
    if _negated(sides, edit):
        short = max(len(edit.old), len(edit.new)) <= NEGATION_WORDS
        yield Finding(Weight.MAJOR if short else Weight.NORMAL, "negation changed")
    if names(edit.before, edit.old) != names(edit.after, edit.new):
        if inside and not is_misspelling(edit.old, edit.new):
            yield Finding(Weight.MAJOR, "name changed in an instruction")
        yield Finding(Weight.NORMAL, "name changed")


def _negated(sides: Texts, edit: Edit) -> bool:
    place = edit.place
    if not (edit.old and edit.new):  # "mặt hàng không đạt" without "không" is no aviation
        return negations(edit.old) != negations(edit.new)
    before = negations(edit.old, _beside(sides.before.keys, place.start, place.end))
    after = negations(edit.new, _beside(sides.after.keys, place.new_start, place.new_end))
    return before != after


def _beside(keys: Sequence[str], start: int, end: int) -> tuple[str, str]:
    return keys[start - 1] if start else "", keys[end] if end < len(keys) else ""


def _near_deadline(sides: Texts, edit: Edit) -> bool:
    place = edit.place
    return _has_deadline(sides.before.keys, place.start, place.end) or _has_deadline(
        sides.after.keys, place.new_start, place.new_end
    )


def _has_deadline(keys: Sequence[str], start: int, end: int) -> bool:
    phrase = f" {' '.join(keys[max(start - DEADLINE_REACH, 0) : end])} "
    for harmless in _NO_DEADLINES:
        phrase = phrase.replace(harmless, "  ")
    return any(cue in phrase for cue in _DEADLINES)


def _protected(sides: Texts, edit: Edit) -> bool:
    place = edit.place
    return _touches(sides.protected_before, place.start, place.end) or _touches(
        sides.protected_after, place.new_start, place.new_end
    )


def _touches(spans: Sequence[range], start: int, end: int) -> bool:
    """Tell whether words `start` to `end` lie in a span; an empty run has to stand within one."""
    if start == end:
        return any(span.start < start < span.stop for span in spans)
    return any(span.start < end and start < span.stop for span in spans)
