"""Backups: one consistent state of the whole store in a file, the same for both databases."""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import sqlalchemy as sa

from storage import marks
from storage.backup_file import SealedWriter
from storage.backup_form import Form, forms_of, to_json
from storage.backup_read import FORM, FORMAT, Count, Manifest, check
from storage.migrate import revision
from storage.session import Connection, Store

LAST = "backup/last"  # the mark of the last good backup; its note is the file
RESTORING = "restore/"  # marks of the store itself, no part of a copy
PRIVATE = 0o600  # pages and who is told what are for nobody else on this machine
ROWS_AT_ONCE = 500
FILES_AT_ONCE = 4  # rows that may each be as large as the largest file


class BackupBusyError(Exception):
    """Another process writes this very file now."""


def make(store: Store, file: Path, now: datetime) -> Manifest:
    """Write a backup while the store is used, prove it by reading it, and only then name it `file`.

    Raises OSError (no space, no right), BackupBusyError, FileExistsError, StoreError.
    """
    if os.path.lexists(file):
        raise FileExistsError(file)
    beside = file.with_name(f".{file.name}.partial")
    with _alone(beside) as partial:
        write(store, partial, now)
        partial.flush()
        os.fsync(partial.fileno())
        manifest = check(partial)
        beside.rename(file)
        _keep_name(file.parent)
    with store.write() as connection:
        marks.put(connection, LAST, now, str(file))
    return manifest


@contextmanager
def _alone(path: Path) -> Iterator[BinaryIO]:
    """A new file that only we write; what a killed process left there goes, ours too if we fail."""
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(path, flags, PRIVATE), "w+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(file.fileno()).st_ino != path.stat().st_ino:
                raise BackupBusyError(path)
        except (BlockingIOError, FileNotFoundError) as error:
            raise BackupBusyError(path) from error
        os.fchmod(file.fileno(), PRIVATE)
        file.truncate()
        try:
            yield file
        except BaseException:
            path.unlink(missing_ok=True)
            with suppress(OSError):
                file.truncate(0)  # else what is still to be written would fail once more
            raise


def _keep_name(folder: Path) -> None:
    """The new name outlives a power cut too."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def write(store: Store, file: BinaryIO, now: datetime) -> None:
    """Write the whole store, as it is at this moment, to an open file."""
    writer = SealedWriter(file)
    with store.read() as connection:
        schema = revision(connection) or ""
        head = {"format": FORMAT, "form": FORM, "schema": schema, "made_at": now.isoformat()}
        writer.write(_line(head))
        counts = [_write_table(connection, form, writer) for form in forms_of(schema)]
    tables = [[count.table, count.rows, count.sha256] for count in counts]
    writer.write(_line({"tables": tables}))
    writer.seal()


def _write_table(connection: Connection, form: Form, writer: SealedWriter) -> Count:
    writer.write(_line({"table": form.name, "columns": form.names}))
    rows, digest = 0, hashlib.sha256()
    at_once = FILES_AT_ONCE if form.holds_bytes else ROWS_AT_ONCE
    table = form.table()
    query = sa.select(table).order_by(*(table.c[name] for name in form.key))
    if form.name == "marks":
        query = query.where(~table.c.name.startswith(RESTORING))
    for row in connection.execution_options(yield_per=at_once).execute(query):
        line = _line(to_json(form, row))
        writer.write(line)
        digest.update(line)
        rows += 1
    return Count(form.name, rows, digest.hexdigest())


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
