"""What is wrong with a store that fails, by what its driver says."""

import sqlite3
from enum import StrEnum

_SQLITE = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_CANTOPEN: "gone",
    sqlite3.SQLITE_IOERR: "gone",
    sqlite3.SQLITE_READONLY: "gone",
    sqlite3.SQLITE_PERM: "gone",
}
_PRIMARY = 0xFF  # the lowest byte of SQLite's extended codes
#: By the first signs of PostgreSQL's SQLSTATE.
_POSTGRES = (("53100", "full"), ("55P03", "locked"), ("40", "locked"), ("XX00", "damaged"), ("57P", "gone"), ("58", "gone"), ("08", "gone"))  # fmt: skip


class StoreFault(StrEnum):
    """Why a store can not be used."""

    FULL = "full"  # no space left where it lies
    LOCKED = "locked"  # held by somebody else for too long
    GONE = "gone"  # can not be reached, opened, read or written
    DAMAGED = "damaged"
    OTHER = "other"


def fault_of(error: BaseException | None) -> StoreFault:
    """The fault behind a driver's error."""
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
        return StoreFault(_SQLITE.get(code, StoreFault.OTHER))
    state = getattr(error, "sqlstate", None)
    if state:
        return StoreFault(next((to for head, to in _POSTGRES if state.startswith(head)), "other"))
    # Without a state nothing came from the server: it was not reached, or was cut off.
    return StoreFault.GONE if type(error).__name__ == "OperationalError" else StoreFault.OTHER
