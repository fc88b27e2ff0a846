"""JSON compared with a shape: a type, an alternative of types, a list of one shape, a dict of keys."""

from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any

NUMBER = int | float
TEXT_OR_NONE = str | None


class Moment:
    """A time in ISO 8601 with its offset."""


class Day:
    """A day in ISO 8601, or a moment without offset, or nothing."""


def differences(value: Any, shape: Any, place: str = "$") -> list[str]:
    """What does not fit, with its place; keys beyond the shape are allowed."""
    if isinstance(shape, tuple):  # the shape, or null
        return [] if value is None else differences(value, shape[0], place)
    if isinstance(shape, dict):
        return _of_keys(value, shape, place)
    if isinstance(shape, list) and isinstance(value, list):
        parts = (differences(one, shape[0], f"{place}[{n}]") for n, one in enumerate(value))
        return [problem for part in parts for problem in part]
    return [] if _fits(value, shape) else [f"{place}: {value!r} is no {shape}"]


def _fits(value: Any, shape: Any) -> bool:
    if shape is Moment:
        return _has_offset(value)
    if shape is Day:
        return value is None or _is_day(value)
    if isinstance(shape, frozenset):
        return value in shape
    return not isinstance(shape, list) and _is_a(value, shape)


def _of_keys(value: Any, shape: dict[str, Any], place: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{place}: {value!r} is no object"]
    missing = [f"{place}.{key} is missing" for key in shape if key not in value]
    found = (differences(value[key], shape[key], f"{place}.{key}") for key in shape if key in value)
    return missing + [problem for part in found for problem in part]


def _is_a(value: Any, kind: type | UnionType) -> bool:
    if isinstance(value, bool) and kind is not bool:
        return False
    return isinstance(value, NoneType if kind is None else kind)


def _has_offset(value: Any) -> bool:
    return isinstance(value, str) and datetime.fromisoformat(value).utcoffset() is not None


def _is_day(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    return bool(date.fromisoformat(value[:10])) and datetime.fromisoformat(value).tzinfo is None
