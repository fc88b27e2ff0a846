"""From what happened to outbox rows: events, matched against subscriptions, in the same transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from alerts.matching import alerts_for
from alerts.model import Alert, Event, Reason, Subscription
from storage import forms, outbox
from storage.outbox import NewDelivery, NewEvent
from storage.session import Connection


@dataclass(frozen=True, slots=True)
class Occasion:
    """One moment of one item (or source): `key` names it for ever, `withheld` why nobody is told."""

    key: str
    item_id: int | None
    source: str
    at: datetime
    withheld: str = ""


def tell(
    connection: Connection,
    occasion: Occasion,
    events: Sequence[Event],
    subscriptions: Sequence[Subscription],
) -> list[str]:
    """Write the events of one moment and whom to tell of them; returns the new deliveries' ids."""
    alerts = () if occasion.withheld else alerts_for(events, subscriptions)
    return write(connection, occasion, events, alerts, subscriptions)


def write(
    connection: Connection,
    occasion: Occasion,
    events: Sequence[Event],
    alerts: Sequence[Alert],
    subscriptions: Sequence[Subscription],
) -> list[str]:
    """Write events with the alerts chosen for them, one row a channel."""
    channels = {entry.name: entry.channels for entry in subscriptions}
    queued: list[str] = []
    for event in events:
        chosen = [alert for alert in alerts if alert.event == event]
        wanted = [
            NewDelivery(alert.subscription, channel, forms.dump(alert.reason))
            for alert in chosen
            for channel in channels[alert.subscription]
        ]
        queued += outbox.add(connection, _row(occasion, event, bool(wanted)), wanted, occasion.at)
    return queued


def _row(occasion: Occasion, event: Event, told: bool) -> NewEvent:
    return NewEvent(
        key=f"{occasion.key}/{event.kind}",
        item_id=occasion.item_id,
        source=occasion.source,
        kind=event.kind.value,
        at=occasion.at,
        event=forms.dump(event) if told else "",  # words are needed only where somebody hears them
        withheld=occasion.withheld,
    )


def alert_of(event: str, subscription: str, reason: str) -> Alert:
    """An alert from its stored form."""
    return Alert(forms.load(Event, event), subscription, forms.load(Reason, reason))
