"""Between the spider's loop and the store: what one crawl reads and writes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.audience import Audience
from alerts.model import Subscription
from crawler.health import Closing, Findings
from crawler.order import DUE_LIMIT, FILE_RECHECK, SWEEP_EVERY, CrawlOrder
from crawler.transactions import Transactions
from ingest import fill, listing
from ingest.decide import Outcome
from ingest.desk import Desk, Fetched, Recorded, as_before, unchanged
from ingest.listing import Shown
from ingest.outages import Noted
from ingest.record import record
from ingest.standing import count_fields
from sources.faults import Fault, FetchError
from sources.model import Capture, Section
from sources.runs import RunCounts, RunOutcome
from storage import captures, files, items, runs, sources, subscriptions, wrong_clock
from storage.files import StoredFile
from storage.items import Item, Listed, Unchanged
from storage.session import Connection, Store, StoreError
from storage.sources import SectionState

FLUSH_EVERY = 200  # unchanged items noted in one transaction; a kill costs their recheck, no more
LONGEST_BACK_OFF = timedelta(days=1)  # an item that keeps failing is tried daily, for ever
BACK_OFF_DOUBLINGS = 12  # beyond these the longest pause is reached from any interval
FRESH_FAILURES = (
    3  # an item that failed more often is broken itself, and says nothing of the portal
)
NO_ALERTS = "no_alerts"  # why an event of `check --no-alerts` is told to nobody, ever


@dataclass(frozen=True, slots=True)
class Due:
    """An item to look at. With `files` its page must come whole: "not modified" says nothing of them."""

    item: Item
    files: bool = False


class Recorder(Transactions):
    """What one crawl reads from and writes to the store; counts what it does."""

    def __init__(
        self,
        store: Store,
        order: CrawlOrder,
        *,
        called_off: Callable[[], bool] = lambda: False,
    ) -> None:
        """`called_off` says that this process ends, or the source went to another one."""
        super().__init__(store)
        self.order = order
        self.counts = RunCounts()
        self.queued: list[str] = []
        self.outcome: RunOutcome | None = None  # known when the run is closed
        self.noted = Noted()  # what the run meant for its source, likewise
        self.failure = ""  # why it could not be closed
        self._called_off = called_off
        self._source = order.source.name
        self._unchanged: list[Unchanged] = []
        self._run_id = 0
        self._subscriptions: Sequence[Subscription] = ()
        self._filled: set[str] = set()

    def desk(self, section: str = "") -> Desk:
        """What recording needs, for an item of that section."""
        withheld = NO_ALERTS if self.order.no_alerts else ""
        if section and section not in self._filled:
            withheld = withheld or fill.WITHHELD
        return Desk(
            source=self.order.source,
            every=self.order.every,
            subscriptions=self._subscriptions,
            now=self.order.clock(),
            withheld=withheld,
            rules=self.order.rules,
        )

    @property
    def has_past(self) -> bool:
        """Whether a section was read to its end before: then what is new may be what moved."""
        return bool(self._filled)

    async def begin(self) -> None:
        """Open the run."""

        def work(connection: Connection) -> None:
            now = self.order.clock()
            if wrong_clock.was_ahead(connection, self._source, now):
                wrong_clock.set_right(connection, self._source, now)
            self._run_id = runs.begin(connection, self._source, now)
            self._subscriptions = Audience(subscriptions.load_all(connection))

        await self.write(work)

    async def sections(self) -> list[SectionState]:
        """The sections to follow, as the settings named them or as found before."""
        found = await self.read(lambda c: sources.sections_of(c, self._source))
        self._filled = {state.section.name for state in found if state.filled_at}
        return found

    async def keep_sections(self, found: Sequence[Section]) -> list[SectionState]:
        """Remember sections found on the home page."""
        now = self.order.clock()

        def work(connection: Connection) -> None:
            sources.keep_sections(connection, self._source, found)
            sources.update(connection, self._source, sections_found_at=now)

        await self.write(work)
        return await self.sections()

    def reads_through(self, state: SectionState) -> bool:
        """Whether all pages of a section are read now: first time, daily sweep, or `--full`."""
        if self.order.full or state.filled_at is None or state.swept_at is None:
            return True
        return self.order.clock() - state.swept_at >= SWEEP_EVERY

    async def discover(self, section: str, listed: Sequence[Listed]) -> Shown:
        """Write down what a listing shows; returns what of it was not met before."""
        now = self.order.clock()
        self.counts.listed += len(listed)
        return await self.write(lambda c: listing.note(c, self._source, section, listed, now))

    async def due(self) -> list[Due]:
        """The known items to look at in this crawl."""
        now, everything = self.order.clock(), self.order.full

        def work(connection: Connection) -> list[Due]:
            found = items.due(connection, self._source, now, limit=DUE_LIMIT, everything=everything)
            with_files = files.due_items(connection, self._source, now - FILE_RECHECK)
            return [Due(item, item.id in with_files) for item in found]

        return await self.read(work)

    async def files_of(self, item: Item) -> dict[str, StoredFile]:
        """The files of an item as last fetched, by address."""
        stored = await self.read(lambda c: files.of_item(c, item.id))
        return {file.url: file for file in stored}

    async def not_modified(self, item: Item, capture: Capture) -> None:
        """Note that the portal says an item is as before."""
        self.counts.unchanged += 1
        await self._note(as_before(item, capture, self.desk()))

    async def record(self, fetched: Fetched) -> None:
        """Record a fetched item."""
        count_fields(self.counts, fetched)
        desk = self.desk(fetched.item.section)
        seen = await self.read(lambda c: unchanged(c, fetched, desk))
        if seen is not None:
            self.counts.unchanged += 1
            await self._note(seen)
            return
        recorded = await self.write(lambda c: record(c, fetched, desk))
        self._count(recorded)
        if recorded.outcome is Outcome.DOUBTFUL:
            message = "The page has nothing in common with the version before: not believed yet."
            error = FetchError(fetched.item.url, Fault.WHOLLY_OTHER, message)
            self.counts.errors.append(error)

    async def _note(self, seen: Unchanged) -> None:
        self._unchanged.append(seen)
        if len(self._unchanged) >= FLUSH_EVERY:
            await self._flush()

    async def _flush(self) -> None:
        noted, self._unchanged = self._unchanged, []
        if noted:
            await self.write(lambda c: items.mark_unchanged(c, noted))

    def _count(self, recorded: Recorded) -> None:
        self.queued.extend(recorded.queued)
        self.counts.new += recorded.outcome is Outcome.NEW
        self.counts.changed += recorded.outcome is Outcome.CHANGED
        self.counts.restored += recorded.restored
        same = {Outcome.UNCHANGED, Outcome.COSMETIC, Outcome.BASELINE}
        self.counts.unchanged += recorded.outcome in same

    async def failed(
        self,
        error: FetchError,
        *,
        capture: Capture | None = None,
        reasons: Sequence[str] = (),
        item: Item | None = None,
    ) -> None:
        """Keep a bad capture as evidence, and try its item again later and later, for ever."""
        self.counts.errors.append(error)

        def work(connection: Connection) -> None:
            if capture is not None:
                captures.add_evidence(
                    connection,
                    self._source,
                    capture,
                    error.fault,
                    reasons=reasons,
                    item_id=item.id if item else None,
                )
            if item is not None and error.fault is not Fault.OFFLINE:
                ours = error.fault is Fault.STORE  # tried in the next crawl: the item did nothing
                items.note_failure(connection, item.id, self._now if ours else self._next_try)

        await self.write(work)

    def _now(self, _failures: int) -> datetime:
        return self.order.clock()

    def _next_try(self, failures: int) -> datetime:
        """Count a failure of an item, and say when it is looked at again."""
        self.counts.items_failed += failures <= FRESH_FAILURES
        return self.order.clock() + self._back_off(failures)

    async def absent(self, error: FetchError, capture: Capture, item: Item) -> None:
        """Keep the evidence of a miss; what it means is judged when the run is over."""

        def work(connection: Connection) -> None:
            captures.add_evidence(connection, self._source, capture, error.fault, item_id=item.id)

        await self.write(work)

    def _back_off(self, failures: int) -> timedelta:
        pause: timedelta = self.order.every * (1 << min(failures, BACK_OFF_DOUBLINGS))
        return min(pause, LONGEST_BACK_OFF)

    async def keep_away(self, seconds: float) -> None:
        """Remember that the portal asked us not to come back before so many seconds (at most a day)."""
        pause = min(seconds, LONGEST_BACK_OFF.total_seconds())
        until = self.order.clock() + timedelta(seconds=pause)
        await self.write(lambda c: sources.update(c, self._source, not_before=until))

    async def finish(self, found: Findings) -> None:
        """Close the run: absences, first fills, outcome. One that was called off stays open.

        It says nothing of the source, and what was due is still to be done.
        """
        desk = self.desk()
        try:
            await self._flush()
            if self._called_off():
                return
            self.queued += await self.write(lambda c: self._close(c, desk, found))
            last = await self.read(lambda c: runs.latest(c, self._source))
        except StoreError as error:
            self.failure = str(error)
            return
        self.outcome = last.outcome if last else None

    def _close(self, connection: Connection, desk: Desk, found: Findings) -> list[str]:
        closing = Closing(connection, self.order, desk)
        queued = closing.close(self._run_id, self.counts, found)
        self.noted = closing.noted
        return queued
