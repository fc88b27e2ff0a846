"""When a source counts as blind, and when as back: not at the first hiccup, and not twice."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from sources.health import (
    AGAIN_AFTER,
    AGAIN_EVERY,
    BACK_AFTER,
    BLIND_AFTER,
    CALM_AFTER,
    SILENCE,
    Condition,
    Finding,
    Health,
    Tier,
    Turn,
    is_silent,
    judge_health,
)
from sources.units import WorkingDays

NOW = datetime(2026, 2, 3, 3, 0, tzinfo=UTC)  # a Tuesday
EVERY = timedelta(minutes=10)
GOOD = Finding(Condition.GOOD)
BAD = Finding(Condition.BAD, "timeout")
DOUBTFUL = Finding(Condition.DOUBTFUL, "field_lost")
UNKNOWN = Finding(Condition.UNKNOWN)
SILENT = Finding(Condition.GOOD, silent=True)
BLIND = [BAD] * BLIND_AFTER
CALM = [GOOD] * BACK_AFTER


def after(
    *found: Finding, every: timedelta = EVERY, health: Health | None = None, start: datetime = NOW
) -> tuple[Health, list[Turn]]:
    """The health after these runs, and what is told on the way."""
    health = health or Health()
    turns: list[Turn] = []
    for place, finding in enumerate(found):
        health, turn = judge_health(health, finding, start + place * every)
        turns += [turn] if turn is not Turn.NONE else []
    return health, turns


@pytest.mark.parametrize("finding", [BAD, DOUBTFUL])
def test_a_source_is_blind_after_troubled_runs_in_a_row(finding: Finding) -> None:
    assert after(*[finding] * (BLIND_AFTER - 1))[1] == []
    health, turns = after(*[finding] * BLIND_AFTER)
    assert turns == [Turn.BLIND]
    assert (health.blind_why, health.blind_since, health.tier) == (finding.why, NOW, Tier.BLIND)


def test_one_bad_run_makes_it_unsteady_and_is_told_to_nobody() -> None:
    health, turns = after(BAD)
    assert (health.tier, turns, health.blind_why) == (Tier.UNSTEADY, [], "timeout")
    assert after(BAD, GOOD)[0] == Health()


def test_doubtful_runs_are_not_bad_ones_and_do_not_slow_the_source_down() -> None:
    assert after(*[DOUBTFUL] * 5)[0].bad_runs == 0
    assert after(*[BAD] * 5)[0].bad_runs == 5
    assert after(BAD, DOUBTFUL, BAD)[1] == [Turn.BLIND]


def test_hiccups_between_good_runs_are_no_blindness() -> None:
    assert after(*[BAD, GOOD] * 10)[1] == []


def test_it_is_back_when_it_stays_good() -> None:
    assert after(*BLIND, GOOD, BAD, GOOD, BAD)[1] == [Turn.BLIND]
    health, turns = after(*BLIND, *CALM, GOOD)
    assert turns == [Turn.BLIND, Turn.BACK]
    assert health.tier is Tier.WELL
    assert health.back_at == NOW + EVERY * (BLIND_AFTER + BACK_AFTER - 1)


def test_a_first_contact_that_shows_nothing_is_told_at_once_and_once() -> None:
    first = Finding(Condition.BAD, "dns", first_contact=True)
    assert after(*[first] * 5)[1] == [Turn.BLIND]


def test_silence_is_told_at_once_and_is_named() -> None:
    health, turns = after(SILENT)
    assert turns == [Turn.BLIND]
    assert (health.blind_why, health.bad_runs) == (SILENCE, 0)
    assert after(SILENT, BAD)[0].blind_why == "timeout"


def test_blind_again_within_a_day_is_unsteady_and_stays_so_until_a_calm_day() -> None:
    flaps = [*BLIND, *CALM, *BLIND, *CALM, *BLIND, *CALM]
    health, turns = after(*flaps)
    assert turns == [Turn.BLIND, Turn.BACK, Turn.UNSTEADY]
    assert health.tier is Tier.UNSTEADY
    calm = [GOOD] * (CALM_AFTER // EVERY + 1)
    _, turns = after(*calm, health=health, start=NOW + len(flaps) * EVERY)
    assert turns == [Turn.BACK]


def test_blind_again_after_more_than_a_day_is_news() -> None:
    first, _ = after(*BLIND, *CALM)
    _, turns = after(*BLIND, health=first, start=NOW + timedelta(days=2))
    assert turns == [Turn.BLIND]


def test_a_blindness_that_lasts_is_told_after_a_day_and_then_weekly() -> None:
    hour = timedelta(hours=1)
    health, told = Health(), []
    for place in range(24 * 20):
        at = NOW + place * hour
        health, turn = judge_health(health, BAD, at)
        told += [at] if turn is not Turn.NONE else []
    gaps = [later - sooner for sooner, later in pairwise(told)]
    assert gaps == [AGAIN_AFTER, AGAIN_EVERY, AGAIN_EVERY]


def test_runs_that_say_nothing_change_nothing() -> None:
    before, _ = after(*BLIND, GOOD)
    assert judge_health(before, UNKNOWN, NOW + timedelta(days=9)) == (before, Turn.NONE)


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
