"""When a source counts as blind, and when as back: not at the first hiccup, and not twice."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.health import BLIND_AFTER, SILENCE, Health, Turn, is_silent, judge_health
from sources.runs import RunOutcome
from sources.units import WorkingDays

NOW = datetime(2026, 2, 3, 3, 0, tzinfo=UTC)  # a Tuesday
BAD = (RunOutcome.FAILED, RunOutcome.BLOCKED, RunOutcome.EMPTY)
GOOD = (RunOutcome.OK, RunOutcome.PARTIAL)


def after(*outcomes: RunOutcome, silent: bool = False) -> tuple[Health, list[Turn]]:
    """The health after these runs, and every turn on the way."""
    health, turns = Health(), []
    for outcome in outcomes:
        health, turn = judge_health(health, outcome, NOW, silent=silent)
        turns.append(turn)
    return health, turns


@pytest.mark.parametrize("outcome", BAD)
def test_a_source_is_blind_after_bad_runs_in_a_row(outcome: RunOutcome) -> None:
    health, turns = after(*[outcome] * BLIND_AFTER)
    assert turns == [Turn.NONE] * (BLIND_AFTER - 1) + [Turn.BLIND]
    assert health.why == outcome.value


def test_hiccups_between_good_runs_are_no_blindness() -> None:
    _, turns = after(*[RunOutcome.FAILED, RunOutcome.OK] * 10)
    assert set(turns) == {Turn.NONE}


@pytest.mark.parametrize("outcome", GOOD)
def test_the_first_good_run_brings_it_back(outcome: RunOutcome) -> None:
    _, turns = after(*[RunOutcome.FAILED] * BLIND_AFTER, outcome, outcome)
    assert turns[-2:] == [Turn.BACK, Turn.NONE]


def test_silence_is_blindness_at_once_and_is_named() -> None:
    health, turns = after(RunOutcome.OK, silent=True)
    assert turns == [Turn.BLIND]
    assert health.why == SILENCE


@given(st.lists(st.tuples(st.sampled_from(RunOutcome), st.booleans()), max_size=40))
def test_blind_and_back_alternate_whatever_happens(story: list[tuple[RunOutcome, bool]]) -> None:
    health, turns = Health(), []
    for outcome, silent in story:
        health, turn = judge_health(health, outcome, NOW, silent=silent)
        turns += [turn] if turn is not Turn.NONE else []
    expected = [Turn.BLIND, Turn.BACK] * (len(turns) // 2 + 1)
    assert turns == expected[: len(turns)]
    assert (health.blind_since is not None) == (turns[-1:] == [Turn.BLIND])


@pytest.mark.parametrize(
    ("allowed", "hours", "silent"),
    [
        (timedelta(days=5), 119, False),
        (timedelta(days=5), 121, True),
        (None, 10_000, False),
        (WorkingDays(5), 24 * 7, False),  # from Tuesday to Tuesday: five working days
        (WorkingDays(5), 24 * 8, True),
    ],
)
def test_silence_is_measured_as_the_settings_say(
    allowed: timedelta | WorkingDays | None, hours: int, silent: bool
) -> None:
    assert is_silent(NOW - timedelta(hours=hours), allowed, NOW) is silent


def test_tet_is_no_silence() -> None:
    before_tet = datetime(2026, 2, 13, 3, 0, tzinfo=UTC)
    after_tet = datetime(2026, 2, 24, 3, 0, tzinfo=UTC)
    assert not is_silent(before_tet, WorkingDays(5), after_tet)
    assert is_silent(before_tet, timedelta(days=5), after_tet)


def test_a_source_that_never_had_an_item_is_not_silent() -> None:
    assert not is_silent(None, timedelta(days=1), NOW)
