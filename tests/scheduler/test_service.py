"""The service with a real portal: when it looks, what it leaves alone, and what it survives."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from delivery.channels import Channel
from demo.portal import DemoPortal
from demo.receiver import Receiver
from scheduler.lease import Lease
from scheduler.service import Service
from sources.runs import RunOutcome
from storage import sources
from storage.migrate import open_store
from storage.outbox import DeliveryState
from storage.session import Store
from tests.crawler.site import Site
from tests.crawler.watching import TODAY_THERE
from tests.scheduler.household import House, logged, named, serve, source_of, until

ITEMS = 6
QUIET_S = 0.4  # long enough that what should not happen would have
HOUR = timedelta(hours=1)


@pytest.fixture
def portal() -> Iterator[DemoPortal]:
    with DemoPortal(ITEMS, today=TODAY_THERE, validators="off") as running:
        yield running


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running


@pytest.fixture
def quick_store(tmp_path: Path) -> Iterator[Store]:
    """On SQLite alone: what is asked here is the same on both."""
    opened = open_store(f"sqlite:///{tmp_path / 'chidao.db'}")
    yield opened
    opened.close()


@pytest.fixture
def house(quick_store: Store, receiver: Receiver) -> House:
    return House(quick_store, {"a": Channel("a", f"{receiver.json_url}a")})


def test_a_source_never_looked_at_is_looked_at_at_once_and_told_of(
    house: House, portal: DemoPortal, receiver: Receiver
) -> None:
    async def during(_: Service) -> None:
        await until(lambda: bool(receiver.accepted))

    serve(lambda: house.service(source_of(portal.url)), during)
    assert house.runs_of() == 1
    assert len(receiver.accepted) == 1


def test_a_source_looked_at_lately_is_left_until_it_is_due(
    house: House, portal: DemoPortal
) -> None:
    async def first(_: Service) -> None:
        await until(lambda: house.runs_of() == 1)

    async def quiet(_: Service) -> None:
        await asyncio.sleep(QUIET_S)

    source = source_of(portal.url)
    serve(lambda: house.service(source), first)
    serve(lambda: house.service(source), quiet)
    assert house.runs_of() == 1


def test_short_intervals_come_again_and_again(house: House, portal: DemoPortal) -> None:
    async def during(_: Service) -> None:
        await until(lambda: house.runs_of() >= 3)

    serve(lambda: house.service(source_of(portal.url, every="1s")), during)


@pytest.mark.parametrize("shift", [HOUR * 24 * 3650, -HOUR * 24 * 3650, HOUR * 2])
def test_a_clock_that_jumps_makes_sources_due_and_is_told_once(
    house: House, portal: DemoPortal, shift: timedelta
) -> None:
    """Set forward (or a machine that slept), and set back, when ticks would come years late."""

    async def during(_: Service) -> None:
        await until(lambda: house.runs_of() == 1)
        await asyncio.sleep(QUIET_S)  # its tick gives the lease back
        house.clock.shift = shift
        await until(lambda: house.runs_of() == 2)
        await asyncio.sleep(QUIET_S)

    with logged() as lines:
        serve(lambda: house.service(source_of(portal.url)), during)
    assert house.runs_of() == 2
    (line,) = named(lines, "clock moved, sources planned anew")
    assert abs(line["seconds"] - shift.total_seconds()) < 5


def wait_asked(house: House, until_then: timedelta) -> None:
    with house.store.write() as connection:
        sources.sync(connection, [source_of("http://127.0.0.1:1")])
        sources.update(connection, "nguon", not_before=house.clock() + until_then)


def test_a_portal_that_asked_to_wait_is_not_asked_and_asked_once_the_wait_is_over(
    house: House, portal: DemoPortal
) -> None:
    async def first(_: Service) -> None:
        await until(lambda: house.runs_of() == 1)

    source = source_of(portal.url)
    serve(lambda: house.service(source), first)
    house.clock.shift = 2 * HOUR  # due again
    wait_asked(house, timedelta(seconds=1.0))
    portal.journal.clear()
    begun = house.clock()

    async def during(_: Service) -> None:
        await asyncio.sleep(QUIET_S)
        assert not portal.journal.visits
        house.clock.shift += timedelta(seconds=1)
        await until(lambda: house.runs_of() == 2)

    with logged() as lines:
        serve(lambda: house.service(source), during)
    assert named(lines, "source left alone")[0]["source"] == "nguon"
    assert house.clock() - begun < HOUR, "an hour's interval did not have to pass"


def test_sources_are_crawled_side_by_side_and_a_hanging_one_delays_nobody(
    house: House, portal: DemoPortal, site: Site
) -> None:
    site.never_answers("/")
    stuck = source_of(site.url("/").rstrip("/"), "treo")
    others = [source_of(portal.url, f"nguon-{number}") for number in range(3)]

    async def during(_: Service) -> None:
        await until(lambda: all(house.runs_of(source.name) == 1 for source in others))

    serve(lambda: house.service(stuck, *others), during)
    assert site.asked, "the stuck one was asked all the while"


def test_an_unreachable_portal_is_a_failed_run_and_the_service_goes_on(
    house: House, portal: DemoPortal
) -> None:
    gone = source_of("http://127.0.0.1:1", "mat", every="1s")

    async def during(_: Service) -> None:
        await until(lambda: house.runs_of("mat") >= 2 and house.runs_of() == 1)

    with logged() as lines:
        serve(lambda: house.service(gone, source_of(portal.url)), during)
    last = house.last_run("mat")
    assert last is not None
    assert last.outcome is not RunOutcome.OK
    met = [line for line in named(lines, "source can not be read") if line["source"] == "mat"]
    assert len(met) <= 1, "one line, however often it fails"
    assert not [line for line in lines if "exc_info" in line]


def test_one_source_is_crawled_by_one_of_two_services_at_a_time(
    house: House, portal: DemoPortal, receiver: Receiver
) -> None:
    source = source_of(portal.url, every="1s")
    other = House(house.store, house.channels, house.clock)

    async def during(_: Service) -> None:
        second = other.service(source)
        running = asyncio.create_task(second.run())
        await until(lambda: house.runs_of() >= 4)
        second.stop()
        await running

    serve(lambda: house.service(source), during)
    with house.store.read() as connection:
        overlaps = connection.exec_driver_sql(
            "SELECT count(*) FROM runs a JOIN runs b ON a.id < b.id AND a.source = b.source"
            " AND b.started_at < a.finished_at"
        ).scalar_one()
    assert overlaps == 0
    assert len(receiver.messages) == 1, "one first fill, told once"


def test_a_source_that_somebody_else_crawls_is_told_busy_and_left(
    house: House, portal: DemoPortal
) -> None:
    source = source_of(portal.url)
    held = Lease(house.store, "crawl/nguon", house.clock)
    assert held.take()

    async def during(_: Service) -> None:
        await until(lambda: bool(named(lines, "source crawled by another process")))

    with logged() as lines:
        serve(lambda: house.service(source), during)
    assert house.runs_of() == 0
    assert held.take(), "still theirs"


def test_a_stop_gives_leases_back_and_leaves_the_store_whole(house: House, site: Site) -> None:
    site.never_answers("/")
    source = source_of(site.url("/").rstrip("/"))

    async def during(_: Service) -> None:
        await until(lambda: bool(site.asked))

    with logged() as lines:
        serve(lambda: house.service(source), during)
    assert named(lines, "crawl stopped")
    assert Lease(house.store, "crawl/nguon", house.clock).take()


def test_a_stop_before_the_first_tick_starts_no_crawl(house: House, portal: DemoPortal) -> None:
    async def during(service: Service) -> None:
        service.stop()

    serve(lambda: house.service(source_of(portal.url)), during)
    assert not portal.journal.visits


def test_a_service_without_sources_still_delivers(house: House, receiver: Receiver) -> None:
    house.queue("a", 1)

    async def during(_: Service) -> None:
        await until(lambda: house.states() == {("a", DeliveryState.SENT): 1})

    serve(house.service, during)
    assert len(receiver.messages) == 1
