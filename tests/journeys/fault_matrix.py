"""One cell of the matrix: a fault, where it shows, and whether the source was known before."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Literal

from alerts.model import Subscription
from config.sections import Crawler
from demo.faults import OF_LISTS, FaultName
from demo.items import NEWS, PAPERS, SECTIONS
from demo.items import Section as PortalSection
from demo.portal import DemoPortal
from sources.faults import Fault
from sources.model import Section, Source
from storage.migrate import open_store
from storage.session import Store
from tests.crawler.site import Site
from tests.crawler.watching import KINDS, NAME, TODAY_THERE, Watch, profile_of

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
