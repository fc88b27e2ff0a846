"""A source whose runs go bad is left alone longer and longer: intervals and cron lines alike."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.ticks import left_alone_until, next_look, resting_until
from sources.backoff import LONGEST_JITTER, LONGEST_REST
from sources.model import Profile, Source
from sources.runs import RunCounts, RunOutcome
from storage import runs, sources
from storage.runs import StoredRun
from storage.session import Store
from storage.sources import SourceState

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 3, 2, 1, 30, 0, 400_000, tzinfo=UTC)  # a Monday, a moment after 08:30
MINUTE = timedelta(minutes=1)
HOURS = "*/10 7-18 * * mon-fri"


def state(every: str, bad_runs: int, not_before: datetime | None = None) -> SourceState:
    return SourceState("nguon", "Cổng", "https://a.example", "", every, not_before, None, bad_runs, None, "")  # fmt: skip


def run(started: datetime = NOW) -> StoredRun:
    return StoredRun(1, "nguon", started, None, RunOutcome.FAILED, RunCounts())


@pytest.mark.parametrize(("bad_runs", "minutes"), [(1, 20), (2, 40), (3, 60), (50, 60)])
def test_an_interval_rests_longer_with_each_bad_run(bad_runs: int, minutes: int) -> None:
    until = resting_until(state("10m", bad_runs), ZONE, run())
    assert until is not None
    assert timedelta() <= NOW + minutes * MINUTE - until <= LONGEST_JITTER


@pytest.mark.parametrize(
    ("bad_runs", "tick"), [(1, "08:50"), (2, "09:10"), (3, "09:30"), (9, "09:30")]
)
def test_a_cron_line_leaves_out_ticks(bad_runs: int, tick: str) -> None:
    until = resting_until(state(HOURS, bad_runs), ZONE, run())
    assert until is not None
    assert f"{until.astimezone(ZONE):%H:%M}" == tick


def test_a_cron_line_does_not_rest_beyond_its_own_night() -> None:
    evening = NOW.replace(hour=11, minute=50)  # 18:50, the last tick of Monday
    until = resting_until(state(HOURS, 5), ZONE, run(evening))
    assert until is not None
    assert f"{until.astimezone(ZONE):%d %H:%M}" == "03 07:00"


def test_a_daily_line_and_a_long_interval_keep_their_own_pace() -> None:
    daily = resting_until(state("30 7 * * *", 9), ZONE, run())
    assert daily is not None
    assert f"{daily.astimezone(ZONE):%d %H:%M}" == "03 07:30"
    assert resting_until(state("6h", 9), ZONE, run()) == NOW + timedelta(hours=6)


def test_a_well_source_and_one_never_looked_at_do_not_rest() -> None:
    assert left_alone_until(state("10m", 0), ZONE, run(), NOW) is None
    assert left_alone_until(state("10m", 3), ZONE, None, NOW) is None
    assert left_alone_until(None, ZONE, run(), NOW) is None


def test_a_portal_that_asked_to_wait_longer_is_left_alone_longer() -> None:
    waits = state("10m", 1, not_before=NOW + 45 * MINUTE)
    assert left_alone_until(waits, ZONE, run(), NOW) == NOW + 45 * MINUTE
    rests = state("10m", 1, not_before=NOW + 5 * MINUTE)
    until = left_alone_until(rests, ZONE, run(), NOW)
    assert until is not None
    assert until > NOW + 18 * MINUTE


def test_a_last_run_in_the_future_keeps_nobody_waiting() -> None:
    ahead = run(NOW + timedelta(days=3650))
    assert left_alone_until(state("10m", 9), ZONE, ahead, NOW) is None


EVERY = st.sampled_from(
    ["10s", "10m", "3h", "2d", HOURS, "* * * * *", "30 7 * * mon-fri", "0 0 1 * *"]
)


@given(EVERY, st.integers(0, 60), st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)))
def test_it_is_asked_again_for_ever_and_never_later_than_a_user_accepts(
    every: str, bad_runs: int, at: datetime
) -> None:
    last = run(at.replace(tzinfo=UTC))
    well = next_look(state(every, 0), ZONE, last, last.started_at)
    resting = next_look(state(every, bad_runs), ZONE, last, last.started_at)
    assert last.started_at <= well <= resting <= max(well, last.started_at + LONGEST_REST)


def test_the_pause_outlives_a_restart_because_the_store_keeps_it(store: Store) -> None:
    source = Source("nguon", Profile("nguon", url="https://a.example"), "10m")
    with store.write() as connection:
        sources.sync(connection, [source])
        number = runs.begin(connection, "nguon", NOW)
        runs.finish(connection, number, NOW, RunOutcome.FAILED, RunCounts())
        known = sources.state(connection, "nguon")
        assert known is not None
        sources.keep_health(connection, "nguon", replace(known.health, bad_runs=3))
    with store.write() as connection:
        sources.sync(connection, [source])
        again, last = sources.state(connection, "nguon"), runs.latest(connection, "nguon")
    assert left_alone_until(again, ZONE, last, NOW + 30 * MINUTE) is not None
    assert left_alone_until(again, ZONE, last, NOW + 60 * MINUTE) is None
