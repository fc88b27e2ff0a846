"""Subscriptions as the settings gave them, for every process that records."""

from collections.abc import Sequence

import sqlalchemy as sa

from alerts.model import Subscription
from alerts.widening import is_wider
from storage import forms
from storage.dialect import insert
from storage.session import Connection
from storage.tables import subscriptions


def sync(connection: Connection, wanted: Sequence[Subscription]) -> None:
    """Make the stored subscriptions those of the settings.

    One that is new, or wider than before, is owed a summary of what the store holds already.
    """
    before = {entry.name: entry for entry in load_all(connection)}
    names = [entry.name for entry in wanted]
    connection.execute(subscriptions.delete().where(subscriptions.c.name.not_in(names)))
    # In one order and without a gap: another process may write the same at the same time.
    for entry in sorted(wanted, key=lambda entry: entry.name):
        known = before.get(entry.name)
        if entry == known:
            continue
        owed = {"stock_owed": True} if known is None or is_wider(known, entry) else {}
        values = {"definition": forms.dump(entry), **owed}
        statement = insert(connection, subscriptions).values(name=entry.name, **values)
        connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))


def load_all(connection: Connection) -> tuple[Subscription, ...]:
    """All subscriptions by name."""
    query = sa.select(subscriptions.c.definition).order_by(subscriptions.c.name)
    return tuple(forms.load(Subscription, text) for text in connection.scalars(query))


def by_name(connection: Connection, name: str) -> Subscription | None:
    """One subscription; None when there is none of that name."""
    query = sa.select(subscriptions.c.definition).where(subscriptions.c.name == name)
    text = connection.scalar(query)
    return forms.load(Subscription, text) if text else None


def owed(connection: Connection) -> frozenset[str]:
    """The names of those that are owed a summary of the stock."""
    query = sa.select(subscriptions.c.name).where(subscriptions.c.stock_owed)
    return frozenset(connection.scalars(query))


def settle(connection: Connection, names: Sequence[str]) -> None:
    """Note that these are owed nothing any more."""
    mine = subscriptions.c.name.in_(names)
    connection.execute(subscriptions.update().where(mine).values(stock_owed=False))
