"""A message where every sign counts: one line, of which the least needed goes first."""

from collections.abc import Iterator

from alerts.forms import Shape
from alerts.model import Language
from alerts.plain import shorten
from alerts.views import TaskView, View

TITLE_LIMIT = 70  # signs of a page's title that names it
WHAT_LIMITS = (
    200,
    90,
    50,
    30,
)  # signs of who must do what, in turn; below the last it says nothing
_DEADLINES = ("directive.", "deadline.")  # events whose first word is the deadline

_WORDS = {
    "vi": {
        "due": "HẠN {}",
        "new": "HẠN MỚI ({}): {}",
        "over": "QUÁ HẠN {}",
        "open": "{} việc còn hạn",
        "blind": "Không có tin KHÔNG có nghĩa là không có văn bản",
    },
    "en": {
        "due": "DUE {}",
        "new": "NEW DEADLINE ({}): {}",
        "over": "OVERDUE {}",
        "open": "{} tasks still open",
        "blind": "No news does NOT mean no papers",
    },
}


def short(view: View, heading: str, language: Language, shape: Shape) -> str:
    """The message in one line within `shape`; its id is there whatever the room."""
    mark = f"#{view.id}"
    for pieces in _choices(view, heading, language):
        line = " ".join((*[piece for piece in pieces if piece], mark))
        if shape.holds(line):
            return line
    first = shorten(_first(view, heading, language), max(1, shape.body - len(mark) - 1))
    line = f"{first} {mark}"
    return line if shape.holds(line) else mark


def _choices(view: View, heading: str, language: Language) -> Iterator[tuple[str, ...]]:
    """The pieces of the line, each time fewer; the address goes before the paper's number."""
    first = _ended(_first(view, heading, language))
    paper, where = _paper(view), _where(view)
    for limit in WHAT_LIMITS:
        yield first, _ended(shorten(_what(view), limit)), paper, where
    yield first, paper, where
    yield first, _ended(shorten(_what(view), WHAT_LIMITS[-1])), paper
    yield first, paper


def _first(view: View, heading: str, language: Language) -> str:
    words = _WORDS[language]
    if view.digest:
        return f"{heading}: {view.digest.summary}"
    if view.fill:
        still = words["open"].format(len(view.fill.open) + view.fill.more)
        return f"{heading}, {view.fill.source}: {still}"
    if view.outage:
        blind = f". {words['blind']}" if view.kind == "source.blind" else ""
        return f"{heading}: {view.outage.source}{blind}"
    if view.task and view.kind.startswith(_DEADLINES) and view.task.short_deadline:
        return _deadline(view.task, view.kind, words)
    return heading


def _deadline(task: TaskView, kind: str, words: dict[str, str]) -> str:
    if task.moved:
        return words["new"].format(task.moved, task.short_deadline)
    return words["over" if kind == "deadline.overdue" else "due"].format(task.short_deadline)


def _what(view: View) -> str:
    if view.task and view.kind.startswith(_DEADLINES):
        return f"{view.task.who}: {view.task.task}" if view.task.who else view.task.task
    return ""


def _paper(view: View) -> str:
    if view.item is None:
        return ""
    number = " ".join(part for part in (view.item.urgency, view.item.number) if part)
    return _ended(number if view.item.number else shorten(view.item.title, TITLE_LIMIT))


def _where(view: View) -> str:
    """The shorter of the two addresses: of the portal, or of our own page."""
    known = [one for one in (view.address, view.own_address) if one]
    return min(known, key=len, default="")


def _ended(text: str) -> str:
    return f"{text.rstrip(' .')}." if text and text[-1] not in "…!?" else text
