"""Subscriptions as the settings gave them, for every process that records."""

from collections.abc import Sequence

import sqlalchemy as sa

from alerts.model import Subscription
from storage import forms
from storage.dialect import insert
from storage.session import Connection
from storage.tables import subscriptions


def sync(connection: Connection, wanted: Sequence[Subscription]) -> None:
    """Make the stored subscriptions those of the settings."""
    names = [entry.name for entry in wanted]
    connection.execute(subscriptions.delete().where(subscriptions.c.name.not_in(names)))
    # In one order and without a gap: another process may write the same at the same time.
    for entry in sorted(wanted, key=lambda entry: entry.name):
        values = {"definition": forms.dump(entry)}
        statement = insert(connection, subscriptions).values(name=entry.name, **values)
        connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))


def load_all(connection: Connection) -> tuple[Subscription, ...]:
    """All subscriptions by name."""
    query = sa.select(subscriptions.c.definition).order_by(subscriptions.c.name)
    return tuple(forms.load(Subscription, text) for text in connection.scalars(query))
