"""One cell of the matrix being tried: what is done under the fault, and what must come of it."""

from collections import Counter
from datetime import UTC, datetime
from hashlib import sha256

from demo.faults import FaultName
from demo.items import NEWS, PAPERS, Kind
from demo.items import Item as PortalItem
from sources.faults import Fault
from tests.crawler.watching import EVERY, Watch, faults
from tests.journeys.fault_matrix import (
    FOLLOWED,
    LARGE,
    LONG,
    LONG_WAIT,
    MOST_TICKS,
    NEVER_DONE,
    NEWLY_WRITTEN,
    NEXT_LOOK,
    PLACES,
    SHORT,
    SHORT_LISTS,
    Cell,
    Ground,
    Seen,
)


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
