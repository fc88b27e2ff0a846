"""Delivery beside the crawls: a stuck channel delays neither another channel nor a crawl."""

import asyncio
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from delivery.channels import CONSOLE_URL, Channel
from demo.items import Kind
from demo.portal import DemoPortal
from demo.receiver import Receiver
from scheduler.couriers import MOST_CHANNELS, Couriers
from scheduler.reactor import run_in_reactor
from scheduler.service import Service
from storage.migrate import open_store
from storage.outbox import DeliveryState
from storage.session import Store
from tests.crawler.watching import TODAY_THERE
from tests.scheduler.household import House, logged, named, serve, source_of, until

STUCK = 12  # more than asyncio's own threads on this and most machines
SENT, QUEUED, LEASED = DeliveryState.SENT, DeliveryState.QUEUED, DeliveryState.LEASED


@pytest.fixture
def portal() -> Iterator[DemoPortal]:
    with DemoPortal(6, today=TODAY_THERE, validators="off") as running:
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
    names = ["a", "b", *(f"stuck-{number}" for number in range(STUCK))]
    return House(quick_store, {name: Channel(name, f"{receiver.json_url}{name}") for name in names})


def arrived(receiver: Receiver, channel: str) -> int:
    return sum(message.path == f"/{channel}" for message in receiver.accepted)


def has_arrived(receiver: Receiver, times: int) -> bool:
    return arrived(receiver, "a") == times


def test_stuck_channels_delay_no_other_channel(house: House, receiver: Receiver) -> None:
    for number in range(STUCK):
        receiver.hang(f"/stuck-{number}")
        house.queue(f"stuck-{number}", number)

    async def during(_: Service) -> None:
        await until(lambda: len(receiver.messages) == STUCK)
        for number in range(3):
            house.queue("a", 100 + number)
            await until(partial(has_arrived, receiver, number + 1))
        assert house.states()["stuck-0", LEASED] == 1, "it is still being tried"
        receiver.stop()

    serve(house.service, during)
    assert house.states()["a", SENT] == 3


def test_a_stuck_channel_delays_neither_the_next_crawl_nor_its_alert(
    house: House, portal: DemoPortal, receiver: Receiver
) -> None:
    receiver.hang("/a", times=1)
    house.queue("a", 1)
    source = source_of(portal.url, every="1s")

    async def during(_: Service) -> None:
        await until(lambda: house.runs_of() == 1)
        portal.publish(Kind.ORDER)
        await until(lambda: house.runs_of() >= 3)
        assert arrived(receiver, "a") == 0
        receiver.stop()

    serve(lambda: house.service(source), during)
    assert house.states()["a", QUEUED] >= 1, "what came meanwhile waits in order"


def test_what_a_crawl_found_is_sent_at_once(
    house: House, portal: DemoPortal, receiver: Receiver
) -> None:
    """Not when the next look at the outbox comes, which here is an hour away."""

    async def during(_: Service) -> None:
        await until(lambda: arrived(receiver, "a") == 1)

    serve(lambda: house.service(source_of(portal.url), deliver_every_s=3600), during)


def test_two_services_send_nothing_twice(house: House, receiver: Receiver) -> None:
    other = House(house.store, house.channels, house.clock)
    receiver.answer(200, delay=0.02)
    ids = {house.queue("a", number) for number in range(15)}

    async def during(_: Service) -> None:
        second = other.service()
        running = asyncio.create_task(second.run())
        await until(lambda: house.states().get(("a", SENT)) == len(ids))
        second.stop()
        await running

    serve(house.service, during)
    told = [message.text.rstrip()[-16:] for message in receiver.messages]
    assert sorted(told) == sorted(ids)


def test_a_send_under_way_is_finished_before_the_end_and_the_rest_left_for_later(
    house: House, receiver: Receiver
) -> None:
    receiver.answer(200, delay=0.5)
    for number in range(5):
        house.queue("a", number)

    async def during(_: Service) -> None:
        await until(lambda: len(receiver.messages) == 1)

    serve(house.service, during)
    assert house.states() == {("a", SENT): 1, ("a", QUEUED): 4}
    assert len(receiver.messages) == 1


def test_an_alert_nobody_can_word_is_kept_refused_and_holds_up_nothing(
    house: House, receiver: Receiver
) -> None:
    poison = house.queue("a", 1)
    house.queue("a", 2)
    with house.store.write() as connection:
        connection.exec_driver_sql(
            'UPDATE events SET event = \'{"kind":"of.tomorrow"}\' WHERE id = 1'
        )

    async def during(_: Service) -> None:
        await until(lambda: arrived(receiver, "a") == 1)

    with logged() as lines:
        serve(house.service, during)
    assert house.states() == {("a", DeliveryState.REFUSED): 1, ("a", SENT): 1}
    (line,) = named(lines, "alert not sent")
    assert line["delivery"] == poison
    assert "can not be worded" in line["detail"]


def test_a_store_that_fails_is_told_once_and_delivery_goes_on_afterwards(
    house: House, receiver: Receiver
) -> None:
    house.queue("a", 1)
    rename = "ALTER TABLE {} RENAME TO {}"
    with house.store.write() as connection:
        connection.exec_driver_sql(rename.format("deliveries", "away"))

    async def during(_: Service) -> None:
        await until(lambda: bool(named(lines, "delivery stopped")))
        await asyncio.sleep(0.5)  # several looks more
        with house.store.write() as connection:
            connection.exec_driver_sql(rename.format("away", "deliveries"))
        await until(lambda: arrived(receiver, "a") == 1)

    with logged() as lines:
        serve(house.service, during)
    assert len(named(lines, "delivery stopped")) == 1
    assert len(named(lines, "delivery goes on")) == 1
    assert house.states() == {("a", SENT): 1}


def test_a_console_that_was_closed_does_not_end_the_service(
    house: House, receiver: Receiver
) -> None:
    house.channels["console"] = Channel("console", CONSOLE_URL)
    house.console.close()
    house.queue("console", 1)
    house.queue("a", 2)

    async def during(_: Service) -> None:
        await until(lambda: arrived(receiver, "a") == 1)
        await until(lambda: ("console", QUEUED) in house.states())

    serve(house.service, during)


def test_nothing_is_started_once_couriers_have_ended(house: House, receiver: Receiver) -> None:
    house.queue("a", 1)

    async def main() -> frozenset[str]:
        couriers = Couriers(house.deliverer())
        await couriers.end(1.0)
        couriers.send_due()
        await asyncio.sleep(0.1)
        return couriers.sending

    assert run_in_reactor(main) == frozenset()
    assert receiver.messages == ()


def test_a_channel_is_sent_to_by_one_thread_however_often_it_is_asked(
    house: House, receiver: Receiver
) -> None:
    receiver.answer(200, delay=0.2)
    ids = [house.queue("a", number) for number in range(3)]

    async def main() -> None:
        couriers = Couriers(house.deliverer())
        while house.states().get(("a", SENT), 0) < len(ids):
            couriers.send_due()
            assert couriers.sending <= {"a"}
            await asyncio.sleep(0.01)
        await couriers.end(1.0)

    run_in_reactor(main)
    assert [message.text.rstrip()[-16:] for message in receiver.messages] == ids
    assert MOST_CHANNELS > STUCK
