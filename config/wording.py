"""From what the validator found to mistakes in words: key, problem, expected; never a secret."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, get_args

from pydantic import ValidationError

from config.mistakes import Mistake, shown
from config.raw import LISTS_OF_TABLES, Raw
from config.sections import NOT_YET, SettingsFile, Stanza
from config.wishes import NOT_YET_EXPECTED, NOT_YET_PROBLEM
from sources.tables import nearest
from sources.units import UnitError

_LIST = 'a list, such as ["one", "two"]'
_HIDDEN = frozenset({"url", "proxy", "heartbeat_url", "password"})  # may hold passwords
_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "string_type": ("is no text", "a text in quotes"),
        "bool_type": ("is neither true nor false", "true or false"),
        "bool_parsing": ("is neither true nor false", "true or false"),
        "int_type": ("is no whole number", "a whole number"),
        "int_parsing": ("is no whole number", "a whole number"),
        "int_from_float": ("is no whole number", "a whole number"),
        "float_type": ("is no number", "a number"),
        "float_parsing": ("is no number", "a number"),
        "finite_number": ("is no number", "a number"),
        "too_short": ("is empty", "at least one entry"),
    }
)
_LIMITS = {"greater_than_equal": ("ge", "at least"), "less_than_equal": ("le", "at most")}


def mistakes_of(error: ValidationError, raw: Raw) -> list[Mistake]:
    """All mistakes that the validator found, in the order of the keys."""
    return [
        _mistake(entry, raw)
        for entry in error.errors(include_url=False)
        if entry["type"] != "too_short" or not entry["input"]  # else its entries are told
    ]


def key_of(location: tuple[int | str, ...]) -> str:
    """("sources", 0, "every") as `sources[0].every`."""
    joined = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return joined.removeprefix(".")


def _mistake(entry: Any, raw: Raw) -> Mistake:
    key = key_of(entry["loc"])
    kind, context = entry["type"], entry.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown(key, raw)
    if kind == "missing":
        return raw.mistake(key, "it is missing", _LIST if key.endswith("s") else "a text in quotes")
    if kind == "value_error" and isinstance(context.get("error"), UnitError):
        return raw.mistake(key, context["error"].problem, context["error"].expected)
    if kind in {"model_type", "model_attributes_type", "tuple_type"}:
        return raw.mistake(key, "it has another form", _form(key, kind))
    return raw.mistake(key, *_value(key, kind, entry["input"], context))


def _value(key: str, kind: str, given: object, context: Mapping[str, Any]) -> tuple[str, str]:
    named = "its value" if key.rpartition(".")[2] in _HIDDEN else f'"{shown(given)}"'
    if kind in _LIMITS:
        name, words = _LIMITS[kind]
        return f"{named} is out of range", f"{words} {context[name]}"
    if kind in {"literal_error", "enum"}:
        return f"{named} is not known", str(context["expected"]).replace("'", '"')
    if kind == "too_short":
        named = "the list"
    problem, expected = _WORDS.get(kind, ("is not understood", "another value"))
    return f"{named} {problem}", expected


def _form(key: str, kind: str) -> str:
    table = re.sub(r"\[\d+\]$", "", key)
    if table in LISTS_OF_TABLES:
        return f"tables [[{table}]]"
    return f"a table [{key}]" if kind != "tuple_type" else _LIST


def _unknown(key: str, raw: Raw) -> Mistake:
    if re.sub(r"\[\d+\]", "[]", key) in NOT_YET:
        return raw.mistake(key, NOT_YET_PROBLEM, NOT_YET_EXPECTED)
    parent, _, name = key.rpartition(".")
    return raw.mistake(key, "unknown key", nearest(name, _siblings(parent)))


def _siblings(parent: str) -> tuple[str, ...]:
    """The keys that may stand in the table `parent` ("" = the top of the file)."""
    if not parent:
        return tuple(SettingsFile.model_fields)
    annotation = SettingsFile.model_fields[re.sub(r"\[\d+\]", "", parent)].annotation
    model = next(
        part
        for part in (annotation, *get_args(annotation))
        if isinstance(part, type) and issubclass(part, Stanza)
    )
    return model.key_names()
