"""How many steps a template of the user's may take: no clock, so the same on every machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

#: Ours take below 300 steps; lists of a first crawl some more.
STEPS = 20_000
_left: ContextVar[int] = ContextVar("steps left", default=STEPS)


class OutOfBudget(Exception):  # noqa: N818 (what it is, not that it is an error)
    """A template asks for more steps or signs than any message needs."""


@contextmanager
def budget(steps: int = STEPS) -> Iterator[None]:
    """Let what runs inside take so many steps."""
    token = _left.set(steps)
    try:
        yield
    finally:
        _left.reset(token)


def spend(steps: int = 1) -> None:
    """Take steps; OutOfBudget when none are left."""
    left = _left.get() - steps
    if left < 0:
        raise OutOfBudget("it takes too many steps")
    _left.set(left)
