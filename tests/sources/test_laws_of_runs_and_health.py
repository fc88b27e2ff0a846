"""Laws of how a run is judged and of when a source is trusted, over any counts and any story."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.holidays import is_working_day
from sources.faults import ABSENCE_FAULTS, BLOCKING_FAULTS, Fault, FetchError
from sources.health import (
    BLIND_AFTER,
    GOOD_OUTCOMES,
    SILENCE,
    Health,
    Turn,
    is_silent,
    judge_health,
)
from sources.runs import RunCounts, RunOutcome, judge
from sources.units import WorkingDays

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 2, 3, 9, 0, tzinfo=HANOI)
FAULTS = st.lists(st.sampled_from(Fault), max_size=4).map(
    lambda faults: [FetchError("https://a.example/", fault, "x") for fault in faults]
)
NUMBERS = st.integers(0, 3)
COUNTS = st.builds(
    RunCounts, listings_read=NUMBERS, listings_failed=NUMBERS, listed=NUMBERS, errors=FAULTS
)
OUTCOMES = st.sampled_from(RunOutcome)


@given(COUNTS, st.booleans())
def test_a_run_is_ok_only_when_everything_was_read_and_nothing_failed(
    counts: RunCounts, allow_empty: bool
) -> None:
    outcome = judge(counts, allow_empty=allow_empty)
    whole = counts.listings_read > 0 and not counts.listings_failed and not counts.errors
    filled = counts.listed > 0 or allow_empty
    assert (outcome is RunOutcome.OK) == (whole and filled)


@given(COUNTS, st.booleans())
def test_without_any_listing_a_run_is_bad_whatever_else_it_did(
    counts: RunCounts, allow_empty: bool
) -> None:
    outcome = judge(replace(counts, listings_read=0), allow_empty=allow_empty)
    refused = any(error.fault in BLOCKING_FAULTS for error in counts.errors)
    assert outcome is (RunOutcome.BLOCKED if refused else RunOutcome.FAILED)


@given(COUNTS, FAULTS, st.booleans())
def test_more_errors_never_make_a_run_better(
    counts: RunCounts, more: list[FetchError], allow_empty: bool
) -> None:
    worse = replace(counts, errors=[*counts.errors, *more])
    before, after = (judge(run, allow_empty=allow_empty) for run in (counts, worse))
    assert not (after is RunOutcome.OK and before is not RunOutcome.OK)
    assert (after in GOOD_OUTCOMES) == (before in GOOD_OUTCOMES)


@given(COUNTS)
def test_declaring_a_listing_empty_changes_only_the_verdict_empty(counts: RunCounts) -> None:
    strict, lenient = (judge(counts, allow_empty=allowed) for allowed in (False, True))
    assert lenient is not RunOutcome.EMPTY
    assert strict is lenient or strict is RunOutcome.EMPTY


def test_a_failed_listing_without_a_named_error_is_still_no_whole_run() -> None:
    counts = RunCounts(listings_read=1, listings_failed=1, listed=20)
    assert judge(counts, allow_empty=False) is RunOutcome.PARTIAL


def test_a_refusal_is_never_proof_that_an_item_is_gone() -> None:
    assert not ABSENCE_FAULTS & BLOCKING_FAULTS
    assert {Fault.TIMEOUT, Fault.SERVER_ERROR, Fault.MAINTENANCE}.isdisjoint(ABSENCE_FAULTS)


@given(st.lists(st.tuples(OUTCOMES, st.booleans()), max_size=30))
def test_blindness_keeps_the_moment_it_began_and_a_reason(
    story: list[tuple[RunOutcome, bool]],
) -> None:
    health, began = Health(), None
    for place, (outcome, silent) in enumerate(story):
        at = NOW + timedelta(hours=place)
        health, turn = judge_health(health, outcome, at, silent=silent)
        began = at if turn is Turn.BLIND else None if turn is Turn.BACK else began
        assert health.blind_since == began
        assert bool(health.why) == (began is not None)
        if health.why not in ("", SILENCE):
            assert RunOutcome(health.why) not in GOOD_OUTCOMES


@given(st.lists(OUTCOMES, max_size=30))
def test_a_source_is_blind_exactly_while_bad_runs_follow_each_other(
    story: list[RunOutcome],
) -> None:
    health, bad = Health(), 0
    for outcome in story:
        health, _ = judge_health(health, outcome, NOW, silent=False)
        bad = 0 if outcome in GOOD_OUTCOMES else bad + 1
        assert health.bad_runs == bad
        assert (health.blind_since is not None) == (bad >= BLIND_AFTER)


def test_silence_that_ends_in_a_bad_run_stays_blind_for_that_reason() -> None:
    health, _ = judge_health(Health(), RunOutcome.OK, NOW, silent=True)
    health, turn = judge_health(health, RunOutcome.BLOCKED, NOW, silent=False)
    assert (health.why, turn) == ("blocked", Turn.NONE)
    health, turn = judge_health(health, RunOutcome.OK, NOW, silent=False)
    assert (health, turn) == (Health(), Turn.BACK)


MOMENTS = st.datetimes(datetime(2025, 6, 1), datetime(2027, 6, 1)).map(
    lambda moment: moment.replace(tzinfo=HANOI)
)
ALLOWED = st.timedeltas(timedelta(), timedelta(days=60)) | st.integers(0, 40).map(WorkingDays)


@given(MOMENTS, MOMENTS, MOMENTS, ALLOWED)
def test_silence_only_grows_with_time(
    one: datetime, other: datetime, third: datetime, allowed: timedelta | WorkingDays
) -> None:
    last, sooner, later = sorted((one, other, third))
    assert is_silent(last, allowed, later) >= is_silent(last, allowed, sooner)
    assert is_silent(last, allowed, later) >= is_silent(sooner, allowed, later)
    assert not is_silent(later, allowed, last)


@given(MOMENTS, st.integers(0, 30), st.integers(0, 80))
def test_working_days_of_silence_are_never_more_than_days(
    last: datetime, allowed: int, days: int
) -> None:
    now = last + timedelta(days=days)
    if is_silent(last, WorkingDays(allowed), now):
        assert days > allowed
        assert is_silent(last, timedelta(days=allowed), now)


@pytest.mark.parametrize(
    ("last", "now", "allowed", "silent"),
    [
        (date(2026, 2, 6), date(2026, 2, 8), 0, False),  # Friday to Sunday
        (date(2026, 2, 6), date(2026, 2, 9), 0, True),
        (date(2026, 2, 6), date(2026, 2, 9), 1, False),
        (date(2026, 4, 29), date(2026, 5, 3), 1, False),  # 30 April, 1 May, a weekend
        (date(2026, 9, 1), date(2026, 9, 2), 0, False),  # the national day
    ],
)
def test_weekends_and_holidays_are_no_silence(
    last: date, now: date, allowed: int, silent: bool
) -> None:
    at, until = (datetime(day.year, day.month, day.day, 9, tzinfo=UTC) for day in (last, now))
    working = [last + timedelta(days=n + 1) for n in range((now - last).days)]
    assert (sum(map(is_working_day, working)) > allowed) is silent
    assert is_silent(at, WorkingDays(allowed), until) is silent
