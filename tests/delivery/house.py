"""A store with queued alerts, channels that end at a receiver, and a clock that is told to move."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from alerts.model import Event, EventKind, FillFacts, Reason, ReasonKind
from delivery.channels import Channel
from delivery.deliver import Deliverer
from storage import forms, outbox
from storage.leases import Owner
from storage.outbox import Delivery, DeliveryState, NewDelivery, NewEvent
from storage.session import Store

START = datetime(2026, 2, 3, 3, 0, tzinfo=UTC)
_numbers = count(10_000)


@dataclass
class Clock:
    """A clock that moves when it is told to."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def wait(self, pause: timedelta) -> None:
        self.now += pause


@dataclass
class House:
    """What a deliverer needs."""

    store: Store
    channels: dict[str, Channel] = field(default_factory=dict)
    clock: Clock = field(default_factory=Clock)
    console: Any = field(default_factory=io.StringIO)
    jitter: Callable[[], float] = lambda: 0.5

    def deliverer(self) -> Deliverer:
        return Deliverer(
            store=self.store,
            channels=self.channels,
            owner=Owner.this_process("house"),
            language="vi",
            timezone=UTC,
            clock=self.clock,
            console=self.console,
            jitter=self.jitter,
        )

    def queue(self, channel: str, *, title: str = "Cổng thử", event: str = "") -> str:
        """Queue one alert, of a stored form of its own if given; returns its id."""
        number = next(_numbers)
        fill = FillFacts("nguon", title, "https://example.gov.vn/", number, 0)
        told = Event(EventKind.SOURCE_FILLED, START, fill=fill)
        stored = event or forms.dump(told)
        row = NewEvent(f"house {number}", None, "nguon", told.kind.value, START, stored)
        reason = forms.dump(Reason(ReasonKind.FIRST_FILL, "nguon"))
        with self.store.write() as connection:
            wanted = [NewDelivery("tất cả", channel, reason)]
            (queued,) = outbox.add(connection, row, wanted, self.clock())
        return queued

    def states(self) -> dict[tuple[str, DeliveryState], int]:
        with self.store.read() as connection:
            return outbox.counts(connection)

    def row(self, delivery: str) -> Delivery:
        names = ", ".join(("state", "next_try_at", "tries", "last_error"))
        query = f"SELECT {names} FROM deliveries WHERE id = '{delivery}'"
        with self.store.read() as connection:
            found = connection.exec_driver_sql(query).one()
        rest = {"event_id": 0, "subscription": "", "channel": "", "reason": ""}
        return Delivery(
            id=delivery,
            created_at=START,
            sent_at=None,
            state=DeliveryState(found.state),
            next_try_at=found.next_try_at,
            tries=found.tries,
            last_error=found.last_error,
            **rest,  # type: ignore[arg-type] # what no test asks for
        )

    def due(self) -> bool:
        with self.store.read() as connection:
            return bool(outbox.due_channels(connection, self.clock()))
