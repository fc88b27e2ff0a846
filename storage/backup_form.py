"""What a backup holds: the tables and columns of a schema, and each value as JSON writes it."""

import base64
import binascii
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from storage.columns import UtcDateTime
from storage.migrate import VERSION_TABLE, build, head
from storage.session import Store
from storage.tables import items

#: Who does what at this moment is no matter for a copy; the revision stands in the header.
LEFT_OUT = frozenset({VERSION_TABLE, "leases"})
_MOST = 2**63  # no database keeps a whole number beyond this

Row = tuple[object, ...]


class Kind(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    FRACTION = "fraction"
    TEXT = "text"
    TRUTH = "truth"
    MOMENT = "moment"
    BYTES = "bytes"


_TYPES: tuple[tuple[type[sa.types.TypeEngine[Any]], Kind], ...] = (
    (sa.Boolean, Kind.TRUTH),
    (sa.Integer, Kind.NUMBER),
    (sa.Numeric, Kind.FRACTION),
    (sa.DateTime, Kind.MOMENT),
    (sa.LargeBinary, Kind.BYTES),
    (sa.String, Kind.TEXT),
)
_AS_TYPE: dict[Kind, sa.types.TypeEngine[Any]] = {
    Kind.NUMBER: sa.BigInteger(),
    Kind.FRACTION: sa.Float(),
    Kind.TEXT: sa.Text(),
    Kind.TRUTH: sa.Boolean(),
    Kind.MOMENT: UtcDateTime(),
    Kind.BYTES: sa.LargeBinary(),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what it may hold."""

    name: str
    kind: Kind
    nullable: bool


@dataclass(frozen=True, slots=True)
class Form:
    """A table of a backup; `key` are the columns by which its rows are put in order."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    def ordered(self, names: list[str]) -> "Form | None":
        """The same with its columns in this order; None when these are not its columns."""
        if sorted(names) != sorted(self.names):
            return None
        by_name = {column.name: column for column in self.columns}
        return Form(self.name, tuple(by_name[name] for name in names), self.key)

    @property
    def names(self) -> list[str]:
        """The names of its columns, in the order of a row."""
        return [column.name for column in self.columns]

    @property
    def holds_bytes(self) -> bool:
        """Whether one of its rows can be as large as a file."""
        return any(column.kind is Kind.BYTES for column in self.columns)

    def table(self) -> sa.TableClause:
        """The table as statements name it, the same on both databases."""
        columns = [sa.column(column.name, _AS_TYPE[column.kind]) for column in self.columns]
        return sa.table(self.name, *columns)


def forms_of(revision: str) -> tuple[Form, ...]:
    """The tables of a schema, those first that others lean on; an older one by its migrations."""
    return _forms(items.metadata if revision == head() else _reflected(revision))


def _reflected(revision: str) -> sa.MetaData:
    scratch, found = Store("sqlite://"), sa.MetaData()
    try:
        with scratch.alter() as connection:
            build(connection, revision)
            found.reflect(connection)
    finally:
        scratch.close()
    return found


def _forms(found: sa.MetaData) -> tuple[Form, ...]:
    tables = [table for table in found.sorted_tables if table.name not in LEFT_OUT]
    return tuple(map(_form, tables))


def _form(table: sa.Table) -> Form:
    columns = (Column(one.name, _kind(one), bool(one.nullable)) for one in table.columns)
    return Form(table.name, tuple(columns), tuple(one.name for one in table.primary_key))


def _kind(column: sa.Column[object]) -> Kind:
    known = column.type.impl if isinstance(column.type, UtcDateTime) else column.type
    for base, kind in _TYPES:
        if isinstance(known, base):
            return kind
    raise TypeError(f"no backup knows how to write {column.table.name}.{column.name}")


def to_json(form: Form, row: Sequence[object]) -> list[object]:
    """A row as JSON holds it: bytes in base64, times in UTC."""
    return [
        None if value is None else _written(column.kind, value)
        for column, value in zip(form.columns, row, strict=True)
    ]


def _written(kind: Kind, value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if kind is Kind.BYTES and isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    if kind is Kind.FRACTION and isinstance(value, int | float):
        return float(value)
    return value


def from_json(form: Form, values: object) -> Row:
    """A row from what JSON held; ValueError for anything that its table can not hold."""
    if not isinstance(values, list) or len(values) != len(form.columns):
        raise ValueError(f"a row of {form.name} has not {len(form.columns)} values")
    return tuple(
        _read(form, column, value) for column, value in zip(form.columns, values, strict=True)
    )


def _read(form: Form, column: Column, value: object) -> object:
    if value is None and column.nullable:
        return None
    try:
        return _value(column.kind, value)
    except (TypeError, ValueError, binascii.Error):
        place = f"{form.name}.{column.name}"
        raise ValueError(f"{place} holds what is no {column.kind.value}") from None


def _value(kind: Kind, value: object) -> object:
    match kind, value:
        case Kind.TRUTH, bool():
            return value
        case Kind.NUMBER, int() if not isinstance(value, bool) and -_MOST <= value < _MOST:
            return value
        case Kind.FRACTION, float() if math.isfinite(value):
            return value
        case Kind.TEXT, str():
            value.encode()  # half a character pair is no text
            return value
        case Kind.BYTES, str():
            return base64.b64decode(value, validate=True)
        case Kind.MOMENT, str():
            return _moment(value)
    raise ValueError(kind)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.utcoffset() is None:
        raise ValueError(text)
    return moment.astimezone(UTC)
