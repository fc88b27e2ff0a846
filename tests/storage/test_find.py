"""An item is found by id, address or number of a paper, and by nothing else."""

from datetime import timedelta

import pytest

from storage import aliases, find, items
from storage.items import ItemState
from storage.session import Store
from tests.storage.samples import NOW, SOURCE, an_item, listed


def found(store: Store, text: str) -> list[str]:
    with store.read() as connection:
        return [item.key for item in find.find(connection, text)]


@pytest.fixture
def stocked(store: Store) -> Store:
    """Three items; two papers bear one number, as happens every January."""
    with store.write() as connection:
        made = [an_item(connection, number) for number in (11, 12, 13)]
        for item in made[:2]:
            items.update(connection, item.id, document_number="12/UBND-VX", kind="document")
        items.update(connection, made[2].id, document_number="412")
        for url in ("https://songcau.example.vn/cu", listed(12).url):
            aliases.add(connection, SOURCE, url, made[0].id)
    return store


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("1", ["11"]),
        ("  2 ", ["12"]),
        ("https://songcau.example.vn/chi-tiet/13", ["13"]),
        ("https://songcau.example.vn/cu", ["11"]),
        ("https://songcau.example.vn/chi-tiet/12", ["11", "12"]),  # one's own, another's old one
        ("12/UBND-VX", ["11", "12"]),
        ("412", ["13"]),
        ("4", []),
        ("0", []),
        ("-1", []),
        ("1.0", []),
        ("²", []),
        ("٣", ["13"]),  # a digit is a digit
        ("9" * 30, []),  # larger than any id of any database
        ("2147483648", []),
        ("%", []),
        ("' OR 1=1 --", []),
        ("https://songcau.example.vn/CU", []),
        ("12/ubnd", []),
    ],
)
def test_a_text_names_exactly_these(stocked: Store, text: str, keys: list[str]) -> None:
    assert found(stocked, text) == keys


def test_items_without_number_are_not_found_by_an_empty_text(store: Store) -> None:
    with store.write() as connection:
        an_item(connection)
    assert found(store, "") == []
    assert found(store, "   ") == []
    assert found(store, "\0") == []


def test_the_newest_come_first_of_one_source_or_all(stocked: Store) -> None:
    with stocked.write() as connection:
        late = NOW + timedelta(hours=1)
        items.discover(connection, "hon-ngang", "tin-tuc", [listed(99)], late)
        rows = find.newest(connection, limit=3)
        here = find.newest(connection, source=SOURCE, limit=9)
    assert [row.url.rpartition("/")[2] for row in rows] == ["99", "13", "12"]
    assert [row.id for row in here] == [3, 2, 1]
    assert (here[1].document_number, here[1].kind, here[1].versions) == (
        "12/UBND-VX",
        "document",
        0,
    )


def test_items_are_counted_by_state(stocked: Store) -> None:
    with stocked.write() as connection:
        items.update(connection, 1, state=ItemState.WITHDRAWN)
        assert find.count_by_state(connection, SOURCE) == {"live": 2, "withdrawn": 1}
        assert find.count_by_state(connection, "hon-ngang") == {}
