"""One instruction in a line: who must do what, and its own words."""

import re
from collections.abc import Sequence
from datetime import date

from alerts.phrases import is_open, last_day
from alerts.plain import harmless
from directives.model import Instruction

TASK_LIMIT = 200  # signs of a task: one glance
QUOTE_LIMIT = 300  # signs of verbatim words
NAMES_LIMIT = 160  # signs of a list of receivers
_SPAN_LIMIT = 10_000  # no instruction is longer; what is, is not worth reading whole
#: Receivers joined by more than this are no longer one list ("…, phối hợp với …, ").
_LIST_GAP = 45
#: With less than this left behind the receivers' names, the names were not the head of the task.
_TASK_LEAST = 15
_QUOTES = ' "“”'  # the message puts its own around verbatim words
_ENDS = _QUOTES + ".,;:"
_AFTER_NAMES = re.compile(
    r"^(?:[\s,;:.)]|(?:chủ trì|cần|phải|có trách nhiệm|chịu trách nhiệm)\b)+", re.IGNORECASE
)
_CLAUSE_END = re.compile(r"[,;.:](?=\s|$)")


def rank(told: Instruction, today: date) -> tuple[int, date]:
    """Sorting key: the earliest open deadline first, then undated ones, none, and those passed."""
    day = last_day(told.deadline) if told.deadline else None
    if told.deadline is None or day is None:
        return (1 if told.deadline else 2, date.max)
    return (0 if is_open(told.deadline, today) else 3, day)


def in_order(instructions: Sequence[Instruction], today: date) -> tuple[Instruction, ...]:
    """The instructions by `rank`; equal ones as written."""
    return tuple(sorted(instructions, key=lambda told: rank(told, today)))


def names(bodies: Sequence[str]) -> str:
    """Names of bodies, joined and bounded."""
    shown = (harmless(body, NAMES_LIMIT) for body in bodies)
    return harmless(", ".join(name for name in shown if name), NAMES_LIMIT)


def task(told: Instruction, limit: int = TASK_LIMIT) -> str:
    """What is to be done: the span without its receivers and without the deadline's phrase."""
    span = harmless(told.span, _SPAN_LIMIT)
    text = _without_deadline(_behind_names(span, told), told)
    return harmless(text.strip(_ENDS), limit)


def quote(told: Instruction) -> str:
    """The verbatim words: the clause with the deadline, else the whole span, bounded."""
    span = harmless(told.span, _SPAN_LIMIT)
    phrase = harmless(told.deadline.phrase, _SPAN_LIMIT) if told.deadline else ""
    at = span.find(phrase) if phrase else -1
    clause = span if at < 0 else _clause(span, at, at + len(phrase), _bodies(told))
    return harmless(clause.strip(_QUOTES), QUOTE_LIMIT)


def _behind_names(span: str, told: Instruction) -> str:
    places = sorted((span.find(name), len(name)) for name in _bodies(told) if name in span)
    if not places:
        return span
    end = sum(places[0])
    for start, length in places[1:]:
        if start <= end + _LIST_GAP:
            end = max(end, start + length)
    rest = _AFTER_NAMES.sub("", span[end:])
    return rest if len(rest) >= _TASK_LEAST else span


def _bodies(told: Instruction) -> list[str]:
    bodies = (harmless(name, _SPAN_LIMIT) for name in (*told.addressees, *told.cooperating))
    return [name for name in bodies if name]


def _without_deadline(text: str, told: Instruction) -> str:
    phrase = harmless(told.deadline.phrase, _SPAN_LIMIT) if told.deadline else ""
    if not phrase or phrase not in text:
        return text
    before, _, after = text.partition(phrase)
    after = after.lstrip(" )")
    gap = "" if after[:1] in _ENDS else " "
    rest = f"{before.rstrip(' ,;(')}{gap}{after}"
    return rest if len(rest.strip()) >= _TASK_LEAST else text


def _clause(span: str, start: int, end: int, bodies: Sequence[str]) -> str:
    """The clause around span[start:end]; with the one before where it is the phrase alone."""
    inside = {at for name in bodies for at in range(span.find(name), span.find(name) + len(name))}
    stops = [m.end() for m in _CLAUSE_END.finditer(span, 0, start) if m.start() not in inside]
    closing = _CLAUSE_END.search(span, end)
    until = closing.start() if closing else len(span)
    while stops and start - stops[-1] < _TASK_LEAST:
        stops.pop()
    return span[stops[-1] if stops else 0 : until].strip()
