"""A subscription that is new or wider than before: one summary of the stock, no single alerts."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from alerts.matching import asks_for_news, narrowed
from alerts.model import Alert, Event, EventKind, FillFacts, Reason, ReasonKind, Subscription
from ingest import telling
from ingest.desk import Desk
from ingest.fill import Heard, filled, heard
from storage import directives, items, sources, subscriptions
from storage.session import Connection
from storage.sources import SourceState

Place = tuple[str, str]


def summarise_stock(connection: Connection, fresh: Collection[str], desk: Desk) -> list[str]:
    """Tell the subscriptions that are owed it once what was there before them.

    `fresh` are sections of this source whose own summary is told by this run. Where alerts are
    withheld nothing is told now; returns the new deliveries.
    """
    owed = subscriptions.owed(connection)
    mine = [entry for entry in desk.subscriptions if entry.name in owed]
    if not mine:
        return []
    unread = sources.unfilled(connection) | {(desk.source.name, name) for name in fresh}
    counts = items.counts_by_section(connection)
    stock = {place: count for place, count in counts.items() if place not in unread}
    if stock and desk.withheld:
        return []
    subscriptions.settle(connection, [entry.name for entry in mine])
    asking = [entry for entry in mine if asks_for_news(entry)]
    if not stock or not asking:
        return []
    return _tell(connection, stock, replace(desk, subscriptions=asking))


def _tell(connection: Connection, stock: dict[Place, int], desk: Desk) -> list[str]:
    found = _open_items(connection, stock, desk)
    states = sources.all_states(connection)
    queued: list[str] = []
    for subscription in desk.subscriptions:
        whole = _whole(subscription, states, stock)
        if not whole.items:
            continue
        fill = filled(found, subscription, whole, desk.now.date())
        event = narrowed(Event(EventKind.SOURCE_FILLED, desk.now, fill=fill), subscription)
        alert = Alert(event, subscription.name, Reason(ReasonKind.NEW_SUBSCRIPTION))
        key = f"subscription/{subscription.name}/stock/{desk.now.isoformat()}"
        occasion = telling.Occasion(key, None, fill.source, desk.now)
        queued += telling.write(connection, occasion, [event], [alert], [subscription])
    return queued


def _open_items(connection: Connection, stock: Collection[Place], desk: Desk) -> list[Heard]:
    """Only items with an open deadline: the others would be read and matched for a count alone."""
    waiting = directives.listing(connection, due_from=desk.now.date())
    ids = dict.fromkeys(entry.item_id for entry in waiting if entry.state != "withdrawn")
    known = (items.by_id(connection, item_id) for item_id in ids)
    return heard(
        connection, [item for item in known if item and (item.source, item.section) in stock], desk
    )


def _whole(
    subscription: Subscription, states: Sequence[SourceState], stock: dict[Place, int]
) -> FillFacts:
    followed = [s for s in states if not subscription.sources or s.name in subscription.sources]
    names = {state.name for state in followed}
    one = followed[0] if len(followed) == 1 else None
    return FillFacts(
        source=one.name if one else "",
        source_title=", ".join(state.title for state in followed),
        url=one.url if one else "",
        items=sum(count for (source, _), count in stock.items() if source in names),
        directives=0,
        stock=True,
    )
