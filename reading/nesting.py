"""Bounds on what takes a parser the square of its size: tags in tags, attributes of one tag."""

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
_LONG_TAG = re.compile(r"<(?P<name>[a-zA-Z][^\s/>]*)[^>]{20000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES = 1_000  # a picture within an attribute is long, but one attribute


def bounded(text: str) -> str:
    """The source of a page in the form that is parsed in a time in line with its length."""
    text = _LONG_TAG.sub(_with_few_attributes, text)
    return text if text.count("<") <= _HARMLESS else "".join(_Leveller().pieces(text))


def _with_few_attributes(tag: re.Match[str]) -> str:
    number = len(_QUOTED.sub("", tag[0]).split())
    return tag[0] if number <= _MOST_ATTRIBUTES else f"<{tag['name']} "


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
