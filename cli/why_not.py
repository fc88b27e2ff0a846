"""Why a subscription was not told of an event: the keys that did not hold, or a phrase."""

from collections.abc import Sequence
from dataclasses import dataclass

from alerts.matching import EVERYTHING
from alerts.misses import Miss, misses
from alerts.model import ChangeFacts, Event, EventKind, ItemFacts, Subscription
from articles.model import Weight
from storage import forms
from storage.changes import Change
from storage.items import Item
from storage.told import Told
from storage.versions import StoredVersion


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence by its key; `told` fills it where it has a place for that."""

    key: str
    told: str = ""


Reason = Phrase | tuple[Miss, ...]

#: Why nobody was to be told, as recorded with the event.
WITHHELD = {"first_fill": "why.first_fill", "no_alerts": "why.no_alerts"}


@dataclass(frozen=True, slots=True)
class Asked:
    """An event of an item, with the item as it is now and the other events it had."""

    item: Item
    version: StoredVersion | None
    event: Told
    others: Sequence[Told]
    changes: Sequence[Change]
    section_title: str = ""


def reason_not_told(asked: Asked, entry: Subscription) -> Reason:
    """What kept this event from this subscription."""
    event = asked.event
    if event.withheld:
        return Phrase(WITHHELD.get(event.withheld, "as_told"), event.withheld)
    happened = _event(asked)
    short = misses(happened, entry) if happened else _by_kind_and_source(asked, entry)
    apart = [miss for miss in short if miss.key in {"on", "sources"}]
    if not apart and _told_otherwise(asked, entry):
        return Phrase("why.more_specific")
    return tuple(apart[:1] or short) or Phrase("why.later_subscription")


def _by_kind_and_source(asked: Asked, entry: Subscription) -> tuple[Miss, ...]:
    """What can be said of an event whose item was never read."""
    event, source = asked.event, asked.item.source
    if event.kind not in entry.on and EVERYTHING not in entry.on:
        return (Miss("on", event.kind),)
    return (Miss("sources", source),) if entry.sources and source not in entry.sources else ()


def _told_otherwise(asked: Asked, entry: Subscription) -> bool:
    return any(
        sent.subscription == entry.name
        for other in asked.others
        if other.at == asked.event.at
        for sent in other.deliveries
    )


def _event(asked: Asked) -> Event | None:
    """The event as recorded; where nothing was recorded, of the item as it is now."""
    if asked.event.event:
        return forms.load(Event, asked.event.event)
    if asked.version is None:
        return None
    article, extraction = asked.version.content.article, asked.version.extraction
    item = asked.item
    facts = ItemFacts(
        item.id, item.source, item.source, item.url, article, extraction,
        section=item.section, section_title=asked.section_title,
    )  # fmt: skip
    kind = EventKind(asked.event.kind)
    return Event(kind, asked.event.at, item=facts, change=_change(asked))


def _change(asked: Asked) -> ChangeFacts | None:
    """The change that was recorded just before the event."""
    for change in sorted(asked.changes, key=lambda one: one.first_seen_new, reverse=True):
        if change.weight and change.first_seen_new <= asked.event.at:
            moments = (change.last_seen_old, change.first_seen_new)
            return ChangeFacts(Weight(change.weight), change.summary, change.fields, *moments)
    return None
