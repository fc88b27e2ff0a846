"""A service in this process's loop: real portal, real store, real receiver, a clock that can jump."""

import asyncio
import io
import uuid
from collections.abc import Callable, Coroutine, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import structlog

from alerts.model import Event, EventKind, FillFacts, Reason, ReasonKind, Subscription
from config.sections import Absence, Crawler, Operator, Storage, Web
from config.settings import Settings
from delivery.channels import Channel
from delivery.deliver import Deliverer
from scheduler.reactor import run_in_reactor
from scheduler.service import Service
from sources.model import ArticleRules, Profile, Source
from storage import forms, outbox, runs
from storage.leases import Owner
from storage.outbox import DeliveryState, NewDelivery, NewEvent
from storage.runs import StoredRun
from storage.session import Store

Result = TypeVar("Result")

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
HANGS_AFTER_S = 30.0  # far beyond what any of these needs
LOOK_EVERY_S = 0.02
SOON_S = 0.1  # how often these services look for due alerts and for a moved clock
Line = MutableMapping[str, Any]


@dataclass
class Clock:
    """The real time, and a shift that tests set."""

    shift: timedelta = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.shift


def source_of(url: str, name: str = "nguon", every: str = "1h") -> Source:
    """A source that reads the demo portal (or whatever answers there)."""
    profile = Profile(
        name=name,
        title="Cổng thử",
        hosts=("127.0.0.1",),
        url=f"{url}/",
        platform="liferay_3cms",
        delay=timedelta(0),
        concurrency=8,
        article=ArticleRules(url_pattern="/view-article/", key=r"view-article/\d+/\d+/(\d+)"),
    )
    return Source(name, profile, every)


def settings_of(*sources: Source, zone: ZoneInfo = ZONE) -> Settings:
    """Settings for these sources; all they find is told on channel "a"."""
    return Settings(
        path=Path("chidao.toml"),
        timezone=zone,
        language="vi",
        storage=Storage(),
        operator=Operator(channels=()),
        crawler=Crawler(allow_private_addresses=True),
        web=Web(),
        absence=Absence(),
        channels=(),
        sources=sources,
        subscriptions=(Subscription("tất cả", ("a",), ("*",)),),
    )


@dataclass
class House:
    """Everything a service needs, and what it did."""

    store: Store
    channels: dict[str, Channel] = field(default_factory=dict)
    clock: Clock = field(default_factory=Clock)
    console: io.StringIO = field(default_factory=io.StringIO)

    def deliverer(self) -> Deliverer:
        return Deliverer(
            store=self.store,
            channels=self.channels,
            owner=Owner.this_process(uuid.uuid4().hex),
            language="vi",
            timezone=UTC,
            clock=self.clock,
            console=self.console,
        )

    def service(self, *sources: Source, **options: Any) -> Service:
        options = {"deliver_every_s": SOON_S, **options}
        settings = settings_of(*sources)
        return Service(settings, self.store, self.deliverer(), self.clock, **options)

    def runs_of(self, source: str = "nguon") -> int:
        query = "SELECT count(*) FROM runs WHERE source = :name AND finished_at IS NOT NULL"
        with self.store.read() as connection:
            return int(
                connection.exec_driver_sql(query.replace(":name", f"'{source}'")).scalar_one()
            )

    def last_run(self, source: str = "nguon") -> StoredRun | None:
        with self.store.read() as connection:
            return runs.latest(connection, source)

    def states(self) -> dict[tuple[str, DeliveryState], int]:
        with self.store.read() as connection:
            return outbox.counts(connection)

    def queue(self, channel: str, number: int) -> str:
        """Queue one alert on a channel; returns its id."""
        fill = FillFacts("nguon", f"Cổng thử số {number}", "https://example.gov.vn/", number, 0)
        now = self.clock()
        event = Event(EventKind.SOURCE_FILLED, now, fill=fill)
        row = NewEvent(f"event {number}", None, "nguon", event.kind.value, now, forms.dump(event))
        reason = forms.dump(Reason(ReasonKind.FIRST_FILL, "nguon"))
        with self.store.write() as connection:
            (queued,) = outbox.add(connection, row, [NewDelivery("s", channel, reason)], now)
        return queued


async def until(condition: Callable[[], bool], within_s: float = HANGS_AFTER_S) -> None:
    """Wait until it holds; TimeoutError when it never does."""
    async with asyncio.timeout(within_s):
        while not condition():  # noqa: ASYNC110 (the condition lives in stores and servers)
            await asyncio.sleep(LOOK_EVERY_S)


async def served(service: Service, during: Coroutine[Any, Any, Result]) -> Result:
    """Run the service while something happens, then stop it; what it raises is raised."""
    running = asyncio.create_task(service.run())
    other = asyncio.create_task(during)
    try:
        await asyncio.wait({running, other}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
        return await other
    finally:
        service.stop()
        await asyncio.wait_for(running, HANGS_AFTER_S)


def serve(service_of: Callable[[], Service], during: Callable[[Service], Any]) -> Any:
    """`during` beside a running service, in the loop that Scrapy lives in."""

    async def main() -> Any:
        service = service_of()
        return await served(service, during(service))

    return run_in_reactor(main)


@contextmanager
def logged() -> Iterator[list[Line]]:
    """The events of our own logs (capture_logs of structlog keeps secrets, on purpose)."""
    with structlog.testing.capture_logs() as lines:
        yield lines


def named(lines: list[Line], event: str) -> list[Line]:
    return [line for line in lines if line["event"] == event]
