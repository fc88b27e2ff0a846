"""When a source is looked at: from how that is set, from its last run, and from the clock."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger

from sources.backoff import jittered, rest
from sources.every import CronLine, Interval, parse_every
from storage.runs import StoredRun
from storage.sources import SourceState
from storage.wrong_clock import CLOCKS_APART

#: A tick comes up to a tenth of its interval late, so that sources do not march in step …
JITTER_SHARE = 10
#: … but never later than this.
LONGEST_JITTER = timedelta(seconds=60)
#: Before a crawl that was cut off is made up for; doubled each time, for it may be what kills us.
AGAIN_AFTER = timedelta(minutes=1)
#: A portal may send us away for so long; longer is a slip, or would blind us for good.
LONGEST_AWAY = timedelta(days=1)

_NEXT = timedelta(microseconds=1)  # what is finer than any tick


class Ticks(BaseTrigger):  # type: ignore[misc] # APScheduler has no types
    """The ticks of one source. However many a sleeping machine missed, the next lies ahead.

    APScheduler's own triggers count up every missed one, which takes minutes after a clock that
    was years behind has been set. `draw` gives a number in [0, 1) for the jitter of intervals.
    """

    def __init__(
        self, every: str, zone: tzinfo, *, draw: Callable[[], float] = random.random
    ) -> None:
        schedule = parse_every(every)
        self._text = every
        self._draw = draw
        self._every = schedule.every if isinstance(schedule, Interval) else timedelta()
        self._cron = _cron(schedule, zone) if isinstance(schedule, CronLine) else None

    def __str__(self) -> str:
        return self._text

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime | None:
        """The first tick after `previous` that `now` has not overtaken."""
        if self._cron is None:
            return self._after_interval(previous, now)
        after = max(previous, now) if previous else now
        found: datetime | None = self._cron.get_next_fire_time(None, after + _NEXT)
        return found

    def _after_interval(self, previous: datetime | None, now: datetime) -> datetime:
        due = (previous or now) + self._every
        jitter = min(self._every / JITTER_SHARE, LONGEST_JITTER) * self._draw()
        return (due if due > now else now + self._every) + jitter


def first_tick(every: str, zone: tzinfo, last: StoredRun | None, now: datetime) -> datetime:
    """At once when it was due while we were away, else when the last run says.

    At once also when the last run lies in the future (the clock was wrong). One that was cut off
    is made up for soon: an interval or a cron line may come only days later.
    """
    if last is None or last.started_at > now + CLOCKS_APART:
        return now
    schedule, started = parse_every(every), min(last.started_at, now)
    if last.outcome is None:
        again = rest(AGAIN_AFTER, last.cut_off - 1)
        pause = min(again, schedule.every) if isinstance(schedule, Interval) else again
        return max(now, started + pause)
    if isinstance(schedule, Interval):
        return max(now, started + schedule.every)
    due = Ticks(every, zone).get_next_fire_time(None, started)
    return max(now, due) if due else now


def away_until(
    not_before: datetime | None, last: StoredRun | None, now: datetime
) -> datetime | None:
    """Until when a portal that asked to wait is left alone; None when it can be asked."""
    if not_before is None:
        return None
    asked = last.started_at if last and last.started_at <= now else now - LONGEST_AWAY
    until = min(not_before, asked + LONGEST_AWAY)
    return until if until > now else None


def resting_until(state: SourceState, zone: tzinfo, last: StoredRun | None) -> datetime | None:
    """Until when a source whose runs went bad is left alone; None when they did not."""
    if not state.bad_runs or last is None:
        return None
    schedule = parse_every(state.every)
    if isinstance(schedule, Interval):
        pause = jittered(rest(schedule.every, state.bad_runs), state.name, state.bad_runs)
        return last.started_at + max(pause, schedule.every)
    return _resting_ticks(Ticks(state.every, zone), state.bad_runs, last.started_at)


def _resting_ticks(ticks: Ticks, bad_runs: int, started: datetime) -> datetime | None:
    """The last tick of a cron line within the pause, reckoned from the ticks that are next."""
    first = ticks.get_next_fire_time(None, started)
    second = ticks.get_next_fire_time(None, first) if first else None
    if first is None or second is None:
        return first
    chosen, end = first, started + rest(second - first, bad_runs)
    coming: datetime | None = second
    while coming is not None and coming <= end:
        chosen, coming = coming, ticks.get_next_fire_time(None, coming)
    return chosen


def left_alone_until(
    state: SourceState | None, zone: tzinfo, last: StoredRun | None, now: datetime
) -> datetime | None:
    """Until when nobody asks a source: the portal said so, or its runs go bad; None when it is asked.

    A last run in the future was written by a wrong clock and keeps nobody waiting.
    """
    if state is None:
        return None
    away = away_until(state.not_before, last, now)
    resting = resting_until(state, zone, last) if last and last.started_at <= now else None
    until = max((moment for moment in (away, resting) if moment), default=None)
    return until if until and until > now else None


def next_look(state: SourceState, zone: tzinfo, last: StoredRun | None, now: datetime) -> datetime:
    """When the service looks at a source next, jitter left out; `now` when that is overdue."""
    due = first_tick(state.every, zone, last, now)
    return max(due, left_alone_until(state, zone, last, now) or due)


def _cron(line: CronLine, zone: tzinfo) -> CronTrigger:
    minute, hour, day, month, weekday = line.fields
    return CronTrigger(
        minute=minute, hour=hour, day=day, month=month, day_of_week=weekday, timezone=zone
    )
