"""Trouble is told once when it begins, daily while it lasts, once when it is over; with and without a store."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from alerts.affairs import Trouble
from alerts.model import OPERATOR
from delivery.channels import Channel
from demo.receiver import Receiver
from scheduler.operator import Operator
from scheduler.troubles import CALM, FIRST_PAUSE, PATIENCE, REMIND_AFTER, Troubles
from storage.outbox import DeliveryState
from storage.session import Store
from tests.scheduler.household import House

SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
QUEUED = DeliveryState.QUEUED


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running


@pytest.fixture
def house(store: Store, receiver: Receiver) -> House:
    return House(store, {name: Channel(name, f"{receiver.json_url}{name}") for name in "ab"})


def troubles_of(house: House, *channels: str, host: str = "may-1") -> Troubles:
    operator = Operator(OPERATOR, house.deliverer(), channels or ("a",))
    return Troubles(house.store, operator, house.clock, host)


def queued(house: House, channel: str = "a") -> int:
    return house.states().get((channel, QUEUED), 0)


def after(house: House, troubles: Troubles, pause: timedelta) -> int:
    """What waits for channel "a" when this has passed."""
    house.clock.shift += pause
    troubles.tell()
    return queued(house)


def test_it_is_told_once_when_it_begins_and_once_when_it_is_over(house: House) -> None:
    troubles = troubles_of(house)
    for _ in range(5):
        troubles.begin(Trouble.DISK_FULL, "no space left")
        assert after(house, troubles, SECOND) == 1
    troubles.end(Trouble.DISK_FULL)
    assert after(house, troubles, SECOND) == 1, "it may begin again in a moment"
    troubles.end(Trouble.DISK_FULL)
    assert after(house, troubles, CALM[Trouble.DISK_FULL]) == 2
    assert after(house, troubles, DAY) == 2
    assert not troubles.subjects(Trouble.DISK_FULL)


def test_what_comes_and_goes_is_one_trouble(house: House) -> None:
    troubles = troubles_of(house)
    for _ in range(20):
        troubles.begin(Trouble.DISK_FULL)
        assert after(house, troubles, MINUTE) == 1
        troubles.end(Trouble.DISK_FULL)
        assert after(house, troubles, MINUTE) == 1


def test_what_passes_before_patience_ends_is_told_to_nobody(house: House) -> None:
    troubles = troubles_of(house)
    troubles.begin(Trouble.CHANNEL, "not reached", "zalo")
    assert after(house, troubles, PATIENCE[Trouble.CHANNEL] - MINUTE) == 0
    troubles.end(Trouble.CHANNEL, "zalo")
    assert after(house, troubles, DAY) == 0


def test_what_lasts_is_told_again_once_a_day(house: House) -> None:
    troubles = troubles_of(house)
    troubles.begin(Trouble.BACKUP, "no folder")
    told = [after(house, troubles, REMIND_AFTER / 4 + SECOND) for _ in range(12)]
    assert told == [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3]


def test_a_process_started_anew_knows_what_was_told_and_tells_its_end(house: House) -> None:
    before = troubles_of(house)
    before.begin(Trouble.BACKUP, "no folder")
    before.begin(Trouble.SPACE, "3")
    before.tell()
    again = troubles_of(house)
    again.load()
    again.begin(Trouble.BACKUP, "no folder")
    assert after(house, again, SECOND) == 2
    again.end(Trouble.BACKUP)
    again.end(Trouble.SPACE)
    assert after(house, again, SECOND) == 4


def test_the_disk_of_one_machine_is_not_that_of_another(house: House) -> None:
    one, two = troubles_of(house), troubles_of(house, host="may-2")
    one.begin(Trouble.SPACE, "3")
    one.tell()
    two.load()
    assert not two.subjects(Trouble.SPACE)
    two.end(Trouble.SPACE)
    assert after(house, two, DAY) == 1, "and can not be ended from there"


def test_two_services_on_one_store_tell_it_once_and_end_it_once(house: House) -> None:
    both = troubles_of(house), troubles_of(house)
    for troubles in both:
        troubles.begin(Trouble.STORE, "gone")
    counts = [after(house, troubles, 2 * MINUTE) for troubles in both]
    assert counts == [1, 1]
    for troubles in both:
        troubles.end(Trouble.STORE)
    assert [after(house, troubles, DAY) for troubles in both] == [2, 2]


def test_a_failing_channel_is_told_over_another_one(house: House) -> None:
    troubles = troubles_of(house, "a", "b")
    troubles.begin(Trouble.CHANNEL, "not reached", "a")
    house.clock.shift += PATIENCE[Trouble.CHANNEL]
    troubles.tell()
    assert (queued(house, "a"), queued(house, "b")) == (0, 1)
    alone = troubles_of(house, "a")
    alone.begin(Trouble.REFUSED, "2", "a")
    alone.tell()
    assert queued(house, "a") == 1, "there is no other"


def test_what_happens_in_a_moment_is_told_each_time_and_has_no_end(house: House) -> None:
    troubles = troubles_of(house)
    for number in (1, 2):
        troubles.begin(Trouble.CLOCK, "5")
        assert after(house, troubles, MINUTE) == number
    troubles.end(Trouble.CLOCK)
    assert after(house, troubles, DAY) == 2


def test_a_clock_set_back_delays_no_beginning(house: House) -> None:
    troubles = troubles_of(house)
    troubles.begin(Trouble.STORE, "gone")
    house.clock.shift -= 365 * DAY
    troubles.begin(Trouble.STORE, "gone")
    assert after(house, troubles, PATIENCE[Trouble.STORE]) == 1


def break_outbox(house: House, *, back: bool = False) -> None:
    names = ("away", "deliveries") if back else ("deliveries", "away")
    with house.store.write() as connection:
        connection.exec_driver_sql("ALTER TABLE {} RENAME TO {}".format(*names))


def test_without_the_store_it_goes_straight_to_the_channels_and_its_end_is_told(
    house: House, receiver: Receiver
) -> None:
    troubles = troubles_of(house, "a", "b")
    break_outbox(house)
    troubles.begin(Trouble.STORE, "gone")
    house.clock.shift += PATIENCE[Trouble.STORE]
    troubles.tell()
    troubles.tell()
    assert sorted(message.path for message in receiver.accepted) == ["/a", "/b"]
    break_outbox(house, back=True)
    troubles.end(Trouble.STORE)
    assert after(house, troubles, CALM[Trouble.STORE]) == 1
    assert queued(house, "b") == 1


def test_without_store_and_channels_it_is_tried_with_growing_pauses_and_told_afterwards(
    house: House, receiver: Receiver
) -> None:
    troubles = troubles_of(house)
    receiver.answer(503)
    break_outbox(house)
    troubles.begin(Trouble.DISK_FULL, "full")
    troubles.tell()
    troubles.tell()
    assert len(receiver.messages) == 1
    house.clock.shift += FIRST_PAUSE
    troubles.tell()
    house.clock.shift += FIRST_PAUSE
    troubles.tell()
    assert len(receiver.messages) == 2, "the second pause is longer"
    break_outbox(house, back=True)
    troubles.end(Trouble.DISK_FULL)
    assert after(house, troubles, 10 * MINUTE) == 1, "that it was so, from when to when"


def test_what_came_of_another_trouble_is_forgotten_unless_it_was_told(house: House) -> None:
    troubles = troubles_of(house)
    troubles.begin(Trouble.CRAWL, "failed", "mot")
    after(house, troubles, PATIENCE[Trouble.CRAWL])
    troubles.begin(Trouble.CRAWL, "failed", "hai")
    troubles.forget_untold(Trouble.CRAWL)
    assert troubles.subjects(Trouble.CRAWL) == {"mot"}


def test_an_operator_without_channels_disturbs_nothing(house: House) -> None:
    operator = Operator(OPERATOR, house.deliverer(), ())
    troubles = Troubles(house.store, operator, house.clock, "may-1")
    troubles.begin(Trouble.BACKUP, "no folder")
    troubles.tell()
    assert not troubles.due()
    assert house.states() == {}
