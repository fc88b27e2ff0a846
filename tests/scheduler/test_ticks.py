"""When a source is looked at: intervals, cron lines, jitter, and clocks that jump."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.ticks import LONGEST_AWAY, LONGEST_JITTER, Ticks, away_until, first_tick
from sources.every import CronLine, parse_every
from sources.runs import RunCounts, RunOutcome
from sources.units import UnitError
from storage.runs import StoredRun

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)  # a Monday, 08:30 in Việt Nam
MINUTE = timedelta(minutes=1)
DECADE = timedelta(days=3650)


def at(text: str) -> datetime:
    """A local time of March 2026, such as "04 07:30"."""
    return datetime.strptime(f"2026-03-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)


def run(started: datetime, outcome: RunOutcome | None = RunOutcome.OK) -> StoredRun:
    return StoredRun(1, "nguon", started, None, outcome, RunCounts())


def ticks(every: str, start: datetime, count: int) -> list[datetime]:
    """The first ticks after `start`, as the scheduler asks for them: each at its own time."""
    found, trigger, now = [], Ticks(every, ZONE, draw=lambda: 0.0), start
    previous = None
    for _ in range(count):
        previous = trigger.get_next_fire_time(previous, now)
        assert previous is not None
        now = previous
        found.append(now)
    return found


def test_an_interval_comes_again_and_again() -> None:
    assert ticks("10m", NOW, 3) == [NOW + 10 * MINUTE, NOW + 20 * MINUTE, NOW + 30 * MINUTE]


@pytest.mark.parametrize(
    ("every", "longest"),
    [("10s", timedelta(seconds=1)), ("10m", timedelta(seconds=60)), ("5d", LONGEST_JITTER)],
)
@pytest.mark.parametrize("drawn", [0.0, 0.5, 0.999999])
def test_a_tick_is_late_by_a_tenth_or_a_minute_and_never_early(
    every: str, longest: timedelta, drawn: float
) -> None:
    interval = getattr(parse_every(every), "every")  # noqa: B009 (one of two types)
    late = Ticks(every, ZONE, draw=lambda: drawn).get_next_fire_time(NOW, NOW)
    assert late is not None
    assert timedelta() <= late - NOW - interval <= longest


def test_the_jitter_of_real_ticks_differs() -> None:
    trigger = Ticks("10m", ZONE)
    assert len({trigger.get_next_fire_time(NOW, NOW) for _ in range(20)}) > 10


@pytest.mark.parametrize("every", ["5s", "1m", "* * * * *", "*/10 7-18 * * mon-fri"])
def test_a_clock_that_was_years_behind_costs_one_tick_and_no_time(every: str) -> None:
    trigger, later = Ticks(every, ZONE), NOW + DECADE
    begun = time.process_time()
    coming = trigger.get_next_fire_time(NOW, later)
    assert coming is not None
    assert coming > later
    assert time.process_time() - begun < 1.0, "counting each missed tick takes minutes"


@pytest.mark.parametrize(
    ("line", "start", "expected"),
    [
        ("30 7 * * mon-fri", "02 08:30", ["03 07:30", "04 07:30", "05 07:30", "06 07:30"]),
        ("30 7 * * mon-fri", "06 08:30", ["09 07:30", "10 07:30"]),
        ("30 7 * * sat,sun", "02 08:30", ["07 07:30", "08 07:30", "14 07:30"]),
        ("0 0 * * mon", "02 00:00", ["09 00:00", "16 00:00"]),
        ("*/20 7-8 * * *", "02 08:30", ["02 08:40", "03 07:00", "03 07:20", "03 07:40"]),
        ("0 12 1,15 * *", "02 08:30", ["15 12:00"]),
        ("0 12 */10 * *", "02 08:30", ["11 12:00", "21 12:00", "31 12:00"]),
        ("59 23 31 mar *", "02 08:30", ["31 23:59"]),
    ],
)
def test_a_cron_line_means_local_time_and_names_of_days(
    line: str, start: str, expected: list[str]
) -> None:
    assert ticks(line, at(start), len(expected)) == [at(text) for text in expected]


def test_a_cron_line_is_local_wherever_the_machine_thinks_it_is() -> None:
    (first,) = ticks("30 7 * * mon-fri", NOW.astimezone(ZoneInfo("America/New_York")), 1)
    assert first.astimezone(UTC) == datetime(2026, 3, 3, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "months"),
    [
        ("0 0 1 jan-dec/2 *", [5, 7, 9, 11, 1]),
        ("0 0 1 */6 *", [7, 1, 7]),
        ("0 0 1 feb,4,jun-aug *", [4, 6, 7, 8, 2]),
    ],
)
def test_steps_behind_names_of_months_are_not_overlooked(line: str, months: list[int]) -> None:
    assert [tick.month for tick in ticks(line, at("02 08:30"), len(months))] == months


NUMBERS = st.integers(0, 61).map(str)
PARTS = st.one_of(
    st.just("*"),
    NUMBERS,
    st.tuples(NUMBERS, NUMBERS).map("-".join),
    st.tuples(st.just("*"), NUMBERS).map("/".join),
    st.builds("{}-{}/{}".format, NUMBERS, NUMBERS, NUMBERS),
    st.sampled_from(["jan", "jan-mar", "feb-nov/3", "mon", "mon-fri", "sat,sun"]),
)
FIELDS = st.lists(PARTS, min_size=1, max_size=2).map(",".join)


@given(st.tuples(FIELDS, FIELDS, st.just("*"), FIELDS, st.sampled_from(["*", "mon-fri"])))
def test_every_line_that_the_settings_take_has_a_next_tick(fields: tuple[str, ...]) -> None:
    line = " ".join(fields)
    try:
        parse_every(line)
    except UnitError:
        return
    (first,) = ticks(line, NOW, 1)
    assert first > NOW
    assert first.astimezone(ZONE).second == 0


@given(st.integers(1, 59), st.integers(0, 23))
def test_a_step_in_the_minutes_means_what_cron_means(step: int, hour: int) -> None:
    assert isinstance(parse_every(f"*/{step} {hour} * * *"), CronLine)
    expected = list(range(0, 60, step))
    found = ticks(f"*/{step} {hour} * * *", at("02 08:30"), 60 + len(expected))
    day = found[-1].date() - timedelta(days=1)
    whole = [tick for tick in found if tick.date() == day]
    if len(expected) > 1 and found[0].date() < day:
        assert [tick.minute for tick in whole] == expected
    assert {tick.hour for tick in found} == {hour}


def test_a_source_never_looked_at_is_looked_at_now() -> None:
    assert first_tick("10m", ZONE, None, NOW) == NOW
    assert first_tick("30 7 * * mon-fri", ZONE, None, NOW) == NOW


@pytest.mark.parametrize(("ago", "wait"), [(10, 0), (11, 0), (9, 1), (0, 10), (60 * 24 * 400, 0)])
def test_an_interval_goes_on_from_the_last_run(ago: int, wait: int) -> None:
    assert first_tick("10m", ZONE, run(NOW - ago * MINUTE), NOW) == NOW + wait * MINUTE


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("02 07:30", "03 07:30"),  # ran today: tomorrow
        ("02 07:29", "02 08:30"),  # missed today's: now
        ("02 08:15", "03 07:30"),  # by hand, later than today's: tomorrow
        ("01 07:30", "02 08:30"),
    ],
)
def test_a_cron_line_that_was_missed_is_made_up_for_at_once(last: str, expected: str) -> None:
    assert first_tick("30 7 * * *", ZONE, run(at(last)), at("02 08:30")) == at(expected)


@pytest.mark.parametrize("every", ["30 7 * * mon", "7d"])
def test_a_run_that_was_cut_off_is_made_up_for_where_the_next_may_be_days_away(every: str) -> None:
    assert first_tick(every, ZONE, run(NOW - MINUTE, None), NOW) == NOW
    soon = run(NOW - MINUTE / 4, None)
    assert first_tick(every, ZONE, soon, NOW) == NOW + MINUTE * 3 / 4, "never in a loop"


def test_a_run_that_is_cut_off_again_and_again_is_made_up_for_later_and_later() -> None:
    pauses = []
    for times in (1, 2, 3, 12):
        cut = replace(run(NOW, None), cut_off=times)
        pauses.append(first_tick("7d", ZONE, cut, NOW) - NOW)
        assert first_tick("90s", ZONE, cut, NOW) - NOW <= MINUTE * 3 / 2, "an interval is enough"
    assert pauses == [MINUTE, 2 * MINUTE, 4 * MINUTE, 60 * MINUTE]


@pytest.mark.parametrize("every", ["10m", "30 7 * * mon-fri"])
def test_a_last_run_in_the_future_does_not_keep_us_waiting_for_it(every: str) -> None:
    """The clock was years ahead once, and was set right."""
    assert first_tick(every, ZONE, run(NOW + DECADE), NOW) == NOW


def test_a_portal_that_asked_to_wait_is_left_alone_until_then() -> None:
    last = run(NOW - MINUTE)
    assert away_until(None, last, NOW) is None
    assert away_until(NOW - MINUTE, last, NOW) is None
    assert away_until(NOW, last, NOW) is None
    assert away_until(NOW + MINUTE, last, NOW) == NOW + MINUTE


def test_no_portal_can_send_us_away_for_good() -> None:
    begun = NOW - timedelta(hours=2)
    assert away_until(NOW + DECADE, run(begun), NOW) == begun + LONGEST_AWAY
    assert away_until(NOW + DECADE, run(begun), begun + LONGEST_AWAY) is None


@pytest.mark.parametrize("last", [None, run(NOW + timedelta(hours=1))])
def test_a_wait_written_by_a_wrong_clock_does_not_count(last: StoredRun | None) -> None:
    assert away_until(NOW + DECADE, last, NOW) is None


@given(st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)))
def test_the_first_tick_is_never_in_the_past_nor_further_than_an_interval(
    started: datetime,
) -> None:
    first = first_tick("10m", ZONE, run(started), NOW)
    assert NOW <= first <= NOW + 10 * MINUTE
