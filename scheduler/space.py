"""How much room is left where the store lies."""

import shutil
from pathlib import Path

from alerts.affairs import Trouble
from scheduler.troubles import Troubles
from storage.session import Store

MIB = 1024**2
#: Eight of the largest files that are read by default: some days of warning on most portals.
LEAST_FREE = 512 * MIB
NONE_FREE = 16 * MIB  # one transaction of a crawl with a large page, and SQLite's log beside it
ENOUGH_AGAIN = LEAST_FREE * 5 // 4  # not told over and over where it hovers about the least


def free_space(store: Store) -> int | None:
    """The bytes left on the disk of an SQLite store; None for a server's, or where nobody can say."""
    folder: Path | None = store.file.parent if store.file else None
    try:
        return shutil.disk_usage(folder).free if folder else None
    except OSError:
        return None


def watch_space(
    store: Store, troubles: Troubles, least: int = LEAST_FREE, none: int = NONE_FREE
) -> None:
    """Say when there is too little of it, or none, and when there is enough again."""
    free = free_space(store)
    if free is None:
        return
    left = str(free // MIB)
    if free < none:
        troubles.begin(Trouble.DISK_FULL, f"{left} MB")
    if none <= free < least:
        troubles.begin(Trouble.SPACE, left)
    elif free >= least * ENOUGH_AGAIN // LEAST_FREE:
        troubles.end(Trouble.SPACE)


def is_full(store: Store) -> bool:
    """Whether no page of a portal fits any more, though a small note still may."""
    free = free_space(store)
    return free is not None and free < NONE_FREE
