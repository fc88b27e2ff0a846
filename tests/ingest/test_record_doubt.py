"""Pages not believed at first sight: evidence, and nothing else until they prove themselves."""

from datetime import timedelta

from ingest.decide import Outcome
from ingest.doubt import DOUBT_FOR
from storage import items
from storage.session import Store
from tests.ingest.samples import NOW, PARAGRAPHS, TITLE, desk, fetched
from tests.ingest.test_record import history, met, recorded, rows

MINUTE = timedelta(minutes=1)
A = (TITLE, *PARAGRAPHS)
ERROR = ("Thông báo", "Hệ thống quá tải, mời quý vị trở lại sau.")


def test_a_wholly_other_page_is_kept_as_evidence_and_told_to_nobody(store: Store) -> None:
    item = met(store)
    recorded(store, fetched(item, *A), desk())
    before = rows(store)

    done = recorded(store, fetched(item, *ERROR), desk(now=NOW + MINUTE))

    assert (done.outcome, done.queued) == (Outcome.DOUBTFUL, ())
    after = rows(store)
    assert after["captures"] == before["captures"] + 1
    assert {name: after[name] for name in ("versions", "changes", "events")} == {
        name: before[name] for name in ("versions", "changes", "events")
    }


def test_a_doubted_page_that_stays_is_a_change(store: Store) -> None:
    item = met(store)
    outcomes = [
        recorded(store, fetched(item, *lines), desk(now=NOW + after)).outcome
        for lines, after in ((A, MINUTE * 0), (ERROR, MINUTE), (ERROR, MINUTE + DOUBT_FOR))
    ]

    assert outcomes == [Outcome.NEW, Outcome.DOUBTFUL, Outcome.CHANGED]


def test_a_page_that_many_items_show_is_never_believed(store: Store) -> None:
    first, second = met(store, 1), met(store, 2)
    recorded(store, fetched(first, *A), desk())
    recorded(store, fetched(second, "Tin khác hẳn", "Bản tin này nói về mùa vụ."), desk())
    for hour in range(4):
        now = NOW + DOUBT_FOR * (hour + 1)
        for item in (first, second):
            done = recorded(store, fetched(item, *ERROR), desk(now=now))
            assert done.outcome is Outcome.DOUBTFUL


def test_an_error_page_that_passes_and_returns_is_doubted_anew(store: Store) -> None:
    item = met(store)
    recorded(store, fetched(item, *A), desk())
    recorded(store, fetched(item, *ERROR), desk(now=NOW + MINUTE))
    well = recorded(store, fetched(item, *A), desk(now=NOW + MINUTE * 20))

    back = recorded(store, fetched(item, *ERROR), desk(now=NOW + MINUTE * 60))

    assert (well.outcome, back.outcome) == (Outcome.UNCHANGED, Outcome.DOUBTFUL)
    assert len(history(store, item)[0]) == 1


def test_a_doubted_item_is_looked_at_again_soon(store: Store) -> None:
    item = met(store)
    recorded(store, fetched(item, *A), desk())
    recorded(store, fetched(item, *ERROR), desk(now=NOW + MINUTE))

    with store.read() as connection:
        known = items.by_id(connection, item.id)
    assert known is not None
    assert known.next_check_at <= NOW + MINUTE + DOUBT_FOR
