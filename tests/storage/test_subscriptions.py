"""Subscriptions in the store: as the settings gave them, and what new ones are owed."""

from dataclasses import replace
from datetime import time

import sqlalchemy as sa

from alerts.model import Subscription
from articles.model import Weight
from storage import subscriptions
from storage.session import Store

PLAIN = Subscription("a", ("console",), ("*",))
FULL = Subscription(
    "b", ("console", "phòng"), ("directive.new",), ("quangtri",), ("CNTT",), ("Sở Y tế",),
    Weight.MAJOR, ("tin-tuc",), ("a",), ("b",), ("UBND tỉnh",), ("Sở Nội vụ",), ("CHỈ THỊ",),
    ("KHẨN",), ("8/CT-UBND",), "skip", "07:30", True, (time(21), time(6)), False, 5, ("1d",), 9,
)  # fmt: skip


def synced(store: Store, *wanted: Subscription) -> frozenset[str]:
    with store.write() as connection:
        subscriptions.sync(connection, wanted)
    with store.read() as connection:
        return subscriptions.owed(connection)


def settled(store: Store, *names: str) -> None:
    with store.write() as connection:
        subscriptions.settle(connection, names)


def test_every_key_comes_out_as_it_went_in(store: Store) -> None:
    synced(store, FULL, PLAIN)
    with store.read() as connection:
        assert subscriptions.load_all(connection) == (PLAIN, FULL)


def test_a_definition_of_an_older_version_is_read_with_the_defaults(store: Store) -> None:
    old = '{"name":"a","channels":["console"],"on":["*"],"any":["x"],"min_weight":"minor"}'
    with store.write() as connection:
        row = "INSERT INTO subscriptions (name, definition) VALUES ('a', :old)"
        connection.execute(sa.text(row), {"old": old})
    with store.read() as connection:
        (read,) = subscriptions.load_all(connection)
        assert read == replace(PLAIN, any=("x",), min_weight=Weight.MINOR)
        assert subscriptions.owed(connection) == frozenset()  # it heard all there was


def test_a_new_subscription_is_owed_the_stock_until_that_is_told(store: Store) -> None:
    assert synced(store, PLAIN) == {"a"}
    assert synced(store, PLAIN, FULL) == {"a", "b"}
    settled(store, "a")
    assert synced(store, PLAIN, FULL) == {"b"}


def test_one_that_asks_for_more_is_owed_it_again_and_one_that_asks_for_less_is_not(
    store: Store,
) -> None:
    synced(store, FULL)
    settled(store, "b")
    assert synced(store, replace(FULL, none=("b", "c"))) == frozenset()
    assert synced(store, replace(FULL, none=("b", "c"), channels=("zalo",))) == frozenset()
    assert synced(store, replace(FULL, any=("CNTT", "CĐS"))) == {"b"}


def test_one_that_left_and_comes_again_is_new(store: Store) -> None:
    synced(store, PLAIN)
    settled(store, "a")
    assert synced(store) == frozenset()
    assert synced(store, PLAIN) == {"a"}
