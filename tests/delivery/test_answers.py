"""Every way a send can end, what is written down of it, and what it means for the channel."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.logs import configure
from delivery.channels import CONSOLE_URL, LONGEST_WAIT, Channel, classify
from delivery.deliver import (
    FIRST_PAUSE,
    LONGEST_PAUSE,
    DeliveryCounts,
)
from demo.receiver import Receiver
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
    ("status", "state"),
    [
        (200, SENT), (201, SENT), (204, SENT),
        (400, REFUSED), (401, REFUSED), (403, REFUSED), (404, REFUSED), (413, REFUSED),
        (408, QUEUED), (423, QUEUED), (425, QUEUED), (429, QUEUED),
        (500, QUEUED), (502, QUEUED), (503, QUEUED), (599, QUEUED),
    ],
)  # fmt: skip
def test_each_answer_leads_to_one_state(house: House, status: int, state: DeliveryState) -> None:
    delivery = house.queue("a")
    with answering(house, status=status):
        house.deliverer().deliver_due()
    row = house.row(delivery)
    assert (row.state, row.tries) == (state, 1)
    assert row.last_error == ("" if state is SENT else f"answered {status}")


@pytest.mark.parametrize("word", [b"error=404.", b"error=429. retry_after: 60", b"see ?error=400"])
def test_words_in_the_answer_are_not_taken_for_its_status(house: House, word: bytes) -> None:
    """A gateway's page that quotes another error must not make us give up on the channel."""
    delivery = house.queue("a")
    with answering(house, status=500, answer=word):
        house.deliverer().deliver_due()
    row = house.row(delivery)
    assert (row.state, row.last_error) == (QUEUED, "answered 500")


@pytest.mark.parametrize(
    ("asked", "at_least"),
    [(b'{"retry_after": 7200}', 2 * HOUR), (b'{"retry_after": 0.3}', timedelta())],
)
def test_a_wait_that_was_asked_for_is_kept(house: House, asked: bytes, at_least: timedelta) -> None:
    house.queue("a")
    with answering(house, status=429, answer=asked) as receiver:
        house.deliverer().deliver_due()
        house.clock.wait(at_least - timedelta(seconds=1))
        assert house.deliverer().deliver_due() == DeliveryCounts()
        receiver.status = 200
        house.clock.wait(max(2 * FIRST_PAUSE, timedelta(seconds=2)))
        assert house.deliverer().deliver_due() == DeliveryCounts(sent=1)


@given(seconds=st.integers(0, 10**9 - 1))
def test_no_answer_can_ask_for_more_than_a_day(seconds: int) -> None:
    wait = classify(["Failed to send x, error=429.", f'"retry_after": {seconds}']).retry_after
    assert wait is not None
    assert timedelta() <= wait <= LONGEST_WAIT


@pytest.mark.parametrize("drawn", [0.0, 0.5, 0.999999])
@pytest.mark.parametrize("tries", [1, 2, 3, 8, 60])
def test_pauses_lie_between_half_the_first_and_the_longest(
    house: House, drawn: float, tries: int
) -> None:
    house.jitter = lambda: drawn
    house.channels["a"] = Channel("a", "json://127.0.0.1:1/")
    delivery = house.queue("a")
    with house.store.write() as connection:
        connection.exec_driver_sql(f"UPDATE deliveries SET tries = {tries - 1}")
    house.deliverer().deliver_due()
    assert house.row(delivery).tries == tries
    house.clock.wait(FIRST_PAUSE / 2 - timedelta(milliseconds=1))
    assert not house.due()
    house.clock.wait(LONGEST_PAUSE + FIRST_PAUSE)
    assert house.due()


@pytest.mark.parametrize(
    "title",
    ["Tỉnh ủy 🏛️ 𝕏", "ệ" * 3_000, "a\u0301" * 500, "\u202egnud ỉhc", "x" * 60_000, "\ud800 lone"],
)
def test_any_title_is_delivered_whole_or_shortened_with_its_id(house: House, title: str) -> None:
    stored = title.encode("utf-8", "replace").decode()
    delivery = house.queue("a", title=stored)
    with answering(house) as receiver:
        assert house.deliverer().deliver_due() == DeliveryCounts(sent=1)
    (body,) = receiver.bodies
    assert body["message"].rstrip().endswith(f"#{delivery}")
    assert len(body["message"]) <= 32_768


@pytest.mark.parametrize("title", ["Chỉ đạo", "x" * 60_000])
def test_a_console_of_another_encoding_or_size_is_no_trouble(house: House, title: str) -> None:
    raw = io.BytesIO()
    house.console = io.TextIOWrapper(raw, encoding="latin-1")
    house.channels["console"] = Channel("console", CONSOLE_URL)
    delivery = house.queue("console", title=title)
    assert house.deliverer().deliver_due() == DeliveryCounts(sent=1)
    assert raw.getvalue().endswith(f"#{delivery}\n\n".encode())


def test_a_console_whose_reader_went_away_waits_and_ends_nothing(house: House) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    raw = os.fdopen(writing, "wb", buffering=0)
    house.console = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
    house.channels["console"] = Channel("console", CONSOLE_URL)
    delivery = house.queue("console")
    with answering(house):
        house.queue("a")
        assert house.deliverer().deliver_due() == DeliveryCounts(sent=1, failed=1)
    row = house.row(delivery)
    assert (row.state, row.last_error) == (QUEUED, "the console is closed")
    house.console.detach()
    raw.close()


@pytest.mark.parametrize("as_json", [False, True])
def test_no_log_line_of_a_delivery_holds_a_secret(house: House, as_json: bool) -> None:
    stream = io.StringIO()
    configure("debug", as_json=as_json, stream=stream)
    house.channels |= {
        "down": Channel("down", "json://clerk:s3cret@127.0.0.1:1/t0ken?key=s3cret"),
        "wrong": Channel("wrong", "nonsense://clerk:s3cret@host/t0ken"),
    }
    for name in ("a", "down", "wrong", "gone"):
        house.queue(name)
    with answering(house, status=500, answer=b"s3cret t0ken"):
        counts = house.deliverer().deliver_due()
    assert counts == DeliveryCounts(failed=3, held=1)
    told = stream.getvalue()
    assert told.count("alert not sent") == 3
    assert not [secret for secret in ("s3cret", "t0ken", "clerk") if secret in told]


def test_one_channel_that_fails_in_every_way_leaves_the_other_alone(house: House) -> None:
    with Receiver() as other:
        house.channels["b"] = Channel("b", f"{other.json_url}b")
        for status in (500, 404, 429, 302):
            house.queue("a")
            house.queue("b")
            with answering(house, status=status):
                house.deliverer().deliver_due()
            house.clock.wait(HOUR * 25)
        assert len(other.accepted) == 4
    assert house.states()["b", SENT] == 4
