"""Reads the pairs of tests/changes: a content before, the same item after, and what is expected."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from articles.model import Article, Attachment, AttachmentLink, Content, Image, VerdictKind, Weight

CHANGES = Path(__file__).parent.parent / "changes"


@dataclass(frozen=True, slots=True)
class Case:
    """One pair of contents and the verdict a person would give."""

    before: Content
    after: Content
    kind: VerdictKind
    weight: Weight | None
    reason: str
    fields: tuple[str, ...]
    protected: tuple[str, ...]


def names() -> list[str]:
    """Return the names of all cases; `real-` are changes of content, `noise-` are none."""
    return sorted(path.name for path in CHANGES.iterdir() if path.is_dir())


def load(name: str) -> Case:
    """Read one case."""
    before, after, expected = (_json(name, part) for part in ("before", "after", "expected"))
    weight = expected["weight"]
    return Case(
        _content(before),
        _content(after),
        VerdictKind(expected["kind"]),
        Weight(weight) if weight else None,
        expected["reason"],
        tuple(expected["fields"]),
        tuple(expected["protected"]),
    )


def _json(name: str, part: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((CHANGES / name / f"{part}.json").read_text("utf-8"))
    return read


def _content(data: dict[str, Any]) -> Content:
    article = data["article"]
    read = Article(
        title=article["title"],
        published_at=datetime.fromisoformat(article["published_at"]),
        published_precision=article["published_precision"],
        byline=tuple(article["byline"]),
        lead=article["lead"],
        paragraphs=tuple(article["paragraphs"]),
        images=tuple(Image(**image) for image in article["images"]),
        attachments=tuple(AttachmentLink(**link) for link in article["attachments"]),
        properties=tuple((name, value) for name, value in article["properties"]),
    )
    return Content(read, tuple(Attachment(**file) for file in data["attachments"]))
