"""Scheduled backups: when the next is due, the job that makes it, and how many stay."""

import asyncio
import fcntl
import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import structlog

from alerts.affairs import Trouble
from config.sections import Storage
from scheduler.backup_child import order
from scheduler.lease import Lease, LeaseLostError
from scheduler.ticks import Ticks
from scheduler.troubles import Troubles
from sources.every import Interval, parse_every
from storage import marks
from storage.backup import LAST
from storage.marks import Mark
from storage.session import Store, StoreError

log = structlog.get_logger()

#: Nothing else in the folder is ever taken away.
OURS = re.compile(r"chidao-\d{8}T\d{6}Z\.backup")
_PARTIAL = re.compile(r"\.chidao-\d{8}T\d{6}Z\.backup\.partial")
FIRST_AFTER = timedelta(minutes=10)  # a store that was just made holds nothing worth keeping
LOOK_EVERY_S = 60.0  # so that a clock that was set, or a sleep, matters for no longer
RETRY_AFTER = timedelta(hours=1)  # a full disk is seldom emptied sooner
LIMIT_S = 6 * 3600.0  # a hundred gibibytes on a slow disk; more is a hang
_LEASE = "backup"  # of several services on one store one makes it


class BackupFailedError(Exception):
    """A scheduled backup was not made; the text says why."""


def due_at(
    every: str, zone: tzinfo, last: Mark | None, now: datetime, *, started: datetime
) -> datetime:
    """When the next backup is due; at once when it was while we were away.

    The first of a store comes a while after the service `started`.
    """
    if last is None:
        return min(started, now) + FIRST_AFTER
    if last.at > now:  # written by a clock that was ahead
        return now
    schedule = parse_every(every)
    if isinstance(schedule, Interval):
        return max(now, last.at + schedule.every)
    due = Ticks(every, zone).get_next_fire_time(None, last.at)
    return max(now, due) if due else now


class Backups:
    """The backups of one service. `settings.backup_to` names the folder; "" is none."""

    def __init__(
        self,
        store: Store,
        settings: Storage,
        zone: tzinfo,
        clock: Callable[[], datetime],
        troubles: Troubles,
    ) -> None:
        self.settings = settings
        self._url = settings.url  # of the store in use; another one needs a restart
        self._store = store
        self._zone = zone
        self._clock = clock
        self._troubles = troubles
        self._started = clock()
        self._not_before: datetime | None = None

    async def run(self) -> None:
        """Make each when it is due, until cancelled; a failure is told and tried again later."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_EVERY_S)

    async def look(self) -> Path | None:
        """Make one if it is due now; None when there was none to make, or it failed."""
        now = self._clock()
        resting = self._not_before and now < self._not_before <= now + RETRY_AFTER
        if not self.settings.backup_to or resting:
            return None
        self._not_before = None
        try:
            made = await self.make()
        except (BackupFailedError, StoreError) as error:
            self._not_before = self._clock() + RETRY_AFTER
            self._troubles.begin(Trouble.BACKUP, str(error))
            return None
        if made is not None:
            self._troubles.end(Trouble.BACKUP)
        return made

    def due(self) -> datetime:
        """When the next is to be made. Raises StoreError."""
        with self._store.read() as connection:
            last = marks.get(connection, LAST)
        every, started = self.settings.backup_every, self._started
        return due_at(every, self._zone, last, self._clock(), started=started)

    async def make(self) -> Path | None:
        """Make one if it is due, prove it, then let the oldest go; None when there was none to make.

        Raises BackupFailedError, StoreError.
        """
        if await asyncio.to_thread(self.due) > self._clock():
            return None
        lease = Lease(self._store, _LEASE, self._clock)
        if not await lease.taken():
            return None
        try:
            async with lease:
                if await asyncio.to_thread(self.due) > self._clock():
                    return None  # another service made it meanwhile
                return await self._make()
        except LeaseLostError:
            raise BackupFailedError("it took too long: another service makes it now") from None

    async def _make(self) -> Path:
        folder, now = Path(self.settings.backup_to), self._clock()
        file = folder / f"chidao-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.backup"
        try:
            await asyncio.to_thread(folder.mkdir, mode=0o700, exist_ok=True)
            await _in_child(order(self._url.get_secret_value(), file, now))
            gone = await asyncio.to_thread(clear, folder, self.settings.backup_keep)
        except OSError as error:
            raise BackupFailedError(f"{folder}: {error.strerror}") from error
        log.info("backup made", file=str(file), oldest_removed=gone)
        return file


async def _in_child(told: bytes) -> None:
    """Run the process to its end; it is killed when we are stopped, or it hangs."""
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "scheduler.backup_child", stdin=pipe, stdout=pipe
    )
    try:
        async with asyncio.timeout(LIMIT_S):
            out, _ = await child.communicate(told)
    except TimeoutError:
        raise BackupFailedError("it took too long and was stopped") from None
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError):
                child.kill()
            await child.wait()
    if child.returncode:
        reason = out.decode(errors="replace").strip()
        raise BackupFailedError(reason or f"its process ended with {child.returncode}")


def clear(folder: Path, keep: int) -> int:
    """Take away all but the newest backups, and what killed processes left; returns how many."""
    names = sorted(os.listdir(folder), reverse=True)
    old = [name for name in names if OURS.fullmatch(name)][keep:]
    for name in old:
        (folder / name).unlink(missing_ok=True)
    for name in filter(_PARTIAL.fullmatch, names):
        _remove_unused(folder / name)
    return len(old)


def _remove_unused(partial: Path) -> None:
    with suppress(OSError), partial.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        partial.unlink()
