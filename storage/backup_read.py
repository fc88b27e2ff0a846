"""Reading a backup: nothing of it is believed before all of it was seen."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from storage.backup_file import DamagedBackupError, sealed_lines
from storage.backup_form import Form, Row, forms_of, from_json
from storage.migrate import known

FORMAT = "chidao-backup"
FORM = 1  # the form of the file; a new one gets a new number
BATCH_ROWS = 500
BATCH_BYTES = 8 * 1024 * 1024  # of lines: what is held in memory at a time

Take = Callable[[Form, list[Row]], None]


class NewerBackupError(Exception):
    """The backup was made by a newer chidao; the text is its schema."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of a table a backup holds, and the SHA-256 of their lines."""

    table: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    schema: str
    made_at: datetime
    counts: tuple[Count, ...]

    @property
    def rows(self) -> int:
        """All rows of all tables."""
        return sum(count.rows for count in self.counts)


def check(file: BinaryIO) -> Manifest:
    """Read a backup whole, write nothing; DamagedBackupError and NewerBackupError as found."""
    return read(file, lambda form, rows: None)


def read(file: BinaryIO, take: Take) -> Manifest:
    """Give the rows of each table to `take`, a few at a time; at the end what the backup says.

    What was taken before an error is worth nothing: only the end proves the whole.
    """
    with sealed_lines(file) as lines:
        schema, made_at = _head(_object(next(lines, b""), {"format", "form", "schema", "made_at"}))
        counts = []
        line = next(lines, b"")
        missing = {form.name: form for form in forms_of(schema)}
        while missing:
            form = _form(_object(line, {"table", "columns"}), missing)
            count, line = _table(lines, form, take)
            counts.append(count)
        told = [[count.table, count.rows, count.sha256] for count in counts]
        if _object(line, {"tables"})["tables"] != told:
            raise DamagedBackupError("its rows are not those it says it holds")
        if next(lines, None) is not None:
            raise DamagedBackupError("something follows its end")
    return Manifest(schema, made_at, tuple(counts))


def _head(head: dict[str, Any]) -> tuple[str, datetime]:
    form, schema = head["form"], head["schema"]
    if head["format"] != FORMAT or not isinstance(form, int) or not isinstance(schema, str):
        raise DamagedBackupError("it is no backup of chidao")
    if form != FORM or schema not in known():
        raise NewerBackupError(schema)
    try:
        made_at = datetime.fromisoformat(head["made_at"])
    except (TypeError, ValueError):
        raise DamagedBackupError("it does not say when it was made") from None
    if made_at.utcoffset() is None:
        raise DamagedBackupError("it does not say when it was made")
    return schema, made_at


def _form(told: dict[str, Any], missing: dict[str, Form]) -> Form:
    """The form of the table that begins here, with its columns in the order of the file."""
    name, columns = told["table"], told["columns"]
    known = missing.pop(name, None) if isinstance(name, str) else None
    if known is None:
        raise DamagedBackupError(f"one of the tables {', '.join(missing)} was expected")
    texts = isinstance(columns, list) and all(isinstance(column, str) for column in columns)
    form = known.ordered(columns) if texts else None
    if form is None:
        raise DamagedBackupError(f"table {known.name} has other columns")
    return form


def _table(lines: Iterator[bytes], form: Form, take: Take) -> tuple[Count, bytes]:
    """Take the rows of a table; returns how many they were, and the line after them."""
    batch: list[Row] = []
    rows = size = 0
    digest = hashlib.sha256()
    line = b""
    for line in lines:
        if not line.startswith(b"["):
            break
        batch.append(_row(form, line))
        digest.update(line)
        rows, size = rows + 1, size + len(line)
        if len(batch) == BATCH_ROWS or size > BATCH_BYTES:
            take(form, batch)
            batch, size = [], 0
    if batch:
        take(form, batch)
    return Count(form.name, rows, digest.hexdigest()), line


def _row(form: Form, line: bytes) -> Row:
    try:
        return from_json(form, json.loads(line))
    except (ValueError, RecursionError) as error:
        raise DamagedBackupError(f"a row of {form.name} can not be read: {error}") from error


def _object(line: bytes, keys: set[str]) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict) or set(value) != keys:
        raise DamagedBackupError(f"a line with {', '.join(sorted(keys))} is missing")
    return value
