"""A difference for people and programs: as plain text, as HTML, as JSON-able data."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from articles.diff import ParagraphDiff, Segment

#: Unchanged paragraphs shown around a changed one.
CONTEXT = 1
#: Equal words kept on each side of an edit inside a long paragraph.
NEAR_WORDS = 12
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Labels:
    """The words that name the marks, so that colour alone never carries them."""

    deleted: str = "bỏ"
    inserted: str = "thêm"


def as_text(diff: Sequence[ParagraphDiff], *, context: int = CONTEXT) -> str:
    """Return changed paragraphs as `- ` and `+ ` lines, changed words as [-old-] and {+new+}."""
    return "\n".join(line for part in _shown(diff, context) for line in _text_lines(part))


def as_html(
    diff: Sequence[ParagraphDiff], *, context: int = CONTEXT, labels: Labels | None = None
) -> str:
    """Return one `<p>` a paragraph with `<del>` and `<ins>`, everything of the page escaped."""
    words = labels or Labels()
    return "\n".join(_html_line(part, words) for part in _shown(diff, context))


def as_data(diff: Sequence[ParagraphDiff]) -> list[dict[str, object]]:
    """Return all paragraphs as `{"op", "coarse", "segments": [{"op", "text"}]}`, for JSON."""
    return [
        {
            "op": part.op,
            "coarse": part.coarse,
            "segments": [{"op": piece.op, "text": piece.text} for piece in part.segments],
        }
        for part in diff
    ]


def _shown(diff: Sequence[ParagraphDiff], context: int) -> Iterator[ParagraphDiff | None]:
    """Yield changed paragraphs with `context` neighbours, None where some are left out."""
    near: set[int] = set()
    for place, part in enumerate(diff):
        if part.op != "equal":
            near.update(range(place - context, place + context + 1))
    for kept, places in groupby(range(len(diff)), near.__contains__):
        if kept:
            yield from (diff[place] for place in places)
        else:
            yield None


def _text_lines(part: ParagraphDiff | None) -> Iterator[str]:
    if part is None:
        yield f"  {_ELLIPSIS}"
    elif part.op == "equal":
        yield f"  {_flat(part.before)}"
    elif part.op == "delete":
        yield f"- {_flat(part.before)}"
    elif part.op == "insert":
        yield f"+ {_flat(part.after)}"
    else:
        yield f"- {_marked(part, 'insert', '[-{}-]'.format)}"
        yield f"+ {_marked(part, 'delete', '{{+{}+}}'.format)}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _marked(part: ParagraphDiff, left_out: str, mark: Callable[[str], str]) -> str:
    last = len(part.segments) - 1
    pieces = (
        _shortened(piece.text, place == 0, place == last)
        if piece.op == "equal"
        else _mark(piece.text, mark)
        for place, piece in enumerate(part.segments)
        if piece.op != left_out
    )
    return _flat("".join(pieces))


def _mark(text: str, mark: Callable[[str], str]) -> str:
    """Mark the words, and leave the white space around them outside."""
    words = text.strip()
    if not words:
        return mark(text)
    start = text.index(words)
    return text[:start] + mark(words) + text[start + len(words) :]


def _shortened(text: str, first: bool, last: bool) -> str:
    """Keep the words of an equal stretch that stand next to an edit."""
    words = text.split()
    kept_sides = 2 - first - last
    if len(words) <= NEAR_WORDS * max(kept_sides, 1):
        return text
    lead = text[: len(text) - len(text.lstrip())]
    head = "" if first else lead + " ".join(words[:NEAR_WORDS])
    tail = "" if last else " ".join(words[-NEAR_WORDS:]) + text[len(text.rstrip()) :]
    return f"{head} {_ELLIPSIS} {tail}"


def _html_line(part: ParagraphDiff | None, labels: Labels) -> str:
    if part is None:
        return f'<p class="diff-skipped">{_ELLIPSIS}</p>'
    inner = "".join(_html_piece(piece, labels) for piece in part.segments)
    return f'<p class="diff-{part.op}">{inner}</p>'


def _html_piece(piece: Segment, labels: Labels) -> str:
    text = escape(piece.text)
    if piece.op == "equal":
        return text
    element, label = ("del", labels.deleted) if piece.op == "delete" else ("ins", labels.inserted)
    return f'<{element} title="{escape(label)}" aria-label="{escape(label)}: {text}">{text}</{element}>'
