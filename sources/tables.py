"""Typed reading of one TOML table: every wrong value is a ProfileError that names its key."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from difflib import get_close_matches

from sources.units import UnitError, parse_duration

#: Raises UnitError for a text it does not understand; what it returns does not matter here.
Check = Callable[[str], object]


class ProfileError(ValueError):
    """A profile that can not be used: `key` is the path of the key inside the profile."""

    def __init__(self, key: str, problem: str, expected: str) -> None:
        self.key = key
        self.problem = problem
        self.expected = expected
        super().__init__(f"{key}: {problem}; expected {expected}")


def nearest(name: str, known: Collection[str]) -> str:
    """What to write instead of an unknown key, for the "expected" of an error."""
    close = get_close_matches(name, known, n=1)
    return f'"{close[0]}"' if close else "one of: " + ", ".join(sorted(known))


@dataclass(frozen=True, slots=True)
class Table:
    """A table at `path` ("" = the whole profile) with readers that name what they expected."""

    path: str
    values: Mapping[str, object]

    def key(self, name: str) -> str:
        """The full path of a key of this table."""
        return f"{self.path}.{name}" if self.path else name

    def error(self, name: str, problem: str, expected: str) -> ProfileError:
        """A ProfileError about one key of this table."""
        return ProfileError(self.key(name), problem, expected)

    def refuse_unknown(self, known: Collection[str]) -> None:
        """Raise for the first key that is not known, naming the nearest that is."""
        for name in self.values:
            if name not in known:
                raise self.error(name, "unknown key", nearest(name, known))

    def text(self, name: str, default: str = "", check: Check | None = None) -> str:
        """A text; `check` is asked about it unless it is empty."""
        value = self.values.get(name, default)
        if not isinstance(value, str):
            raise self.error(name, f"{value!r} is no text", "a text in quotes")
        if check is not None and value:
            self.understood(name, check, value)
        return value

    def understood(self, name: str, check: Check, value: str) -> None:
        """Ask `check`, and name the key when it does not understand the value."""
        try:
            check(value)
        except UnitError as error:
            raise self.error(name, error.problem, error.expected) from None

    def texts(self, name: str, check: Check | None = None) -> tuple[str, ...]:
        """A list of texts, none of them empty."""
        value = self.values.get(name, [])
        if not isinstance(value, list | tuple):
            raise self.error(name, f"{value!r} is no list", "a list of texts in quotes")
        for index, entry in enumerate(value):
            if not isinstance(entry, str) or not entry.strip():
                raise self.error(f"{name}[{index}]", f"{entry!r} is no text", "a text in quotes")
            if check is not None:
                self.understood(f"{name}[{index}]", check, entry)
        return tuple(value)

    def flag(self, name: str) -> bool:
        """True or false; false when absent."""
        value = self.values.get(name, False)
        if not isinstance(value, bool):
            raise self.error(name, f"{value!r} is neither true nor false", "true or false")
        return value

    def number(self, name: str, default: int, *, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        value = self.values.get(name, default)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            problem = f"{value!r} is no such number"
            raise self.error(name, problem, f"a whole number from {low} to {high}")
        return value

    def duration(self, name: str, default: timedelta) -> timedelta:
        """A length of time as text; the default when absent."""
        if name not in self.values:
            return default
        text = self.text(name)
        self.understood(name, parse_duration, text)
        return parse_duration(text)

    def table(self, name: str) -> "Table":
        """A table below this one; empty when absent."""
        value = self.values.get(name, {})
        if not isinstance(value, Mapping):
            raise self.error(name, f"{value!r} is no table", f"a table [{self.key(name)}]")
        return Table(self.key(name), value)

    def tables(self, name: str) -> tuple["Table", ...]:
        """A list of tables; empty when absent."""
        value = self.values.get(name, [])
        if not isinstance(value, list | tuple) or not all(isinstance(v, Mapping) for v in value):
            raise self.error(name, "no list of tables", f"tables [[{self.key(name)}]]")
        return tuple(Table(f"{self.key(name)}[{index}]", v) for index, v in enumerate(value))
