"""SIGHUP: new settings are taken over whole or not at all, and the watching goes on."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from config.mistakes import Mistake, SettingsError
from config.settings import Settings
from delivery.channels import Channel
from delivery.deliver import Deliverer
from demo.portal import DemoPortal
from demo.receiver import Receiver
from scheduler.service import Service
from sources.model import Source
from storage import sources
from storage.migrate import open_store
from storage.session import Store, StoreError
from tests.crawler.site import Site
from tests.crawler.watching import TODAY_THERE
from tests.scheduler.household import (
    House,
    Line,
    logged,
    named,
    serve,
    settings_of,
    source_of,
    until,
)

QUIET_S = 0.4
TAKEN, REFUSED = "settings taken over", "settings not taken over"


@pytest.fixture
def portal() -> Iterator[DemoPortal]:
    with DemoPortal(4, today=TODAY_THERE, validators="off") as running:
        yield running


@pytest.fixture
def quick_store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'chidao.db'}")
    yield opened
    opened.close()


@pytest.fixture
def house(quick_store: Store) -> House:
    return House(quick_store)


Reread = Callable[[], tuple[Settings, Deliverer]]


def now_with(house: House, *wanted: Source) -> Reread:
    return lambda: (settings_of(*wanted), house.deliverer())


def refusing() -> tuple[Settings, Deliverer]:
    wrong = Mistake("chidao.toml", "sources[0].every", '"10" is no interval', '"10m"')
    more = Mistake("chidao.toml", "language", '"xx" is not known', '"vi" or "en"')
    raise SettingsError(wrong, more)


def hang_up() -> None:
    os.kill(os.getpid(), signal.SIGHUP)


def taken_over(lines: list[Line], times: int) -> bool:
    return len(named(lines, TAKEN)) == times


def active(house: House) -> list[str]:
    with house.store.read() as connection:
        return [state.name for state in sources.all_states(connection)]


def test_a_new_source_is_looked_at_and_one_taken_out_is_not(
    house: House, portal: DemoPortal
) -> None:
    old, new = source_of(portal.url, "cu", every="1s"), source_of(portal.url, "moi")

    async def during(_: Service) -> None:
        await until(lambda: house.runs_of("cu") >= 1)
        hang_up()
        await until(lambda: house.runs_of("moi") == 1)
        before = house.runs_of("cu")
        await asyncio.sleep(1.5)
        assert house.runs_of("cu") <= before + 1, "one may have been under way"

    with logged() as lines:
        serve(lambda: house.service(old, reread=now_with(house, new)), during)
    assert active(house) == ["moi"]
    assert named(lines, TAKEN)[0]["sources"] == 1


def test_wrong_settings_are_one_line_and_the_old_ones_go_on(
    house: House, portal: DemoPortal
) -> None:
    source = source_of(portal.url, every="1s")

    async def during(_: Service) -> None:
        hang_up()
        await until(lambda: bool(named(lines, REFUSED)))
        before = house.runs_of()
        await until(lambda: house.runs_of() > before)

    with logged() as lines:
        serve(lambda: house.service(source, reread=refusing), during)
    (line,) = named(lines, REFUSED)
    assert "sources[0].every" in line["error"]
    assert "language" in line["error"]
    assert "\n" not in line["error"]
    assert active(house) == ["nguon"]


@pytest.mark.parametrize("error", [StoreError("the store failed"), OSError("no"), KeyError("x")])
def test_whatever_goes_wrong_while_reading_again_the_service_goes_on(
    house: House, portal: DemoPortal, error: Exception
) -> None:
    def broken() -> tuple[Settings, Deliverer]:
        raise error

    async def during(_: Service) -> None:
        hang_up()
        await until(lambda: bool(named(lines, REFUSED)))
        await until(lambda: house.runs_of() == 1)

    with logged() as lines:
        serve(lambda: house.service(source_of(portal.url), reread=broken), during)
    assert len(named(lines, REFUSED)) == 1


def test_a_store_that_fails_then_takes_nothing_over(house: House, portal: DemoPortal) -> None:
    rename = "ALTER TABLE {} RENAME TO {}"

    async def during(_: Service) -> None:
        await until(lambda: house.runs_of() == 1)
        with house.store.write() as connection:
            connection.exec_driver_sql(rename.format("subscriptions", "away"))
        hang_up()
        await until(lambda: bool(named(lines, REFUSED)))
        with house.store.write() as connection:
            connection.exec_driver_sql(rename.format("away", "subscriptions"))
        assert active(house) == ["nguon"], "half of the new settings is not there"
        hang_up()
        await until(lambda: bool(named(lines, TAKEN)))

    with logged() as lines:
        other = now_with(house, source_of(portal.url, "moi"))
        serve(lambda: house.service(source_of(portal.url), reread=other), during)
    assert active(house) == ["moi"]


def test_a_shorter_interval_counts_from_the_last_run(house: House, portal: DemoPortal) -> None:
    async def during(_: Service) -> None:
        await until(lambda: house.runs_of() == 1)
        hang_up()
        await until(lambda: house.runs_of() >= 2)

    faster = now_with(house, source_of(portal.url, every="1s"))
    serve(lambda: house.service(source_of(portal.url), reread=faster), during)


def test_the_same_settings_again_disturb_nothing(house: House, portal: DemoPortal) -> None:
    source = source_of(portal.url)

    async def during(_: Service) -> None:
        await until(lambda: house.runs_of() == 1)
        for number in range(1, 4):
            hang_up()
            await until(partial(taken_over, lines, number))
        await asyncio.sleep(QUIET_S)

    with logged() as lines:
        serve(lambda: house.service(source, reread=now_with(house, source)), during)
    assert house.runs_of() == 1


def test_many_signals_at_once_are_taken_one_after_another(house: House, portal: DemoPortal) -> None:
    asked: list[int] = []

    def reread() -> tuple[Settings, Deliverer]:
        asked.append(len(asked))
        return settings_of(source_of(portal.url, f"nguon-{len(asked)}")), house.deliverer()

    async def during(service: Service) -> None:
        for _ in range(5):
            service.reload()
        await until(lambda: len(named(lines, TAKEN)) == 5)

    with logged() as lines:
        serve(lambda: house.service(reread=reread), during)
    assert active(house) == ["nguon-5"]


def test_a_running_crawl_of_a_source_taken_out_ends_with_the_service(
    house: House, site: Site
) -> None:
    site.never_answers("/")
    stuck = source_of(site.url("/").rstrip("/"))

    async def during(_: Service) -> None:
        await until(lambda: bool(site.asked))
        hang_up()
        await until(lambda: bool(named(lines, TAKEN)))

    with logged() as lines:
        serve(lambda: house.service(stuck, reread=now_with(house)), during)
    assert named(lines, "service stopped")


def test_a_channel_put_right_is_used_for_what_waits(house: House) -> None:
    house.queue("a", 1)
    with Receiver() as receiver:

        def reread() -> tuple[Settings, Deliverer]:
            house.channels["a"] = Channel("a", f"{receiver.json_url}a")
            return settings_of(), house.deliverer()

        async def during(_: Service) -> None:
            await until(lambda: bool(named(lines, "channel unknown, alerts wait")))
            hang_up()
            await until(lambda: len(receiver.accepted) == 1)

        with logged() as lines:
            serve(lambda: house.service(reread=reread), during)


def test_a_service_that_can_not_read_again_ignores_the_signal(house: House) -> None:
    async def during(service: Service) -> None:
        await asyncio.sleep(0.1)
        hang_up()
        service.reload()
        await asyncio.sleep(0.1)

    with logged() as lines:
        serve(house.service, during)
    assert not named(lines, TAKEN)
    assert not named(lines, REFUSED)
