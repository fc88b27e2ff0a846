"""Other addresses under which an item was met."""

from collections.abc import Sequence

import sqlalchemy as sa

from storage.dialect import insert
from storage.session import Connection
from storage.tables import aliases

BATCH = 500  # addresses a statement: below the parameter limit of every SQLite
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


def known(connection: Connection, source: str, urls: Sequence[str]) -> set[str]:
    """Those of `urls` that are another address of an item of this source."""
    found: set[str] = set()
    for start in range(0, len(urls), BATCH):
        part = urls[start : start + BATCH]
        query = sa.select(aliases.c.url).where(aliases.c.source == source, aliases.c.url.in_(part))
        found.update(connection.scalars(query))
    return found
