"""Changes: two consecutive versions, or a turn in an item's life, with the verdict."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from articles.model import FieldChange
from storage import forms
from storage.session import Connection
from storage.tables import changes


@dataclass(frozen=True, slots=True)
class Change:
    """What happened between two moments. Verdict: content, cosmetic, reread, suspected, withdrawn, restored."""

    from_n: int | None
    to_n: int | None
    last_seen_old: datetime
    first_seen_new: datetime
    verdict: str
    weight: str | None = None
    reason: str = ""
    summary: str = ""
    fields: tuple[FieldChange, ...] = ()


def add(connection: Connection, item_id: int, change: Change) -> None:
    """Write a change of an item."""
    values = {name: getattr(change, name) for name in Change.__dataclass_fields__}
    values["fields"] = forms.dump(change.fields, tuple[FieldChange, ...])
    connection.execute(changes.insert().values(item_id=item_id, **values))


def history(connection: Connection, item_id: int) -> list[Change]:
    """All changes of an item, oldest first."""
    query = sa.select(changes).where(changes.c.item_id == item_id).order_by(changes.c.id)
    return [_change(row) for row in connection.execute(query)]


def _change(row: sa.Row[tuple[object, ...]]) -> Change:
    values = {name: row._mapping[name] for name in Change.__dataclass_fields__}
    values["fields"] = forms.load(tuple[FieldChange, ...], values["fields"])
    return Change(**values)
