"""What happened to items, moment by moment, for those who ask what would have been told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

import sqlalchemy as sa

from storage.session import Connection
from storage.tables import events, versions


@dataclass(frozen=True, slots=True)
class Moment:
    """The events of one moment of one item. `version`: the number of the one it had then, 0 before
    the first; `withheld`: why nobody was to be told."""

    item_id: int
    at: datetime
    version: int
    kinds: tuple[str, ...]
    withheld: str


@dataclass(frozen=True, slots=True)
class _Happened:
    item_id: int
    key: str
    kind: str
    at: datetime
    withheld: str


def since(connection: Connection, start: datetime) -> list[Moment]:
    """The moments of all items from `start` on, oldest first."""
    query = (
        sa.select(*(events.c[name] for name in _Happened.__dataclass_fields__))
        .where(events.c.item_id.is_not(None), events.c.at >= start)
        .order_by(events.c.at, events.c.item_id, events.c.id)
    )
    rows = [_Happened(**row._mapping) for row in connection.execute(query)]
    return list(_moments(connection, rows))


def _moments(connection: Connection, rows: Sequence[_Happened]) -> Iterator[Moment]:
    for (item_id, place), group in groupby(rows, key=lambda row: (row.item_id, _place(row.key))):
        happened = list(group)
        first = happened[0]
        number = place.rpartition("/")[2]
        own = place == f"{item_id}/{number}" and number.isdecimal()
        version = int(number) if own else 0
        version = version or _number_at(connection, item_id, first.at)
        kinds = tuple(row.kind for row in happened)
        yield Moment(item_id, first.at, version, kinds, first.withheld)


def _place(key: str) -> str:
    """The key of a moment: that of its events without their kinds."""
    return key.rpartition("/")[0]


def _number_at(connection: Connection, item_id: int, at: datetime) -> int:
    mine = (versions.c.item_id == item_id) & (versions.c.fetched_at <= at)
    return connection.scalar(sa.select(sa.func.max(versions.c.n)).where(mine)) or 0
