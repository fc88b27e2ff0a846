"""Where the unit lies, whose it is, and how it is written."""

import os
import tempfile
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from cli.failures import CommandFailed
from cli.unit_text import NAME, is_unedited

SYSTEM_FOLDER = Path("/etc/systemd/system")
OLD = ".old"
_MODE = 0o644  # the manager reads it as whoever it is


class Kept(StrEnum):
    """What stands where the unit goes."""

    NOTHING = "nothing"
    OURS = "ours"
    OTHER = "other"  # somebody else's, or ours and edited


def unit_path(env: Mapping[str, str], *, own: bool) -> Path:
    """Where the manager of the system, or the user's own, looks for units first."""
    if not own:
        first = env.get("SYSTEMD_UNIT_PATH", "").partition(":")[0]
        return Path(first or SYSTEM_FOLDER) / NAME
    home = env.get("XDG_CONFIG_HOME") or Path(env.get("HOME") or Path.home()) / ".config"
    return Path(home) / "systemd" / "user" / NAME


def kept_at(path: Path) -> Kept:
    """Whose unit lies there. Raises CommandFailed when that can not be told."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        # A unit that was masked is a link to nothing: somebody wants it never to run.
        return Kept.OTHER if path.is_symlink() else Kept.NOTHING
    except OSError as error:
        raise CommandFailed("unit_unread", path=path, reason=error.strerror) from error
    return Kept.OURS if is_unedited(text) and not path.is_symlink() else Kept.OTHER


def write(path: Path, text: str, *, over: Kept) -> None:
    """Write the unit whole or not at all; what was not ours is kept beside it as `.old`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{NAME}.", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            os.fchmod(file.fileno(), _MODE)
        if over is Kept.OTHER:
            path.replace(path.with_name(NAME + OLD))
        Path(name).replace(path)
    except OSError as error:
        raise CommandFailed("unit_unwritten", path=path, reason=error.strerror) from error


def remove(path: Path) -> None:
    """Take the unit away; CommandFailed when that is not allowed."""
    try:
        path.unlink()
    except OSError as error:
        raise CommandFailed("unit_unwritten", path=path, reason=error.strerror) from error
