"""A source that fails is asked less often, for ever, and never later than an hour or its own pace."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.backoff import JITTER_SHARE, LONGEST_JITTER, LONGEST_REST, jittered, rest

EVERY = st.timedeltas(timedelta(seconds=1), timedelta(days=31))
RUNS = st.integers(0, 10_000)


@pytest.mark.parametrize(
    ("minutes", "bad_runs", "expected"),
    [(10, 0, 10), (10, 1, 20), (10, 2, 40), (10, 3, 60), (10, 900, 60), (30, 1, 60), (90, 3, 90)],
)
def test_the_pause_doubles_with_each_bad_run_up_to_an_hour(
    minutes: int, bad_runs: int, expected: int
) -> None:
    assert rest(timedelta(minutes=minutes), bad_runs) == timedelta(minutes=expected)


@given(EVERY, RUNS)
def test_it_is_never_longer_than_a_user_accepts_and_never_shorter_than_asked_for(
    every: timedelta, bad_runs: int
) -> None:
    assert every <= rest(every, bad_runs) <= max(every, LONGEST_REST)
    assert rest(every, bad_runs) <= rest(every, bad_runs + 1)


@given(EVERY, RUNS, st.text(max_size=20))
def test_jitter_is_early_by_a_tenth_or_a_minute_and_always_the_same(
    every: timedelta, bad_runs: int, name: str
) -> None:
    pause = rest(every, bad_runs)
    early = pause - jittered(pause, name, bad_runs)
    assert timedelta() <= early <= min(pause / JITTER_SHARE, LONGEST_JITTER)
    assert jittered(pause, name, bad_runs) == jittered(pause, name, bad_runs)


def test_sources_that_failed_together_do_not_come_back_in_step() -> None:
    hour = timedelta(hours=1)
    assert len({jittered(hour, f"nguon-{number}", 4) for number in range(100)}) > 90
