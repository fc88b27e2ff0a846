"""Visible text in paragraphs: what stands between two line breaks of the page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reading.outline import INLINE, Element
from reading.text import fold

_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_FORM = frozenset(
    ["button", "select", "textarea", "input", "option", "label", "fieldset", "legend"]
)
_CELL_JOINT = " | "


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: its text, the element it stands in, and how much of it is links."""

    text: str
    element: Element
    link_letters: int = 0
    in_table: bool = False

    @property
    def link_share(self) -> float:
        """The share of its letters that are link text, 0..1."""
        return min(1.0, self.link_letters / len(self.text)) if self.text else 0.0

    @property
    def is_heading(self) -> bool:
        """Whether it stands in h1..h6."""
        return self.element.tag in _HEADINGS


Dropped = Callable[[Element], bool]


def _nothing(_: Element) -> bool:
    return False


class _Writer:
    """Collects pieces of text and cuts them into blocks."""

    def __init__(self, dropped: Dropped) -> None:
        self.dropped = dropped
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.links = 0

    def cut(self, element: Element) -> None:
        if self.pieces:
            if text := fold("".join(self.pieces)):
                self.blocks.append(Block(text, element, self.links))
            self.pieces, self.links = [], 0

    def walk(self, element: Element, line: Element, in_link: bool) -> None:
        for child in element.children:
            if isinstance(child, str):
                self.pieces.append(child)
                self.links += len(child.strip()) if in_link else 0
            elif not self.dropped(child):
                self.enter(child, line, in_link)

    def enter(self, child: Element, line: Element, in_link: bool) -> None:
        if child.tag in INLINE:
            self.walk(child, line, in_link or child.tag == "a")
        elif child.tag == "br":
            self.cut(line)
        elif child.tag == "tr":
            self.cut(line)
            self.blocks.extend(_row(child, self.dropped))
        elif child.tag not in _FORM:
            self.cut(line)
            self.walk(child, child, in_link)
            self.cut(child)


def _row(row: Element, dropped: Dropped) -> Iterator[Block]:
    cells = [
        blocks(cell, dropped)
        for cell in row.children
        if isinstance(cell, Element) and not dropped(cell)
    ]
    full = [cell for cell in cells if cell]
    if len(full) > 1 and all(len(cell) == 1 for cell in full):
        text = _CELL_JOINT.join(cell[0].text for cell in full)
        yield Block(text, row, sum(cell[0].link_letters for cell in full), in_table=True)
    else:
        for cell in full:
            yield from cell


def blocks(element: Element, dropped: Dropped = _nothing) -> list[Block]:
    """The paragraphs below an element in reading order; simple table rows are one paragraph."""
    writer = _Writer(dropped)
    writer.walk(element, element, element.tag == "a")
    writer.cut(element)
    return writer.blocks
