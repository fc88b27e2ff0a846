"""A Run: one crawl of one source, its counts and its outcome."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sources.faults import BLOCKING_FAULTS, FetchError


class RunOutcome(StrEnum):
    """How a run ended, as printed by `chidao check --json`."""

    OK = "ok"
    PARTIAL = "partial"  # some addresses failed
    FAILED = "failed"  # no listing could be read
    BLOCKED = "blocked"  # the portal refused us
    EMPTY = "empty"  # listings were read and held nothing


@dataclass(slots=True)
class RunCounts:
    """What one crawl did, counted while it runs."""

    requests: int = 0
    bytes: int = 0
    listings_read: int = 0
    listings_failed: int = 0
    listed: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    suspected: int = 0
    withdrawn: int = 0
    restored: int = 0
    errors: list[FetchError] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Run:
    """A finished crawl as stored and shown."""

    source: str
    started_at: datetime
    finished_at: datetime
    outcome: RunOutcome
    counts: RunCounts


def judge(counts: RunCounts, *, allow_empty: bool) -> RunOutcome:
    """Name the outcome of a crawl; an empty listing is a fault unless the source declares it.

    No listing read is `failed`, or `blocked` when the portal refused us.
    """
    refused = any(error.fault in BLOCKING_FAULTS for error in counts.errors)
    if counts.listings_read == 0:
        return RunOutcome.BLOCKED if refused else RunOutcome.FAILED
    if counts.listed == 0 and not allow_empty:
        return RunOutcome.EMPTY
    return RunOutcome.PARTIAL if counts.errors or counts.listings_failed else RunOutcome.OK
