"""Whether an item is gone from the portal: live -> suspected -> withdrawn -> restored. Pure.

One miss proves nothing: servers answer 404 under load, lists break, sites move. An item counts as
withdrawn only after several direct requests over a day said so while the source was healthy.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

MIN_INCIDENT = 3  # so many items may vanish at once before a share is asked about
MIN_TRICKLE = 10  # so many may go one by one within `confirm_after` before a share is asked about
MIN_MOST = 2  # a lone item is never "most of the source": it may simply be gone
MOST = 0.5  # a source that loses more of what it has at once is at fault, however small it is
FIRST_DOUBT = timedelta(hours=1)  # the pause after the first miss; each later one is twice as long
DOUBLINGS = 12  # beyond these the policy's own pace is reached
WITHDRAWN_RECHECK = timedelta(days=7)  # a withdrawn item may come back


@dataclass(frozen=True, slots=True)
class AbsencePolicy:
    """The settings of [absence]."""

    confirm_after: timedelta
    checks: int
    max_share: float


@dataclass(frozen=True, slots=True)
class Missing:
    """An item that a direct request did not find, with what was known of it before."""

    item_id: int
    state: Literal["live", "suspected", "withdrawn"]
    suspected_at: datetime | None
    checks: int  # earlier direct requests that did not find it


@dataclass(frozen=True, slots=True)
class Stock:
    """What a source has beside the items missed in this run, when the run is judged.

    `known`: its items, live and suspected; `seen`: found by a direct request within
    `confirm_after`; `vanished`: missed within that time, told as suspected or not judged.
    """

    known: int
    seen: int
    vanished: int


class Incident(StrEnum):
    """Why the source is at fault, and not its items."""

    AT_ONCE = "at_once"  # more than max(3, share) of the items checked in one run
    ONE_BY_ONE = "one_by_one"  # as many within `confirm_after`, a few in each run
    MOST = "most"  # more than half of all that the source has


class AbsenceReason(StrEnum):
    """Why an item's state is as it is after a miss."""

    FIRST_MISS = "first_miss"
    NOT_LONG_ENOUGH = "not_long_enough"
    CONFIRMED = "confirmed"
    STILL_GONE = "still_gone"


@dataclass(frozen=True, slots=True)
class AbsenceDecision:
    """The new state of one missing item; `turned` when it differs from before."""

    item_id: int
    state: Literal["suspected", "withdrawn"]
    reason: AbsenceReason
    turned: bool
    suspected_at: datetime
    checks: int
    next_check_at: datetime


def incident_in(
    missing: Sequence[Missing], checked: int, policy: AbsencePolicy, stock: Stock
) -> Incident | None:
    """Whether so much vanished that the source is at fault; `checked` items were asked for."""
    gone = sum(entry.state != "withdrawn" for entry in missing)
    fresh = sum(entry.state == "live" for entry in missing)
    if gone > max(MIN_INCIDENT, policy.max_share * checked):
        return Incident.AT_ONCE
    together = gone + stock.vanished
    if (
        gone
        and together >= MIN_MOST
        and together > max(MOST, policy.max_share) * (stock.known + gone)
    ):
        return Incident.MOST
    asked = stock.seen + together
    if fresh and together > max(MIN_TRICKLE, policy.max_share * asked):
        return Incident.ONE_BY_ONE
    return None


def judge(entry: Missing, now: datetime, policy: AbsencePolicy) -> AbsenceDecision:
    """Judge one miss while the source was healthy."""
    since = entry.suspected_at or now
    checks = 1 if entry.state == "live" else entry.checks + 1  # misses of an incident do not count
    if entry.state == "withdrawn":
        reason, state = AbsenceReason.STILL_GONE, "withdrawn"
    elif checks >= policy.checks and now - since >= policy.confirm_after:
        reason, state = AbsenceReason.CONFIRMED, "withdrawn"
    elif entry.state == "live":
        reason, state = AbsenceReason.FIRST_MISS, "suspected"
    else:
        reason, state = AbsenceReason.NOT_LONG_ENOUGH, "suspected"
    return AbsenceDecision(
        item_id=entry.item_id,
        state="withdrawn" if state == "withdrawn" else "suspected",
        reason=reason,
        turned=state != entry.state,
        suspected_at=since,
        checks=checks,
        next_check_at=now + _pause(state, checks, now - since, policy),
    )


def _pause(state: str, checks: int, waited: timedelta, policy: AbsencePolicy) -> timedelta:
    if state == "withdrawn":
        return WITHDRAWN_RECHECK
    # Soon at first: most that is missed is back within hours, and "restored" should not wait.
    # The last look falls on the end of the waiting.
    soon = FIRST_DOUBT * (1 << min(checks - 1, DOUBLINGS))
    pause = min(soon, policy.confirm_after / max(1, policy.checks - 1))
    left = policy.confirm_after - waited
    return min(pause, left) if left > timedelta() else pause
