"""Marks: when something of the service's own happened last, by name."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.dialect import insert
from storage.session import Connection
from storage.tables import marks

TABLE = marks.name
SERVICE_ALIVE = "service/alive"  # set every minute; its note is who: host/pid/token


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


def claim(connection: Connection, name: str, at: datetime, note: str = "") -> bool:
    """Set a mark unless it stands already; of several that try at once, one gets True."""
    statement = insert(connection, marks).values(name=name, at=at, note=note)
    taken = statement.on_conflict_do_nothing().returning(marks.c.name)
    return connection.scalar(taken) is not None


def under(connection: Connection, prefix: str) -> dict[str, Mark]:
    """The marks whose names begin so."""
    query = sa.select(marks).where(marks.c.name.startswith(prefix, autoescape=True))
    return {row.name: Mark(row.at, row.note) for row in connection.execute(query)}


def take(connection: Connection, name: str) -> Mark | None:
    """Take a mark away and return it; of several that try at once, one gets it."""
    query = marks.delete().where(marks.c.name == name).returning(marks.c.at, marks.c.note)
    row = connection.execute(query).one_or_none()
    return Mark(row.at, row.note) if row else None


def drop(connection: Connection, name: str) -> None:
    """Take a mark away."""
    connection.execute(marks.delete().where(marks.c.name == name))
