"""A virtual month of a portal, watched every ten minutes: nothing missed, doubled or untrue."""

import argparse
import asyncio
import random
import sys
import tempfile
import time
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from alerts.model import Subscription
from articles.model import Weight
from benchmarks.figures import Figure, Meter
from benchmarks.month_editors import Editors
from benchmarks.month_plan import DAY, Planned, plan
from benchmarks.month_proof import Proof
from config.logs import configure
from config.sections import Absence, Crawler
from crawler.order import order_for, settings_for
from delivery.channels import Channel
from delivery.deliver import Deliverer
from demo.items import LOCAL
from demo.portal import DemoPortal
from demo.receiver import Receiver
from scheduler.jobs import crawl
from scheduler.reactor import run_in_reactor
from sources.model import ArticleRules, Profile, Source
from storage import sources, subscriptions
from storage.leases import Owner
from storage.migrate import open_store
from storage.session import Store

START = datetime(2026, 2, 28, 17, 0, tzinfo=UTC)  # midnight in Việt Nam, before a working month
EVERY = timedelta(minutes=10)
LONG_AFTER = timedelta(days=32)  # an item of years ago is looked at again within thirty days
LATER_EVERY = timedelta(hours=2)  # then nothing happens, and those looks alone are waited for
NAME = "thang"
ITEMS, DAYS = 5000, 30
MOST_SHARE = 0.02
FEW = 2000  # items: with fewer the lists alone, asked every time, are more than that share
EVERYTHING = Subscription("tất cả", ("phòng",), ("*",), min_weight=Weight.MINOR)


def add_options(options: argparse.ArgumentParser) -> None:
    """What can be chosen on the command line."""
    options.add_argument("--days", type=int, default=DAYS)
    options.add_argument("--items", type=int, default=ITEMS)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--postgresql", default="", metavar="URL", help="instead of SQLite")


def run(given: argparse.Namespace) -> list[Figure]:
    """Play the story."""
    configure("critical")
    today = START.astimezone(LOCAL).date()
    with tempfile.TemporaryDirectory() as folder, Receiver() as receiver:
        store = open_store(given.postgresql or f"sqlite:///{Path(folder, 'month.db')}")
        try:
            chance = random.Random(given.seed)
            portal = DemoPortal(given.items, today=today, seed=given.seed, clock=lambda: month.now)
            month = Month(portal, store, receiver, Editors(portal, chance))
            with portal:
                return run_in_reactor(
                    lambda: month.play(
                        plan(chance, START + DAY, given.days, given.items), given.days
                    )
                )
        finally:
            store.close()


@dataclass
class Month:
    """The watched portal; `now` is the time of all."""

    portal: DemoPortal
    store: Store
    receiver: Receiver
    editors: Editors
    now: datetime = START
    requests: int = 0
    meter: Meter = field(default_factory=Meter)

    async def play(self, planned: list[Planned], days: int) -> list[Figure]:
        """The first reading, the month, and the looks that come after it."""
        began = time.monotonic()
        self._begin()
        stock = [item.id for item in self.portal.items]
        await self._look()
        self._say("first reading", began)
        self.requests = 0
        deeds = iter([*planned, None])
        deed = next(deeds)
        begin, end = START + DAY, START + DAY + days * DAY
        self.now = begin
        while self.now < end:
            self.now += EVERY
            while deed is not None and deed.at <= self.now:
                self.editors.do(deed)
                deed = next(deeds)
            await self._look()
            if (self.now - begin) % DAY == timedelta():
                self.meter.note()
                self._say(f"day {(self.now - begin) // DAY}", began)
        requests = self.requests
        proof = Proof(self.store, NAME, self.editors, stock)
        while self.now < end + LONG_AFTER and not (proof.is_settled() and self.now > end + DAY):
            self.now += LATER_EVERY
            await self._look()
        self._say(f"{(self.now - end) / DAY:.1f} days later", began)
        asked = days * (DAY // EVERY) * len(self.portal.items)
        return [
            *proof.figures(self.receiver.accepted),
            _share(requests, asked, few=len(stock) < FEW),
            *self.meter.figures(),
            _took(began),
        ]

    def _begin(self) -> None:
        with self.store.write() as connection:
            sources.sync(connection, [self._source])
            subscriptions.sync(connection, [EVERYTHING])

    @property
    def _source(self) -> Source:
        article = ArticleRules(url_pattern="/view-article/", key=r"view-article/\d+/\d+/(\d+)")
        profile = Profile(
            name=NAME,
            title="Cổng thông tin",
            hosts=("127.0.0.1",),
            url=f"{self.portal.url}/",
            platform="liferay_3cms",
            delay=timedelta(0),
            concurrency=8,
            article=article,
        )
        return Source(NAME, profile)

    async def _look(self) -> None:
        """One crawl, and what it raised delivered."""
        source, crawler = self._source, Crawler(allow_private_addresses=True)
        order = order_for(source, crawler, Absence(), clock=lambda: self.now)
        report = await crawl(self.store, order, settings_for(source, crawler))
        self.requests += report.counts.requests
        self.portal.journal.clear()
        if report.queued or self.now.minute == 0:
            await asyncio.to_thread(self._deliverer.deliver_due)

    @property
    def _deliverer(self) -> Deliverer:
        channel = Channel("phòng", self.receiver.json_url)
        owner = Owner.this_process(uuid.uuid4().hex)
        return Deliverer(
            self.store, {"phòng": channel}, owner, "vi", LOCAL, lambda: self.now, sys.stdout
        )

    def _say(self, what: str, began: float) -> None:
        told = len(self.receiver.messages)
        minutes = (time.monotonic() - began) / 60
        print(f"{what}: {self.requests} requests, {told} messages, {minutes:.1f} min", flush=True)


def _share(requests: int, asked: int, *, few: bool) -> Figure:
    share = requests / asked
    text = f"{requests} = {share:.2%}"
    return Figure(
        "requests, of each address every time",
        text,
        f"≤ 2 % from {FEW} items on",
        share <= MOST_SHARE or few,
    )


def _took(began: float) -> Figure:
    return Figure("took", f"{(time.monotonic() - began) / 60:.1f} min", "< 60 min")
