"""How much of a source is there: what absences are judged against, and what may be one item."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage import items
from storage.items import BATCH, Item, ItemState
from storage.session import Connection
from storage.tables import aliases, captures
from storage.tables import items as table

#: Items looked at closely for being the same as a new one; more of one title are a series.
LIKELY = 10


@dataclass(frozen=True, slots=True)
class Presence:
    """Counts of a source's items that were ever read and are not withdrawn.

    `seen`: found since a moment; `vanished`: suspected since then, or missed and not judged.
    """

    known: int
    seen: int
    vanished: int


def presence(connection: Connection, source: str, since: datetime) -> Presence:
    """Count the items of a source."""
    unjudged = (table.c.state == ItemState.LIVE) & (table.c.absence_checks > 0)
    suspected = (table.c.state == ItemState.SUSPECTED) & (table.c.suspected_at >= since)
    vanished = unjudged | suspected
    row = connection.execute(
        sa.select(
            sa.func.count(),
            sa.func.count(sa.case((~vanished & (table.c.last_seen >= since), 1))),
            sa.func.count(sa.case((vanished, 1))),
        )
        .where(table.c.source == source, table.c.version_count > 0)
        .where(table.c.state != ItemState.WITHDRAWN)
    ).one()
    return Presence(*row)


def note_unjudged(connection: Connection, item: Item, next_check_at: datetime) -> None:
    """Count a miss that is not believed, and say when to ask again."""
    missed = table.c.absence_checks + 1
    items.update(connection, item.id, absence_checks=missed, next_check_at=next_check_at)


def likely_same(
    connection: Connection, item: Item, *, title: str, number: str, portal_id: str
) -> list[Item]:
    """Items read before under other addresses with this title, number or id of the portal ("" = none)."""
    alike = table.c.title == title
    if number:
        alike |= table.c.document_number == number
    if portal_id:
        alike |= table.c.url.contains(portal_id, autoescape=True)
    query = (
        sa.select(table.c.id)
        .where(table.c.source == item.source, table.c.version_count > 0, alike)
        .where(table.c.id != item.id)
    )
    ids = connection.scalars(query.order_by(table.c.id.desc()).limit(LIKELY)).all()
    return [found for number_ in ids if (found := items.by_id(connection, number_))]


@dataclass(frozen=True, slots=True)
class Places:
    """Where a known item was met: its address, and its other ones."""

    item_id: int
    url: str
    others: frozenset[str]


def places(connection: Connection, source: str, keys: Sequence[str]) -> dict[str, Places]:
    """Where the known ones among these keys were met."""
    found: dict[str, Places] = {}
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        query = (
            sa.select(table.c.key, table.c.id, table.c.url, aliases.c.url.label("other"))
            .select_from(table.outerjoin(aliases, aliases.c.item_id == table.c.id))
            .where(table.c.source == source, table.c.key.in_(part))
        )
        for row in connection.execute(query):
            known = found.get(row.key) or Places(row.id, row.url, frozenset())
            others = known.others | {row.other} if row.other else known.others
            found[row.key] = Places(row.id, row.url, others)
    return found


def absorb(connection: Connection, twin: Item) -> None:
    """Take away an item that was listed and never read: it is another one under a new address."""
    from_twin = captures.c.item_id == twin.id
    connection.execute(captures.update().where(from_twin).values(item_id=None))
    connection.execute(table.delete().where(table.c.id == twin.id, table.c.version_count == 0))
