"""Laws of how a run is judged and of when a source is trusted, over any counts and any story."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.holidays import is_working_day
from sources.faults import ABSENCE_FAULTS, BLOCKING_FAULTS, NETWORK_FAULTS, Fault, FetchError
from sources.health import GOOD_OUTCOMES, is_silent
from sources.runs import RunCounts, RunOutcome, judge, unreachable, why_of
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


@given(COUNTS)
def test_a_run_is_out_of_reach_only_when_nothing_answered_and_only_the_network_failed(
    counts: RunCounts,
) -> None:
    fault = unreachable(counts)
    met = {error.fault for error in counts.errors}
    if fault is not None:
        assert not counts.listings_read
        assert met <= NETWORK_FAULTS
        assert fault in met
        assert (fault is Fault.OFFLINE) == (Fault.OFFLINE in met)
    elif not counts.listings_read and met:
        assert met - NETWORK_FAULTS


@given(COUNTS, OUTCOMES)
def test_every_bad_run_has_a_reason_of_its_own(counts: RunCounts, outcome: RunOutcome) -> None:
    why = why_of(outcome, counts)
    met = {error.fault.value for error in counts.errors}
    assert why in met if met else why == outcome.value


def test_the_commonest_fault_speaks_for_a_run() -> None:
    met = [Fault.TIMEOUT, Fault.BLOCKED, Fault.BLOCKED]
    counts = RunCounts(errors=[FetchError("https://a.example/", fault, "x") for fault in met])
    assert why_of(RunOutcome.BLOCKED, counts) == "blocked"


def test_what_is_read_of_a_section_is_counted_in_one_place() -> None:
    counts = RunCounts()
    counts.of_section("tin").articles += 2
    counts.of_section("tin").articles += 1
    counts.of_section("van-ban").listed = 7
    assert (counts.articles, [entry.section for entry in counts.sections]) == (
        3,
        ["tin", "van-ban"],
    )


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
