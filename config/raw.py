"""What was given before it is understood: the file's values, then the environment, then secrets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from config.mistakes import Mistake, SettingsError, shown
from config.sections import NOT_YET, SECRETS, SettingsFile, Stanza
from sources.tables import nearest

PREFIX = "CHIDAO_"
ENVIRONMENT = "environment"
LISTS_OF_TABLES = ("sources", "channels", "subscriptions")
_WAYS = ("", "_file", "_env")  # of giving a secret
_LONGEST_SECRET = 65_536  # bytes; a device or a log named by mistake has no end
_ALIKE = 0.8  # one letter wrong in a word of five: a slip, not some other program's variable


@dataclass(frozen=True, slots=True)
class Raw:
    """Values as given, and where a key was given when that is not the file itself."""

    file: Path
    values: dict[str, object]
    places: dict[str, tuple[str, str]] = field(default_factory=dict)

    def mistake(self, key: str, problem: str, expected: str) -> Mistake:
        """A mistake at the place where this key was really given."""
        file, name = self.places.get(key, (str(self.file), key))
        return Mistake(file, name, problem, expected)

    def table(self, name: str) -> dict[str, object] | None:
        """The table of this name, made when absent; None when something else stands there."""
        found = self.values.setdefault(name, {})
        return found if isinstance(found, dict) else None


def scalar_keys() -> Iterator[str]:
    """Every key outside lists of tables, also those of later versions."""
    for name, entry in SettingsFile.model_fields.items():
        section = entry.annotation
        if isinstance(section, type) and issubclass(section, Stanza):
            yield from (f"{name}.{key}" for key in section.model_fields)
        elif name not in LISTS_OF_TABLES:
            yield name
    yield from (f"{key}{way}" for key in SECRETS if "[]" not in key for way in _WAYS[1:])
    yield from (key for key in NOT_YET if "[]" not in key)


def variable(key: str) -> str:
    """The environment variable of a key: `storage.url` is CHIDAO_STORAGE__URL."""
    return PREFIX + key.replace(".", "__").upper()


def lay_environment(raw: Raw, env: Mapping[str, str]) -> list[Mistake]:
    """Put the variables over the file's values; returns the mistakes among them."""
    variables = {variable(key): key for key in scalar_keys()}
    mistakes = []
    for name in sorted(env):
        if name in variables:
            _lay(raw, variables[name], name, env[name])
        elif name.startswith(PREFIX) and (problem := _unknown(name, variables)):
            mistakes.append(problem)
    return mistakes


def _lay(raw: Raw, key: str, name: str, value: str) -> None:
    section, _, entry = key.rpartition(".")
    table = raw.table(section) if section else raw.values
    if table is None:  # the file's own mistake is told instead
        return
    family = key.removesuffix("_file").removesuffix("_env")
    if family in SECRETS:
        for way in _WAYS:  # a secret of the file gives way, however it was given there
            if f"{family}{way}" not in raw.places:
                table.pop(f"{family.rpartition('.')[2]}{way}", None)
    if key == "operator.channels":
        table[entry] = [part for part in value.split(",") if part.strip()]
    else:
        table[entry] = value
    raw.places[key] = (ENVIRONMENT, name)


def _unknown(name: str, variables: Mapping[str, str]) -> Mistake | None:
    """A variable that was meant for chidao and is none; others that share the prefix are not."""
    head = name.removeprefix(PREFIX).partition("__")[0].lower()
    if head in LISTS_OF_TABLES:
        return Mistake(
            ENVIRONMENT, name, "lists of tables can not be given here", "it in the settings file"
        )
    if "__" in name.removeprefix(PREFIX) or get_close_matches(name, variables, cutoff=_ALIKE):
        return Mistake(ENVIRONMENT, name, "unknown variable", nearest(name, variables))
    return None


def fetch_secrets(raw: Raw, env: Mapping[str, str]) -> list[Mistake]:
    """Replace `…_file` and `…_env` by what they name; returns the mistakes among them."""
    mistakes: list[Mistake] = []
    for key in sorted(SECRETS):
        section, _, name = key.rpartition(".")
        for path, table in _tables(raw, section):
            try:
                _fetch(raw, table, f"{path}.{name}", env)
            except SettingsError as error:
                mistakes.extend(error.mistakes)
    return mistakes


def _tables(raw: Raw, section: str) -> Iterator[tuple[str, dict[str, object]]]:
    found = raw.values.get(section.removesuffix("[]"))
    if isinstance(found, dict):
        yield section, found
    for index, entry in enumerate(found if isinstance(found, list) else []):
        if isinstance(entry, dict):
            yield f"{section.removesuffix('[]')}[{index}]", entry


def _fetch(raw: Raw, table: dict[str, object], key: str, env: Mapping[str, str]) -> None:
    name = key.rpartition(".")[2]
    given = [f"{name}{way}" for way in _WAYS if f"{name}{way}" in table]
    if len(given) > 1:
        for other in given[1:]:
            table.pop(other)
        raise SettingsError(
            raw.mistake(key, f"{' and '.join(given)} are both given", "one of them")
        )
    if not given or given[0] == name:
        return
    way = f"{key}{given[0].removeprefix(name)}"
    value = table.pop(given[0])
    if not isinstance(value, str) or not value:
        raise SettingsError(
            raw.mistake(way, f"{shown(value) or 'nothing'} is no name", "a text in quotes")
        )
    table[name] = _content(raw, way, value) if way.endswith("_file") else _of(raw, way, value, env)
    raw.places.setdefault(key, raw.places.get(way, (str(raw.file), way)))


def _content(raw: Raw, key: str, name: str) -> str:
    path = raw.file.parent / name
    try:
        with path.open("rb") as file:
            text = file.read(_LONGEST_SECRET).decode("utf-8-sig").strip()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        problem = f"the file {path} can not be read ({reason})"
        raise SettingsError(raw.mistake(key, problem, "a file that holds the secret")) from None
    if not text:
        raise SettingsError(
            raw.mistake(key, f"the file {path} is empty", "a file that holds the secret")
        )
    return text


def _of(raw: Raw, key: str, name: str, env: Mapping[str, str]) -> str:
    value = env.get(name, "").strip()
    if not value:
        problem = f"the variable {name} is not set"
        raise SettingsError(raw.mistake(key, problem, "a variable that holds the secret"))
    return value
