"""Restoring: between both databases, from an older schema, and nothing but whole."""

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage import backup, items, leases, marks, outbox
from storage.backup_form import forms_of
from storage.leases import Owner
from storage.migrate import build, head, open_store, revision
from storage.outbox import DeliveryState
from storage.restore import Refusal, RestoreRefusedError
from storage.session import Store
from tests.storage.restoring import brought, contents, filled, opened
from tests.storage.samples import MINUTE, NOW, SOURCE, add_version, an_item, dead_owner

HOUR = 60 * MINUTE


def test_every_row_comes_back_on_either_database_and_all_of_it_verifies(
    store: Store, target_url: str, tmp_path: Path
) -> None:
    filled(store)
    before = contents(store)
    manifest = backup.make(store, tmp_path / "a.backup", NOW)
    done = brought(target_url, tmp_path / "a.backup")
    assert done.manifest == manifest
    assert (done.verified.items, done.verified.versions) == (6, 12)
    assert done.verified.broken is None
    with opened(target_url) as target:
        after = contents(target)
        assert {name: len(rows) for name, rows in after.items()} == {
            name: len(rows) for name, rows in before.items()
        }
        for name in before.keys() - {"deliveries", "marks"}:
            assert after[name] == before[name], name


def test_what_was_sent_stays_sent_and_what_was_on_its_way_waits_again(
    store: Store, target_url: str, tmp_path: Path
) -> None:
    filled(store)
    backup.make(store, tmp_path / "a.backup", NOW)
    assert brought(target_url, tmp_path / "a.backup").waiting == 5
    with open_store(target_url).read() as connection:
        states = {state: n for (_, state), n in outbox.counts(connection).items()}
    assert states == {DeliveryState.SENT: 1, DeliveryState.QUEUED: 5}


def test_the_next_rows_get_numbers_of_their_own(
    store: Store, target_url: str, tmp_path: Path
) -> None:
    filled(store)
    backup.make(store, tmp_path / "a.backup", NOW)
    brought(target_url, tmp_path / "a.backup")
    with open_store(target_url).write() as connection:
        item = an_item(connection, 99)
        version = add_version(connection, item.id, "Tin mới")
    assert item.id == 7
    assert version.n == 1


def test_a_service_that_only_waits_keeps_its_store_and_a_dead_or_silent_one_does_not(
    store: Store, target_url: str, tmp_path: Path
) -> None:
    backup.make(store, tmp_path / "a.backup", NOW)
    dead = dead_owner()
    for at, who in (
        (NOW, "away/7/x"),
        (NOW, f"{dead.host}/{dead.pid}/x"),
        (NOW - HOUR, "away/7/x"),
    ):
        with open_store(target_url).write() as connection:
            marks.put(connection, marks.SERVICE_ALIVE, at, who)
        if (at, who) == (NOW, "away/7/x"):
            with pytest.raises(RestoreRefusedError) as refused:
                brought(target_url, tmp_path / "a.backup")
            assert refused.value.found == "chidao run (away, process 7)"
        else:
            brought(target_url, tmp_path / "a.backup")


def test_a_backup_of_an_empty_store_comes_back_too(
    store: Store, target_url: str, tmp_path: Path
) -> None:
    backup.make(store, tmp_path / "a.backup", NOW)
    assert brought(target_url, tmp_path / "a.backup").manifest.rows == 0
    with open_store(target_url).write() as connection:
        assert an_item(connection).id == 1


def test_a_backup_of_an_older_schema_is_brought_up_to_date(target_url: str, tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path / 'old.db'}") as old:
        with old.alter() as connection:
            build(connection, "0001")
        table = next(form for form in forms_of("0001") if form.name == "subscriptions").table()
        with old.write() as connection:
            connection.execute(table.insert().values(name="cũ", definition="{}"))
        # As a chidao of that schema would have done it: without a mark, which it does not know.
        with (tmp_path / "a.backup").open("w+b") as file:
            backup.write(old, file, NOW)
    done = brought(target_url, tmp_path / "a.backup")
    assert done.manifest.schema == "0001"
    with open_store(target_url).read() as connection:
        assert revision(connection) == head()
        assert connection.scalar(sa.select(table.c.name)) == "cũ"


def test_a_store_that_holds_something_is_left_alone(
    store: Store, target_url: str, tmp_path: Path
) -> None:
    backup.make(store, tmp_path / "a.backup", NOW)
    with open_store(target_url).write() as connection:
        an_item(connection, 1)
    with pytest.raises(RestoreRefusedError) as refused:
        brought(target_url, tmp_path / "a.backup")
    assert (refused.value.why, refused.value.found) == (Refusal.NOT_EMPTY, "items: 1")
    with open_store(target_url).read() as connection:
        assert items.by_key(connection, SOURCE, "1") is not None


def test_a_store_that_a_service_uses_is_left_alone_but_not_that_of_a_dead_one(
    store: Store, target_url: str, tmp_path: Path
) -> None:
    backup.make(store, tmp_path / "a.backup", NOW)
    elsewhere = Owner("away/1/x", "away", 1)
    with open_store(target_url).write() as connection:
        leases.take(connection, "crawl/a", elsewhere, NOW + MINUTE)
        leases.take(connection, "crawl/b", dead_owner(), NOW + MINUTE)
    with pytest.raises(RestoreRefusedError) as refused:
        brought(target_url, tmp_path / "a.backup")
    assert (refused.value.why, refused.value.found) == (
        Refusal.IN_USE,
        "crawl/a (away, process 1)",
    )
    with open_store(target_url).write() as connection:
        leases.give_back(connection, "crawl/a", elsewhere)
    brought(target_url, tmp_path / "a.backup")


def test_a_row_that_leans_on_nothing_is_refused_and_the_store_stays_usable(
    target_url: str, tmp_path: Path
) -> None:
    source = open_store(f"sqlite:///{tmp_path / 'chidao.db'}")
    filled(source, 2)
    with source.alter() as connection:
        connection.exec_driver_sql("UPDATE versions SET capture_id = 77 WHERE n = 2")
    backup.make(source, tmp_path / "a.backup", NOW)
    source.close()
    with pytest.raises(Exception, match=r"lean|foreign key"):
        brought(target_url, tmp_path / "a.backup")
    with open_store(target_url).read() as connection:
        assert items.all_ids(connection) == []


def test_what_was_broken_before_the_backup_is_named_after_it(
    store: Store, target_url: str, tmp_path: Path
) -> None:
    filled(store, 2)
    with store.write() as connection:
        connection.exec_driver_sql(
            "UPDATE versions SET url = 'https://khac.example.vn/' WHERE id = 3"
        )
    backup.make(store, tmp_path / "a.backup", NOW)
    broken = brought(target_url, tmp_path / "a.backup").verified.broken
    assert broken is not None
    assert broken == replace(broken, place="item 2, version 1")
    open_store(target_url).close()
