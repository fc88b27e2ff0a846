"""Other addresses under which an item was met."""

import sqlalchemy as sa

from storage.dialect import insert
from storage.session import Connection
from storage.tables import aliases

LONGEST_ADDRESS = 2000  # PostgreSQL's index takes no more than about 2,700 bytes


def add(connection: Connection, source: str, url: str, item_id: int) -> None:
    """Remember another address of an item; the first owner of an address keeps it.

    One too long for an index is not remembered: it is a trap, not an address.
    """
    if len(url) > LONGEST_ADDRESS:
        return
    connection.execute(
        insert(connection, aliases)
        .values(source=source, url=url, item_id=item_id)
        .on_conflict_do_nothing()
    )


def of_item(connection: Connection, item_id: int) -> list[str]:
    """Every other address under which an item was met."""
    query = sa.select(aliases.c.url).where(aliases.c.item_id == item_id).order_by(aliases.c.url)
    return list(connection.scalars(query))
