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


def is_incident(missing: Sequence[Missing], checked: int, policy: AbsencePolicy) -> bool:
    """Whether so many vanished in one run that the source is at fault, not the items."""
    vanished = sum(entry.state != "withdrawn" for entry in missing)
    return vanished > max(MIN_INCIDENT, policy.max_share * checked)


def judge(entry: Missing, now: datetime, policy: AbsencePolicy) -> AbsenceDecision:
    """Judge one miss while the source was healthy."""
    since = entry.suspected_at or now
    checks = entry.checks + 1
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
        next_check_at=now + _pause(state, policy),
    )


def _pause(state: str, policy: AbsencePolicy) -> timedelta:
    if state == "withdrawn":
        return WITHDRAWN_RECHECK
    # The last of the checks that are asked for falls on the end of the waiting.
    return policy.confirm_after / max(1, policy.checks - 1)
