"""Items that are gone: suspected, then withdrawn, or left alone where the source is at fault."""

from datetime import datetime, timedelta

from ingest.absence import MIN_INCIDENT, AbsencePolicy, Incident
from ingest.missing import Judged, judge_missing
from ingest.record import record
from storage import changes, items, told
from storage.items import Item, ItemState
from storage.session import Store
from tests.ingest.samples import EVERY, NOW, an_item, desk, fetched

DAY = timedelta(days=1)
POLICY = AbsencePolicy(DAY, 3, 0.05)
MANY = 1000


def read(store: Store, number: int = 1) -> Item:
    with store.write() as connection:
        item = an_item(connection, number)
        record(connection, fetched(item, f"Tin {number}", "Xã họp bàn."), desk())
    return known(store, item)


def known(store: Store, item: Item) -> Item:
    with store.read() as connection:
        found = items.by_id(connection, item.id)
    assert found is not None
    return found


def miss(store: Store, *gone: Item, at: datetime = NOW, withheld: str = "") -> Judged:
    missing = [known(store, item) for item in gone]
    with store.write() as connection:
        return judge_missing(connection, missing, MANY, POLICY, desk(now=at, withheld=withheld))


def kinds(store: Store, item: Item) -> list[str]:
    with store.read() as connection:
        return [event.kind for event in told.of_item(connection, item.id)]


def verdicts(store: Store, item: Item) -> list[str]:
    with store.read() as connection:
        return [change.verdict for change in changes.history(connection, item.id)]


def test_one_miss_makes_an_item_suspected(store: Store) -> None:
    item = read(store)
    done = miss(store, item)
    after = known(store, item)
    assert (done.suspected, done.withdrawn, done.incident) == (1, 0, None)
    assert done.queued
    assert (after.state, after.suspected_at) == (ItemState.SUSPECTED, NOW)
    assert kinds(store, item)[-1] == "article.suspected"


def test_only_checks_and_time_together_withdraw_an_item(store: Store) -> None:
    item = read(store)
    done = [miss(store, item, at=NOW + DAY * part) for part in (0, 0.1, 0.2, 0.9, 1)]
    assert [one.withdrawn for one in done] == [0, 0, 0, 0, 1]
    assert [one.suspected for one in done] == [1, 0, 0, 0, 0]
    assert verdicts(store, item) == ["suspected", "withdrawn"]
    assert kinds(store, item)[-2:] == ["article.suspected", "article.withdrawn"]
    assert known(store, item).state is ItemState.WITHDRAWN


def test_time_alone_withdraws_nothing(store: Store) -> None:
    item = read(store)
    miss(store, item)
    assert miss(store, item, at=NOW + 9 * DAY).withdrawn == 0


def test_a_withdrawn_item_is_not_told_of_again(store: Store) -> None:
    item = read(store)
    for day in range(3):
        miss(store, item, at=NOW + day * DAY)
    assert miss(store, item, at=NOW + 9 * DAY) == Judged()


def test_too_many_at_once_keep_everything_as_it_was(store: Store) -> None:
    gone = [read(store, number) for number in range(MIN_INCIDENT + 1)]
    with store.write() as connection:
        done = judge_missing(connection, gone, len(gone), POLICY, desk())
    assert done == Judged(incident=Incident.AT_ONCE)
    after = [known(store, item) for item in gone]
    assert {(item.state, item.suspected_at) for item in after} == {(ItemState.LIVE, None)}
    assert {item.next_check_at for item in after} == {NOW + EVERY}
    assert [verdicts(store, item) for item in gone] == [[]] * len(gone)


def test_items_never_read_are_ignored(store: Store) -> None:
    with store.write() as connection:
        gone = [an_item(connection, number) for number in range(MIN_INCIDENT + 1)]
        assert judge_missing(connection, gone, len(gone), POLICY, desk()) == Judged()
    assert [known(store, item) for item in gone] == gone


def test_what_is_withheld_is_written_and_not_told(store: Store) -> None:
    item = read(store)
    done = miss(store, item, withheld="no_alerts")
    assert (done.suspected, done.queued) == (1, ())
    assert verdicts(store, item) == ["suspected"]


def test_nothing_missing_is_nothing_done(store: Store) -> None:
    assert miss(store) == Judged()
