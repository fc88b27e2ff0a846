"""How a message looks on a channel: laid-out lines with signs of emphasis, written in its form."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape

HEADLINE_LIMIT = 120  # signs of a title: subject lines and lock screens show no more
UNBOUNDED = 1_000_000  # signs; no message comes near

#: Signs of emphasis: private ones, which `plain.harmless` lets no value carry.
_STRONG, _STRONG_END = "\ue000", "\ue001"
_LINK, _LINK_END = "\ue002", "\ue003"
_SMALL, _SMALL_END = "\ue004", "\ue005"
_MARKS = re.compile("[\ue000-\ue005]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_MARKED = re.compile(f"{_LINK}([^{_LINK}{_LINK_END}]*){_LINK_END}|([\ue000-\ue005])")


class Form(StrEnum):
    """In what a channel's messages are written."""

    MAIL = "mail"  # a page in HTML, with the plain text beside it
    HTML = "html"  # the few tags that chat services know
    MARKDOWN = "markdown"
    PLAIN = "plain"
    SHORT = "short"  # plain, in few words


def units(text: str) -> int:
    """How long `text` is for services that count in UTF-16; never less than its signs."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True, slots=True)
class Shape:
    """What a channel takes: its form, and the most signs of a body and of a title (0: no title).

    `size` measures a body as the channel counts it.
    """

    form: Form = Form.PLAIN
    body: int = UNBOUNDED
    title: int = HEADLINE_LIMIT
    size: Callable[[str], int] = field(default=units, compare=False)

    def holds(self, body: str) -> bool:
        """Whether a written body fits."""
        return self.size(body) <= self.body


def strong(text: object) -> str:
    """`text` as one line of emphasis."""
    return f"{_STRONG}{_line(text)}{_STRONG_END}" if str(text) else ""


def small(text: object) -> str:
    """`text` as one line that may be read last."""
    return f"{_SMALL}{_line(text)}{_SMALL_END}" if str(text) else ""


def link(text: object) -> str:
    """An address that can be followed; only `plain.address` makes such."""
    return f"{_LINK}{_line(text)}{_LINK_END}" if str(text).startswith("http") else ""


def unmarked(text: str) -> str:
    """`text` without anything that could be taken for a sign of emphasis."""
    return _PRIVATE.sub("", text)


def _line(text: object) -> str:
    return " ".join(str(text).split())


def written(text: str, form: Form, *, language: str = "vi", title: str = "") -> str:
    """Laid-out lines in `form`; everything that is no sign of emphasis is escaped."""
    lines = text.split("\n")
    if form is Form.MAIL:
        return _page(lines, language, title)
    if form is Form.HTML:
        return "<br/>".join(_tagged(line, _CHAT_TAGS) for line in lines)
    if form is Form.MARKDOWN:
        return "\n\n".join(_markdown(line) for line in lines)
    return _MARKS.sub("", text)


_CHAT_TAGS = {_STRONG: "<b>", _STRONG_END: "</b>"}
_PAGE_TAGS = {
    **_CHAT_TAGS,
    _SMALL: '<span style="color:#555;font-size:13px">',
    _SMALL_END: "</span>",
}
_PAGE = (
    '<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
    '</head>\n<body style="font-family:Arial,sans-serif;font-size:15px;line-height:1.45">\n'
    "{lines}\n</body></html>\n"
)


def _page(lines: list[str], language: str, title: str) -> str:
    shown = [f'<p style="margin:0 0 6px">{_tagged(line, _PAGE_TAGS)}</p>' for line in lines]
    return _PAGE.format(language=language, title=escape(title), lines="\n".join(shown))


def _tagged(line: str, tags: dict[str, str]) -> str:
    def anchor(url: str) -> str:
        return f'<a href="{escape(url)}">{escape(url)}</a>'

    return _pieces(line, escape, anchor, tags)


def _pieces(
    line: str, plain: Callable[[str], str], anchor: Callable[[str], str], tags: dict[str, str]
) -> str:
    """`line` with its text, links and signs of emphasis each written in their way."""
    done: list[str] = []
    at = 0
    for found in _MARKED.finditer(line):
        done.append(plain(line[at : found.start()]))
        done.append(tags.get(found[2], "") if found[2] else anchor(found[1]))
        at = found.end()
    done.append(plain(line[at:]))
    return "".join(done)


#: What Markdown acts on anywhere in a line; "<" and "](" are harmless in every value already.
_ACTS = re.compile(r"([\\`*~|\[\]]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,32};))")
_ACTS_FIRST = re.compile(r"^(\s*)([-+>#=]|\d{1,9}(?=[.)](?:\s|$)))")
_MARKDOWN_TAGS = {_STRONG: "**", _STRONG_END: "**"}


def _markdown(line: str) -> str:
    return _pieces(_first_escaped(line), _escaped, "<{}>".format, _MARKDOWN_TAGS)


_FIRST_ESCAPE = "\ue00f"  # stands where a backslash is wanted, until the line was escaped


def _first_escaped(line: str) -> str:
    def guarded(found: re.Match[str]) -> str:
        number = found[2].isdigit()
        return found[1] + (found[2] + _FIRST_ESCAPE if number else _FIRST_ESCAPE + found[2])

    return _ACTS_FIRST.sub(guarded, line)


def _escaped(text: str) -> str:
    return _ACTS.sub(r"\\\1", text).replace(_FIRST_ESCAPE, "\\")
