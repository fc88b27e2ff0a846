"""One cell of the matrix: a fault, where it shows, and whether the source was known before."""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Literal

from alerts.model import Subscription
from config.sections import Crawler
from demo.faults import OF_LISTS, FaultName
from demo.items import NEWS, PAPERS, SECTIONS, Kind
from demo.items import Item as PortalItem
from demo.items import Section as PortalSection
from demo.portal import DemoPortal
from sources.faults import Fault
from sources.model import Section, Source
from storage.migrate import open_store
from storage.session import Store
from tests.crawler.site import Site
from tests.crawler.watching import EVERY, KINDS, NAME, TODAY_THERE, Watch, faults, profile_of

ITEMS = 6  # three pieces of news, two directives, a paper
PAGE_SIZE = 10
MOST_TICKS = 13  # two hours: an item thought gone is looked for again within that time
PAGE_LIMIT = "200kB"  # large pages are larger
LARGE = 400_000
SHORT = timedelta(seconds=0.3)
LONG = timedelta(seconds=10)
NEVER_DONE = {FaultName.HANG, FaultName.DRIP}
#: A list met for the first time can not be known to be short: what comes later is told as new.
SHORT_LISTS = OF_LISTS - {FaultName.EMPTY_LIST}
#: What else was under way when the portal asked to wait, or stood still, decides what waits longer.
VARYING = {*NEVER_DONE, FaultName.TOO_MANY, FaultName.ERROR_503, FaultName.MAINTENANCE_503}
MOST_VARYING = 6  # ticks
OF_HOSTS = {FaultName.DNS}  # the same for all pages, and slow where no name server answers
LONG_WAIT = "120"  # seconds: the next tick comes later
NEXT_LOOK = timedelta(minutes=40)  # under the fault everything is looked at again so often
NEWLY_WRITTEN = "Đoạn này nay nói về 4.321 hộ dân của ba thôn trong xã."
TOLD = Subscription("các tin", ("phòng",), (*KINDS, "source.filled"))

Where = Literal["news", "papers", "files", "lists"]
Visit = Literal["first", "recheck"]
PLACES: dict[Where, tuple[str, ...]] = {
    "news": (f"/chi-tiet-tin/-/view-article/1/{NEWS.category}/*",),
    "papers": (f"/chi-tiet-tin/-/view-article/1/{PAPERS.category}/*", "/documents/*"),
    "files": ("/documents/*",),
    "lists": ("lists",),
}


