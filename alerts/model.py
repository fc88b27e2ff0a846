"""Events, subscriptions, alerts: the types of telling."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from articles.model import Article, FieldChange, Weight
from directives.model import Document, Extraction, Instruction

Language = Literal["vi", "en"]


class EventKind(StrEnum):
    """What can be told, most specific first within one item and moment."""

    DOCUMENT_REVOKED = "document.revoked"
    DOCUMENT_REPLACED = "document.replaced"
    DOCUMENT_CORRECTED = "document.corrected"
    DIRECTIVE_NEW = "directive.new"
    DIRECTIVE_CHANGED = "directive.changed"
    ARTICLE_NEW = "article.new"
    ARTICLE_CHANGED = "article.changed"
    ARTICLE_SUSPECTED = "article.suspected"
    ARTICLE_WITHDRAWN = "article.withdrawn"
    ARTICLE_RESTORED = "article.restored"
    DEADLINE_NEAR = "deadline.near"
    DEADLINE_OVERDUE = "deadline.overdue"
    SOURCE_BLIND = "source.blind"
    SOURCE_BACK = "source.back"
    SOURCE_FILLED = "source.filled"
    SERVICE_BACK = "service.back"


class ReasonKind(StrEnum):
    """Why a subscription is told; stored with the alert and shown as "Nhận vì"."""

    EVERYTHING = "everything"
    WORD = "word"
    RECEIVER = "receiver"
    COOPERATING = "cooperating"
    UNCLEAR = "unclear"  # it may be for the watched receiver: none is named, or not for certain
    SOURCE = "source"
    FIRST_FILL = "first_fill"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, with the words that decided: a receiver's name, or the words found."""

    kind: ReasonKind
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Subscription:
    """Who wants what: within a key any value suffices, all keys given must hold."""

    name: str
    channels: tuple[str, ...]
    on: tuple[str, ...]
    sources: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    min_weight: Weight = Weight.NORMAL


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item as an event found it: what is matched against subscriptions and put into words."""

    item_id: int
    source: str
    source_title: str
    url: str
    article: Article
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """What changed: weight, a sentence, fields before and after, and when it can have happened."""

    weight: Weight
    summary: str
    fields: tuple[FieldChange, ...]
    last_seen_old: datetime
    first_seen_new: datetime


@dataclass(frozen=True, slots=True)
class FillFacts:
    """The first complete crawl of a source: how much was found, and what is still open."""

    source: str
    source_title: str
    url: str
    items: int
    directives: int
    open: tuple[tuple[str, Document | None, Instruction], ...] = ()  # (address, paper, instruction)


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A source that went blind or came back: `why` is a run's outcome or "silence"."""

    source: str
    source_title: str
    url: str
    why: str
    blind_since: datetime
    last_good: datetime | None = None
    last_new: datetime | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to an item (or, with `fill` or `outage`, to a whole source), at `at` (UTC)."""

    kind: EventKind
    at: datetime
    item: ItemFacts | None = None
    change: ChangeFacts | None = None
    fill: FillFacts | None = None
    outage: SourceFacts | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """One event worth telling one subscription."""

    event: Event
    subscription: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Message:
    """Words ready for a channel: `title` for channels that show one, `body` ends with the id."""

    title: str
    body: str
    tags: tuple[str, ...] = field(default=())
