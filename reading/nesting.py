"""A bound on how deep tags nest: parsing takes the square of the depth, and nobody reads so deep."""

import re

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*)[^>]*>?")
#: Elements that never hold others, or that the next of their kind closes.
_FLAT = frozenset(
    [
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody"),
        *("tfoot", "option", "optgroup"),
    ]
)
#: Browsers stop at 512; below it elements become siblings and no text is lost.
_DEEPEST = 500
#: A page with fewer tags is parsed within a second however they nest.
_HARMLESS = 20_000


def levelled(text: str) -> str:
    """The source of a page without the tags that open below the bound, nor their closing ones."""
    if text.count("<") <= _HARMLESS:
        return text
    return "".join(_Leveller().pieces(text))


class _Leveller:
    def __init__(self) -> None:
        self.depth = 0
        self.left_out = 0

    def pieces(self, text: str) -> list[str]:
        kept, at = [], 0
        for found in _TAG.finditer(text):
            if self.is_kept(found):
                continue
            kept.append(text[at : found.start()])
            at = found.end()
        return [*kept, text[at:]]

    def is_kept(self, tag: re.Match[str]) -> bool:
        if tag["name"].lower() in _FLAT:
            return True
        if tag["close"]:
            return self.closes()
        if self.depth >= _DEEPEST:
            self.left_out += 1
            return False
        self.depth += 1
        return True

    def closes(self) -> bool:
        if self.left_out:
            self.left_out -= 1
            return False
        self.depth = max(0, self.depth - 1)
        return True
