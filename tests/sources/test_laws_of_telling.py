"""What people are told of a source over any story: bounded, never misleading, never without an end."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sources.health import (
    AGAIN_AFTER,
    AGAIN_EVERY,
    BACK_AFTER,
    BLIND_AFTER,
    CALM_AFTER,
    Condition,
    Finding,
    Health,
    Turn,
    judge_health,
)

NOW = datetime(2026, 2, 3, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
MOST_A_DAY = 3  # blind, back, unsteady
TROUBLE = {Turn.BLIND, Turn.STILL_BLIND, Turn.UNSTEADY}
LONGEST_STEP = timedelta(hours=30)

FINDINGS = st.builds(
    Finding,
    st.sampled_from(Condition),
    st.just("timeout"),
    silent=st.integers(0, 9).map(lambda number: number == 0),
    first_contact=st.integers(0, 9).map(lambda number: number == 0),
)
STEPS = st.sampled_from([timedelta(minutes=n) for n in (1, 10, 60, 300, 1440)]) | st.timedeltas(
    timedelta(seconds=1), LONGEST_STEP
)
#: Runs of the same kind follow each other, as they do: outages of some length, calm of some length.
BLOCKS = st.tuples(FINDINGS, STEPS, st.integers(1, 40))
STORIES = st.lists(BLOCKS, max_size=12)
Story = Sequence[tuple[Finding, timedelta, int]]
Told = list[tuple[datetime, Turn]]


def run(story: Story) -> list[tuple[datetime, Finding, Health, Turn]]:
    """Each run of a story with the health after it and what was told."""
    health, at, seen = Health(), NOW, []
    for finding, step, times in story:
        for _ in range(times):
            at += step
            health, turn = judge_health(health, finding, at)
            seen.append((at, finding, health, turn))
    return seen


def told_in(story: Story) -> Told:
    return [(at, turn) for at, _, _, turn in run(story) if turn is not Turn.NONE]


@given(STORIES)
def test_no_day_brings_more_than_three_messages_of_a_source(story: Story) -> None:
    told = told_in(story)
    for begin, _ in told:
        within = [turn for at, turn in told if begin <= at < begin + DAY]
        assert len(within) <= MOST_A_DAY, within


@given(STORIES)
def test_flapping_brings_no_more_than_one_message_of_trouble_and_one_of_return_a_day(
    story: Story,
) -> None:
    told = told_in(story)
    for begin, turn in told:
        if turn is not Turn.UNSTEADY:
            continue
        within = [other for at, other in told if begin < at < begin + DAY]
        assert Turn.BACK not in within
        assert Turn.BLIND not in within
        assert Turn.UNSTEADY not in within


@given(STORIES)
def test_every_return_was_preceded_by_trouble_and_no_trouble_begins_twice(story: Story) -> None:
    open_ = False
    for _, turn in told_in(story):
        if turn is Turn.BACK:
            assert open_
        if turn is Turn.BLIND:
            assert not open_
        open_ = turn is not Turn.BACK


@given(STORIES)
def test_nobody_takes_a_blind_source_for_a_well_one(story: Story) -> None:
    for _, _, health, _ in run(story):
        if health.blind_since is not None:
            assert health.told


@given(STORIES)
def test_a_blindness_that_lasts_is_told_again_and_again(story: Story) -> None:
    last_told = NOW
    for at, finding, health, turn in run(story):
        if turn is not Turn.NONE:
            last_told = at
        if health.blind_since is not None and finding.condition is not Condition.UNKNOWN:
            assert at - last_told < AGAIN_EVERY, f"told last {last_told}, and now it is {at}"


@given(STORIES)
def test_the_end_of_whatever_was_told_is_told(story: Story) -> None:
    calm: Story = [
        (Finding(Condition.GOOD), timedelta(hours=1), CALM_AFTER // timedelta(hours=1) + BACK_AFTER)
    ]
    told = told_in([*story, *calm])
    assert not told or told[-1][1] is Turn.BACK


@given(STORIES, st.sampled_from([timedelta(minutes=10), timedelta(hours=1), DAY]))
def test_an_outage_that_lasts_is_always_told_and_soon(story: Story, every: timedelta) -> None:
    outage: Story = [(Finding(Condition.BAD, "dns"), every, BLIND_AFTER)]
    seen = run([*story, *outage])
    assert seen[-1][2].told
    lasting: Story = [
        (Finding(Condition.BAD, "dns"), every, AGAIN_AFTER // every + BLIND_AFTER + 1)
    ]
    told = told_in([*story, *lasting])
    begun = run(story)[-1][0] if story and run(story) else NOW
    known = run(story)[-1][2].told if story and run(story) else ""
    assert known == "blind" or any(at > begun and turn in TROUBLE for at, turn in told)


@given(STORIES)
def test_bad_runs_are_counted_in_a_row_whatever_is_told(story: Story) -> None:
    bad = 0
    for _, finding, health, _ in run(story):
        if finding.condition is Condition.BAD:
            bad += 1
        elif finding.condition is not Condition.UNKNOWN:
            bad = 0
        assert health.bad_runs == bad
        assert bool(health.blind_why) == (health.troubled_since is not None)
