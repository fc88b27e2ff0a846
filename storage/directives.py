"""Instructions of the latest versions, by deadline."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from directives.model import Deadline, Extraction, Instruction
from storage import forms
from storage.session import Connection
from storage.tables import directives, items


@dataclass(frozen=True, slots=True)
class StoredDirective:
    """An instruction with the item it stands in; `due` is an ISO day or minute, local."""

    id: int
    item_id: int
    source: str
    url: str
    state: str
    due: str | None
    instruction: Instruction


def replace(connection: Connection, item_id: int, version_n: int, extraction: Extraction) -> None:
    """Make an item's instructions those of this reading of its latest version."""
    connection.execute(directives.delete().where(directives.c.item_id == item_id))
    rows = [
        {
            "item_id": item_id,
            "version_n": version_n,
            "position": position,
            "due": _iso(instruction.deadline.due) if instruction.deadline else None,
            "safe_by": _iso(instruction.deadline.safe_by) if instruction.deadline else None,
            "instruction": forms.dump(instruction),
        }
        for position, instruction in enumerate(extraction.directives)
    ]
    if rows:
        connection.execute(directives.insert(), rows)


def _iso(value: date | datetime | None) -> str | None:
    return value.isoformat() if value else None


def listing(
    connection: Connection,
    *,
    due_from: date | None = None,
    due_before: date | None = None,
    since: datetime | None = None,
) -> list[StoredDirective]:
    """Instructions by deadline (none last), then newest first. `due_before` is exclusive."""
    query = sa.select(
        directives, items.c.source, items.c.url, items.c.state, items.c.first_seen
    ).join(items, items.c.id == directives.c.item_id)
    if due_from:
        query = query.where(directives.c.due >= due_from.isoformat())
    if due_before:
        query = query.where(directives.c.due < due_before.isoformat())
    if since:
        query = query.where(items.c.first_seen >= since)
    order = (directives.c.due.is_(None), directives.c.due, items.c.first_seen.desc())
    rows = connection.execute(query.order_by(*order, directives.c.id))
    return [
        StoredDirective(
            id=row.id,
            item_id=row.item_id,
            source=row.source,
            url=row.url,
            state=row.state,
            due=row.due,
            instruction=forms.load(Instruction, row.instruction),
        )
        for row in rows
    ]


def open_deadline(deadline: Deadline | None, today: date) -> bool:
    """Whether a deadline names a day that has not passed."""
    if deadline is None or deadline.due is None:
        return False
    due = deadline.due.date() if isinstance(deadline.due, datetime) else deadline.due
    return due >= today
