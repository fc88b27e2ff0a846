"""What `doctor` looks at on disk: the store, the space around it, its backups."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from cli.checkup import Finding, fails, unknown, works
from cli.store_file import store_file
from config.sections import Storage
from sources.every import Interval, parse_every
from storage.backup import LAST
from storage.examine import Examined, examine, last_mark
from storage.session import StoreError

LEAST_FREE = 512 * 1024**2  # a first crawl of a large portal with its files, and room for the log
NEWEST = 20  # items verified: a damaged disk shows there first, and all take minutes (`verify`)
LATE_BACKUPS = 2  # intervals without one
MIB = 1024**2


def look_at_store(storage: Storage, now: datetime) -> list[Finding]:
    """Whether the store opens, is of our schema, holds together and can be written."""
    url = storage.url.get_secret_value()
    file = store_file(url)
    if file is not None and not file.exists():
        return [_not_there_yet(file)]
    if file is not None and (stranger := _stranger(file)):
        return [stranger]
    try:
        return [_judged(examine(url, now, most=NEWEST), file)]
    except StoreError as error:
        return [fails("store", "doctor.store_failed", "doctor.store_advice", reason=str(error))]


def _not_there_yet(file: Path) -> Finding:
    if not os.access(file.parent, os.W_OK | os.X_OK):
        return fails("store", "doctor.no_folder", "doctor.no_folder_advice", path=file.parent)
    return unknown("store", "doctor.no_store", "doctor.no_store_advice", path=file)


def _stranger(file: Path) -> Finding | None:
    """The store of another user: opening it would leave files beside it that are ours."""
    owner = file.stat().st_uid
    if owner == os.geteuid():
        return None
    return unknown("store", "doctor.other_user", "doctor.other_user_advice", path=file, uid=owner)


def _judged(found: Examined, file: Path | None) -> Finding:
    if found.schema is None:
        return unknown("store", "doctor.store_empty", "doctor.no_store_advice")
    if found.verified is None:
        key = {"schema": found.schema, "newest": found.newest}
        if file is not None:  # every command brings a file up to date by itself
            return unknown("store", "doctor.old_schema", "doctor.old_schema_advice", **key)
        return fails("store", "doctor.old_schema", "doctor.old_schema_advice", **key)
    if found.verified.broken is not None:
        broken = found.verified.broken
        return fails(
            *("store", "doctor.store_broken", "doctor.store_broken_advice"),
            place=broken.place,
            problem=broken.problem,
        )
    size = round((found.size or 0) / MIB, 1)
    return works("store", "doctor.store_works", size=size, items=found.verified.items)


def look_at_space(storage: Storage) -> list[Finding]:
    """Whether there is room where the store and its backups lie."""
    file = store_file(storage.url.get_secret_value())
    folders = [file.parent] if file else []
    folders += [Path(storage.backup_to)] if storage.backup_to else []
    return [_space(folder) for folder in folders if folder.is_dir()]


def _space(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    told = {"path": folder, "free": f"{free / MIB:,.0f}"}
    if free >= LEAST_FREE:
        return works("space", "doctor.space", **told)
    return fails("space", "doctor.space", "doctor.space_advice", **told, least=LEAST_FREE // MIB)


def look_at_backups(storage: Storage, zone: tzinfo, now: datetime) -> Iterator[Finding]:
    """Whether backups can be written, and how old the last good one is."""
    if not storage.backup_to:
        yield unknown("backup", "doctor.no_backups", "doctor.no_backups_advice")
        return
    folder = Path(storage.backup_to)
    try:
        with tempfile.TemporaryFile(dir=folder):
            yield works("backup", "doctor.backup_folder", path=folder)
    except OSError as error:
        told = {"path": folder, "reason": error.strerror or "?"}
        yield fails("backup", "doctor.backup_closed", "doctor.backup_closed_advice", **told)
    yield _last_backup(storage, zone, now)


def _last_backup(storage: Storage, zone: tzinfo, now: datetime) -> Finding:
    url = storage.url.get_secret_value()
    file = store_file(url)
    try:
        unopened = file is not None and (not file.exists() or _stranger(file) is not None)
        last = None if unopened else last_mark(url, LAST)
    except StoreError:
        last = None
    if last is None:
        return unknown("backup", "doctor.never_backed_up", "doctor.never_backed_up_advice")
    schedule = parse_every(storage.backup_every)
    told = {"at": last.at.astimezone(zone).strftime("%d/%m/%Y %H:%M"), "path": last.note}
    late = isinstance(schedule, Interval) and _is_late(now - last.at, schedule.every)
    if late:
        return fails("backup", "doctor.last_backup", "doctor.late_backup_advice", **told)
    return works("backup", "doctor.last_backup", **told)


def _is_late(age: timedelta, every: timedelta) -> bool:
    return age > LATE_BACKUPS * every + timedelta(hours=1)  # making one takes its time
