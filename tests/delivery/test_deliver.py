"""Delivery against a real receiver, on both databases: every alert arrives, under one id, in order."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from alerts.model import Event, EventKind, FillFacts, Reason, ReasonKind
from delivery.channels import CONSOLE_URL, Channel
from delivery.deliver import FIRST_PAUSE, Deliverer, DeliveryCounts
from demo.receiver import Receiver
from storage import forms, outbox
from storage.leases import Owner
from storage.outbox import TRIES_IN_ORDER, DeliveryState, NewDelivery, NewEvent
from storage.session import Store

START = datetime(2026, 2, 3, 3, 0, tzinfo=UTC)
ME = Owner.this_process("test")


class Clock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def wait(self, pause: timedelta) -> None:
        self.now += pause


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running


def channels(receiver: Receiver, *names: str) -> dict[str, Channel]:
    """Channels that end at the receiver, each at a path of its own."""
    return {name: Channel(name, f"{receiver.json_url}{name}") for name in names}


def deliverer(store: Store, known: dict[str, Channel], clock: Clock) -> Deliverer:
    return Deliverer(
        store=store,
        channels=known,
        owner=ME,
        language="vi",
        timezone=UTC,
        clock=clock,
        console=io.StringIO(),
        jitter=lambda: 0.5,
    )


_numbers = count(1)


def queue(store: Store, *names: str) -> list[str]:
    """Queue one alert on each of these channels; returns the ids."""
    number = next(_numbers)
    fill = FillFacts("nguon", f"Cổng thử số {number}", "https://example.gov.vn/", number, 0)
    event = Event(EventKind.SOURCE_FILLED, START, fill=fill)
    row = NewEvent(f"event {number}", None, "nguon", event.kind.value, START, forms.dump(event))
    reason = forms.dump(Reason(ReasonKind.FIRST_FILL, "nguon"))
    with store.write() as connection:
        wanted = [NewDelivery("tất cả", name, reason) for name in names]
        return outbox.add(connection, row, wanted, START)


def states(store: Store) -> dict[tuple[str, DeliveryState], int]:
    with store.read() as connection:
        return outbox.counts(connection)


def test_what_is_queued_arrives_once_and_ends_with_its_id(store: Store, receiver: Receiver) -> None:
    clock = Clock()
    (delivery,) = queue(store, "a")
    sender = deliverer(store, channels(receiver, "a"), clock)
    assert sender.deliver_due() == DeliveryCounts(sent=1)
    assert sender.deliver_due() == DeliveryCounts()
    (message,) = receiver.messages
    assert message.text.rstrip().endswith(f"#{delivery}")


def test_one_channel_takes_its_alerts_in_the_order_of_events(
    store: Store, receiver: Receiver
) -> None:
    ids = [queue(store, "a")[0] for _ in range(6)]
    deliverer(store, channels(receiver, "a"), Clock()).deliver_due()
    assert [message.text.rstrip()[-16:] for message in receiver.messages] == ids


def test_order_is_kept_through_a_failure(store: Store, receiver: Receiver) -> None:
    clock = Clock()
    ids = [queue(store, "a")[0] for _ in range(3)]
    sender = deliverer(store, channels(receiver, "a"), clock)
    receiver.answer(500, times=1)
    assert sender.deliver_due() == DeliveryCounts(failed=1)
    assert sender.deliver_due() == DeliveryCounts()  # nothing overtakes while the channel rests
    clock.wait(2 * FIRST_PAUSE)
    assert sender.deliver_due() == DeliveryCounts(sent=3)
    assert [message.text.rstrip()[-16:] for message in receiver.accepted] == ids


def test_what_is_published_while_a_channel_rests_does_not_overtake(
    store: Store, receiver: Receiver
) -> None:
    clock = Clock()
    ids = queue(store, "a")
    sender = deliverer(store, channels(receiver, "a"), clock)
    receiver.answer(500, times=1)
    sender.deliver_due()
    ids += queue(store, "a")
    assert sender.deliver_due() == DeliveryCounts()
    clock.wait(2 * FIRST_PAUSE)
    sender.deliver_due()
    assert [message.text.rstrip()[-16:] for message in receiver.accepted] == ids


def test_an_alert_that_a_channel_never_takes_does_not_hold_up_the_others(
    store: Store, receiver: Receiver
) -> None:
    clock = Clock()
    (poison,) = queue(store, "a")
    sender = deliverer(store, channels(receiver, "a"), clock)
    receiver.answer(500, times=TRIES_IN_ORDER)
    for _ in range(TRIES_IN_ORDER):
        sender.deliver_due()
        clock.wait(timedelta(minutes=5))
    receiver.answer(500, times=1)
    (healthy,) = queue(store, "a")
    assert sender.deliver_due() == DeliveryCounts(sent=1, failed=1)
    assert [message.text.rstrip()[-16:] for message in receiver.accepted] == [healthy]
    assert states(store) == {("a", DeliveryState.SENT): 1, ("a", DeliveryState.QUEUED): 1}
    assert poison != healthy


def test_a_dead_channel_delays_only_its_own(store: Store, receiver: Receiver) -> None:
    queue(store, "alive", "dead")
    known = channels(receiver, "alive") | {"dead": Channel("dead", "json://127.0.0.1:1/")}
    assert deliverer(store, known, Clock()).deliver_due() == DeliveryCounts(sent=1, failed=1)
    assert states(store) == {("alive", DeliveryState.SENT): 1, ("dead", DeliveryState.QUEUED): 1}


def test_pauses_grow_and_never_end_the_trying(store: Store) -> None:
    clock = Clock()
    queue(store, "dead")
    sender = deliverer(store, {"dead": Channel("dead", "json://127.0.0.1:1/")}, clock)
    waited = []
    for _ in range(12):
        assert sender.deliver_due().failed == 1
        began = clock.now
        while not _due(store, clock):
            clock.wait(timedelta(seconds=1))
        waited.append(clock.now - began)
    assert waited == sorted(waited)
    assert waited[0] < timedelta(minutes=1) < waited[-1] <= timedelta(hours=2)


def _due(store: Store, clock: Clock) -> bool:
    with store.read() as connection:
        return bool(outbox.due_channels(connection, clock()))


def test_a_channel_that_refuses_for_good_is_kept_and_can_be_tried_by_hand(
    store: Store, receiver: Receiver
) -> None:
    (delivery,) = queue(store, "a")
    sender = deliverer(store, channels(receiver, "a"), Clock())
    receiver.answer(404, times=1)
    assert sender.deliver_due() == DeliveryCounts(failed=1)
    assert states(store) == {("a", DeliveryState.REFUSED): 1}
    assert sender.deliver_due() == DeliveryCounts()
    with store.write() as connection:
        assert outbox.resend(connection, delivery, START)
    assert sender.deliver_due() == DeliveryCounts(sent=1)


def test_a_receiver_that_takes_and_drops_the_answer_gets_the_same_id_again(
    store: Store, receiver: Receiver
) -> None:
    clock = Clock()
    (delivery,) = queue(store, "a")
    sender = deliverer(store, channels(receiver, "a"), clock)
    receiver.drop_answer(times=1)
    sender.deliver_due()
    clock.wait(2 * FIRST_PAUSE)
    assert sender.deliver_due() == DeliveryCounts(sent=1)
    assert [message.text.rstrip()[-16:] for message in receiver.messages] == [delivery] * 2


def test_alerts_of_a_channel_nobody_knows_any_more_wait(store: Store) -> None:
    queue(store, "gone")
    assert deliverer(store, {}, Clock()).deliver_due() == DeliveryCounts(held=1)
    assert states(store) == {("gone", DeliveryState.QUEUED): 1}


def test_two_deliverers_share_the_work_and_send_nothing_twice(
    store: Store, receiver: Receiver
) -> None:
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 (this test only)

    ids = {queue(store, "a")[0] for _ in range(20)}
    senders = [deliverer(store, channels(receiver, "a"), Clock()) for _ in range(2)]
    with ThreadPoolExecutor(2) as threads:
        done = list(threads.map(Deliverer.deliver_due, senders))
    assert sum(counts.sent for counts in done) == len(ids)
    arrived = [message.text.rstrip()[-16:] for message in receiver.messages]
    assert sorted(arrived) == sorted(ids)


def test_the_built_in_console_prints_the_whole_message(store: Store) -> None:
    (delivery,) = queue(store, "console")
    sender = deliverer(store, {"console": Channel("console", CONSOLE_URL)}, Clock())
    assert sender.deliver_due() == DeliveryCounts(sent=1)
    assert isinstance(sender.console, io.StringIO)
    assert f"#{delivery}" in sender.console.getvalue()


def test_an_alert_put_off_by_a_clock_that_was_years_ahead_is_sent(
    store: Store, receiver: Receiver
) -> None:
    clock = Clock()
    clock.now = START + timedelta(days=3650)
    queue(store, "a")
    receiver.answer(500, times=1)
    deliverer(store, channels(receiver, "a"), clock).deliver_due()
    clock.now = START
    assert deliverer(store, channels(receiver, "a"), clock).deliver_due().sent == 1
