"""Which element of a page holds the text a reader came for."""

import re
from dataclasses import dataclass
from functools import lru_cache

from reading.blocks import Block, blocks
from reading.furniture import (
    is_furniture,
    is_imprint_line,
    is_related_heading,
    is_tool_line,
)
from reading.outline import Element
from reading.page import PAGES_REMEMBERED, Page

_SEMANTIC = re.compile(
    r"(?:^|[\s_-])(?:articlebody|article-?body|journal-content-article|noi-?dung(?:-?\w+)?|"
    r"(?:content|news|article|detail|entry|post|body)-?(?:detail|content|body|text)|"
    r"chi-?tiet(?:-?\w+)?|bodytext|story-?body|tinchitiet|td-post-content|asset-content)(?=$|[\s_-])"
)
_SHORT = 25  # letters: shorter lines are labels
_LONG = 80  # letters: a sentence
_LINKED = 0.5
#: The container is the smallest element that holds this much of the page's prose.
_SHARE = 0.72
#: Parts of a text that never are all of it: what stands before and after them belongs to it.
_PIECES = frozenset(["p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote"])
_PROSE_ENDS = tuple('.:;!?…”"')


@dataclass(frozen=True, slots=True)
class Container:
    """The element, the weight of prose in it, and its share of the prose on the page."""

    element: Element
    weight: float
    share: float
    named: bool  # the author calls it the content


@lru_cache(PAGES_REMEMBERED)
def content_blocks(page: Page) -> tuple[Block, ...]:
    """The paragraphs of a page outside furniture."""
    return tuple(blocks(page.outline, is_furniture))


@lru_cache(PAGES_REMEMBERED)
def find_container(page: Page) -> Container | None:
    """The element that holds the text, or None where there is no prose."""
    weights: dict[int, float] = {}
    elements: dict[int, Element] = {}
    total = 0.0
    for block in content_blocks(page):
        weight = prose_weight(block)
        total += weight
        for element in (block.element, *block.element.ancestors()) if weight else ():
            weights[element.start] = weights.get(element.start, 0.0) + weight
            elements[element.start] = element
    if not total:
        return None
    return _choose(elements, weights, total)


def prose_weight(block: Block) -> float:
    """How much a block looks like running text: its letters outside links, if it is a sentence."""
    if len(block.text) < _SHORT or block.link_share > _LINKED:
        return 0.0
    if is_tool_line(block.text) or is_related_heading(block.text) or is_imprint_line(block.text):
        return 0.0
    letters = len(block.text) * (1 - block.link_share)
    is_prose = len(block.text) >= _LONG or block.text.endswith(_PROSE_ENDS)
    return letters if is_prose else letters / 3


def _choose(elements: dict[int, Element], weights: dict[int, float], total: float) -> Container:
    enough = [e for s, e in elements.items() if weights[s] >= total * _SHARE]
    smallest = max(enough, key=lambda e: e.start)
    named = [e for e in elements.values() if _is_named(e) and weights[e.start] >= total * _SHARE]
    element = max(named, key=lambda e: e.start) if named else _whole(smallest)
    return Container(element, weights[element.start], weights[element.start] / total, bool(named))


def _whole(element: Element) -> Element:
    """The element around a list or quotation, which is only a piece of a text."""
    while element.tag in _PIECES and element.parent is not None:
        element = element.parent
    return element


def _is_named(element: Element) -> bool:
    if element.tag == "article" or element.get("itemprop").lower() == "articlebody":
        return True
    return bool(_SEMANTIC.search(element.hint))
