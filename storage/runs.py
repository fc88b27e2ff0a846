"""Runs: each crawl of a source, opened before and closed after."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import takewhile

import sqlalchemy as sa

from sources.runs import RunCounts, RunOutcome
from storage import forms
from storage.session import Connection
from storage.tables import runs

MOST_COUNTED = 16  # runs that were cut off in a row: with so many nobody counts on the next


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run as kept; `outcome` is None while it goes on, or for ever when it was cut off.

    `cut_off`: so many in a row up to this one, the last of its source, have no outcome.
    """

    id: int
    source: str
    started_at: datetime
    finished_at: datetime | None
    outcome: RunOutcome | None
    counts: RunCounts
    cut_off: int = 0


def begin(connection: Connection, source: str, now: datetime) -> int:
    """Open a run; returns its id."""
    row = runs.insert().values(source=source, started_at=now).returning(runs.c.id)
    return int(connection.execute(row).scalar_one())


def finish(
    connection: Connection, run_id: int, now: datetime, outcome: RunOutcome, counts: RunCounts
) -> None:
    """Close a run with what it did."""
    connection.execute(
        runs.update()
        .where(runs.c.id == run_id)
        .values(
            finished_at=now,
            outcome=outcome.value,
            counts=forms.dump(counts),
            lists=sum(entry.listed is not None for entry in counts.sections),
            asked=counts.articles + counts.items_failed + counts.unchanged,
            doubtful=sum(entry.doubtful for entry in counts.sections),
        )
    )


def latest(
    connection: Connection, source: str, *, outcomes: tuple[RunOutcome, ...] = ()
) -> StoredRun | None:
    """The last run of a source, if wanted the last with one of these outcomes."""
    query = sa.select(runs).where(runs.c.source == source)
    if outcomes:
        query = query.where(runs.c.outcome.in_([outcome.value for outcome in outcomes]))
    row = connection.execute(query.order_by(runs.c.id.desc()).limit(1)).one_or_none()
    if row is None:
        return None
    return _stored(row, 0 if row.outcome else _cut_off(connection, source))


def _cut_off(connection: Connection, source: str) -> int:
    query = sa.select(runs.c.outcome).where(runs.c.source == source).order_by(runs.c.id.desc())
    outcomes = connection.scalars(query.limit(MOST_COUNTED))
    return sum(1 for _ in takewhile(lambda outcome: outcome is None, outcomes))


class Evidence(StrEnum):
    """What a run must have done to be held against another."""

    LISTS = "lists"  # read a listing to its end
    ITEMS = "asked"  # asked for items


def with_evidence(
    connection: Connection,
    source: str,
    evidence: Evidence,
    *,
    since: datetime,
    latest: int,
    undoubted: int,
) -> list[RunCounts]:
    """Finished runs that hold such evidence, newest first: the `latest`, and those `undoubted`."""
    query = (
        sa.select(runs.c.id, runs.c.counts)
        .where(runs.c.source == source, runs.c.started_at >= since)
        .where(runs.c[evidence.value] > 0, runs.c.finished_at.is_not(None))
        .order_by(runs.c.id.desc())
    )
    found: dict[int, str] = {}
    for part in (query.limit(latest), query.where(runs.c.doubtful == 0).limit(undoubted)):
        found |= {row.id: row.counts for row in connection.execute(part)}
    return [forms.load(RunCounts, found[number]) for number in sorted(found, reverse=True)]


def _stored(row: sa.Row[tuple[object, ...]], cut_off: int) -> StoredRun:
    return StoredRun(
        id=row.id,
        source=row.source,
        started_at=row.started_at,
        finished_at=row.finished_at,
        outcome=RunOutcome(row.outcome) if row.outcome else None,
        counts=forms.load(RunCounts, row.counts) if row.counts else RunCounts(),
        cut_off=cut_off,
    )
