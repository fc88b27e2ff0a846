"""What a paper says of itself in its body: `Nghị định này`, `Người ký: …`, rows of a table."""

import re
from collections import Counter
from functools import cache

from directives.normal import level
from directives.paper_types import type_names

_LABELS = {
    "số ký hiệu": "number", "số hiệu": "number", "số/ký hiệu": "number", "ngày ban hành": "issued_on",
    "ngày có hiệu lực": "effective_on", "ngày hiệu lực": "effective_on", "cơ quan ban hành": "issuer",
    "người ký": "signer", "trích yếu": "subject", "loại văn bản": "type",
}  # fmt: skip
_ROW = re.compile(
    rf"(?m)^[ *|_-]{{0,6}}(?P<label>{'|'.join(map(re.escape, _LABELS))})[ *_]{{0,4}}(?:[:|]|\t)(?P<value>[^|\n]{{1,300}})"
)
_BODY_BEGINS = re.compile(r"(?m)^[ *#_]{0,4}(?:chương i(?!\w)|điều 1(?!\d)|căn cứ |theo đề nghị)")
_BEGINNING = 3000
_MIN_SELF = 2  # a paper names itself more than once
_MINISTER = re.compile(
    r"(?<!\w)(?P<name>bộ trưởng bộ [\w, -]{3,40}?) (?:ban hành|quy định|quyết định)(?!\w)"
)


@cache
def _itself() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<type>{'|'.join(map(re.escape, type_names()))}) này(?!\w)")


def own_type(flat: str) -> str | None:
    """The type in capitals by which the body calls itself, or None."""
    counts = Counter(m["type"] for m in _itself().finditer(flat))
    if not counts:
        return None
    name, times = counts.most_common(1)[0]
    return name.upper() if times >= _MIN_SELF else None


def begins_as_body(flat: str) -> bool:
    """Whether the text starts like the body of a paper whose heading was cut off."""
    return bool(_BODY_BEGINS.search(flat[:_BEGINNING]))


def minister_named(text: str, flat: str) -> str | None:
    """The minister who enacts the paper, verbatim."""
    match = _MINISTER.search(flat[: _BEGINNING * 2])
    return text[match.start("name") : match.end("name")] if match else None


def labelled(text: str) -> dict[str, str]:
    """Field of Document -> verbatim value, from rows like `Người ký: …` anywhere in the text."""
    rows: dict[str, str] = {}
    for match in _ROW.finditer(level(text)):
        value = text[match.start("value") : match.end("value")].strip(" *_|\t.")
        if value:
            rows.setdefault(_LABELS[match["label"]], value)
    return rows
