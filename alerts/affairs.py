"""What concerns chidao itself and is told to its operator alone: the types."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Trouble(StrEnum):
    """What can go wrong with chidao itself; the value is stored and logged."""

    STORE = "store"  # gone, locked, damaged
    DISK_FULL = "disk_full"
    SPACE = "space"  # the disk is nearly full
    CRAWL = "crawl"  # our own failure; the subject is the source
    CHANNEL = "channel"  # fails for long; the subject is the channel
    REFUSED = "refused"  # deliveries refused for good; the subject is the channel
    SETTINGS = "settings"  # not taken over
    BACKUP = "backup"
    CLOCK = "clock"  # jumped backwards


#: What happens in a moment: it is told once and does not end.
MOMENTARY = frozenset({Trouble.REFUSED, Trouble.CLOCK})
#: What concerns one machine and not the store that several may share.
OF_THE_MACHINE = frozenset({Trouble.SPACE, Trouble.CLOCK, Trouble.SETTINGS})


class Phase(StrEnum):
    """Where in its course a trouble is told."""

    BEGAN = "began"
    LASTS = "lasts"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class TroubleFacts:
    """A trouble as told: `subject` is a source or channel, `detail` a reason or a number."""

    trouble: Trouble
    phase: Phase
    since: datetime
    subject: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A source and when it was last read well; None when never."""

    source: str
    last_good: datetime | None


@dataclass(frozen=True, slots=True)
class AliveFacts:
    """That everything is still watched, and what came since the last such message.

    `waiting` counts deliveries not sent yet; `free` are bytes, None where they are not known.
    """

    running_since: datetime
    told_since: datetime
    readings: tuple[Reading, ...]
    new: int
    directives: int
    sent: int
    waiting: int
    refused: int
    free: int | None = None
    last_backup: datetime | None = None


@dataclass(frozen=True, slots=True)
class Affair:
    """One thing worth telling the operator, at `at` (UTC) on `host`."""

    at: datetime
    host: str
    trouble: TroubleFacts | None = None
    alive: AliveFacts | None = None
