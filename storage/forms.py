"""How the values of the ground are written as JSON text and read back."""

import json
from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")

_adapters: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    # Building one costs milliseconds, using one microseconds.
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def dump(value: Any, kind: Any = None) -> str:
    """Write a value of the ground as compact JSON; `kind` where the type can not be seen.

    Lone surrogates, which no store takes, become "?".
    """
    adapter = _adapter(kind or type(value))
    try:
        return adapter.dump_json(value).decode()
    except ValueError:  # pydantic's serialization error
        plain = adapter.dump_python(value, mode="json")
        return json.dumps(plain, ensure_ascii=False).encode("utf-8", "replace").decode()


def load(kind: type[T], text: str) -> T:
    """Read a value back; ValueError (pydantic's) when the text does not fit the type."""
    value: T = _adapter(kind).validate_json(text)
    return value
