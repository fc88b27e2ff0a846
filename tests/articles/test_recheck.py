"""When an item is looked at again: soon while young, at least monthly for ever."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from articles.recheck import FIRST, LONGEST, OPEN_DEADLINE, next_check_after

EVERY = timedelta(minutes=10)
AGES = st.timedeltas(timedelta(days=-5), timedelta(days=40_000))
PACES = st.timedeltas(timedelta(seconds=1), timedelta(days=40))


def wait(
    age: timedelta,
    *,
    streak: int = 0,
    changed: bool = False,
    deadline: bool = False,
    every: timedelta = EVERY,
) -> timedelta:
    return next_check_after(
        age=age,
        unchanged_streak=streak,
        changed_recently=changed,
        has_open_deadline=deadline,
        every=every,
    )


@given(AGES, st.integers(-3, 10**9), st.booleans(), st.booleans(), PACES)
def test_the_wait_is_never_shorter_than_the_pace_and_never_longer_than_a_month(
    age: timedelta, streak: int, changed: bool, deadline: bool, every: timedelta
) -> None:
    waited = wait(age, streak=streak, changed=changed, deadline=deadline, every=every)
    assert min(every, LONGEST) <= waited <= LONGEST


@given(AGES, AGES)
def test_an_older_item_is_never_looked_at_sooner(one: timedelta, other: timedelta) -> None:
    younger, older = sorted((one, other))
    assert wait(younger) <= wait(older)


@given(AGES, st.integers(0, 50))
def test_what_stays_unchanged_is_left_alone_longer(age: timedelta, streak: int) -> None:
    assert wait(age, streak=streak) <= wait(age, streak=streak + 1)


@given(AGES, st.integers(0, 50), st.booleans())
def test_an_open_deadline_is_watched_daily(age: timedelta, streak: int, changed: bool) -> None:
    assert wait(age, streak=streak, changed=changed, deadline=True) <= OPEN_DEADLINE


def test_a_fresh_item_waits_an_hour_on_a_ten_minute_source() -> None:
    assert wait(timedelta()) == FIRST


def test_a_hurried_source_rechecks_after_a_few_rounds() -> None:
    assert wait(timedelta(), every=timedelta(seconds=1)) == timedelta(seconds=6)


def test_an_item_that_changed_lately_is_looked_at_four_times_as_often() -> None:
    age = timedelta(days=16)
    assert wait(age) == timedelta(days=2)
    assert wait(age, changed=True) == timedelta(hours=12)


def test_an_old_item_is_still_looked_at_every_month() -> None:
    assert wait(timedelta(days=9000), streak=500) == timedelta(days=30)
