"""Leases: who may crawl a source, or hold a piece of work, until when."""

import os
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from storage.dialect import insert
from storage.session import Connection
from storage.tables import leases

LEASE_FOR = timedelta(seconds=60)  # a dead owner elsewhere is taken over after this long
NOT_OURS = 2 * LEASE_FOR  # a lease beyond this was written before the clock was set back


@dataclass(frozen=True, slots=True)
class Owner:
    """A process that can hold leases; `name` is unique for its lifetime."""

    name: str
    host: str
    pid: int

    @classmethod
    def this_process(cls, token: str) -> "Owner":
        """The running process; `token` makes it unique beyond its pid."""
        host = socket.gethostname()
        return cls(f"{host}/{os.getpid()}/{token}", host, os.getpid())


def take(connection: Connection, name: str, owner: Owner, now: datetime) -> bool:
    """Take or renew a lease. A dead owner's lease on this host is taken over at once."""
    values = {"owner": owner.name, "host": owner.host, "pid": owner.pid, "until": now + LEASE_FOR}
    over = (leases.c.until <= now) | (leases.c.until > now + NOT_OURS)
    free = (leases.c.owner == owner.name) | over
    holder = connection.execute(sa.select(leases).where(leases.c.name == name)).one_or_none()
    if holder and holder.host == owner.host and not alive(holder.pid):
        free = free | (leases.c.owner == holder.owner)
    # One statement, for the holder may give it back between two.
    statement = insert(connection, leases).values(name=name, **values)
    taken = statement.on_conflict_do_update(index_elements=["name"], set_=values, where=free)
    return connection.scalar(taken.returning(leases.c.name)) is not None


def give_back(connection: Connection, name: str, owner: Owner) -> None:
    """Give a lease back, if it is still ours."""
    mine = (leases.c.name == name) & (leases.c.owner == owner.name)
    connection.execute(leases.delete().where(mine))


def held(connection: Connection, owner: Owner, now: datetime) -> list[str]:
    """What others hold now, as people can look for it: `crawl/portal (host, process 12)`."""
    rows = connection.execute(sa.select(leases).order_by(leases.c.name))
    return [
        f"{row.name} ({row.host}, process {row.pid})"
        for row in rows
        if row.owner != owner.name
        and now < row.until <= now + NOT_OURS
        and (row.host != owner.host or alive(row.pid))
    ]


def alive(pid: int) -> bool:
    """Whether a process of this host runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
