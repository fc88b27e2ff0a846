"""The cheap way out of a recheck, and every reason why it is refused."""

from dataclasses import replace

import pytest

from ingest.desk import Fetched, as_before, unchanged
from ingest.record import record
from ingest.rules import Rules
from storage import aliases, items
from storage.items import ItemState
from storage.session import Store
from tests.ingest.samples import (
    FILE_URL,
    NOW,
    RULES,
    a_file,
    an_item,
    desk,
    extract_giao,
    fetched,
    read_line,
)

ELSEWHERE = "https://sc.example/khac/1"


def again(store: Store) -> Fetched:
    with store.write() as connection:
        item = an_item(connection)
        record(connection, fetched(item), desk())
        known = items.by_id(connection, item.id)
    assert known is not None
    return fetched(known)


def refused(store: Store, fetch: Fetched, rules: Rules = RULES) -> bool:
    with store.read() as connection:
        return unchanged(connection, fetch, desk(rules=rules)) is None


def test_the_same_article_takes_the_cheap_way_out(store: Store) -> None:
    fetch = again(store)
    with store.read() as connection:
        seen = unchanged(connection, fetch, desk())
    assert seen == as_before(fetch.item, fetch.capture, desk())
    assert seen is not None
    assert (seen.seen_at, seen.etag) == (NOW, '"1"')
    assert seen.next_check_at > NOW


@pytest.mark.parametrize("state", [ItemState.SUSPECTED, ItemState.WITHDRAWN])
def test_an_item_that_was_missed_is_refused(store: Store, state: ItemState) -> None:
    fetch = again(store)
    assert refused(store, replace(fetch, item=replace(fetch.item, state=state)))


def test_an_item_never_read_is_refused(store: Store) -> None:
    with store.write() as connection:
        item = an_item(connection)
    assert refused(store, fetched(item))


def test_files_are_refused(store: Store) -> None:
    fetch = again(store)
    assert refused(store, replace(fetch, files=(a_file(b"%PDF"),)))
    assert refused(store, replace(fetch, same_files=(FILE_URL,)))


def test_other_rules_are_refused(store: Store) -> None:
    assert refused(store, again(store), Rules("test 2", read_line, extract_giao))


def test_another_article_is_refused(store: Store) -> None:
    assert refused(store, fetched(again(store).item, "Tin khác", "Nội dung khác."))


def test_a_new_address_is_refused_until_it_is_known(store: Store) -> None:
    moved = fetched(again(store).item, to=ELSEWHERE)
    assert refused(store, moved)
    with store.write() as connection:
        aliases.add(connection, moved.item.source, ELSEWHERE, moved.item.id)
    assert not refused(store, moved)


def test_with_files_missing_the_page_is_asked_for_whole(store: Store) -> None:
    fetch = again(store)
    seen = as_before(fetch.item, fetch.capture, desk(), files_missing=True)
    assert (seen.etag, seen.last_modified) == ("", "")


def test_an_answer_without_marks_keeps_those_before(store: Store) -> None:
    fetch = again(store)
    seen = as_before(fetch.item, replace(fetch.capture, headers={}), desk())
    assert seen.etag == fetch.item.etag
