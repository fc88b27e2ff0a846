"""Whether a source can be trusted to tell us anything, and when people hear of it. Pure.

Three tiers: well, unsteady (shown in `chidao status` only), blind (told). People were last told one of
three things, and hear anew only when that is no longer so:

- blind: after bad runs in a row, or too long a silence; again after a day, then every week;
- unsteady: blind again within a day of its return; instead of blind and back in turns;
- well: after it stayed good, longer where it was unsteady.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from directives.holidays import is_working_day
from sources.runs import RunOutcome
from sources.units import WorkingDays

BLIND_AFTER = 3  # bad runs in a row: one may be a hiccup, and warnings must not become wallpaper
BACK_AFTER = 2  # good runs in a row before its return is told
RENEWED_WITHIN = timedelta(days=1)  # blind again so soon after its return: it is unsteady
CALM_AFTER = timedelta(days=1)  # an unsteady source stays good for so long before that is told
AGAIN_AFTER = timedelta(days=1)  # a blindness that lasts is told again after this …
AGAIN_EVERY = timedelta(days=7)  # … and then so often

GOOD_OUTCOMES = frozenset({RunOutcome.OK, RunOutcome.PARTIAL})
SILENCE = "silence"


class Tier(StrEnum):
    """How a source is, as `chidao status` shows it."""

    WELL = "well"
    UNSTEADY = "unsteady"
    BLIND = "blind"


class Turn(StrEnum):
    """What people are to be told now."""

    NONE = "none"
    BLIND = "blind"
    STILL_BLIND = "still_blind"
    UNSTEADY = "unsteady"
    BACK = "back"


class Condition(StrEnum):
    """What a run says of its source."""

    GOOD = "good"
    DOUBTFUL = "doubtful"  # read, but not as it always was
    BAD = "bad"
    UNKNOWN = "unknown"  # nobody could be reached, or the crawl was stopped: it says nothing


@dataclass(frozen=True, slots=True)
class Health:
    """What is known of a source's state, as kept in the store; times are UTC.

    `bad_runs` and `troubled_runs` (bad or doubtful) are in a row, `good_runs` too while somebody
    waits to hear of its return. `troubled_since` is the first of them, `blind_since` the same once
    it counts as blind; `blind_why` is a fault, an outcome or "silence". `told` is what people heard
    last: "" (well), "blind" or "unsteady", `told_times` how often in this outage.
    """

    bad_runs: int = 0
    troubled_runs: int = 0
    good_runs: int = 0
    troubled_since: datetime | None = None
    good_since: datetime | None = None
    blind_since: datetime | None = None
    blind_why: str = ""
    told: str = ""
    told_since: datetime | None = None  # when the outage began that people heard of
    told_at: datetime | None = None
    told_times: int = 0
    back_at: datetime | None = None

    @property
    def tier(self) -> Tier:
        """Well, unsteady or blind."""
        if self.blind_since is not None:
            return Tier.BLIND
        return Tier.UNSTEADY if self.troubled_since is not None or self.told else Tier.WELL


@dataclass(frozen=True, slots=True)
class Finding:
    """A run as judged: `why` where it is not good; `silent`: nothing new came for too long.

    `first_contact`: a portal that nobody ever read shows nothing that can be: told at once.
    """

    condition: Condition
    why: str = ""
    silent: bool = False
    first_contact: bool = False


def judge_health(before: Health, found: Finding, now: datetime) -> tuple[Health, Turn]:
    """Judge a source after a run, and say what people are to be told."""
    if found.condition is Condition.UNKNOWN:
        return before, Turn.NONE
    after = _counted(before, found, now)
    if after.blind_since is not None:
        return _tell_trouble(after, now)
    return _tell_return(after, now)


def _counted(before: Health, found: Finding, now: datetime) -> Health:
    good = found.condition is Condition.GOOD
    if good and not found.silent:
        return replace(
            before,
            bad_runs=0,
            troubled_runs=0,
            troubled_since=None,
            blind_since=None,
            blind_why="",
            good_runs=before.good_runs + 1 if before.told else 0,
            good_since=(before.good_since or now) if before.told else None,
        )
    since = before.troubled_since or now
    troubled_runs = 0 if good else before.troubled_runs + 1
    # Doubtful runs in between neither start nor end a blindness; a first contact does not wait.
    blind = found.silent or found.first_contact or troubled_runs >= BLIND_AFTER
    return replace(
        before,
        bad_runs=before.bad_runs + 1 if found.condition is Condition.BAD else 0,
        troubled_runs=troubled_runs,
        troubled_since=since,
        blind_since=since if blind or before.blind_since else None,
        blind_why=SILENCE if good else found.why,
        good_runs=0,
        good_since=None,
    )


def _tell_trouble(health: Health, now: datetime) -> tuple[Health, Turn]:
    if health.told:
        return _tell_again(health, now)
    renewed = health.back_at is not None and now - health.back_at < RENEWED_WITHIN
    turn = Turn.UNSTEADY if renewed else Turn.BLIND
    return _told(replace(health, told_since=health.blind_since), turn, now), turn


def _tell_again(health: Health, now: datetime) -> tuple[Health, Turn]:
    """A blindness that lasts; that of an unsteady source begins anew whenever it was good."""
    begun, told_at = health.blind_since or now, health.told_at or now
    unsteady = health.told == Turn.UNSTEADY
    pause = AGAIN_AFTER if unsteady or health.told_times == 1 else AGAIN_EVERY
    if now >= (max(begun, told_at) if unsteady else told_at) + pause:
        turn = Turn.STILL_BLIND
    elif unsteady and now >= told_at + AGAIN_EVERY:
        turn = Turn.UNSTEADY
    else:
        return health, Turn.NONE
    return _told(health, turn, now), turn


def _tell_return(health: Health, now: datetime) -> tuple[Health, Turn]:
    if not health.told or health.good_since is None or health.good_runs < BACK_AFTER:
        return health, Turn.NONE
    if health.told == Turn.UNSTEADY and now - health.good_since < CALM_AFTER:
        return health, Turn.NONE
    calm = Health(back_at=now, troubled_since=health.troubled_since)
    return calm, Turn.BACK


def _told(health: Health, turn: Turn, now: datetime) -> Health:
    state = Turn.UNSTEADY if turn is Turn.UNSTEADY else Turn.BLIND
    return replace(health, told=state.value, told_at=now, told_times=health.told_times + 1)


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