FOLLOWED: dict[Where, tuple[PortalSection, ...]] = {
    "news": (NEWS,),
    "papers": (PAPERS,),
    "files": (PAPERS,),
    "lists": SECTIONS,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One test of the matrix."""

    fault: FaultName
    where: Where
    visit: Visit

    @property
    def looks(self) -> int:
        """So many crawls meet the fault; those that wait for nothing are enough once."""
        return 1 if self.visit == "first" or self.fault in NEVER_DONE else 2


@dataclass(frozen=True, slots=True)
class Seen:
    """What a cell showed: ticks until all was caught up, requests of one tick under the fault."""

    ticks: int
    requests: int
    names: frozenset[Fault]
    suspected: int


def cells() -> Iterator[Cell]:
    """Every fault where it can show."""
    for fault in FaultName:
        for where in PLACES:
            if where != "lists" and fault in OF_LISTS | OF_HOSTS:
                continue
            if where == "lists" and fault is FaultName.LIST_INSTEAD:
                continue
            if where == "files" and fault is FaultName.LIST_INSTEAD:
                continue
            if where != "files":  # there the file of the new paper is met for the first time
                yield Cell(fault, where, "first")
            yield Cell(fault, where, "recheck")


@dataclass(frozen=True, slots=True)
class Ground:
    """What all cells stand on: a portal, a server with a bad certificate, and stores to copy."""

    portal: DemoPortal
    untrusted: Site
    folder: Path

    @contextmanager
    def watch(self, folder: Path, cell: Cell) -> Iterator[Watch]:
        """The portal as at the beginning, under watch with a store of the cell's own."""
        self.portal.reset()
        stock = "empty" if cell.visit == "first" else cell.where
        shutil.copy(self.folder / f"{stock}.db", folder / "cell.db")
        store = open_store(f"sqlite:///{folder}/cell.db")
        try:
            yield watch_of(self.portal, store, cell.where)
        finally:
            store.close()


def watch_of(portal: DemoPortal, store: Store, where: Where) -> Watch:
    """The portal with its sections named, and every wait of these tests short."""
    profile = replace(
        profile_of(portal),
        hosts=("127.0.0.1", "cong.invalid"),
        sections=tuple(
            Section(each.slug, each.slug, f"{portal.url}/{each.slug}") for each in FOLLOWED[where]
        ),
    )
    crawler = Crawler(allow_private_addresses=True, obey_robots=False, max_page_bytes=PAGE_LIMIT)
    return Watch(portal, store, Source(NAME, profile), (TOLD,), crawler=crawler)


def ground(portal: DemoPortal, untrusted: Site, folder: Path) -> Ground:
    """Make the stores: an empty one, and one for each place after its first crawl."""
    for name, followed in (("empty", None), *((where, where) for where in PLACES)):
        store = open_store(f"sqlite:///{folder}/{name}.db")
        if followed is not None:
            assert watch_of(portal, store, followed).look().counts.new
        store.close()
    return Ground(portal, untrusted, folder)


def new_portal() -> DemoPortal:
    """The small portal of all cells."""
    return DemoPortal(ITEMS, today=TODAY_THERE, validators="off", page_size=PAGE_SIZE)


class Trial:
    """One cell being tried."""

    def __init__(self, ground: Ground, cell: Cell, watch: Watch) -> None:
        self.cell, self.watch, self.portal = cell, watch, ground.portal
        self.secure = ground.untrusted.url("/", scheme="https")
        self.names: set[Fault] = set()
        self.edited: PortalItem | None = None

    def run(self) -> Seen:
        """Under the fault something is published and edited; then it ends."""
        self._spoil()
        self._publish()
        requests = 0
        for _ in range(self.cell.looks):
            self.watch.visits()
            report = self.watch.look(after=NEXT_LOOK, full=True)
            self.names |= faults(report)
            requests = max(requests, len(self.watch.visits()))
        self.portal.behave()
        self.watch.crawler = self.watch.crawler.model_copy(update={"timeout": LONG})
        ticks = self._ticks()
        assert self.watch.look(after=NEXT_LOOK, full=True).queued == ()
        return Seen(ticks, requests, frozenset(self.names), self._rightly_told())

    def _spoil(self) -> None:
        fault = self.cell.fault
        seconds = 0.02 if fault is FaultName.SLOW else SHORT.total_seconds()
        address = self.secure if fault is FaultName.TLS else ""
        for where in PLACES[self.cell.where]:
            self.portal.misbehave(
                fault, where, retry_after=LONG_WAIT, size=LARGE, seconds=seconds, address=address
            )
        timeout = SHORT if fault in NEVER_DONE else LONG
        self.watch.crawler = self.watch.crawler.model_copy(update={"timeout": timeout})

    def _publish(self) -> None:
        of_papers = self.cell.where in {"papers", "files"}
        section = PAPERS if of_papers else NEWS
        if self.cell.visit == "recheck":
            oldest = self.portal.in_section(section)[-1]
            self.edited = self.portal.edit_paragraph(oldest, NEWLY_WRITTEN)
        self.portal.publish(Kind.PAPER if of_papers else Kind.NEWS)

    def _ticks(self) -> int:
        """So many ordinary ticks pass after the fault until all is as on the portal."""
        passed = 0
        while not self._is_caught_up():
            at_once = self.cell.where == "lists" and not passed
            waiting = 1 if at_once else self._ticks_to_wait()
            passed += waiting
            assert passed <= MOST_TICKS, f"not caught up after {MOST_TICKS} ticks"
            self.watch.look(after=EVERY * waiting)
        return passed

    def _ticks_to_wait(self) -> int:
        """Ticks in which no item is due only read the lists once more: they are left out."""
        with self.watch.store.read() as connection:
            rows = connection.exec_driver_sql("SELECT min(next_check_at) FROM items")
            due = datetime.fromisoformat(rows.scalar_one()).replace(tzinfo=UTC)
        return max(1, -((self.watch.now - due) // EVERY))

    def _is_caught_up(self) -> bool:
        known = {item.key: item for item in self.watch.read()}
        for item in self._followed():
            if str(item.id) not in known:
                return False
            article = self.watch.versions(item)[-1].content.article
            if not {" ".join(text.split()) for text in item.paragraphs} <= set(article.paragraphs):
                return False
            files = {file.sha256 for file in self.watch.versions(item)[-1].content.attachments}
            if files != {sha256(file.data).hexdigest() for file in item.attachments}:
                return False
        states = {item.state for item in known.values()}
        return len(known) == len(self._followed()) and states == {"live"} and self._is_filled()

    def _followed(self) -> list[PortalItem]:
        return [item for item in self.portal.items if item.section in FOLLOWED[self.cell.where]]

    def _is_filled(self) -> bool:
        return "source.filled" in self._told("item_id IS NULL")

    def _told(self, which: str) -> Counter[str]:
        with self.watch.store.read() as connection:
            rows = connection.exec_driver_sql(
                f"SELECT kind FROM events e JOIN deliveries d ON d.event_id = e.id WHERE {which}"
            )
            return Counter(row[0] for row in rows)

    def _rightly_told(self) -> int:
        """Nothing but what happened was told, each once; returns how many were suspected meanwhile."""
        told = self._told("item_id IS NOT NULL")
        suspected = told.pop("article.suspected", 0)
        assert told.pop("article.restored", 0) == suspected
        summaries = self._told("item_id IS NULL")["source.filled"]
        kinds = Counter[str]()
        for kind, count in told.items():
            kinds[kind.rpartition(".")[2]] += count  # directives or not
        if self.cell.visit == "recheck":
            assert (summaries, kinds) == (1, {"new": 1, "changed": 1}), told
        else:
            assert 1 <= summaries <= len(FOLLOWED[self.cell.where])
            assert kinds.keys() <= ({"new"} if self.cell.fault in SHORT_LISTS else set()), told
            assert kinds["new"] == self._items_told()
        return suspected

    def _items_told(self) -> int:
        with self.watch.store.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT count(DISTINCT item_id) FROM events e JOIN deliveries d ON d.event_id = e.id"
            )
            return int(rows.scalar_one())
