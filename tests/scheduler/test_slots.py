"""Crawls side by side: never more than so many, first come first served, none behind a long one."""

import asyncio
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from scheduler.slots import MOST_CRAWLS, MOST_IN_ALL, Slots
from tests.scheduler.household import until

A_WHILE_S = 0.05


async def settled() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


class Crowd:
    """Crawls that hold their slot until they are let go."""

    def __init__(self, slots: Slots, size: int) -> None:
        self.slots = slots
        self.inside: list[int] = []
        self.doors = [asyncio.Event() for _ in range(size)]
        self.tasks = [asyncio.create_task(self._one(number)) for number in range(size)]

    async def _one(self, number: int) -> None:
        async with self.slots.one():
            self.inside.append(number)
            await self.doors[number].wait()

    async def gone(self) -> None:
        for door in self.doors:
            door.set()
        for task in self.tasks:
            with suppress(asyncio.CancelledError):
                await task


async def test_a_thousand_at_once_come_in_one_after_another() -> None:
    crowd = Crowd(Slots(), 1_000)
    await settled()
    assert crowd.inside == list(range(MOST_CRAWLS))
    assert (crowd.slots.running, crowd.slots.waiting) == (MOST_CRAWLS, 1_000 - MOST_CRAWLS)
    crowd.doors[5].set()
    await settled()
    assert crowd.inside[-1] == MOST_CRAWLS, "the first in the queue, and nobody else"
    await crowd.gone()
    assert crowd.inside == list(range(1_000))
    assert (crowd.slots.running, crowd.slots.waiting) == (0, 0)


async def test_long_ones_do_not_hold_up_the_others_and_are_bounded_all_the_same() -> None:
    crowd = Crowd(Slots(2, 6, A_WHILE_S), 10)
    await until(lambda: crowd.slots.running == 6)
    await asyncio.sleep(3 * A_WHILE_S)
    assert crowd.slots.running == 6
    crowd.doors[0].set()
    await settled()
    assert crowd.inside == list(range(7))
    await crowd.gone()
    assert crowd.slots.running == 0
    assert MOST_IN_ALL > MOST_CRAWLS


async def test_how_long_the_first_has_waited_is_known() -> None:
    crowd = Crowd(Slots(1), 2)
    assert crowd.slots.longest_wait_s() == 0
    await settled()
    await asyncio.sleep(A_WHILE_S)
    assert crowd.slots.longest_wait_s() >= A_WHILE_S
    await crowd.gone()


@given(st.lists(st.tuples(st.sampled_from(["cancel", "go", "turn"]), st.integers(0, 11))))
def test_whatever_is_called_off_no_slot_is_lost_and_none_used_twice(
    steps: list[tuple[str, int]],
) -> None:
    async def main() -> None:
        crowd = Crowd(Slots(3, 5, A_WHILE_S), 12)
        for what, number in steps:
            if what == "cancel":
                crowd.tasks[number].cancel()
            elif what == "go":
                crowd.doors[number].set()
            else:
                await settled()
            assert crowd.slots.running <= 5
        await crowd.gone()
        assert (crowd.slots.running, crowd.slots.waiting) == (0, 0)
        last = Crowd(crowd.slots, 3)
        await settled()
        assert len(last.inside) == 3, "all slots are there again"
        await last.gone()

    asyncio.run(main())
