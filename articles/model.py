"""The article as parsed from a page, and what is compared between two fetches of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

Precision = Literal["minute", "day", "unknown"]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the content, by its absolute address."""

    url: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class AttachmentLink:
    """A file as the page links it: absolute address and the name shown for it."""

    url: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as fetched; `sha256` is the lower-case hex digest of its bytes."""

    url: str
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Article:
    """What a detail page says: NFC text, white space folded, no markup.

    `published_at` is naive when the page names no zone (then it is the portal's local time) and
    midnight when only the day is known. `paragraphs` holds all of them, the lead first.
    `properties` are the rows of a paper's property table as (field of Document, verbatim value).
    """

    title: str
    published_at: datetime | None = None
    published_precision: Precision = "unknown"
    byline: tuple[str, ...] = ()
    lead: str = ""
    paragraphs: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    attachments: tuple[AttachmentLink, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """Title and paragraphs, one a line: what searches, directives and subscriptions read."""
        return "\n".join((self.title, *self.paragraphs))


@dataclass(frozen=True, slots=True)
class Content:
    """What a portal gave for one item at one time: the page as read and the files behind it."""

    article: Article
    attachments: tuple[Attachment, ...] = ()


class VerdictKind(StrEnum):
    """How two contents of one item differ."""

    SAME = "same"
    COSMETIC = "cosmetic"  # nothing a reader reads has changed
    CONTENT = "content"


class Weight(StrEnum):
    """How much a change of content matters; the members are in rising order."""

    MINOR = "minor"  # spelling outside numbers, dates, names, negations and instructions
    NORMAL = "normal"
    MAJOR = "major"  # deadline, number, receiver, file, sense

    @property
    def rank(self) -> int:
        """Position in rising order, for comparisons."""
        return list(Weight).index(self)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs, with the values as text ("" = absent)."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One edit of the word diff: the words before and after, joined by spaces or newlines."""

    op: Literal["insert", "delete", "replace"]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a change amounts to, with the reason for its weight (None unless content)."""

    kind: VerdictKind
    weight: Weight | None = None
    reason: str = ""
    fields: tuple[FieldChange, ...] = ()
    operations: tuple[Operation, ...] = ()
