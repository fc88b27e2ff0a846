"""An alert as data: the JSON that our own webhook sends (docs/handbook/webhook.md)."""

from dataclasses import dataclass
from datetime import datetime

from alerts.model import Alert, FillFacts, Language, Message, SourceFacts
from articles.model import FieldChange
from directives.model import Deadline, Document, Instruction
from storage import forms

SCHEMA_VERSION = 1  # raised where a receiver of the one before would misread
MOST_INSTRUCTIONS = 200  # in one body; papers have fewer


@dataclass(frozen=True, slots=True)
class ReasonData:
    """Why it was sent."""

    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class MessageData:
    """The same in words, as a person reads it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ItemData:
    """The page; `id` is the store's, `url` the portal's address."""

    id: int
    source: str
    source_title: str
    url: str
    title: str
    published_at: datetime | None
    published_precision: str
    lead: str


@dataclass(frozen=True, slots=True)
class DirectiveData:
    """One instruction; quoted words stand verbatim in the text."""

    span: str
    issuer: str
    issuer_body: str
    addressees: tuple[str, ...]
    cooperating: tuple[str, ...]
    deadline: Deadline | None
    targets: tuple[str, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeData:
    """What changed, and between when and when it happened."""

    weight: str
    summary: str
    last_seen_old: datetime
    first_seen_new: datetime
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class OpenData:
    """A task whose deadline is still to come."""

    url: str
    document: Document | None
    directive: DirectiveData


@dataclass(frozen=True, slots=True)
class FillData:
    """The first reading of a source."""

    source: str
    source_title: str
    url: str
    items: int
    directives: int
    open: tuple[OpenData, ...]


@dataclass(frozen=True, slots=True)
class OutageData:
    """A source that can not be read, or can again."""

    source: str
    source_title: str
    url: str
    why: str
    blind_since: datetime
    last_good: datetime | None
    last_new: datetime | None


@dataclass(frozen=True, slots=True)
class AlertData:
    """One alert; parts that the event does not have are null."""

    version: int
    id: str
    event: str
    at: datetime
    language: Language
    subscription: str
    reason: ReasonData
    message: MessageData
    item: ItemData | None = None
    document: Document | None = None
    directives: tuple[DirectiveData, ...] = ()
    change: ChangeData | None = None
    fill: FillData | None = None
    outage: OutageData | None = None


def payload(alert: Alert, message: Message, delivery_id: str, language: Language) -> str:
    """The body of the webhook for `alert`."""
    event = alert.event
    read = event.item.extraction if event.item else None
    data = AlertData(
        version=SCHEMA_VERSION,
        id=delivery_id,
        event=event.kind.value,
        at=event.at,
        language=language,
        subscription=alert.subscription,
        reason=ReasonData(alert.reason.kind.value, alert.reason.detail),
        message=MessageData(message.title, message.text or message.body),
        item=_item(alert),
        document=read.document if read else None,
        directives=_directives(read.directives) if read else (),
        change=_change(alert),
        fill=_fill(event.fill) if event.fill else None,
        outage=_outage(event.outage) if event.outage else None,
    )
    return forms.dump(data)


def bare_payload(message: Message, delivery_id: str, at: datetime, language: Language) -> str:
    """The same for a message that tells of no item: a test, or chidao's own affairs."""
    event = next(iter(message.tags), "test")
    words = MessageData(message.title, message.text or message.body)
    reason = ReasonData("everything", "")
    data = AlertData(SCHEMA_VERSION, delivery_id, event, at, language, "", reason, words)
    return forms.dump(data)


def _item(alert: Alert) -> ItemData | None:
    item = alert.event.item
    if item is None:
        return None
    article = item.article
    return ItemData(
        item.item_id, item.source, item.source_title, item.url, article.title,
        article.published_at, article.published_precision, article.lead,
    )  # fmt: skip


def _directives(told: tuple[Instruction, ...]) -> tuple[DirectiveData, ...]:
    return tuple(_directive(entry) for entry in told[:MOST_INSTRUCTIONS])


def _directive(told: Instruction) -> DirectiveData:
    names = DirectiveData.__dataclass_fields__
    return DirectiveData(**{name: getattr(told, name) for name in names})


def _change(alert: Alert) -> ChangeData | None:
    change = alert.event.change
    if change is None:
        return None
    return ChangeData(
        change.weight.value,
        change.summary,
        change.last_seen_old,
        change.first_seen_new,
        change.fields,
    )


def _fill(fill: FillFacts) -> FillData:
    waiting = tuple(
        OpenData(url, paper, _directive(told)) for url, paper, told in fill.open[:MOST_INSTRUCTIONS]
    )
    return FillData(fill.source, fill.source_title, fill.url, fill.items, fill.directives, waiting)


def _outage(outage: SourceFacts) -> OutageData:
    names = OutageData.__dataclass_fields__
    return OutageData(**{name: getattr(outage, name) for name in names})
