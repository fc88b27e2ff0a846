"""That somebody watches is marked in the store, so that a gap is known and told once it is made up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from alerts.model import CaughtUp, Event, EventKind, OutageCause, ServiceFacts
from directives.model import Document, Instruction
from ingest import telling
from scheduler.ticks import first_tick, left_alone_until
from sources.health import GOOD_OUTCOMES
from sources.model import Source
from storage import directives, forms, items, marks, runs, sources, subscriptions, tally, versions
from storage.session import Connection

ALIVE = marks.SERVICE_ALIVE  # its note is who wrote it
GAP = "service/gap"  # a gap that is not told yet
#: Shorter is a restart or a hiccup: nothing a portal publishes is gone by then.
LEAST_GAP = timedelta(minutes=15)
#: A source that is not read by then (every crawl has a limit) does not hold the message up longer.
LONGEST_WAIT = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Gap:
    """Nobody watched between the two."""

    since: datetime
    until: datetime
    cause: OutageCause


@dataclass(frozen=True, slots=True)
class Pulse:
    """What a look at the mark showed: a gap that has just ended, and who else marks this store."""

    gap: Gap | None = None
    other: str = ""


def note_alive(
    connection: Connection, who: str, now: datetime, *, least: timedelta, cause: OutageCause
) -> Pulse:
    """Mark that somebody watches; a gap longer than `least` is kept until it is told."""
    before = marks.get(connection, ALIVE)
    marks.put(connection, ALIVE, now, who)
    if before is None:
        return Pulse()
    other = before.note if before.note != who else ""
    if now - before.at <= max(LEAST_GAP, least):
        return Pulse(other=other)
    known = waiting(connection)
    gap = Gap(known.since if known else before.at, now, cause)
    marks.put(connection, GAP, gap.since, forms.dump(gap))
    return Pulse(gap, other)


def waiting(connection: Connection) -> Gap | None:
    """The gap that is not told yet; it survives a kill."""
    mark = marks.get(connection, GAP)
    return forms.load(Gap, mark.note) if mark else None


def tell_back(
    connection: Connection, watched: Sequence[Source], zone: tzinfo, now: datetime
) -> list[str] | None:
    """Tell of the gap once every source that was due has been read, well or not.

    Returns the deliveries queued; None when there is nothing to tell yet.
    """
    gap = waiting(connection)
    if gap is None:
        return None
    back = _Return(connection, watched, zone, gap, now)
    patient = gap.until <= now < gap.until + LONGEST_WAIT
    if patient and any(map(back.awaits, watched)):
        return None
    if marks.take(connection, GAP) is None:
        return None  # another service tells it in this moment
    occasion = telling.Occasion(f"service/{gap.since.isoformat()}", None, "", now)
    event = Event(EventKind.SERVICE_BACK, now, service=back.facts())
    return telling.tell(connection, occasion, [event], subscriptions.load_all(connection))


@dataclass(frozen=True, slots=True)
class _Return:
    """What is made up for after a gap, as it stands now."""

    connection: Connection
    watched: Sequence[Source]
    zone: tzinfo
    gap: Gap
    now: datetime

    def awaits(self, source: Source) -> bool:
        """Whether a source was due when the gap ended and has not been read to an end since."""
        last = runs.latest(self.connection, source.name)
        if last is not None and last.started_at >= self.gap.until:
            return last.finished_at is None
        state = sources.state(self.connection, source.name)
        if state is None or left_alone_until(state, self.zone, last, self.now):
            return False
        return first_tick(source.every, self.zone, last, self.now) <= self.now

    def facts(self) -> ServiceFacts:
        """From when to when, why, and what was found and missed."""
        found = tally.since(self.connection, self.gap.until)
        return ServiceFacts(
            since=self.gap.since,
            until=self.gap.until,
            cause=self.gap.cause,
            sources=tuple(
                source.profile.title or source.name for source in self.watched if self._read(source)
            ),
            caught_up=CaughtUp(found.new, found.changed, found.directives),
            passed=self._passed(),
        )

    def _read(self, source: Source) -> bool:
        last = runs.latest(self.connection, source.name)
        well = last is not None and last.outcome in GOOD_OUTCOMES
        return last is not None and well and last.started_at >= self.gap.until

    def _passed(self) -> tuple[tuple[str, Document | None, Instruction], ...]:
        """The instructions whose last day went by in the gap; what is due today has not passed."""
        first, end = (at.astimezone(self.zone).date() for at in (self.gap.since, self.gap.until))
        found = directives.listing(self.connection, due_from=first, due_before=end)
        return tuple((one.url, self._paper(one.item_id), one.instruction) for one in found)

    def _paper(self, item_id: int) -> Document | None:
        item = items.by_id(self.connection, item_id)
        version = versions.current(self.connection, item) if item else None
        return version.extraction.document if version else None
