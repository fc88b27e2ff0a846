"""Items: written once, looked at in order, and counted when they fail."""

import threading
from datetime import timedelta

from storage import aliases, items
from storage.items import BATCH, ItemState, Listed, Unchanged
from storage.session import Store
from tests.storage.samples import MINUTE, NOW, SOURCE, an_item, listed


def test_an_item_met_first_is_live_unread_and_due_at_once(store: Store) -> None:
    with store.write() as connection:
        item = an_item(connection)
        assert item == items.by_id(connection, item.id) == items.by_key(connection, SOURCE, "1")
        assert items.due(connection, SOURCE, NOW, limit=1) == [item]
    assert (item.state, item.version_count, item.title) == (ItemState.LIVE, 0, "Tin số 1")
    assert item.first_seen == item.last_seen == item.next_check_at == NOW


def test_what_was_met_before_is_left_as_it_was(store: Store) -> None:
    with store.write() as connection:
        first = an_item(connection)
        again = Listed("1", "https://songcau.example.vn/khac", "Tiêu đề khác")
        later = NOW + MINUTE
        assert items.discover(connection, SOURCE, "van-ban", [again], later) == []
        assert items.by_id(connection, first.id) == first


def test_one_listing_may_show_an_item_twice(store: Store) -> None:
    with store.write() as connection:
        found = items.discover(connection, SOURCE, "tin-tuc", [listed(1), listed(1)], NOW)
    assert len(found) == 1


def test_the_same_key_in_two_sources_is_two_items(store: Store) -> None:
    with store.write() as connection:
        here, there = an_item(connection), an_item(connection, source="hon-ngang")
    assert here.id != there.id


def test_an_empty_listing_writes_nothing(store: Store) -> None:
    with store.write() as connection:
        assert items.discover(connection, SOURCE, "tin-tuc", [], NOW) == []


def test_a_listing_longer_than_one_statement_takes_is_known_wholly(store: Store) -> None:
    many = [listed(number) for number in range(BATCH + 3)]
    with store.write() as connection:
        assert len(items.discover(connection, SOURCE, "tin-tuc", many, NOW)) == BATCH + 3
        assert items.discover(connection, SOURCE, "tin-tuc", many, NOW) == []
        keys = [entry.key for entry in many]
        assert items.known_keys(connection, SOURCE, [*keys, "?"]) == set(keys)


