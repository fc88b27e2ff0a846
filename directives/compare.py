"""Two readings of one item: which instructions and which facts of the paper changed."""

from collections import Counter
from dataclasses import dataclass
from itertools import product

from directives.model import Deadline, Document, Extraction, Instruction
from directives.normal import key, words

_SAME_TASK = 0.5  # share of common words above which two spans are one task
_SAME_RECEIVER_BONUS = 0.1
_DOCUMENT_FIELDS = ("number", "type", "issuer", "issued_on", "effective_on", "signer", "urgency", "subject")  # fmt: skip


@dataclass(frozen=True, slots=True)
class InstructionChange:
    """One difference: `field` of an instruction or `document.…`; "" for what is not there."""

    field: str
    before: str
    after: str


def differences(before: Extraction, after: Extraction) -> tuple[InstructionChange, ...]:
    """What changed from one reading to the next: tasks matched though their words change."""
    pairs = _pairs(before.directives, after.directives)
    changes = _of_documents(before.document, after.document)
    for old, new in pairs:
        changes.extend(_of_pair(old, new))
    olds, news = {id(o) for o, _ in pairs}, {id(n) for _, n in pairs}
    gone = [i for i in before.directives if id(i) not in olds]
    added = [i for i in after.directives if id(i) not in news]
    changes.extend(InstructionChange("instruction", i.span, "") for i in gone)
    changes.extend(InstructionChange("instruction", "", i.span) for i in added)
    return tuple(changes)


def _of_documents(before: Document | None, after: Document | None) -> list[InstructionChange]:
    old, new = before or Document(), after or Document()
    rows = (
        (name, _written(getattr(old, name)), _written(getattr(new, name)))
        for name in _DOCUMENT_FIELDS
    )
    return [InstructionChange(f"document.{name}", a, b) for name, a, b in rows if key(a) != key(b)]


def _written(value: object) -> str:
    return "" if value is None else str(value)


def _pairs(
    before: tuple[Instruction, ...], after: tuple[Instruction, ...]
) -> list[tuple[Instruction, Instruction]]:
    scored = sorted(
        (
            (_likeness(a, b), -i, -j)
            for (i, a), (j, b) in product(enumerate(before), enumerate(after))
        ),
        reverse=True,
    )
    taken: list[tuple[int, int]] = []
    for score, i, j in scored:
        free = all(-i != a and -j != b for a, b in taken)
        if score >= _SAME_TASK and free:
            taken.append((-i, -j))
    return [(before[i], after[j]) for i, j in sorted(taken)]


def _likeness(a: Instruction, b: Instruction) -> float:
    if key(a.span) == key(b.span):
        return 1.0 + _SAME_RECEIVER_BONUS
    one, two = Counter(words(a.span)), Counter(words(b.span))
    total = sum(one.values()) + sum(two.values())
    share = 2 * sum((one & two).values()) / total if total else 0.0
    bonus = _SAME_RECEIVER_BONUS if _names(a.addressees) == _names(b.addressees) else 0.0
    return share + bonus


def _of_pair(old: Instruction, new: Instruction) -> list[InstructionChange]:
    changes = []
    for name in ("addressees", "cooperating", "targets"):
        a, b = getattr(old, name), getattr(new, name)
        if _names(a) != _names(b):
            changes.append(InstructionChange(name, "; ".join(a), "; ".join(b)))
    if _limit(old.deadline) != _limit(new.deadline):
        changes.append(InstructionChange("deadline", _phrase(old.deadline), _phrase(new.deadline)))
    if not changes and words(old.span) != words(new.span):
        changes.append(InstructionChange("instruction", old.span, new.span))
    return changes


def _names(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(key, names))


def _limit(deadline: Deadline | None) -> tuple[str, ...]:
    if deadline is None:
        return ()
    if deadline.due is None:
        return (deadline.kind, key(deadline.phrase))
    return (deadline.kind, deadline.due.isoformat())


def _phrase(deadline: Deadline | None) -> str:
    return deadline.phrase if deadline else ""
