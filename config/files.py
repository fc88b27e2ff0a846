"""Reading of settings and profiles: from a path to TOML tables, or one sentence about why not."""

import re
import tomllib
from pathlib import Path

from config.mistakes import Mistake, SettingsError

MOST_BYTES = 4 * 1024**2  # settings of a thousand sources are a tenth of it

MOST_LEVELS = 30  # no key of ours lies deeper than four

_DEEP = "its values are nested too deeply"
_TOO_LONG = "a text file of at most 4 MiB"


def read_toml(path: Path, *, expected: str) -> dict[str, object]:
    """Parse a TOML file (UTF-8, a byte order mark is allowed).

    Raises SettingsError; `expected` says what to do when there is no such file.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise _refusal(path, "there is no such file", expected) from None
    except IsADirectoryError:
        raise _refusal(path, "it is a folder", "a file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no usable path"
        raise _refusal(path, f"it can not be read ({reason})", "a readable file") from None
    if len(content) > MOST_BYTES:
        raise _refusal(path, "it is too long for settings", _TOO_LONG)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refusal(path, "it is not UTF-8", "a text file saved as UTF-8") from None
    return _parse(path, text)


def _parse(path: Path, text: str) -> dict[str, object]:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        last = text.count("\n") + 1
        place = f"line {line[1] if line else last}"
        raise SettingsError(Mistake(str(path), place, str(error), "valid TOML")) from None
    except ValueError:  # Python refuses to read numbers of thousands of digits
        raise _refusal(path, "a number in it is too long", "valid TOML") from None
    except RecursionError:
        raise _refusal(path, _DEEP, "valid TOML") from None
    if _levels(values) > MOST_LEVELS:
        raise _refusal(path, _DEEP, "valid TOML")
    return values


def _levels(values: object) -> int:
    """How many tables and lists stand in each other; stops counting where it is too many.

    Dotted keys nest as deep as one likes, and what reads them later would run out of stack.
    """
    level, inside = 0, [values]
    while inside and level <= MOST_LEVELS:
        level += 1
        tables = [list(value.values()) for value in inside if isinstance(value, dict)]
        lists = [value for value in inside if isinstance(value, list)]
        inside = [value for held in (*tables, *lists) for value in held]
    return level


def _refusal(path: Path, problem: str, expected: str) -> SettingsError:
    return SettingsError(Mistake(str(path), "", problem, expected))
