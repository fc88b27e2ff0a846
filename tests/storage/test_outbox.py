"""The outbox: each alert written once, leased to one sender at a time, and never lost."""

from datetime import timedelta

import pytest

from storage import outbox, told
from storage.leases import Owner
from storage.outbox import SEND_LEASE, DeliveryState, NewDelivery, NewEvent
from storage.session import Connection, Store
from tests.storage.samples import MINUTE, NOW, SOURCE, an_item, dead_owner, owner

PHONE, MAIL = "dien-thoai", "thu"
ME, OTHER = owner("me"), owner("other")
SENT = DeliveryState.SENT


def event(number: int, item_id: int | None = None, withheld: str = "") -> NewEvent:
    return NewEvent(
        f"{number}/1/article.new", item_id, SOURCE, "article.new", NOW, f"E{number}", withheld
    )


def tell(connection: Connection, number: int, *channels: str) -> list[str]:
    wanted = [NewDelivery("chuyển đổi số", channel, "R") for channel in channels or (PHONE,)]
    return outbox.add(connection, event(number), wanted, NOW)


def claim(connection: Connection, by: Owner = ME, channel: str = PHONE, minutes: int = 0) -> str:
    leased = outbox.claim(connection, channel, by, NOW + minutes * MINUTE)
    return leased.event if leased else ""


def test_an_event_is_told_once_however_often_it_is_written(store: Store) -> None:
    with store.write() as connection:
        first = tell(connection, 1, PHONE, MAIL)
        assert tell(connection, 1, PHONE, MAIL) == []
        assert tell(connection, 1, PHONE, "bang") == [
            outbox.delivery_id("1/1/article.new", "chuyển đổi số", "bang")
        ]
        assert outbox.counts(connection) == {
            (channel, DeliveryState.QUEUED): 1 for channel in (PHONE, MAIL, "bang")
        }
    assert len(set(first)) == 2
    assert all(len(entry) == 16 and set(entry) <= set("0123456789abcdef") for entry in first)


def test_the_id_of_a_delivery_is_for_ever() -> None:
    assert outbox.delivery_id("k", "s", "c") == "fc870297878f6132"


def test_the_oldest_of_a_channel_is_claimed_first_and_by_one_only(store: Store) -> None:
    with store.write() as connection:
        for number in (1, 2):
            tell(connection, number, PHONE, MAIL)
        assert [claim(connection, by) for by in (ME, OTHER, ME)] == ["E1", "E2", ""]
        assert claim(connection, ME, MAIL) == "E1"
        assert outbox.due_channels(connection, NOW) == [MAIL]
        assert outbox.due_channels(connection, NOW - MINUTE) == []


def test_a_claim_gives_everything_needed_to_send(store: Store) -> None:
    with store.write() as connection:
        [delivery] = tell(connection, 1)
        leased = outbox.claim(connection, PHONE, ME, NOW)
    assert leased == outbox.Leased(delivery, "chuyển đổi số", PHONE, "R", "E1", 1)


@pytest.mark.parametrize("state", [DeliveryState.SENT, DeliveryState.REFUSED])
def test_what_is_done_is_not_claimed_again(store: Store, state: DeliveryState) -> None:
    with store.write() as connection:
        [delivery] = tell(connection, 1)
        claim(connection)
        assert outbox.finish(connection, delivery, ME, state=state, now=NOW, error="lý do \0")
        assert claim(connection, minutes=9999) == ""
        assert outbox.counts(connection) == {(PHONE, state): 1}
        sent = {PHONE: NOW} if state is DeliveryState.SENT else {}
        assert outbox.last_success(connection) == sent


def test_a_failed_send_is_tried_again_when_its_time_has_come(store: Store) -> None:
    later = NOW + 5 * MINUTE
    with store.write() as connection:
        [delivery] = tell(connection, 1)
        claim(connection)
        state = DeliveryState.QUEUED
        assert outbox.finish(
            connection, delivery, ME, state=state, now=NOW, next_try_at=later, error="500"
        )
        assert claim(connection, minutes=4) == ""
        leased = outbox.claim(connection, PHONE, OTHER, later)
        [kept] = told.recent(connection, 5)
    assert leased is not None
    assert leased.tries == 2
    assert (kept.state, kept.last_error, kept.sent_at) == (DeliveryState.LEASED, "500", None)


