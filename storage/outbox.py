"""Events and the outbox: one row per (event, subscription, channel), written with the version."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa

from storage.columns import DELIVERY_ID_LENGTH
from storage.dialect import insert
from storage.leases import Owner, alive
from storage.session import Connection
from storage.tables import deliveries, events

#: After so many tries an alert no longer holds up those behind it: the channel may only hate this one.
TRIES_IN_ORDER = 3
SEND_LEASE = timedelta(seconds=120)  # longer than any send may take, so nobody sends beside us
NOT_A_PAUSE = timedelta(days=2)  # twice the longest: written by a clock that was ahead
NOT_OURS = 2 * SEND_LEASE  # a lease beyond this was written before the clock was set back


class DeliveryState(StrEnum):
    """How far one alert on one channel is."""

    QUEUED = "queued"
    LEASED = "leased"
    SENT = "sent"
    REFUSED = "refused"  # the channel said no for good; kept, and can be sent again by hand


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event as written: `key` makes it unique for ever, `event` and alerts are stored forms.

    `withheld` says why nobody was to be told, "" when subscriptions decided.
    """

    key: str
    item_id: int | None
    source: str
    kind: str
    at: datetime
    event: str
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """One alert for one channel; `reason` in stored form."""

    subscription: str
    channel: str
    reason: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery as kept."""

    id: str
    event_id: int
    subscription: str
    channel: str
    reason: str
    state: DeliveryState
    created_at: datetime
    next_try_at: datetime
    tries: int
    sent_at: datetime | None
    last_error: str


@dataclass(frozen=True, slots=True)
class Leased:
    """A delivery that is ours to send for a while, with the event it tells of in stored form."""

    id: str
    subscription: str
    channel: str
    reason: str
    event: str
    tries: int


def delivery_id(event_key: str, subscription: str, channel: str) -> str:
    """The id every message ends with: the same on every retry, and for ever."""
    text = "\n".join((event_key, subscription, channel))
    return hashlib.sha256(text.encode()).hexdigest()[:DELIVERY_ID_LENGTH]


def add(
    connection: Connection, event: NewEvent, wanted: Sequence[NewDelivery], now: datetime
) -> list[str]:
    """Write an event and its deliveries, those written before left alone; returns the new ids."""
    values = {name: getattr(event, name) for name in NewEvent.__dataclass_fields__}
    connection.execute(insert(connection, events).values(**values).on_conflict_do_nothing())
    event_id = connection.scalar(sa.select(events.c.id).where(events.c.key == event.key))
    queued: list[str] = []
    for delivery in wanted:
        row = insert(connection, deliveries).values(
            id=delivery_id(event.key, delivery.subscription, delivery.channel),
            event_id=event_id,
            subscription=delivery.subscription,
            channel=delivery.channel,
            reason=delivery.reason,
            state=DeliveryState.QUEUED.value,
            created_at=now,
            next_try_at=_first_try(connection, delivery.channel, now),
        )
        written = connection.execute(row.on_conflict_do_nothing().returning(deliveries.c.id))
        queued.extend(written.scalars())
    return queued


def _first_try(connection: Connection, channel: str, now: datetime) -> datetime:
    """Now, or when a resting channel is tried again: nothing overtakes what waits on it."""
    resting = sa.select(sa.func.min(deliveries.c.next_try_at)).where(
        deliveries.c.channel == channel,
        deliveries.c.state == DeliveryState.QUEUED,
        deliveries.c.next_try_at > now,
        deliveries.c.tries < TRIES_IN_ORDER,
    )
    until: datetime | None = connection.scalar(resting)
    return until or now


def _claimable(now: datetime) -> sa.ColumnElement[bool]:
    due = (deliveries.c.next_try_at <= now) | (deliveries.c.next_try_at > now + NOT_A_PAUSE)
    queued = (deliveries.c.state == DeliveryState.QUEUED) & due
    over = (deliveries.c.leased_until <= now) | (deliveries.c.leased_until > now + NOT_OURS)
    return queued | ((deliveries.c.state == DeliveryState.LEASED) & over)


def due_channels(connection: Connection, now: datetime) -> list[str]:
    """The channels for which something can be sent now."""
    query = sa.select(deliveries.c.channel).where(_claimable(now)).distinct()
    return sorted(connection.scalars(query))


def claim(connection: Connection, channel: str, owner: Owner, now: datetime) -> Leased | None:
    """Lease the oldest delivery due on a channel, so that nobody else sends it."""
    query = (
        sa.select(deliveries.c.id)
        .where(deliveries.c.channel == channel, _claimable(now))
        .order_by(deliveries.c.event_id, deliveries.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    chosen = connection.scalar(query)
    if chosen is None:
        return None
    row = connection.execute(
        deliveries.update()
        .where(deliveries.c.id == chosen)
        .values(
            state=DeliveryState.LEASED.value,
            leased_by=owner.name,
            leased_until=now + SEND_LEASE,
            tries=deliveries.c.tries + 1,
        )
        .returning(deliveries)
    ).one()
    event = connection.scalar(sa.select(events.c.event).where(events.c.id == row.event_id))
    return Leased(row.id, row.subscription, row.channel, row.reason, event or "", row.tries)


def finish(
    connection: Connection,
    delivery: str,
    owner: Owner,
    *,
    state: DeliveryState,
    now: datetime,
    next_try_at: datetime | None = None,
    error: str = "",
) -> bool:
    """Write how a send ended; refused (False) when the lease went to somebody else meanwhile."""
    mine = (deliveries.c.id == delivery) & (deliveries.c.leased_by == owner.name)
    values: dict[str, object] = {
        "state": state.value,
        "leased_by": None,
        "leased_until": None,
        "last_error": error,
    }
    if state is DeliveryState.SENT:
        values["sent_at"] = now
    if next_try_at is not None:
        values["next_try_at"] = next_try_at
    return connection.execute(deliveries.update().where(mine).values(**values)).rowcount == 1


def pause_channel(connection: Connection, channel: str, until: datetime) -> None:
    """Let everything queued on a channel wait until then, so that its order is kept."""
    waiting = (
        (deliveries.c.channel == channel)
        & (deliveries.c.state == DeliveryState.QUEUED)
        & (deliveries.c.next_try_at < until)
        & (deliveries.c.tries < TRIES_IN_ORDER)
    )
    connection.execute(deliveries.update().where(waiting).values(next_try_at=until))


def release_dead(connection: Connection, owner: Owner) -> int:
    """Give back what dead processes of this host had leased; returns how many."""
    query = sa.select(deliveries.c.leased_by).where(deliveries.c.leased_by.is_not(None)).distinct()
    dead = [name for name in connection.scalars(query) if _is_dead(name or "", owner)]
    if not dead:
        return 0
    freed = (
        deliveries.update()
        .where(deliveries.c.leased_by.in_(dead))
        .values(state=DeliveryState.QUEUED.value, leased_by=None, leased_until=None)
    )
    return connection.execute(freed).rowcount


def _is_dead(name: str, owner: Owner) -> bool:
    host, _, rest = name.rpartition("/")[0].rpartition("/")
    return host == owner.host and rest.isdecimal() and not alive(int(rest))


def resend(connection: Connection, delivery: str, now: datetime) -> bool:
    """Put a delivery back into the queue, whatever became of it; False when there is none."""
    again = (
        deliveries.update()
        .where(deliveries.c.id == delivery)
        .values(
            state=DeliveryState.QUEUED.value, next_try_at=now, leased_by=None, leased_until=None
        )
    )
    return connection.execute(again).rowcount == 1


def counts(connection: Connection) -> dict[tuple[str, DeliveryState], int]:
    """How many deliveries are in each state, by channel."""
    query = sa.select(deliveries.c.channel, deliveries.c.state, sa.func.count()).group_by(
        deliveries.c.channel, deliveries.c.state
    )
    return {(row[0], DeliveryState(row[1])): row[2] for row in connection.execute(query)}


def last_success(connection: Connection) -> dict[str, datetime]:
    """When each channel last took a message."""
    query = sa.select(deliveries.c.channel, sa.func.max(deliveries.c.sent_at)).group_by(
        deliveries.c.channel
    )
    return {row[0]: row[1] for row in connection.execute(query) if row[1] is not None}
