"""Why a subscription was not told of an event: the key of a phrase and what fills it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from alerts.matching import EVERYTHING, match
from alerts.model import ChangeFacts, Event, EventKind, ItemFacts, Subscription
from articles.model import Weight
from storage import forms
from storage.changes import Change
from storage.items import Item
from storage.told import Told
from storage.versions import StoredVersion

Reason = tuple[str, dict[str, str]]

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


def reason_not_told(asked: Asked, entry: Subscription) -> Reason:
    """The first thing that kept this event from this subscription."""
    event = asked.event
    if event.withheld:
        return WITHHELD.get(event.withheld, "as_told"), {"told": event.withheld}
    if event.kind not in entry.on and EVERYTHING not in entry.on:
        return "why.not_asked", {"event": event.kind}
    if entry.sources and asked.item.source not in entry.sources:
        return "why.other_source", {"source": asked.item.source}
    if _told_otherwise(asked, entry):
        return "why.more_specific", {}
    return _by_content(asked, entry)


def _told_otherwise(asked: Asked, entry: Subscription) -> bool:
    return any(
        sent.subscription == entry.name
        for other in asked.others
        if other.at == asked.event.at
        for sent in other.deliveries
    )


def _by_content(asked: Asked, entry: Subscription) -> Reason:
    event = _event(asked)
    if event is None or match(event, [entry]):
        return "why.later_subscription", {}
    if match(event, [replace(entry, min_weight=Weight.MINOR)]):
        weight = event.change.weight.value if event.change else ""
        return "why.too_light", {"weight": weight, "least": entry.min_weight.value}
    if entry.any and not match(event, [replace(entry, to=())]):
        return "why.no_word", {}
    return "why.no_receiver", {}


def _event(asked: Asked) -> Event | None:
    """The event as recorded; where nothing was recorded, of the item as it is now."""
    if asked.event.event:
        return forms.load(Event, asked.event.event)
    if asked.version is None:
        return None
    article, extraction = asked.version.content.article, asked.version.extraction
    item = asked.item
    facts = ItemFacts(item.id, item.source, item.source, item.url, article, extraction)
    kind = EventKind(asked.event.kind)
    return Event(kind, asked.event.at, item=facts, change=_change(asked))


def _change(asked: Asked) -> ChangeFacts | None:
    """The change that was recorded just before the event."""
    for change in sorted(asked.changes, key=lambda one: one.first_seen_new, reverse=True):
        if change.weight and change.first_seen_new <= asked.event.at:
            moments = (change.last_seen_old, change.first_seen_new)
            return ChangeFacts(Weight(change.weight), change.summary, change.fields, *moments)
    return None
