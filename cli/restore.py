"""`chidao restore`: a backup back into an empty store."""

import uuid
from pathlib import Path
from typing import BinaryIO

import typer

from cli.context import DONE, FAILED, WRONG_USAGE, CommandFailed, Context, iso, now, print_json
from cli.stores import named_faults
from storage.backup_file import DamagedBackupError
from storage.backup_read import NewerBackupError
from storage.leases import Owner
from storage.restore import Refusal, Restored, RestoreRefusedError
from storage.restore import restore as restored_from
from storage.session import Store

app = typer.Typer(add_completion=False)

_CODES = {Refusal.NOT_EMPTY: WRONG_USAGE, Refusal.IN_USE: FAILED}


@app.command()
def restore(
    context: typer.Context,
    file: Path = typer.Argument(..., metavar="FILE", help="What chidao backup wrote."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object on stdout."),
) -> int:
    """Bring a backup into the empty store of the settings, and verify all of it."""
    cli: Context = context.obj
    with named_faults(), _opened(file) as source:
        store = Store(cli.settings.storage.url.get_secret_value())
        try:
            done = _restored(store, file, source)
        finally:
            store.close()
    if as_json:
        print_json(_as_object(cli, done))
    else:
        _say(cli, done)
    if done.verified.broken:
        place, problem = done.verified.broken.place, done.verified.broken.problem
        cli.complain("chidao: " + cli.phrase("broken", place=place, problem=problem))
        return FAILED
    return DONE


def _opened(file: Path) -> BinaryIO:
    try:
        if not file.is_file():
            raise CommandFailed("backup_unread", WRONG_USAGE, file=file, reason="no file")
        return file.open("rb")
    except OSError as error:
        reason = error.strerror
        raise CommandFailed("backup_unread", WRONG_USAGE, file=file, reason=reason) from error


def _restored(store: Store, file: Path, source: BinaryIO) -> Restored:
    try:
        return restored_from(store, source, now(), Owner.this_process(uuid.uuid4().hex))
    except DamagedBackupError as error:
        raise CommandFailed("backup_damaged", file=file, problem=error) from error
    except NewerBackupError as error:
        raise CommandFailed("backup_newer", file=file, schema=error) from error
    except RestoreRefusedError as error:
        key, code = f"restore_{error.why.value}", _CODES[error.why]
        raise CommandFailed(key, code, place=store.place, found=error.found) from error
    except OSError as error:
        raise CommandFailed("backup_unread", file=file, reason=error.strerror) from error


def _say(cli: Context, done: Restored) -> None:
    made = {"rows": done.manifest.rows, "made_at": cli.local(done.manifest.made_at)}
    found = done.verified
    if found.broken:
        cli.say("restored_broken", **made)
    else:
        counts = {"items": found.items, "versions": found.versions, "blobs": found.blobs}
        cli.say("restored", **made, **counts)
    cli.say("restored_waiting", waiting=done.waiting)


def _as_object(cli: Context, done: Restored) -> dict[str, object]:
    broken = done.verified.broken
    return {
        "made_at": iso(done.manifest.made_at, cli.timezone),
        "rows": {count.table: count.rows for count in done.manifest.counts},
        "waiting": done.waiting,
        "verified": broken is None,
        "broken": {"place": broken.place, "problem": broken.problem} if broken else None,
    }
