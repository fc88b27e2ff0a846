"""Runs: each crawl of a source, opened before and closed after."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from sources.runs import RunCounts, RunOutcome
from storage import forms
from storage.session import Connection
from storage.tables import runs


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run as kept; `outcome` is None while it goes on, or for ever when it was killed."""

    id: int
    source: str
    started_at: datetime
    finished_at: datetime | None
    outcome: RunOutcome | None
    counts: RunCounts


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
        .values(finished_at=now, outcome=outcome.value, counts=forms.dump(counts))
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
    return StoredRun(
        id=row.id,
        source=row.source,
        started_at=row.started_at,
        finished_at=row.finished_at,
        outcome=RunOutcome(row.outcome) if row.outcome else None,
        counts=forms.load(RunCounts, row.counts) if row.counts else RunCounts(),
    )
