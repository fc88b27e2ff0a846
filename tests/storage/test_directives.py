"""Instructions by deadline, and the changes of an item in their order."""

from datetime import UTC, date, datetime, timedelta

import pytest

from articles.model import FieldChange
from directives.model import Deadline, Extraction, Instruction
from storage import changes, directives
from storage.changes import Change
from storage.directives import open_deadline
from storage.session import Connection, Store
from tests.storage.samples import MINUTE, NOW, SOURCE, an_item, items_first_seen

DAY = date(2026, 3, 10)
EVENING = datetime(2026, 3, 10, 17, 0)
MIDNIGHT = datetime(2026, 3, 10)


def due(when: date | datetime | None, safe_by: date | None = None) -> Deadline:
    return Deadline("trước ngày ấy", "date", when, safe_by)


def store_due(connection: Connection, number: int, *whens: date | datetime | None) -> int:
    item = an_item(connection, number)
    instructions = tuple(Instruction(f"việc {when}", deadline=due(when)) for when in whens)
    directives.replace(connection, item.id, 1, Extraction(True, directives=instructions))
    return item.id


def test_instructions_come_by_deadline_and_those_without_come_last(store: Store) -> None:
    with store.write() as connection:
        store_due(connection, 1, None, date(2026, 12, 31), EVENING)
        store_due(connection, 2, DAY, date(2025, 1, 1))
        found = [entry.due for entry in directives.listing(connection)]
    assert found == ["2025-01-01", "2026-03-10", "2026-03-10T17:00:00", "2026-12-31", None]


def test_of_equal_deadlines_the_newest_item_comes_first(store: Store) -> None:
    with store.write() as connection:
        old, new = store_due(connection, 1, DAY, DAY), store_due(connection, 2, DAY, None)
        third = store_due(connection, 3, None)
        items_first_seen(connection, new, NOW + MINUTE)
        found = [entry.item_id for entry in directives.listing(connection)]
    assert found == [new, old, old, new, third]


@pytest.mark.parametrize(
    ("first", "end", "expected"),
    [
        (None, None, 5),
        (DAY, None, 4),
        (DAY + timedelta(days=1), None, 1),
        (None, DAY, 0),
        (None, DAY + timedelta(days=1), 3),
        (DAY, DAY + timedelta(days=1), 3),
        (DAY, DAY, 0),
        (date(2026, 12, 31), date(2027, 1, 1), 1),
    ],
)
def test_deadlines_are_asked_for_from_a_day_until_before_another(
    store: Store, first: date | None, end: date | None, expected: int
) -> None:
    with store.write() as connection:
        store_due(connection, 1, DAY, EVENING, MIDNIGHT, date(2026, 12, 31), None)
        found = directives.listing(connection, due_from=first, due_before=end)
    assert len(found) == expected


def test_only_items_met_since_a_moment_are_given(store: Store) -> None:
    with store.write() as connection:
        store_due(connection, 1, DAY)
        assert len(directives.listing(connection, since=NOW)) == 1
        assert directives.listing(connection, since=NOW + timedelta(microseconds=1)) == []


def test_a_new_version_replaces_the_instructions_of_its_item_alone(store: Store) -> None:
    with store.write() as connection:
        one, two = store_due(connection, 1, DAY, EVENING), store_due(connection, 2, DAY)
        moved = Instruction("việc dời", deadline=due(EVENING, DAY))
        directives.replace(connection, one, 2, Extraction(True, directives=(moved,)))
        found = directives.listing(connection)
        assert [(entry.item_id, entry.due) for entry in found] == [
            (two, "2026-03-10"),
            (one, "2026-03-10T17:00:00"),
        ]
        assert found[1].instruction == moved
        assert (found[1].source, found[1].state) == (SOURCE, "live")
        directives.replace(connection, one, 3, Extraction())
        assert len(directives.listing(connection)) == 1


def test_possible_instructions_are_not_among_the_sure_ones(store: Store) -> None:
    with store.write() as connection:
        item = an_item(connection)
        directives.replace(connection, item.id, 1, Extraction(unsure=(Instruction("có thể"),)))
        assert directives.listing(connection) == []


@pytest.mark.parametrize(
    ("when", "today", "still_open"),
    [
        (DAY, DAY - timedelta(days=1), True),
        (DAY, DAY, True),
        (DAY, DAY + timedelta(days=1), False),
        (EVENING, DAY, True),
        (MIDNIGHT, DAY, True),
        (EVENING, DAY + timedelta(days=1), False),
        (date.max, date.max, True),
        (None, DAY, False),
    ],
)
def test_a_deadline_is_open_until_its_day_is_over(
    when: date | datetime | None, today: date, still_open: bool
) -> None:
    assert open_deadline(due(when), today) is still_open


def test_no_deadline_is_not_an_open_one() -> None:
    assert open_deadline(None, DAY) is False


def test_changes_come_back_in_the_order_they_were_written(store: Store) -> None:
    fields = (FieldChange("title", "Cũ", ""), FieldChange("deadline", "10/3", "12/3"))
    turns = [
        Change(1, 2, NOW, NOW + MINUTE, "content", "major", "deadline", "Dời hạn", fields),
        Change(None, None, NOW - 9 * MINUTE, NOW, "suspected"),
        Change(2, 3, NOW, NOW, "cosmetic", reason="trắng"),
    ]
    with store.write() as connection:
        item, other = an_item(connection, 1), an_item(connection, 2)
        for turn in turns:
            changes.add(connection, item.id, turn)
        changes.add(connection, other.id, turns[1])
        assert changes.history(connection, item.id) == turns
        assert changes.history(connection, 99) == []
    assert turns[0].last_seen_old.tzinfo is UTC
