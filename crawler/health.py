"""A Run is opened, closed and judged; what needs a healthy run happens at its end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crawler.order import CrawlOrder
from ingest import fill
from ingest.desk import Desk
from ingest.missing import judge_missing
from ingest.outages import Noted, RunEnd, note_run
from ingest.standing import doubts
from ingest.stock import summarise_stock
from sources.faults import Fault, FetchError
from sources.past import Doubt
from sources.runs import RunCounts, judge
from storage import items, runs, sources
from storage.items import Item
from storage.session import Connection
from storage.sources import SectionState

FILL_PATIENCE = 3  # an item that failed so often no longer holds up the first summary of a section


@dataclass(frozen=True, slots=True)
class Findings:
    """What a crawl brought beside its records.

    `read_through` names the sections whose pages were read to the end; `healthy` means that every
    listing was read and the canary (if any) seen: only then can an absence mean something.
    `whole`: the crawl came to its own end.
    """

    missing: tuple[Item, ...]
    checked: int
    read_through: tuple[str, ...]
    healthy: bool
    whole: bool = True


class Closing:
    """The end of one run, in one transaction."""

    def __init__(self, connection: Connection, order: CrawlOrder, desk: Desk) -> None:
        self.connection = connection
        self.order = order
        self.desk = desk
        self.source = order.source.name
        self.noted = Noted()  # what the run meant for its source, once it is closed

    def close(self, run_id: int, counts: RunCounts, found: Findings) -> list[str]:
        """Judge absences, tell first fills, close the run; returns the deliveries queued."""
        known = sources.sections_of(self.connection, self.source)
        doubted = self._doubt(counts, known)
        if doubted:  # half a list is no list to miss anything by
            found = replace(found, healthy=False, read_through=self._trusted(found, doubted))
        queued = self._judge_missing(counts, found)
        queued += self._note_sections(found)
        allow_empty = bool(known) and all(state.section.allow_empty for state in known)
        outcome = judge(counts, allow_empty=allow_empty)
        end = RunEnd(outcome, counts, found.whole, doubted)
        self.noted = note_run(self.connection, end, self.desk)
        queued += self.noted.queued
        runs.finish(self.connection, run_id, self.desk.now, outcome, counts)
        return queued

    def _doubt(self, counts: RunCounts, known: Sequence[SectionState]) -> list[Doubt]:
        """Name what is not as it always was; lists that may be empty may also shrink."""
        bound = {state.section.name: state.section.url for state in known}
        free = {state.section.name for state in known if state.section.allow_empty}
        found = doubts(self.connection, counts, bound.keys() - free, self.desk)
        counts.errors += [FetchError(bound[one.section], one.fault, one.message) for one in found]
        return found

    def _trusted(self, found: Findings, doubted: Sequence[Doubt]) -> tuple[str, ...]:
        """The sections read to the end; a doubted list is read again, until it counts as blind."""
        state = sources.state(self.connection, self.source)
        if state is None or state.blind_since is not None:
            return found.read_through
        shrunk = {doubt.section for doubt in doubted if doubt.fault is Fault.FEWER_ITEMS}
        return tuple(name for name in found.read_through if name not in shrunk)

    def _judge_missing(self, counts: RunCounts, found: Findings) -> list[str]:
        if not found.missing:
            return []
        if not found.healthy:
            self._ask_again(found)
            return []
        judged = judge_missing(
            self.connection,
            found.missing,
            checked=found.checked,
            policy=self.order.absence,
            desk=self.desk,
        )
        if judged.incident:
            vanished = f"{len(found.missing)} of {found.checked} items vanished at once"
            url = self.order.source.profile.url
            counts.errors.append(FetchError(url, Fault.MASS_ABSENCE, f"{vanished}: not believed."))
        counts.suspected += judged.suspected
        counts.withdrawn += judged.withdrawn
        return list(judged.queued)

    def _ask_again(self, found: Findings) -> None:
        soon = self.desk.now + self.order.every
        for item in found.missing:
            items.update(self.connection, item.id, next_check_at=soon)

    def _note_sections(self, found: Findings) -> list[str]:
        known = {
            state.section.name: state for state in sources.sections_of(self.connection, self.source)
        }
        complete = [
            name for name in found.read_through if name in known and not self._waiting(name)
        ]
        first = [name for name in complete if known[name].filled_at is None]
        sources.mark_swept(self.connection, self.source, complete, self.desk.now)
        queued = summarise_stock(self.connection, first, self.desk)
        if not first or self.order.no_alerts:
            return queued
        return queued + fill.summarise(self.connection, first, self.desk)

    def _waiting(self, section: str) -> int:
        return items.waiting(self.connection, self.source, section, FILL_PATIENCE)
