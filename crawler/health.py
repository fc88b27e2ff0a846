"""A Run is opened, closed and judged; what needs a healthy run happens at its end."""

from dataclasses import dataclass

from crawler.order import CrawlOrder
from ingest import fill
from ingest.desk import Desk
from ingest.missing import judge_missing
from ingest.outages import note_run
from sources.faults import Fault, FetchError
from sources.runs import RunCounts, judge
from storage import items, runs, sources
from storage.items import Item
from storage.session import Connection

FILL_PATIENCE = 3  # an item that failed so often no longer holds up the first summary of a section


@dataclass(frozen=True, slots=True)
class Findings:
    """What a crawl brought beside its records.

    `read_through` names the sections whose pages were read to the end; `healthy` means that every
    listing was read and the canary (if any) seen: only then can an absence mean something.
    """

    missing: tuple[Item, ...]
    checked: int
    read_through: tuple[str, ...]
    healthy: bool


class Closing:
    """The end of one run, in one transaction."""

    def __init__(self, connection: Connection, order: CrawlOrder, desk: Desk) -> None:
        self.connection = connection
        self.order = order
        self.desk = desk
        self.source = order.source.name

    def close(self, run_id: int, counts: RunCounts, found: Findings) -> list[str]:
        """Judge absences, tell first fills, close the run; returns the deliveries queued."""
        queued = self._judge_missing(counts, found)
        queued += self._note_sections(found)
        known = sources.sections_of(self.connection, self.source)
        allow_empty = bool(known) and all(state.section.allow_empty for state in known)
        outcome = judge(counts, allow_empty=allow_empty)
        queued += note_run(self.connection, outcome, self.desk)
        runs.finish(self.connection, run_id, self.desk.now, outcome, counts)
        return queued

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
            self._ask_again(found)
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
        if not first or self.order.no_alerts:
            return []
        return fill.summarise(self.connection, first, self.desk)

    def _waiting(self, section: str) -> int:
        return items.waiting(self.connection, self.source, section, FILL_PATIENCE)
