"""Whole texts with what they order, kept as TOML beside this file, and how a reading is judged.

`open` names faults known and not yet mended. A span is written `first words ~ last words`; `to` and `body` of a text serve its orders.
"""

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from directives.model import Extraction, Instruction, Paper
from directives.normal import nfc, words

FOLDER = Path(__file__).parent / "texts"
SAME_SPAN = 0.5  # share of words two spans have in common to be one order
SAME_NAME = 0.6


@dataclass(frozen=True, slots=True)
class Order:
    """One expected instruction; `due` ISO or "", `kind` "" where no deadline stands."""

    span: str
    to: tuple[str, ...]
    joining: tuple[str, ...]
    body: str
    due: str
    kind: str
    phrase: str
    targets: tuple[str, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A text and what it is known to say."""

    name: str
    file: str
    paper: Paper
    orders: tuple[Order, ...]
    document: dict[str, Any]
    citations: tuple[str, ...] | None
    open: tuple[str, ...] = field(default=())


def told(pattern: str = "*.toml") -> list[Told]:
    """All kept texts of the files with such names, in order."""
    found: list[Told] = []
    for path in sorted(FOLDER.glob(pattern)):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["text"]
        found.extend(_text(row, path.stem) for row in rows)
    return found


def _text(row: dict[str, Any], file: str) -> Told:
    text = row["text"].strip()
    paper = Paper(text, row.get("title", ""), row.get("published"))
    orders = tuple(_order(nfc(text), order, row) for order in row.get("orders", ()))
    cited = tuple(row["citations"]) if "citations" in row else None
    return Told(
        row["id"], file, paper, orders, row.get("document", {}), cited, tuple(row.get("open", ()))
    )


def _order(text: str, order: dict[str, Any], row: dict[str, Any]) -> Order:
    first, _, last = order["span"].partition(" ~ ")
    start = text.index(first)
    span = text[start : text.index(last, start) + len(last)]
    listed = {k: tuple(order.get(k, ())) for k in ("with", "targets", "cites")}
    return Order(
        span,
        tuple(order.get("to", row.get("to", ()))),
        listed["with"],
        order.get("body", row.get("body", "")),
        order.get("due", ""),
        order.get("kind", ""),
        order.get("phrase", ""),
        listed["targets"],
        listed["cites"],
    )


def likeness(one: str, two: str) -> float:
    """F1 of the words two strings share."""
    a, b = Counter(words(one)), Counter(words(two))
    shared = sum((a & b).values())
    return 2 * shared / (sum(a.values()) + sum(b.values())) if shared else 0.0


def pairs(orders: tuple[Order, ...], read: Extraction) -> list[tuple[Order, Instruction]]:
    """Expected and read orders whose spans are most alike, each used once."""
    ranked = sorted(
        (
            (likeness(o.span, i.span), x, y)
            for x, o in enumerate(orders)
            for y, i in enumerate(read.directives)
        ),
        reverse=True,
    )
    found: list[tuple[Order, Instruction]] = []
    left: set[int] = set()
    right: set[int] = set()
    for share, x, y in ranked:
        if share >= SAME_SPAN and x not in left and y not in right:
            found.append((orders[x], read.directives[y]))
            left.add(x)
            right.add(y)
    return found


def faults(case: Told, read: Extraction) -> list[str]:
    """What a reading got wrong, each by the name of the field and both values."""
    matched = pairs(case.orders, read)
    wrong = [f"missed: {o.span}" for o in case.orders if o not in [m[0] for m in matched]]
    wrong += [f"invented: {i.span}" for i in read.directives if i not in [m[1] for m in matched]]
    wrong += [fault for order, seen in matched for fault in _field_faults(order, seen)]
    wrong += [fault for fault in _document_faults(case, read) if fault]
    if case.citations is not None and case.citations != read.citations:
        wrong.append(f"citations: {case.citations} != {read.citations}")
    return wrong


def _field_faults(order: Order, seen: Instruction) -> list[str]:
    limit = seen.deadline
    due = limit.due.isoformat()[:16] if limit and limit.due else ""
    compared = [
        ("body", order.body, seen.issuer_body),
        ("due", order.due, due),
        ("kind", order.kind, limit.kind if limit else ""),
        ("phrase", order.phrase or (limit.phrase if limit else ""), limit.phrase if limit else ""),
    ]
    wrong = [f"{name}: {a} != {b} in {order.span[:40]}" for name, a, b in compared if a != b]
    lists = [
        ("to", order.to, seen.addressees),
        ("with", order.joining, seen.cooperating),
        ("targets", order.targets, seen.targets),
        ("cites", order.cites, seen.cites if order.cites else ()),
    ]
    wrong += [
        f"{name}: {a} != {b} in {order.span[:40]}" for name, a, b in lists if not _same_names(a, b)
    ]
    return wrong


def _same_names(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    if len(one) != len(two):
        return False
    return all(max(likeness(a, b) for b in two) >= SAME_NAME for a in one)


def _document_faults(case: Told, read: Extraction) -> list[str]:
    wrong = []
    for name, expected in case.document.items():
        value = getattr(read.document, name, None)
        seen = value.isoformat() if isinstance(value, date) else value
        if seen != expected:
            wrong.append(f"document.{name}: {expected} != {seen}")
    return wrong
