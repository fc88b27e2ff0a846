"""Items as people name them: by id, by address, by the number of a paper; and lists of them."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage import items
from storage.items import Item
from storage.session import Connection
from storage.tables import aliases
from storage.tables import items as table

ID_DIGITS = 9  # what both databases take as an id; a longer row of digits can be a paper's number


def find(connection: Connection, text: str) -> list[Item]:
    """The items that `text` names: one by id or address, several where a number was used again."""
    text = text.strip()
    if not text or "\0" in text:
        return []
    if text.isdecimal() and len(text) <= ID_DIGITS:
        item = items.by_id(connection, int(text))
        if item:
            return [item]
    known_as = sa.select(aliases.c.item_id).where(aliases.c.url == text)
    by_address = (table.c.url == text) | table.c.id.in_(known_as)
    ids = connection.scalars(
        sa.select(table.c.id)
        .where(by_address | (table.c.document_number == text))
        .order_by(table.c.id)
    )
    found = [items.by_id(connection, item_id) for item_id in ids]
    return [item for item in found if item]


@dataclass(frozen=True, slots=True)
class Row:
    """An item in a list."""

    id: int
    source: str
    section: str
    kind: str
    state: str
    title: str
    url: str
    document_number: str
    first_seen: datetime
    versions: int


def newest(connection: Connection, *, source: str = "", limit: int) -> list[Row]:
    """The items met last, newest first."""
    query = sa.select(
        table.c.id,
        table.c.source,
        table.c.section,
        table.c.kind,
        table.c.state,
        table.c.title,
        table.c.url,
        table.c.document_number,
        table.c.first_seen,
        table.c.version_count.label("versions"),
    )
    if source:
        query = query.where(table.c.source == source)
    rows = connection.execute(
        query.order_by(table.c.first_seen.desc(), table.c.id.desc()).limit(limit)
    )
    return [Row(**row._mapping) for row in rows]


def count_by_state(connection: Connection, source: str) -> dict[str, int]:
    """How many items of a source are in each state."""
    query = sa.select(table.c.state, sa.func.count()).where(table.c.source == source)
    return {row[0]: row[1] for row in connection.execute(query.group_by(table.c.state))}
