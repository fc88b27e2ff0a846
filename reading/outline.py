"""The page as a light tree of elements with their text: what all readers walk over."""

import re
from collections.abc import Iterator
from functools import cached_property

from selectolax.lexbor import LexborNode

from reading.text import fold

#: Never seen by a reader, or not text.
_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "svg",
        "canvas",
        "math",
        "audio",
        "video",
        "map",
        "datalist",
    ]
)
#: What stands between their tags is no text of this page; their attributes count.
_FRAMES = frozenset(["iframe"])
_GENERATED = re.compile(r"(?:(?<=[\s_-])|^)(?=[a-f]*\d)[0-9a-f]{6,}(?=$|[\s_-])")
_HIDING_STYLE = ("display:none", "visibility:hidden")
#: Unclosed tags nest without end; below this depth elements become siblings and no text is lost.
_MAX_DEPTH = 150


class Element:
    """One element: `start`..`end` is its range in document order, so containment is a comparison."""

    __slots__ = (
        "__dict__", "attributes", "children", "end", "furniture", "index", "last", "order", "parent",
        "start", "tag",
    )  # fmt: skip

    def __init__(
        self,
        tag: str,
        attributes: dict[str, str | None],
        parent: "Element | None",
        *,
        start: int,
        order: "list[Element]",
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Element | str] = []
        self.start = start
        self.end = start
        self.furniture = False  # set by furniture.furnish
        self.order = order  # all elements of the page in document order, this one among them
        self.index = self.last = len(order)
        order.append(self)

    def get(self, name: str) -> str:
        """The attribute's value, or ""."""
        return self.attributes.get(name) or ""

    @cached_property
    def hint(self) -> str:
        """Id, class and role in lower case: what the author calls this part of the page.

        Generated ids are left out: their letters are chance ("content_ad5f1b22" is no advert).
        """
        got = self.attributes
        called = f"{got.get('id') or ''} {got.get('class') or ''} {got.get('role') or ''}"
        return _GENERATED.sub("", called.lower())

    @cached_property
    def text(self) -> str:
        """All its text, folded."""
        pieces: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            child = waiting.pop()
            if isinstance(child, str):
                pieces.append(child)
                continue
            if child.tag in INLINE:
                waiting.extend(reversed(child.children))
            else:
                waiting.extend((" ", *reversed(child.children), " "))
        return fold("".join(pieces))

    def elements(self) -> "list[Element]":
        """Itself and everything below, in document order."""
        return self.order[self.index : self.last + 1]

    def find(self, *tags: str) -> list["Element"]:
        """The elements below (and itself) of these tags, in document order."""
        return [element for element in self.elements() if element.tag in tags]

    def ancestors(self) -> Iterator["Element"]:
        """Its parent, and so on to the root."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    @property
    def size(self) -> int:
        """How many nodes lie in it: cheap to ask before its text."""
        return self.end - self.start

    def holds(self, other: "Element") -> bool:
        """Whether `other` is this element or lies in it."""
        return self.start <= other.start <= self.end


#: Elements that do not break a line of text.
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "o:p",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "img",
    ]
)


def outline(root: LexborNode) -> Element:
    """The outline of a parsed tree; what is hidden, scripted or a comment is left out."""
    order: list[Element] = []
    top = Element("html", root.attributes, None, start=0, order=order)
    known: dict[int, tuple[Element, int]] = {root.mem_id: (top, 0)}
    for start, node in enumerate(root.traverse(include_text=True)):
        above = node.parent
        place = known.get(above.mem_id) if above is not None else None
        if place is None or start == 0:
            continue
        parent, depth = place
        if node.is_text_node:
            parent.children.append(node.text_content or "")
        elif node.is_element_node and (tag := node.tag or "") not in _DROPPED:
            attributes = node.attributes  # made anew at each asking
            if _is_hidden(attributes):
                continue
            element = Element(tag, attributes, parent, start=start, order=order)
            parent.children.append(element)
            if element.tag in _FRAMES:
                continue
            deeper = (element, depth + 1) if depth < _MAX_DEPTH else place
            known[node.mem_id] = deeper
    _close(top)
    return top


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    if not style:
        return False
    style = style.replace(" ", "").lower()
    return any(hiding in style for hiding in _HIDING_STYLE)


def _close(top: Element) -> None:
    """Give each element the range of its subtree, the innermost first."""
    for element in reversed(top.order):
        if element.parent is not None:
            element.parent.end = max(element.parent.end, element.end)
            element.parent.last = max(element.parent.last, element.last)
