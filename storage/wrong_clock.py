"""What a clock wrote that was ahead of time: nothing is put off, or trusted, until that time comes."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from storage import runs
from storage.session import Connection
from storage.tables import attachments, items, sections, sources

#: The clocks of two machines on one store may differ by so much, and both be right.
CLOCKS_APART = timedelta(minutes=1)
#: No look at an item is put off for longer by a clock that is right.
LONGEST_WAIT = timedelta(days=31)
#: What is known of a source's health, told and counted from.
HEALTH = (
    "troubled_since",
    "good_since",
    "blind_since",
    "told_since",
    "told_at",
    "back_at",
    "reached_at",
    "unreachable_since",
)


def was_ahead(connection: Connection, source: str, now: datetime) -> bool:
    """Whether the last run of a source was begun by a clock that was ahead of this one."""
    last = runs.latest(connection, source)
    return last is not None and last.started_at > now + CLOCKS_APART


def set_right(connection: Connection, source: str, now: datetime) -> None:
    """Look again at what such a clock put off; begin waits anew that it began in the future.

    When an item was first and last seen is left as written: it may be this clock that is wrong.
    """
    mine = items.c.source == source
    put_off = sa.or_(
        items.c.last_seen > now,
        items.c.failures > 0,
        items.c.state != "live",
        items.c.next_check_at > now + LONGEST_WAIT,
    )
    _set(connection, items, mine & put_off & (items.c.next_check_at > now), next_check_at=now)
    _set(connection, items, mine & (items.c.doubted_at > now), doubted_at=now)
    _set(connection, items, mine & (items.c.suspected_at > now), suspected_at=now, absence_checks=1)
    swept = (sections.c.source == source) & (sections.c.swept_at > now)
    _set(connection, sections, swept, swept_at=None)
    files = attachments.c.item_id.in_(sa.select(items.c.id).where(mine))
    _set(connection, attachments, files & (attachments.c.fetched_at > now), fetched_at=now)
    me = sources.c.name == source
    for name in HEALTH:
        _set(connection, sources, me & (sources.c[name] > now), **{name: now})


def _set(
    connection: Connection, table: sa.Table, where: sa.ColumnElement[bool], **values: object
) -> None:
    connection.execute(table.update().where(where).values(**values))
