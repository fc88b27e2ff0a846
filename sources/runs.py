"""A Run: one crawl of one source, its counts and its outcome."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sources.faults import BLOCKING_FAULTS, NETWORK_FAULTS, Fault, FetchError


class RunOutcome(StrEnum):
    """How a run ended, as printed by `chidao check --json`."""

    OK = "ok"
    PARTIAL = "partial"  # some addresses failed
    FAILED = "failed"  # no listing could be read
    BLOCKED = "blocked"  # the portal refused us
    EMPTY = "empty"  # listings were read and held nothing


@dataclass(slots=True)
class SectionReading:
    """What a run read of one section: `listed` items if its listing was read to the end, and of
    `articles` read how many had each field. `doubtful`: it is not as this section always was.
    """

    section: str
    listed: int | None = None
    articles: int = 0
    fields: dict[str, int] = field(default_factory=dict)
    doubtful: bool = False


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
    items_failed: int = 0  # asked for, and not read
    errors: list[FetchError] = field(default_factory=list)
    sections: list[SectionReading] = field(default_factory=list)

    def of_section(self, name: str) -> SectionReading:
        """What was read of a section, to be counted on."""
        for entry in self.sections:
            if entry.section == name:
                return entry
        self.sections.append(SectionReading(name))
        return self.sections[-1]

    @property
    def articles(self) -> int:
        """How many articles were read, changed or not."""
        return sum(entry.articles for entry in self.sections)

    @property
    def all_listings_read(self) -> bool:
        """Whether there were listings, and none of them failed."""
        return bool(self.listings_read) and not self.listings_failed


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


def unreachable(counts: RunCounts) -> Fault | None:
    """The fault of the network for which nothing at all was had; None when anything answered.

    OFFLINE where any request met it: it is the one that speaks of this machine.
    """
    met = {error.fault for error in counts.errors}
    if counts.listings_read or counts.articles or not met or not met <= NETWORK_FAULTS:
        return None
    return Fault.OFFLINE if Fault.OFFLINE in met else _commonest(counts)


def why_of(outcome: RunOutcome, counts: RunCounts) -> str:
    """What a run that was not good suffered from: the commonest fault, else its outcome."""
    fault = _commonest(counts)
    return fault.value if fault else outcome.value


def _commonest(counts: RunCounts) -> Fault | None:
    named = Counter(error.fault for error in counts.errors).most_common(1)
    return named[0][0] if named else None
