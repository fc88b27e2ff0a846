"""Alerts and channels that can not be: kept, named, and in nobody else's way."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from delivery.channels import Channel
from delivery.deliver import (
    PASS_LIMIT,
    DeliveryCounts,
)
from storage.migrate import open_store
from storage.outbox import DeliveryState
from storage.session import Store
from tests.config.test_logs import _as_before as logs_as_before
from tests.delivery.house import House
from tests.delivery.receiver import receiving

SENT, QUEUED, REFUSED = DeliveryState.SENT, DeliveryState.QUEUED, DeliveryState.REFUSED
HOUR = timedelta(hours=1)
__all__ = ["logs_as_before"]


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Store]:
    """On SQLite alone: what is asked here is the same on both."""
    opened = open_store(f"sqlite:///{tmp_path / 'chidao.db'}")
    yield opened
    opened.close()


@pytest.fixture
def house(one: Store) -> House:
    return House(one)


@contextmanager
def answering(house: House, **answer: Any) -> Iterator[Any]:
    with receiving(**answer) as receiver:
        house.channels["a"] = Channel("a", receiver.url)
        yield receiver


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "null",
        "{}",
        "not json",
        '{"kind": "of.tomorrow", "at": "2026-02-03T03:00:00Z"}',
        "[" * 5000,
    ],
)
def test_a_stored_event_that_can_not_be_worded_is_kept_and_blocks_nobody(
    house: House, stored: str
) -> None:
    poison, healthy = house.queue("a", event=stored or " "), house.queue("a")
    with answering(house) as receiver:
        assert house.deliverer().deliver_due() == DeliveryCounts(sent=1, failed=1)
    row = house.row(poison)
    assert row.state is REFUSED
    assert row.last_error.startswith("it can not be worded (")
    assert house.row(healthy).state is SENT
    assert len(receiver.bodies) == 1


@pytest.mark.parametrize("kind", ["source.filled", "directive.new", "article.withdrawn"])
def test_an_event_without_its_facts_is_told_or_refused_and_blocks_nobody(
    house: House, kind: str
) -> None:
    bare = house.queue("a", event=f'{{"kind": "{kind}", "at": "2026-02-03T03:00:00Z"}}')
    healthy = house.queue("a")
    with answering(house) as receiver:
        counts = house.deliverer().deliver_due()
    assert counts.sent + counts.failed == 2
    assert house.row(bare).state in {SENT, REFUSED}
    assert receiver.bodies[-1]["message"].endswith(f"#{healthy}")


def test_a_reason_that_can_not_be_read_is_the_same(house: House) -> None:
    poison = house.queue("a")
    with house.store.write() as connection:
        connection.exec_driver_sql("UPDATE deliveries SET reason = 'x'")
    with answering(house):
        assert house.deliverer().deliver_due() == DeliveryCounts(failed=1)
    assert house.row(poison).state is REFUSED


def test_a_channel_with_an_impossible_address_keeps_its_alerts_for_the_right_one(
    house: House,
) -> None:
    house.channels["a"] = Channel("a", "nonsense")
    delivery = house.queue("a")
    assert house.deliverer().deliver_due() == DeliveryCounts(failed=1)
    assert house.row(delivery).state is QUEUED
    house.clock.wait(HOUR)
    with answering(house):
        assert house.deliverer().deliver_due() == DeliveryCounts(sent=1)


def test_a_channel_taken_out_and_put_back_has_lost_nothing(house: House) -> None:
    ids = [house.queue("a") for _ in range(3)]
    assert house.deliverer().deliver_due() == DeliveryCounts(held=1)
    ids.append(house.queue("a"))
    with answering(house) as receiver:
        assert house.deliverer().deliver_due() == DeliveryCounts(sent=4)
    assert [body["message"].rstrip()[-16:] for body in receiver.bodies] == ids


def test_a_pass_ends_at_its_limit_and_the_next_goes_on(house: House) -> None:
    for _ in range(4):
        house.queue("a")
    with answering(house) as receiver:
        sender = house.deliverer()

        def slow() -> bool:
            house.clock.wait(PASS_LIMIT / 2)
            return True

        assert sender.deliver("a", go_on=slow) == DeliveryCounts(sent=1)
        assert sender.deliver_due() == DeliveryCounts(sent=3)
    assert len(receiver.bodies) == 4


def test_a_pass_that_is_told_to_stop_claims_nothing_more(house: House) -> None:
    house.queue("a")
    with answering(house) as receiver:
        assert house.deliverer().deliver("a", go_on=lambda: False) == DeliveryCounts()
    assert house.states() == {("a", QUEUED): 1}
    assert receiver.bodies == []
