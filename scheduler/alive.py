"""The message that everything is still watched: due by a mark, so that it comes once."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from alerts.affairs import Affair, AliveFacts, Reading
from scheduler.operator import Operator
from sources.health import GOOD_OUTCOMES
from sources.weekly import Weekly
from storage import backup, marks, runs, sources, tally
from storage.session import Connection

TOLD = "service/alive-told"  # when it was told last, or when there was first somebody to tell it
LONGEST_ACCOUNT = timedelta(days=31)  # counted back no further, however long nothing was told


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who tells it: since when it runs, on which machine, in which zone, with how many bytes left."""

    running_since: datetime
    host: str
    zone: tzinfo
    free: int | None


def tell_alive(
    connection: Connection,
    operator: Operator,
    when: Weekly,
    watcher: Watcher,
    now: datetime,
) -> list[str]:
    """Tell it if its time has come since it was told last; returns the deliveries queued."""
    due = when.last(now, watcher.zone)
    told = marks.get(connection, TOLD)
    if told is not None and due <= told.at <= now:
        return []
    marks.put(connection, TOLD, now)
    if told is None or told.at > now:
        return []  # a first start, or a clock that was ahead: there is nothing to give account of
    facts = _facts(connection, max(told.at, now - LONGEST_ACCOUNT), watcher)
    affair = Affair(now, watcher.host, alive=facts)
    key = f"service/alive/{due.isoformat()}"
    return operator.queue(connection, key, affair, operator.channels)


def _facts(connection: Connection, since: datetime, watcher: Watcher) -> AliveFacts:
    found = tally.since(connection, since)
    copied = marks.get(connection, backup.LAST)
    return AliveFacts(
        running_since=watcher.running_since,
        told_since=since,
        readings=tuple(
            Reading(state.title, _last_good(connection, state.name))
            for state in sources.all_states(connection)
        ),
        new=found.new,
        directives=found.directives,
        sent=found.sent,
        waiting=found.waiting,
        refused=found.refused,
        free=watcher.free,
        last_backup=copied.at if copied else None,
    )


def _last_good(connection: Connection, source: str) -> datetime | None:
    last = runs.latest(connection, source, outcomes=tuple(sorted(GOOD_OUTCOMES)))
    return last.finished_at if last else None
