"""A store worth a backup, and ways to bring one back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from storage import marks, outbox
from storage.backup_form import forms_of
from storage.migrate import head
from storage.outbox import DeliveryState, NewDelivery, NewEvent
from storage.restore import Restored, restore
from storage.session import Store
from tests.storage.samples import MINUTE, NOW, add_version, an_item, owner


@contextmanager
def opened(url: str) -> Iterator[Store]:
    store = Store(url)
    try:
        yield store
    finally:
        store.close()


def filled(store: Store, number_of_items: int = 6) -> None:
    """Items with two versions, and alerts: sent, queued, being sent."""
    with store.write() as connection:
        for number in range(number_of_items):
            item = an_item(connection, number)
            add_version(connection, item.id, f"Chỉ thị số {number}")
            add_version(connection, item.id, f"Chỉ thị số {number}, có “ngoặc” và\nxuống dòng")
            event = NewEvent(f"e{number}", item.id, item.source, "directive.new", NOW, "{}")
            outbox.add(connection, event, [NewDelivery("s", "kênh", "{}")], NOW)
        marks.put(connection, "alive", NOW, "ghi chú")
        for state in (DeliveryState.SENT, DeliveryState.QUEUED):
            leased = outbox.claim(connection, "kênh", owner("a"), NOW)
            assert leased
            if state is DeliveryState.SENT:
                outbox.finish(connection, leased.id, owner("a"), state=state, now=NOW)


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables that a backup holds."""
    with store.read() as connection:
        return {
            form.name: sorted(
                (tuple(row) for row in connection.execute(sa.select(form.table()))), key=repr
            )
            for form in forms_of(head())
        }


def brought(url: str, file: Path) -> Restored:
    with opened(url) as store, file.open("rb") as source:
        return restore(store, source, NOW + MINUTE, owner("r"))
