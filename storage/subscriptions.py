"""Subscriptions as the settings gave them, for every process that records."""

from collections.abc import Sequence

import sqlalchemy as sa

from alerts.model import Subscription
from storage import forms
from storage.session import Connection
from storage.tables import subscriptions


def sync(connection: Connection, wanted: Sequence[Subscription]) -> None:
    """Make the stored subscriptions those of the settings."""
    connection.execute(subscriptions.delete())
    rows = [{"name": entry.name, "definition": forms.dump(entry)} for entry in wanted]
    if rows:
        connection.execute(subscriptions.insert(), rows)


def load_all(connection: Connection) -> tuple[Subscription, ...]:
    """All subscriptions by name."""
    query = sa.select(subscriptions.c.definition).order_by(subscriptions.c.name)
    return tuple(forms.load(Subscription, text) for text in connection.scalars(query))
