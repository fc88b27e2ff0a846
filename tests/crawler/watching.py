"""One source under watch: the demo portal crawled as the schedule does it, with a clock of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from alerts.model import EventKind, Subscription
from config.sections import Absence, Crawler
from crawler.order import order_for, settings_for
from demo.items import Item as PortalItem
from demo.journal import Visit
from demo.portal import DemoPortal
from ingest.rules import TODAY, Rules
from scheduler.jobs import CRAWL_LIMIT, CrawlReport, crawl
from scheduler.reactor import run_in_reactor
from sources.faults import Fault
from sources.model import ArticleRules, Profile, Source
from storage import changes, items, sources, subscriptions, told, versions
from storage.changes import Change
from storage.items import Item
from storage.migrate import open_store
from storage.session import Store
from storage.told import Told
from storage.versions import StoredVersion

TODAY_THERE = date(2026, 3, 2)
MORNING = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
EVERY = timedelta(minutes=10)
DAY = timedelta(days=1)
NAME = "songcau"
ITEMS = 16  # 9 news, 3 directives, 4 papers
PAGE_SIZE = 4  # 3 + 1 + 1 list pages
LISTS = {"/tin-tuc", "/chi-dao-dieu-hanh", "/van-ban"}
LABELS = {
    "number": "Số ký hiệu",
    "issued_on": "Ngày ban hành",
    "issuer": "Cơ quan ban hành",
    "signer": "Người ký",
    "subject": "Trích yếu",
}
EVERYTHING = Subscription("tất cả", ("phòng",), ("*",))
# All that can be told of items, and nothing of the source.
KINDS = tuple(kind.value for kind in EventKind if kind.startswith(("article", "directive")))
OF_ITEMS = Subscription("các tin", ("phòng",), KINDS)


def profile_of(portal: DemoPortal, *, canary: str = "") -> Profile:
    """What is known of the demo portal: where it is, and the form of its articles' addresses."""
    return Profile(
        name=NAME,
        title="Cổng thông tin",
        hosts=("127.0.0.1",),
        url=f"{portal.url}/",
        platform="liferay_3cms",
        delay=timedelta(0),
        concurrency=8,
        canary=canary,
        article=ArticleRules(url_pattern="/view-article/", key=r"view-article/\d+/\d+/(\d+)"),
        document=LABELS,
    )


@dataclass
class Watch:
    """A portal, a store and a clock; `look` is one crawl."""

    portal: DemoPortal
    store: Store
    source: Source
    subscriptions: tuple[Subscription, ...] = (EVERYTHING,)
    now: datetime = MORNING
    crawler: Crawler = field(default_factory=lambda: Crawler(allow_private_addresses=True))
    absence: Absence = field(default_factory=Absence)

    def __post_init__(self) -> None:
        with self.store.write() as connection:
            sources.sync(connection, [self.source])
            subscriptions.sync(connection, self.subscriptions)

    async def crawl(
        self,
        *,
        full: bool = False,
        no_alerts: bool = False,
        limit: timedelta = CRAWL_LIMIT,
        rules: Rules = TODAY,
    ) -> CrawlReport:
        """One crawl, inside the reactor's loop."""
        order = order_for(
            self.source,
            self.crawler,
            self.absence,
            clock=lambda: self.now,
            full=full,
            no_alerts=no_alerts,
        )
        settings = settings_for(self.source, self.crawler)
        return await crawl(self.store, replace(order, rules=rules), settings, limit=limit)

    def look(
        self,
        *,
        after: timedelta = EVERY,
        full: bool = False,
        no_alerts: bool = False,
        limit: timedelta = CRAWL_LIMIT,
        rules: Rules = TODAY,
    ) -> CrawlReport:
        """One crawl, `after` so much time."""
        self.now += after
        return run_in_reactor(
            lambda: self.crawl(full=full, no_alerts=no_alerts, limit=limit, rules=rules)
        )

    def visits(self, *, clear: bool = True) -> list[Visit]:
        """What the portal was asked for since the last call."""
        seen = list(self.portal.journal.visits)
        if clear:
            self.portal.journal.clear()
        return seen

    def stored(self, which: PortalItem) -> Item:
        """An item of the portal as the store knows it."""
        with self.store.read() as connection:
            found = items.by_key(connection, NAME, str(which.id))
        assert found is not None, f"{which.title} is not known"
        return found

    def versions(self, which: PortalItem) -> list[StoredVersion]:
        """All versions of an item of the portal."""
        with self.store.read() as connection:
            return versions.history(connection, self.stored(which).id)

    def changes(self, which: PortalItem) -> list[Change]:
        """All changes of an item of the portal."""
        with self.store.read() as connection:
            return changes.history(connection, self.stored(which).id)

    def told(self, which: PortalItem) -> list[Told]:
        """All events of an item of the portal."""
        with self.store.read() as connection:
            return told.of_item(connection, self.stored(which).id)

    def read(self) -> list[Item]:
        """All items that were ever read."""
        with self.store.read() as connection:
            found = [items.by_id(connection, number) for number in items.all_ids(connection)]
        return [item for item in found if item is not None]


def faults(report: CrawlReport) -> set[Fault]:
    """The names of what went wrong."""
    return {error.fault for error in report.counts.errors}


@contextmanager
def watching(
    folder: Path | str,
    portal: DemoPortal,
    *,
    canary: str = "",
    url: str = "",
    subscription: Subscription = EVERYTHING,
) -> Iterator[Watch]:
    """Watch a portal that runs, with an empty store."""
    store = open_store(url or f"sqlite:///{folder}/watch.db")
    try:
        source = Source(NAME, profile_of(portal, canary=canary))
        yield Watch(portal, store, source, (subscription,))
    finally:
        store.close()


def lists_asked(visits: list[Visit]) -> list[str]:
    """The pages of listings among the visits, without their host, sorted."""
    return sorted(visit.target for visit in visits if visit.path in LISTS)


def articles_asked(visits: list[Visit]) -> list[str]:
    """The addresses of items among the visits, sorted."""
    return sorted(visit.path for visit in visits if "/view-article/" in visit.path)
