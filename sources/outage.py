"""Whether all sources are out of reach at once: then it is the network, not a portal. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sources.faults import Fault

HOSTS_NEEDED = 2  # one host that is out of reach may be down itself
#: A source reached so short a time ago shows that there is a network …
JUST_NOW = timedelta(minutes=5)
#: … and one that is asked rarely says nothing about today when it was last reached before this.
RARELY = timedelta(hours=1)

TELL_AFTER = timedelta(hours=2)  # an outage of everything that lasts is told before it ends
TELL_AGAIN = timedelta(days=1)
TELL_LATER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Reach:
    """How one active source is reached: `every` is the pause between its runs, `blind` says that it
    counts as down by itself already.
    """

    name: str
    host: str
    every: timedelta
    reached_at: datetime | None = None
    unreachable_since: datetime | None = None
    blind: bool = False


def began(fault: Fault, mine: Reach, others: Sequence[Reach], now: datetime) -> datetime | None:
    """Since when nothing can be reached, as far as is known; None when that is not so.

    `mine` could not be reached just now, because of `fault`. OFFLINE is believed unless another
    host was reached; any other fault only when no active source can be reached and they are on two
    hosts at least. A source that is blind already neither proves nor disproves anything.
    """
    away = [reach for reach in (mine, *others) if reach.unreachable_since and not reach.blind]
    since = min((reach.unreachable_since or now for reach in away), default=now)
    rest = [reach for reach in others if not reach.unreachable_since]
    if fault is Fault.OFFLINE:
        lately = min(mine.unreachable_since or now, now - JUST_NOW)
        seen = [reach for reach in rest if reach.host != mine.host]
        return None if any(_reached(reach, lately) for reach in seen) else since
    hosts = {reach.host for reach in away}
    if len(hosts) < HOSTS_NEEDED or not all(_says_nothing(reach, now) for reach in rest):
        return None
    return since


def tell_at(since: datetime, told_at: datetime | None, times: int) -> datetime:
    """When an outage of everything is told (again) while it lasts."""
    if told_at is None or not times:
        return since + TELL_AFTER
    return told_at + (TELL_AGAIN if times == 1 else TELL_LATER)


def _reached(reach: Reach, since: datetime) -> bool:
    return reach.reached_at is not None and reach.reached_at >= since


def _says_nothing(reach: Reach, now: datetime) -> bool:
    """Whether it is asked so rarely that its last answer is too old to mean anything."""
    if reach.reached_at is None:
        return False  # it was never asked: that is known in a moment
    return reach.every > RARELY and reach.reached_at < now - RARELY
