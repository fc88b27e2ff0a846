"""When a source is looked at: from how that is set, from its last run, and from the clock."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger

from sources.every import CronLine, Interval, parse_every
from storage.runs import StoredRun

#: A tick comes up to a tenth of its interval late, so that sources do not march in step …
JITTER_SHARE = 10
#: … but never later than this.
LONGEST_JITTER = timedelta(seconds=60)
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

    At once also when the last run lies in the future (the clock was wrong), and when it was cut
    off and the cron line would make up for it only days later.
    """
    if last is None or last.started_at > now:
        return now
    schedule = parse_every(every)
    if isinstance(schedule, Interval):
        return max(now, last.started_at + schedule.every)
    if last.outcome is None:
        return now
    due = Ticks(every, zone).get_next_fire_time(None, last.started_at)
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


def _cron(line: CronLine, zone: tzinfo) -> CronTrigger:
    minute, hour, day, month, weekday = line.fields
    return CronTrigger(
        minute=minute, hour=hour, day=day, month=month, day_of_week=weekday, timezone=zone
    )
