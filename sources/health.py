"""Whether a source can be trusted to tell us anything: blind after bad runs or too long a silence."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from directives.holidays import is_working_day
from sources.runs import RunOutcome
from sources.units import WorkingDays

BLIND_AFTER = 3  # bad runs in a row: one may be a hiccup, and warnings must not become wallpaper

GOOD_OUTCOMES = frozenset({RunOutcome.OK, RunOutcome.PARTIAL})


class Turn(StrEnum):
    """What happened to the trust in a source."""

    NONE = "none"
    BLIND = "blind"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Health:
    """What is known of a source's state; `why` is an outcome's value or "silence", "" when well."""

    bad_runs: int = 0
    blind_since: datetime | None = None
    why: str = ""


SILENCE = "silence"


def judge_health(
    before: Health, outcome: RunOutcome, now: datetime, *, silent: bool
) -> tuple[Health, Turn]:
    """Judge a source after a run. `silent`: nothing new came for longer than its settings allow."""
    bad = outcome not in GOOD_OUTCOMES
    bad_runs = before.bad_runs + 1 if bad else 0
    blind = silent or bad_runs >= BLIND_AFTER or (bad and before.blind_since is not None)
    if not blind:
        turn = Turn.BACK if before.blind_since else Turn.NONE
        return Health(bad_runs), turn
    why = outcome.value if bad else SILENCE
    turn = Turn.NONE if before.blind_since else Turn.BLIND
    return Health(bad_runs, before.blind_since or now, why), turn


def is_silent(
    last_new: datetime | None, allowed: timedelta | WorkingDays | None, now: datetime
) -> bool:
    """Whether nothing new came for longer than allowed; working days are counted in local days."""
    if last_new is None or allowed is None:
        return False
    if isinstance(allowed, WorkingDays):
        return _working_days(last_new.date(), now.date()) > allowed.days
    return now - last_new > allowed


def _working_days(since: date, until: date) -> int:
    """The working days after `since` up to and with `until`."""
    days = (since + timedelta(days=number) for number in range(1, (until - since).days + 1))
    return sum(map(is_working_day, days))
