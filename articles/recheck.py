"""How soon a known item is looked at again: hours while it is young, a month when it is old."""

from datetime import timedelta

#: The interval is this share of the item's age: most corrections come soon after publication.
AGE_SHARE = 8
#: Nothing is ever forgotten: papers are edited and withdrawn after years.
LONGEST = timedelta(days=30)
#: A young item is left alone for so many rounds of its source, but no longer than `FIRST`.
FIRST_ROUNDS = 6
FIRST = timedelta(hours=1)
#: Each look that found nothing stretches the interval by a quarter, up to twice its length.
STREAK_STEP = 0.25
STREAK_LIMIT = 2.0
#: What changed lately tends to change again.
RESTLESS = 4
#: A moved deadline has to be known the next day at the latest.
OPEN_DEADLINE = timedelta(days=1)


def next_check_after(
    *,
    age: timedelta,
    unchanged_streak: int,
    changed_recently: bool,
    has_open_deadline: bool,
    every: timedelta,
) -> timedelta:
    """Return how long to wait before the next look at an item.

    `age` is the time since publication (or since it was first seen), `every` the pace of its
    source: an item is never due sooner than that, and never later than `LONGEST`.
    """
    streak = 1 + STREAK_STEP * max(unchanged_streak, 0)
    wait = min(max(age, timedelta()) / AGE_SHARE, LONGEST) * min(streak, STREAK_LIMIT)
    if changed_recently:
        wait /= RESTLESS
    if has_open_deadline:
        wait = min(wait, OPEN_DEADLINE)
    soonest = max(every, min(every * FIRST_ROUNDS, FIRST))
    return min(max(wait, soonest), LONGEST)
