"""A clock was ahead for a while: what it put off is due, what it began is begun anew."""

from datetime import datetime, timedelta

import pytest

from sources.model import Profile, Section, Source
from sources.runs import RunCounts, RunOutcome
from storage import items, runs, sources, wrong_clock
from storage.session import Connection, Store
from tests.storage.samples import MINUTE, NOW, SOURCE, an_item

YEARS = timedelta(days=3 * 365)
DAY = timedelta(days=1)


def due(connection: Connection, now: datetime) -> set[str]:
    return {item.key for item in items.due(connection, SOURCE, now, limit=99)}


def planned(connection: Connection, number: int, at: datetime, **values: object) -> None:
    item = an_item(connection, number)
    items.update(connection, item.id, next_check_at=at, **values)


@pytest.mark.parametrize(
    ("ahead", "was_ahead"),
    [(YEARS, True), (2 * MINUTE, True), (MINUTE / 2, False), (-MINUTE, False)],
)
def test_a_clock_was_ahead_when_the_last_run_is_yet_to_come(
    store: Store, ahead: timedelta, was_ahead: bool
) -> None:
    with store.write() as connection:
        assert not wrong_clock.was_ahead(connection, SOURCE, NOW)
        number = runs.begin(connection, SOURCE, NOW + ahead)
        runs.finish(connection, number, NOW + ahead, RunOutcome.OK, RunCounts())
        runs.begin(connection, "khac", NOW + YEARS)
        assert wrong_clock.was_ahead(connection, SOURCE, NOW) is was_ahead


def test_what_was_put_off_by_it_is_due_and_nothing_else(store: Store) -> None:
    with store.write() as connection:
        planned(connection, 1, NOW + YEARS + DAY, last_seen=NOW + YEARS)
        planned(connection, 2, NOW + 10 * DAY, last_seen=NOW + 9 * DAY)
        planned(connection, 3, NOW + 9 * DAY + MINUTE, failures=2)
        planned(connection, 4, NOW + 9 * DAY, state="suspected", suspected_at=NOW + 8 * DAY)
        planned(connection, 5, NOW + YEARS)
        planned(connection, 6, NOW + 20 * DAY, last_seen=NOW - DAY)  # by a clock that was right
        wrong_clock.set_right(connection, SOURCE, NOW)
        assert due(connection, NOW) == {"1", "2", "3", "4", "5"}


def test_proofs_and_doubts_begin_anew_and_memories_stay(store: Store) -> None:
    with store.write() as connection:
        planned(connection, 1, NOW, suspected_at=NOW + DAY, absence_checks=2, state="suspected")
        planned(connection, 2, NOW, doubted_at=NOW + DAY, doubted_sha256="ab", first_seen=NOW + DAY)
        planned(connection, 3, NOW, suspected_at=NOW - DAY, absence_checks=2, state="suspected")
        wrong_clock.set_right(connection, SOURCE, NOW)
        gone, other, known = (items.by_key(connection, SOURCE, key) for key in "123")
        assert gone is not None
        assert other is not None
        assert known is not None
        doubted = items.doubted(connection, other.id)
    assert (gone.suspected_at, gone.absence_checks) == (NOW, 1)
    assert (known.suspected_at, known.absence_checks) == (NOW - DAY, 2)
    assert (doubted.at, doubted.sha256) == (NOW, "ab")
    assert other.first_seen == NOW + DAY


def test_listings_are_read_through_again_and_health_counts_from_now(store: Store) -> None:
    section = Section("tin-tuc", "Tin tức", "https://songcau.example.vn/tin-tuc")
    profile = Profile(SOURCE, url="https://songcau.example.vn", sections=(section,))
    with store.write() as connection:
        sources.sync(connection, [Source(SOURCE, profile)])
        sources.mark_swept(connection, SOURCE, ["tin-tuc"], NOW + YEARS)
        sources.update(connection, SOURCE, blind_since=NOW + YEARS, told_at=NOW - DAY)
        wrong_clock.set_right(connection, SOURCE, NOW)
        [state] = sources.sections_of(connection, SOURCE)
        health = sources.all_states(connection)[0].health
    assert state.swept_at is None
    assert (health.blind_since, health.told_at) == (NOW, NOW - DAY)
