"""What came since a moment, counted: for messages about the service itself."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.outbox import DeliveryState
from storage.session import Connection
from storage.tables import deliveries, events

_NEW = "article.new"
_CHANGED = "article.changed"
_DIRECTIVES = ("directive.new", "directive.changed")


@dataclass(frozen=True, slots=True)
class Tally:
    """Items and directives met since a moment, first fills left out; messages sent since then.

    `waiting` and `refused` are all of now.
    """

    new: int
    changed: int
    directives: int
    sent: int
    waiting: int
    refused: int


def since(connection: Connection, moment: datetime) -> Tally:
    """Count what came since `moment`."""
    query = sa.select(events.c.kind, sa.func.count()).where(
        events.c.at >= moment, events.c.item_id.is_not(None), events.c.withheld == ""
    )
    met = {row[0]: row[1] for row in connection.execute(query.group_by(events.c.kind))}
    sent = sa.select(sa.func.count()).where(deliveries.c.sent_at >= moment)
    return Tally(
        new=met.get(_NEW, 0),
        changed=met.get(_CHANGED, 0),
        directives=sum(met.get(kind, 0) for kind in _DIRECTIVES),
        sent=connection.scalar(sent) or 0,
        waiting=_in_state(connection, (DeliveryState.QUEUED, DeliveryState.LEASED)),
        refused=_in_state(connection, (DeliveryState.REFUSED,)),
    )


def _in_state(connection: Connection, states: Collection[DeliveryState]) -> int:
    query = sa.select(sa.func.count()).where(deliveries.c.state.in_(states))
    return connection.scalar(query) or 0


@dataclass(frozen=True, slots=True)
class Line:
    """How a channel does: `failing` says why what waits on it failed last, "" when nothing did.

    `refused` counts what it said no to for good; `last_refused` is one of these, by id.
    """

    channel: str
    failing: str
    refused: int
    last_refused: str


def lines(connection: Connection) -> list[Line]:
    """Each channel on which something failed: what was tried and still waits, what was refused."""
    waits = deliveries.c.state.in_((DeliveryState.QUEUED, DeliveryState.LEASED))
    tried = waits & (deliveries.c.tries > 0) & (deliveries.c.last_error != "")
    refused = deliveries.c.state == DeliveryState.REFUSED
    query = (
        sa.select(
            deliveries.c.channel,
            sa.func.coalesce(sa.func.max(sa.case((tried, deliveries.c.last_error))), ""),
            sa.func.count(sa.case((refused, 1))),
            sa.func.coalesce(sa.func.max(sa.case((refused, deliveries.c.id))), ""),
        )
        .where(tried | refused)
        .group_by(deliveries.c.channel)
        .order_by(deliveries.c.channel)
    )
    return [Line(*row) for row in connection.execute(query)]