def test_a_lease_that_ran_out_goes_to_another_and_the_first_can_not_finish(store: Store) -> None:
    end = NOW + SEND_LEASE
    with store.write() as connection:
        [delivery] = tell(connection, 1)
        assert claim(connection, ME) == "E1"
        assert outbox.claim(connection, PHONE, OTHER, end - timedelta(microseconds=1)) is None
        assert outbox.claim(connection, PHONE, OTHER, end) is not None
        assert not outbox.finish(connection, delivery, ME, state=SENT, now=end)
        assert outbox.finish(connection, delivery, OTHER, state=SENT, now=end)
        assert not outbox.finish(connection, delivery, OTHER, state=SENT, now=end)
        assert not outbox.finish(connection, "0" * 16, OTHER, state=SENT, now=end)


def test_a_lease_from_before_the_clock_was_set_back_does_not_hold_an_alert(store: Store) -> None:
    with store.write() as connection:
        tell(connection, 1)
        assert claim(connection, ME, minutes=60 * 24 * 365) == "E1"
        assert outbox.due_channels(connection, NOW) == [PHONE]
        assert claim(connection, OTHER) == "E1"
        assert claim(connection, ME, minutes=-1) == ""  # a small step back takes nothing away


def test_what_a_dead_process_was_sending_is_free_at_once(store: Store) -> None:
    dead = dead_owner()
    far = Owner("another-host/1/x", "another-host", dead.pid)
    strange = Owner("no-form", "no-form", 1)
    with store.write() as connection:
        for number, by in enumerate((dead, ME, far, strange, dead)):
            tell(connection, number)
            claim(connection, by)
        assert outbox.release_dead(connection, OTHER) == 2
        assert outbox.release_dead(connection, OTHER) == 0
        assert [claim(connection, OTHER) for _ in range(3)] == ["E0", "E4", ""]


def test_nothing_leased_means_nothing_to_release(store: Store) -> None:
    with store.write() as connection:
        tell(connection, 1)
        assert outbox.release_dead(connection, ME) == 0


def test_a_paused_channel_goes_on_in_its_order_and_holds_up_nobody_else(store: Store) -> None:
    until = NOW + 10 * MINUTE
    with store.write() as connection:
        ids = [tell(connection, number, PHONE, MAIL)[0] for number in (1, 2, 3)]
        claim(connection)
        state = DeliveryState.QUEUED
        outbox.finish(connection, ids[0], ME, state=state, now=NOW, next_try_at=until)
        outbox.pause_channel(connection, PHONE, until)
        assert outbox.due_channels(connection, NOW + 9 * MINUTE) == [MAIL]
        assert [claim(connection, minutes=10) for _ in range(4)] == ["E1", "E2", "E3", ""]
        assert claim(connection, channel=MAIL) == "E1"


def test_a_pause_never_shortens_a_longer_one(store: Store) -> None:
    with store.write() as connection:
        tell(connection, 1)
        outbox.pause_channel(connection, PHONE, NOW + 10 * MINUTE)
        outbox.pause_channel(connection, PHONE, NOW + 5 * MINUTE)
        assert claim(connection, minutes=9) == ""


@pytest.mark.parametrize("state", [DeliveryState.SENT, DeliveryState.REFUSED])
def test_what_was_done_can_be_sent_again_by_hand(store: Store, state: DeliveryState) -> None:
    with store.write() as connection:
        [delivery] = tell(connection, 1)
        claim(connection)
        outbox.finish(connection, delivery, ME, state=state, now=NOW)
        assert outbox.resend(connection, delivery, NOW)
        again = outbox.claim(connection, PHONE, ME, NOW)
        assert again is not None
        assert again.id == delivery
        assert not outbox.resend(connection, "f" * 16, NOW)


def test_what_became_of_an_item_is_told_oldest_first(store: Store) -> None:
    with store.write() as connection:
        item = an_item(connection)
        wanted = [NewDelivery("a", PHONE, "R"), NewDelivery("b", MAIL, "R")]
        outbox.add(connection, event(1, item.id), wanted, NOW)
        outbox.add(connection, event(2, item.id, "đọc lần đầu"), [], NOW)
        outbox.add(connection, event(3), wanted, NOW)
        claim(connection, ME)
        first, second = told.of_item(connection, item.id)
        recent = told.recent(connection, 3)
        assert told.of_item(connection, 99) == []
    assert {entry.state for entry in first.deliveries} == {
        DeliveryState.LEASED,
        DeliveryState.QUEUED,
    }
    assert (first.event, first.at, first.withheld) == ("E1", NOW, "")
    assert (second.withheld, second.deliveries) == ("đọc lần đầu", ())
    assert [entry.event_id for entry in recent] == [3, 3, 1]
