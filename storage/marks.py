"""Marks: when something of the service's own happened last, by name."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.dialect import insert
from storage.session import Connection
from storage.tables import marks


@dataclass(frozen=True, slots=True)
class Mark:
    """When it happened, and what is to be known of it."""

    at: datetime
    note: str = ""


def put(connection: Connection, name: str, at: datetime, note: str = "") -> None:
    """Set a mark, over the one that stood there."""
    values = {"at": at, "note": note}
    statement = insert(connection, marks).values(name=name, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))


def get(connection: Connection, name: str) -> Mark | None:
    """A mark; None when it was never set."""
    row = connection.execute(sa.select(marks).where(marks.c.name == name)).one_or_none()
    return Mark(row.at, row.note) if row else None


def drop(connection: Connection, name: str) -> None:
    """Take a mark away."""
    connection.execute(marks.delete().where(marks.c.name == name))
