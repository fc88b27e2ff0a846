"""What the unit has to know of this installation, its settings and its user."""

import os
import pwd
import stat
import sys
from pathlib import Path

from cli.context import WRONG_USAGE, CommandFailed, Context
from cli.store_file import store_file
from cli.unit_text import Credential, UnitFacts
from config.endpoints import parse_endpoint
from config.files import read_toml
from config.raw import variable
from config.sections import SECRETS
from config.settings import Settings, settings_path

PROGRAM = "chidao"
_FILE = "_file"


def facts_of(cli: Context, *, own: bool, run_as: str) -> UnitFacts:
    """The facts for a unit of the user's `own` manager, or of the system's run as `run_as`.

    Raises SettingsError, and CommandFailed for a user nobody knows.
    """
    settings = cli.settings
    file = settings_path(cli.config, cli.env).absolute()
    user = None if own else _user(run_as, file)
    program, written = _program(), _written(settings)
    links = (Path(sys.executable), file, *written)
    return UnitFacts(
        program=program,
        settings=file,
        written=written,
        used=tuple(path.resolve() for path in links),
        user=user.pw_name if user else "",
        port=parse_endpoint(settings.web.listen).port if settings.web.listen else 0,
        credentials=_credentials(file, user) if user else (),
    )


def _program() -> Path:
    """The command of this installation, beside the Python that runs now."""
    program = Path(sys.executable).with_name(PROGRAM)
    if not program.is_file():
        raise CommandFailed("unit_no_program", path=program)
    return program


def _user(run_as: str, settings: Path) -> pwd.struct_passwd:
    """Whom the service runs as: the one named, else the owner of the settings."""
    try:
        return pwd.getpwnam(run_as) if run_as else pwd.getpwuid(settings.stat().st_uid)
    except KeyError:
        named = run_as or str(settings.stat().st_uid)
        raise CommandFailed("unit_no_user", WRONG_USAGE, name=named) from None


def _written(settings: Settings) -> tuple[Path, ...]:
    file = store_file(settings.storage.url.get_secret_value())
    folders = [file.parent] if file else []
    if settings.storage.backup_to:
        folders.append(Path(settings.storage.backup_to))
    return tuple(dict.fromkeys(folders))


def _credentials(file: Path, user: pwd.struct_passwd) -> tuple[Credential, ...]:
    """The files of secrets that this user can not read: the manager hands copies over."""
    values = read_toml(file, expected="the file that `chidao init` makes")
    found = []
    for key in sorted(key for key in SECRETS if "[]" not in key):
        section, _, name = key.partition(".")
        table = values.get(section)
        given = table.get(name + _FILE) if isinstance(table, dict) else None
        path = file.parent / given if isinstance(given, str) else None
        if path is not None and not _is_readable(path, user):
            found.append(Credential(key, variable(key + _FILE), path.absolute()))
    return tuple(found)


def _is_readable(path: Path, user: pwd.struct_passwd) -> bool:
    """Whether the mode lets this user read it; what its folders allow is not looked at."""
    try:
        found = path.stat()
    except OSError:
        return True  # the settings name it, and told already when it can not be read
    if user.pw_uid in {0, found.st_uid}:
        return True
    groups = os.getgrouplist(user.pw_name, user.pw_gid)
    by_group = found.st_gid in groups and bool(found.st_mode & stat.S_IRGRP)
    return by_group or bool(found.st_mode & stat.S_IROTH)
