"""The service about itself: gaps, heartbeat, trouble of its own, and many sources at once."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from config.mistakes import Mistake, SettingsError
from config.sections import Operator
from config.settings import Settings
from delivery.channels import Channel
from delivery.deliver import Deliverer
from demo.portal import DemoPortal
from demo.receiver import Receiver
from scheduler.service import Service
from scheduler.slots import MOST_CRAWLS
from sources.model import Source
from storage.migrate import open_store
from storage.session import Store
from tests.crawler.site import Site
from tests.crawler.watching import TODAY_THERE
from tests.scheduler.household import House, logged, named, serve, settings_of, source_of, until
from tests.scheduler.test_heartbeat import Asked

HOUR = timedelta(hours=1)
SOON_S = 0.1


@pytest.fixture
def portal() -> Iterator[DemoPortal]:
    with DemoPortal(4, today=TODAY_THERE, validators="off") as running:
        yield running


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running


@pytest.fixture
def quick_store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'chidao.db'}")
    yield opened
    opened.close()


@pytest.fixture
def house(quick_store: Store, receiver: Receiver) -> House:
    return House(quick_store, {name: Channel(name, f"{receiver.json_url}{name}") for name in "ab"})


@pytest.fixture
def heart() -> Iterator[Asked]:
    with Asked() as asked:
        threading.Thread(target=asked.serve_forever, daemon=True).start()
        yield asked
        asked.shutdown()


def watched(house: House, *sources: Source, heart: str = "", **options: object) -> Service:
    """A service whose operator is told on channel "b"."""
    operator = Operator(channels=("b",), heartbeat_url=SecretStr(heart), alive="")
    settings = replace(settings_of(*sources), operator=operator)
    values = {"deliver_every_s": SOON_S, "round_every_s": SOON_S, **options}
    return Service(settings, house.store, house.deliverer(), house.clock, **values)  # type: ignore[arg-type]


def texts(receiver: Receiver, channel: str) -> list[str]:
    return [one.text for one in receiver.accepted if one.path == f"/{channel}"]


def test_after_hours_of_downtime_both_operator_and_those_who_ask_are_told_once(
    house: House, portal: DemoPortal, receiver: Receiver
) -> None:
    source = source_of(portal.url)

    async def first(_: Service) -> None:
        await until(lambda: house.runs_of() == 1)

    async def again(_: Service) -> None:
        await until(lambda: bool(texts(receiver, "b")))
        await asyncio.sleep(5 * SOON_S)

    serve(lambda: watched(house, source), first)
    house.clock.shift += 5 * HOUR
    serve(lambda: watched(house, source), again)
    serve(lambda: watched(house, source), lambda _: asyncio.sleep(5 * SOON_S))
    (told,) = texts(receiver, "b")
    assert "chidao" in told or "Dịch vụ" in told
    assert house.runs_of() == 2
    assert sum(told.splitlines()[0] == text.splitlines()[0] for text in texts(receiver, "a")) == 1


def test_the_heartbeat_follows_good_rounds_and_stops_when_the_store_is_away(
    house: House, heart: Asked
) -> None:
    async def during(_: Service) -> None:
        await until(lambda: len(heart.paths) >= 3)
        rename(house, "marks", "away")
        await asyncio.sleep(5 * SOON_S)
        asked = len(heart.paths)
        await asyncio.sleep(5 * SOON_S)
        assert len(heart.paths) == asked
        rename(house, "away", "marks")
        await until(lambda: len(heart.paths) > asked)

    serve(lambda: watched(house, heart=f"{heart.url}geheim"), during)


def rename(house: House, old: str, new: str) -> None:
    with house.store.write() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {old} RENAME TO {new}")


def test_settings_not_taken_over_are_told_to_the_operator_and_their_correction(
    house: House, receiver: Receiver
) -> None:
    wrong = [True]

    def reread() -> tuple[Settings, Deliverer]:
        if wrong:
            raise SettingsError(Mistake("chidao.toml", "language", '"xx" is not known', '"vi"'))
        operator = Operator(channels=("b",), alive="")
        return replace(settings_of(), operator=operator), house.deliverer()

    async def during(service: Service) -> None:
        service.reload()
        await until(lambda: len(texts(receiver, "b")) == 1)
        service.reload()
        await asyncio.sleep(5 * SOON_S)
        wrong.clear()
        service.reload()
        await until(lambda: len(texts(receiver, "b")) == 2)

    serve(lambda: watched(house, reread=reread), during)
    assert '"xx" is not known' in texts(receiver, "b")[0]


def test_a_clock_set_back_is_told(house: House, receiver: Receiver) -> None:
    async def during(_: Service) -> None:
        await asyncio.sleep(3 * SOON_S)
        house.clock.shift -= HOUR
        await until(lambda: bool(texts(receiver, "b")))

    serve(lambda: watched(house), during)
    assert "60 phút" in texts(receiver, "b")[0]


def test_many_overdue_sources_do_not_start_together_and_all_are_read(
    house: House, portal: DemoPortal
) -> None:
    many = [source_of(portal.url, f"nguon-{number}") for number in range(2 * MOST_CRAWLS)]
    most = [0]

    async def during(service: Service) -> None:
        def all_read() -> bool:
            most[0] = max(most[0], running(house))
            return all(house.runs_of(source.name) == 1 for source in many)

        await until(all_read, 120)

    serve(lambda: watched(house, *many), during)
    assert 1 < most[0] <= MOST_CRAWLS


def running(house: House) -> int:
    with house.store.read() as connection:
        query = "SELECT count(*) FROM runs WHERE finished_at IS NULL"
        return int(connection.exec_driver_sql(query).scalar_one())


def test_two_services_do_not_double_the_requests(house: House, portal: DemoPortal) -> None:
    source = source_of(portal.url, every="3s")
    other = House(house.store, house.channels, house.clock)

    async def during(_: Service) -> None:
        second = watched(other, source)
        beside = asyncio.create_task(second.run())
        await until(lambda: house.runs_of() >= 4)
        second.stop()
        await beside

    with logged() as lines:
        serve(lambda: watched(house, source), during)
    assert len(named(lines, "store shared with another service")) == 2
    with house.store.read() as connection:
        begun = connection.exec_driver_sql("SELECT count(*) FROM runs").scalar_one()
        first, last = connection.exec_driver_sql(
            "SELECT min(julianday(started_at)), max(julianday(started_at)) FROM runs"
        ).one()
    assert (last - first) * 86_400 >= (begun - 1) * 3 * 0.9


def test_a_hanging_portal_is_asked_and_the_service_is_ready(house: House, site: Site) -> None:
    site.never_answers("/")

    async def during(service: Service) -> None:
        await until(lambda: bool(site.asked))
        assert service.works()
        service.stop()
        assert not service.works()

    serve(lambda: watched(house, source_of(site.url("/").rstrip("/"))), during)
