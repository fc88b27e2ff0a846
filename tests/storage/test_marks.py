"""Marks: set, kept apart by name, claimed and taken by one alone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from storage import marks
from storage.marks import Mark
from storage.session import Store

NOW = datetime(2026, 2, 3, tzinfo=UTC)
MANY = 8


def test_a_mark_is_what_was_put_last_and_gone_when_dropped(store: Store) -> None:
    with store.write() as connection:
        assert marks.get(connection, "a") is None
        marks.put(connection, "a", NOW, "một")
        marks.put(connection, "a", NOW + timedelta(days=1), "hai")
        assert marks.get(connection, "a") == Mark(NOW + timedelta(days=1), "hai")
        marks.drop(connection, "a")
        assert marks.get(connection, "a") is None


def test_those_under_a_prefix_are_found_whatever_signs_stand_in_it(store: Store) -> None:
    with store.write() as connection:
        for name in ("x_%/a", "x_%/b", "x__/c", "y"):
            marks.put(connection, name, NOW)
        assert set(marks.under(connection, "x_%/")) == {"x_%/a", "x_%/b"}


def test_of_many_that_claim_or_take_at_once_one_gets_it(store: Store) -> None:
    def claim(_: int) -> bool:
        with store.write() as connection:
            return marks.claim(connection, "a", NOW)

    def take(_: int) -> bool:
        with store.write() as connection:
            return marks.take(connection, "a") is not None

    with ThreadPoolExecutor(MANY) as threads:
        assert sum(threads.map(claim, range(MANY))) == 1
        assert sum(threads.map(take, range(MANY))) == 1
