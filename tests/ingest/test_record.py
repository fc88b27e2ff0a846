"""What one fetch writes: version, change, directives and deliveries together, or nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from alerts.model import Subscription
from ingest.decide import Outcome
from ingest.desk import Desk, Fetched, Recorded
from ingest.record import record
from storage import aliases, changes, items, told, versions
from storage.changes import Change
from storage.items import Item, ItemState
from storage.session import Store, StoreError
from storage.told import Told
from storage.verify import verify
from storage.versions import StoredVersion
from tests.ingest.samples import NOW, PARAGRAPHS, TITLE, a_file, an_item, desk, fetched

HOUR = timedelta(hours=1)
ORDER = "Giao Sở Nội vụ báo cáo kết quả trước ngày 20/03/2026."
OTHER_ORDER = "Giao Sở Tài chính báo cáo kết quả trước ngày 20/03/2026."
A = (TITLE, *PARAGRAPHS)
B = (TITLE, *PARAGRAPHS, "Kinh phí là 4,5 tỷ đồng.")
TABLES = (
    "versions",
    "readings",
    "captures",
    "blobs",
    "changes",
    "directives",
    "events",
    "deliveries",
)
HEARD_BY_TWO = 2  # the subscription of these tests has two channels


def met(store: Store, number: int = 1) -> Item:
    with store.write() as connection:
        return an_item(connection, number)


def recorded(store: Store, fetch: Fetched, on: Desk) -> Recorded:
    with store.write() as connection:
        return record(connection, fetch, on)


def history(store: Store, item: Item) -> tuple[list[StoredVersion], list[Change], list[Told]]:
    with store.read() as connection:
        return (
            versions.history(connection, item.id),
            changes.history(connection, item.id),
            told.of_item(connection, item.id),
        )


def rows(store: Store) -> dict[str, int]:
    with store.read() as connection:
        return {
            table: connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
            for table in TABLES
        }


def test_a_new_directive_is_written_whole(store: Store) -> None:
    item = met(store)

    done = recorded(store, fetched(item, TITLE, ORDER), desk())

    [version], changed, [directive, plain] = history(store, item)
    assert (done.outcome, len(done.queued)) == (Outcome.NEW, HEARD_BY_TWO)
    assert (version.n, version.previous_hash) == (1, None)
    assert changed == []
    assert (directive.kind, plain.kind) == ("directive.new", "article.new")
    assert {delivery.id for delivery in directive.deliveries} == set(done.queued)
    assert plain.deliveries == ()
    with store.read() as connection:
        known = items.by_id(connection, item.id)
    assert known is not None
    assert (known.version_count, known.title) == (1, TITLE)
    assert rows(store)["directives"] == 1
    assert verify(store).broken is None


def test_the_same_fetch_recorded_twice_is_written_once(store: Store) -> None:
    item = met(store)
    fetch = fetched(item, TITLE, ORDER)
    recorded(store, fetch, desk())
    before = rows(store)

    again = recorded(store, fetch, desk())

    assert (again.outcome, again.queued) == (Outcome.UNCHANGED, ())
    assert rows(store) == before


def test_there_and_back_is_three_versions_in_a_chain(store: Store) -> None:
    item = met(store)
    outcomes = [
        recorded(store, fetched(item, *lines, at=NOW + HOUR * n), desk(now=NOW + HOUR * n)).outcome
        for n, lines in enumerate((A, B, A, A))
    ]

    assert outcomes == [Outcome.NEW, Outcome.CHANGED, Outcome.CHANGED, Outcome.UNCHANGED]
    [first, second, third], changed, happened = history(store, item)
    assert first.article_sha256 == third.article_sha256
    assert (second.previous_hash, third.previous_hash) == (first.hash, second.hash)
    assert [(change.from_n, change.to_n, change.verdict) for change in changed] == [
        (1, 2, "content"),
        (2, 3, "content"),
    ]
    assert [event.kind for event in happened] == ["article.new", *["article.changed"] * 2]
    assert verify(store).broken is None


def test_a_change_knows_when_it_can_have_happened(store: Store) -> None:
    item = met(store)
    for n, lines in enumerate((A, A, B)):
        recorded(store, fetched(item, *lines, at=NOW + HOUR * n), desk(now=NOW + HOUR * n))

    _, [change], _ = history(store, item)
    assert (change.last_seen_old, change.first_seen_new) == (NOW + HOUR, NOW + HOUR * 2)


def test_a_difference_of_form_is_kept_as_cosmetic_and_told_to_nobody(store: Store) -> None:
    item = met(store)
    recorded(store, fetched(item, *A), desk())

    done = recorded(store, fetched(item, TITLE.replace("Xã", "Xã\u00a0"), *PARAGRAPHS), desk())

    assert done.outcome in {Outcome.COSMETIC, Outcome.UNCHANGED}
    assert done.queued == ()


def test_the_directives_of_an_item_are_those_of_its_last_version(store: Store) -> None:
    item = met(store)
    recorded(store, fetched(item, TITLE, *PARAGRAPHS, ORDER), desk())
    changed = recorded(store, fetched(item, TITLE, *PARAGRAPHS, ORDER, OTHER_ORDER), desk())
    assert (changed.outcome, rows(store)["directives"]) == (Outcome.CHANGED, 2)

    recorded(store, fetched(item, *A), desk())

    assert rows(store)["directives"] == 0


def _wrong_channel(_: Store) -> Desk:
    return desk(Subscription("sai", ("phòng", None), ("*",)))  # type: ignore[arg-type]


def _no_outbox(store: Store) -> Desk:
    with store.write() as connection:
        connection.exec_driver_sql("ALTER TABLE deliveries RENAME TO away")
    return desk()


@pytest.mark.parametrize("spoil", [_wrong_channel, _no_outbox])
@pytest.mark.parametrize("known", [False, True])
def test_what_breaks_in_the_middle_leaves_nothing(
    store: Store, spoil: Callable[[Store], Desk], known: bool
) -> None:
    item = met(store)
    if known:
        recorded(store, fetched(item, *A), desk())
    before = rows(store)
    broken = spoil(store)

    with pytest.raises((TypeError, StoreError)):
        recorded(store, fetched(item, *B, ORDER), broken)
    if spoil is _no_outbox:
        with store.write() as connection:
            connection.exec_driver_sql("ALTER TABLE away RENAME TO deliveries")

    assert rows(store) == before
    with store.read() as connection:
        now_known = items.by_id(connection, item.id)
    assert now_known is not None
    assert now_known.version_count == int(known)
    assert verify(store).broken is None
    done = recorded(store, fetched(item, *B, ORDER), desk())
    assert len(done.queued) == HEARD_BY_TWO


def test_what_is_withheld_is_never_told_later(store: Store) -> None:
    item = met(store)
    quiet = recorded(store, fetched(item, TITLE, ORDER), desk(withheld="no_alerts"))

    again = recorded(store, fetched(item, TITLE, ORDER), desk())

    _, _, happened = history(store, item)
    assert (quiet.queued, again.queued) == ((), ())
    assert [(event.withheld, event.deliveries) for event in happened] == [("no_alerts", ())] * 2


def test_an_item_that_was_missed_is_live_again_and_told_so(store: Store) -> None:
    item = met(store)
    recorded(store, fetched(item, *A), desk())
    with store.write() as connection:
        items.update(connection, item.id, state=ItemState.WITHDRAWN, suspected_at=NOW)

    done = recorded(store, fetched(item, *A), desk())

    assert (done.outcome, done.restored, len(done.queued)) == (
        Outcome.UNCHANGED,
        True,
        HEARD_BY_TWO,
    )
    assert history(store, item)[2][-1].kind == "article.restored"
    with store.read() as connection:
        known = items.by_id(connection, item.id)
    assert known is not None
    assert (known.state, known.suspected_at, known.absence_checks) == (ItemState.LIVE, None, 0)


def test_an_item_can_go_and_come_back_again_and_again(store: Store) -> None:
    item = met(store)
    recorded(store, fetched(item, *A), desk())
    for _ in range(3):
        with store.write() as connection:
            items.update(connection, item.id, state=ItemState.SUSPECTED, suspected_at=NOW)
        assert len(recorded(store, fetched(item, *A), desk()).queued) == HEARD_BY_TWO


def test_an_address_that_led_elsewhere_is_kept_as_an_alias(store: Store) -> None:
    item = met(store)

    recorded(store, fetched(item, *A, to="https://sc.example/moi/1"), desk())

    with store.read() as connection:
        assert aliases.of_item(connection, item.id) == ["https://sc.example/moi/1"]


def test_other_bytes_of_a_file_are_a_version_with_both_hashes_kept(store: Store) -> None:
    item = met(store)
    recorded(store, fetched(item, *A, files=(a_file(b"%PDF one"),)), desk())

    done = recorded(store, fetched(item, *A, files=(a_file(b"%PDF two"),)), desk())

    [first, second], [change], _ = history(store, item)
    assert (done.outcome, change.weight) == (Outcome.CHANGED, "major")
    assert first.content.attachments[0].sha256 != second.content.attachments[0].sha256
    assert verify(store).broken is None
