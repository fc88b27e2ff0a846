"""The demo portal does anything in any order; nothing may be missed, doubled or untrue."""

import argparse
import random
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from benchmarks.figures import Figure, Meter
from cli.context import Context, now
from cli.demo import SETTINGS
from cli.demo_walk import Walker
from demo.faults import FaultName
from demo.items import NEWS, Kind
from demo.portal import DemoPortal
from demo.receiver import Receiver
from scheduler.reactor import run_in_reactor

ROUNDS = 200
SEEDS = 1024
TOLD_EVERY = 10  # lines on the way
DEADLINE_IN = timedelta(days=12)
PASSING = (
    FaultName.ERROR_PAGE,
    FaultName.EMPTY_LIST,
    FaultName.MAINTENANCE,
    FaultName.HALF_PAGE,
    FaultName.REDIRECT_HOME,
    FaultName.SPAM,
    FaultName("500"),
    FaultName("403"),
)


@dataclass
class Anything:
    """A random story: `due` counts what must be told, by address."""

    walker: Walker
    chance: random.Random
    due: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    orders: list[int] = field(default_factory=list)

    def publish(self) -> None:
        """A new order: to be told once."""
        portal = self.walker.portal
        item = portal.publish(
            Kind.ORDER, published=now().astimezone(), deadline=portal.today + DEADLINE_IN
        )
        self.orders.append(item.id)
        self.due[portal.url_of(item)] += 1

    def move(self) -> None:
        """A moved deadline: to be told once."""
        if not self.orders:
            return
        portal = self.walker.portal
        item = portal.item(self.chance.choice(self.orders))
        days = timedelta(days=self.chance.randint(1, 9))
        portal.move_deadline(item, portal.today + DEADLINE_IN + days)
        self.due[portal.url_of(item)] += portal.item(item.id) != item

    def news(self) -> None:
        """Ordinary news: told to nobody who asked for directives."""
        self.walker.portal.publish(Kind.NEWS, published=now().astimezone())

    def typo(self) -> None:
        """A typo mended or made: told to nobody."""
        self.walker.portal.edit_typo(self.chance.choice(self.walker.portal.in_section(NEWS)))

    def fault(self) -> None:
        """A fault for one look: told to nobody."""
        self.walker.portal.misbehave(self.chance.choice(PASSING))

    async def round(self) -> None:
        """One thing happens, chidao looks; after a fault it looks again."""
        action = self.chance.choice([self.publish, self.move, self.news, self.typo, self.fault])
        action()
        await self.walker.look()
        if action == self.fault:
            self.walker.portal.behave()
            await self.walker.look()
        for message in list(self.walker.receiver.accepted)[self.walker.heard :]:
            self.walker.heard += 1
            self.told.update(url for url in self._addresses() if url in message.text)

    def _addresses(self) -> list[str]:
        return [self.walker.portal.url_of(item) for item in self.walker.portal.items]


async def told_of(story: Anything, rounds: int) -> list[Figure]:
    """Run it: everything has to be told once, and nothing else."""
    meter = Meter()
    await story.walker.look()
    story.walker.heard = len(story.walker.receiver.accepted)
    for number in range(1, rounds + 1):
        await story.round()
        if number % (rounds // TOLD_EVERY or 1) == 0:
            meter.note()
            print(f"round {number}: told {story.told.total()} of {story.due.total()}", flush=True)
    urls = story.due | story.told
    wrong = [url for url in sorted(urls) if story.due[url] != story.told[url]]
    details = tuple(f"{url}: due {story.due[url]}, told {story.told[url]}" for url in wrong)
    told = f"{story.told.total()} of {story.due.total()}"
    return [Figure("told once", told, "all", not wrong, details), *meter.figures()]


def add_options(options: argparse.ArgumentParser) -> None:
    """What can be chosen on the command line."""
    options.add_argument("--rounds", type=int, default=ROUNDS)
    options.add_argument("--seed", type=int, default=random.randrange(SEEDS))


def run(given: argparse.Namespace) -> list[Figure]:
    """Play the story."""
    print(f"seed {given.seed}")
    with (
        tempfile.TemporaryDirectory() as folder,
        DemoPortal(today=now().astimezone().date(), validators="off") as portal,
        Receiver() as receiver,
    ):
        file = Path(folder, "chidao.toml")
        text = SETTINGS.format(portal=portal.url, receiver=receiver.json_url)
        file.write_text(text, encoding="utf-8")
        context = Context(config=file, plain=True, env={})
        context.start_logs("error")
        with context.store(sync=True) as store:
            walker = Walker(context, store, portal, receiver)
            story = Anything(walker, random.Random(given.seed))
            return run_in_reactor(lambda: told_of(story, given.rounds))
