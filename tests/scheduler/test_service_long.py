"""Many ticks: what the process holds open stays as it was."""

import asyncio
import os
import threading
from datetime import timedelta
from functools import partial
from pathlib import Path

from delivery.channels import Channel
from demo.portal import DemoPortal
from demo.receiver import Receiver
from scheduler.service import Service
from storage.migrate import open_store
from tests.crawler.watching import TODAY_THERE
from tests.scheduler.descriptors import open_descriptors, open_descriptors_once_at_most
from tests.scheduler.household import House, serve, source_of, until
from tests.scheduler.test_crawls import NOTHING_LEFT, open_engines

WARM, TICKS = 8, 25  # what is opened once and kept is open after the first eight
POOL = (os.cpu_count() or 1) + 4  # the threads of asyncio's own pool, which need not be full yet
OVER_S = 0.1  # a run that is closed in the store still gives its lease back


def has_run(house: House, times: int) -> bool:
    return house.runs_of() >= times


def test_many_ticks_leave_no_descriptor_engine_task_or_thread_behind(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'chidao.db'}")
    held: list[tuple[int, int, int]] = []

    async def during(_: Service) -> None:
        for tick in range(1, TICKS + 1):
            await until(partial(has_run, house, tick))
            if tick in {WARM, TICKS}:
                await asyncio.sleep(0.2)
                most = held[0][0] if held else open_descriptors()
                counted = open_descriptors_once_at_most(most)
                held.append((counted, len(asyncio.all_tasks()), threading.active_count()))
            await asyncio.sleep(OVER_S)
            house.clock.shift += timedelta(hours=2)

    with DemoPortal(6, today=TODAY_THERE) as portal, Receiver() as receiver:
        house = House(store, {"a": Channel("a", f"{receiver.json_url}a")})
        source = source_of(portal.url)
        serve(lambda: house.service(source, deliver_every_s=0.01), during)
        fills = [one for one in receiver.accepted if "Đã đọc lần đầu" in one.text]
        assert len(fills) == 1, "beside it only the gaps that these jumps of the clock seem to be"
    warm, late = held
    store.close()
    assert late[0] <= warm[0]
    assert late[1] <= warm[1]
    assert late[2] <= warm[2] + POOL
    assert open_engines() == NOTHING_LEFT