def test_crawls_at_the_same_time_write_an_item_once(store: Store) -> None:
    start, found = threading.Barrier(4), []

    def crawl() -> None:
        start.wait()
        for number in range(20):
            with store.write() as connection:
                found.extend(items.discover(connection, SOURCE, "tin", [listed(number)], NOW))

    threads = [threading.Thread(target=crawl) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(int(item.key) for item in found) == list(range(20))


def test_the_longest_waiting_is_looked_at_first_and_no_more_than_asked_for(store: Store) -> None:
    with store.write() as connection:
        made = [an_item(connection, number) for number in range(4)]
        for item, minutes in zip(made, (3, 1, 2, 9), strict=True):
            items.update(connection, item.id, next_check_at=NOW + minutes * MINUTE)
        now = NOW + 3 * MINUTE
        due = [item.key for item in items.due(connection, SOURCE, now, limit=9)]
        some = [item.key for item in items.due(connection, SOURCE, now, limit=2)]
        every = [item.key for item in items.due(connection, SOURCE, now, limit=1, everything=True)]
        assert items.due(connection, "hon-ngang", now, limit=9, everything=True) == []
    assert (due, some, every) == (["1", "2", "0"], ["1", "2"], ["1", "2", "0", "3"])


def test_items_found_as_before_are_noted_many_at_once(store: Store) -> None:
    later, next_check = NOW + MINUTE, NOW + 10 * MINUTE
    with store.write() as connection:
        made = [an_item(connection, number) for number in range(600)]
        items.update(connection, made[0].id, failures=3, absence_checks=2, unchanged_streak=4)
        seen = [Unchanged(item.id, later, next_check, f'"{item.key}"', "hôm qua") for item in made]
        items.mark_unchanged(connection, seen[:-1])
        items.mark_unchanged(connection, [])
        first = items.by_id(connection, made[0].id)
        second = items.by_id(connection, made[1].id)
        assert items.by_id(connection, made[-1].id) == made[-1]
        assert items.waiting(connection, SOURCE, "tin-tuc", patience=1) == 600
    assert first is not None
    assert second is not None
    assert (first.unchanged_streak, second.unchanged_streak) == (5, 1)
    assert first.absence_checks == 0
    assert (second.last_seen, second.next_check_at, second.etag) == (later, next_check, '"1"')


def test_failures_are_counted_and_tried_again_later_and_later(store: Store) -> None:
    with store.write() as connection:
        item = an_item(connection)
        for _ in range(3):
            items.note_failure(connection, item.id, lambda n: NOW + n * n * MINUTE)
        failed = items.by_id(connection, item.id)
        assert failed is not None
        assert failed.next_check_at == NOW + 9 * MINUTE
        assert items.waiting(connection, SOURCE, "tin-tuc", patience=3) == 0
        assert items.waiting(connection, SOURCE, "tin-tuc", patience=4) == 1


def test_only_unread_items_of_the_section_are_waited_for(store: Store) -> None:
    with store.write() as connection:
        read, _unread = an_item(connection, 1), an_item(connection, 2)
        items.discover(connection, SOURCE, "van-ban", [listed(3)], NOW)
        items.update(connection, read.id, version_count=1)
        assert items.waiting(connection, SOURCE, "tin-tuc", patience=5) == 1
        assert items.waiting(connection, SOURCE, "lich", patience=5) == 0
        assert items.all_ids(connection) == [read.id]
        assert items.all_ids(connection, source="hon-ngang") == []


def test_sections_give_their_items_in_the_order_they_were_met(store: Store) -> None:
    with store.write() as connection:
        an_item(connection, 5)
        items.discover(connection, SOURCE, "van-ban", [listed(3)], NOW)
        an_item(connection, 1)
        both = items.of_sections(connection, SOURCE, ["van-ban", "tin-tuc"])
        one = items.of_sections(connection, SOURCE, ["tin-tuc"])
        assert items.of_sections(connection, SOURCE, []) == []
    assert [item.key for item in both] == ["5", "3", "1"]
    assert [item.key for item in one] == ["5", "1"]


def test_the_first_owner_of_an_address_keeps_it(store: Store) -> None:
    with store.write() as connection:
        one, two = an_item(connection, 1), an_item(connection, 2)
        for item in (one, two, one):
            aliases.add(connection, SOURCE, "https://songcau.example.vn/b", item.id)
        aliases.add(connection, SOURCE, "https://songcau.example.vn/a", one.id)
        assert aliases.of_item(connection, two.id) == []
        assert aliases.of_item(connection, one.id) == [
            "https://songcau.example.vn/a",
            "https://songcau.example.vn/b",
        ]


def test_a_turn_in_an_items_life_is_kept(store: Store) -> None:
    with store.write() as connection:
        item = an_item(connection)
        items.update(connection, item.id, state=ItemState.WITHDRAWN, suspected_at=NOW)
        gone = items.by_id(connection, item.id)
    assert gone is not None
    assert gone.state is ItemState.WITHDRAWN
    assert gone.suspected_at == NOW


def test_nobody_else_is_doubted_for_a_page_only_one_item_showed(store: Store) -> None:
    with store.write() as connection:
        one, two = an_item(connection, 1), an_item(connection, 2)
        elsewhere = an_item(connection, 1, source="hon-ngang")
        assert items.doubted(connection, one.id) == items.Doubted("", None)
        for item in (one, elsewhere):
            items.update(connection, item.id, doubted_sha256="d" * 64, doubted_at=NOW)
        assert items.doubted(connection, one.id) == items.Doubted("d" * 64, NOW)
        assert not items.others_doubted(connection, one, "d" * 64)
        assert items.others_doubted(connection, two, "d" * 64)


def test_ids_and_keys_nobody_has_give_none(store: Store) -> None:
    with store.read() as connection:
        assert items.by_id(connection, 77) is None
        assert items.by_key(connection, SOURCE, "77") is None
        assert items.due(connection, SOURCE, NOW + timedelta(days=9999), limit=1) == []
