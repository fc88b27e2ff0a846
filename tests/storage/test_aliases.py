"""Other addresses of items: the first owner keeps one, traps are not remembered."""

import pytest

from storage import aliases
from storage.aliases import LONGEST_ADDRESS
from storage.session import Store
from tests.storage.samples import SOURCE, an_item

URL = "https://songcau.example.vn/khac/1"


def test_addresses_are_kept_once_and_in_order(store: Store) -> None:
    with store.write() as connection:
        item = an_item(connection)
        for url in (f"{URL}/b", f"{URL}/a", f"{URL}/b"):
            aliases.add(connection, SOURCE, url, item.id)
        assert aliases.of_item(connection, item.id) == [f"{URL}/a", f"{URL}/b"]


def test_the_first_owner_of_an_address_keeps_it(store: Store) -> None:
    with store.write() as connection:
        first, second = an_item(connection, 1), an_item(connection, 2)
        for item in (first, second):
            aliases.add(connection, SOURCE, URL, item.id)
        assert aliases.of_item(connection, first.id) == [URL]
        assert aliases.of_item(connection, second.id) == []


def test_one_address_may_belong_to_items_of_two_sources(store: Store) -> None:
    with store.write() as connection:
        here, there = an_item(connection), an_item(connection, source="bencau")
        aliases.add(connection, SOURCE, URL, here.id)
        aliases.add(connection, "bencau", URL, there.id)
        assert aliases.of_item(connection, here.id) == aliases.of_item(connection, there.id)


@pytest.mark.parametrize(("length", "kept"), [(LONGEST_ADDRESS, 1), (LONGEST_ADDRESS + 1, 0)])
def test_an_address_that_is_too_long_is_ignored(store: Store, length: int, kept: int) -> None:
    with store.write() as connection:
        item = an_item(connection)
        aliases.add(connection, SOURCE, URL.ljust(length, "a"), item.id)
        assert len(aliases.of_item(connection, item.id)) == kept


def test_an_unknown_item_has_no_addresses(store: Store) -> None:
    with store.read() as connection:
        assert aliases.of_item(connection, 404) == []
