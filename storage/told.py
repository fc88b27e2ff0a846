"""What became of each event: to whom it went, when, or why to nobody."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.outbox import Delivery, DeliveryState
from storage.session import Connection
from storage.tables import deliveries, events


@dataclass(frozen=True, slots=True)
class Told:
    """An event of an item with its deliveries."""

    key: str
    kind: str
    at: datetime
    withheld: str
    event: str
    deliveries: tuple[Delivery, ...]


def of_item(connection: Connection, item_id: int) -> list[Told]:
    """The events of an item, oldest first."""
    query = sa.select(events).where(events.c.item_id == item_id).order_by(events.c.id)
    return [
        Told(row.key, row.kind, row.at, row.withheld, row.event, _of_event(connection, row.id))
        for row in connection.execute(query).all()
    ]


def counted(
    connection: Connection, since: datetime, until: datetime | None = None, *, source: str = ""
) -> Counter[str]:
    """How many events of each kind were to be told from `since` on, of one source or of all."""
    query = sa.select(events.c.kind, sa.func.count()).where(
        events.c.at >= since, events.c.withheld == ""
    )
    if until is not None:
        query = query.where(events.c.at <= until)
    if source:
        query = query.where(events.c.source == source)
    rows = connection.execute(query.group_by(events.c.kind)).all()
    return Counter({row[0]: row[1] for row in rows})


def _of_event(connection: Connection, event_id: int) -> tuple[Delivery, ...]:
    columns = [deliveries.c[name] for name in Delivery.__dataclass_fields__]
    query = sa.select(*columns).where(deliveries.c.event_id == event_id)
    rows = connection.execute(query.order_by(deliveries.c.id))
    return tuple(Delivery(**{**row._mapping, "state": DeliveryState(row.state)}) for row in rows)


def recent(connection: Connection, limit: int) -> list[Delivery]:
    """The latest deliveries, newest first."""
    columns = [deliveries.c[name] for name in Delivery.__dataclass_fields__]
    query = sa.select(*columns).order_by(deliveries.c.event_id.desc(), deliveries.c.id)
    return [
        Delivery(**{**row._mapping, "state": DeliveryState(row.state)})
        for row in connection.execute(query.limit(limit))
    ]
