"""`chidao backup`: the whole store into one file, while it is used."""

from pathlib import Path

import typer

from cli.context import DONE, WRONG_USAGE, CommandFailed, Context, iso, now, print_json
from storage.backup import BackupBusyError, make
from storage.backup_read import Manifest
from storage.session import Store

app = typer.Typer(add_completion=False)

UNIT = 1024  # bytes in a KiB


@app.command()
def backup(
    context: typer.Context,
    file: Path = typer.Argument(..., metavar="FILE", help="Where to; nothing is overwritten."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object on stdout."),
) -> int:
    """Copy the whole store into one file while the service runs, and read it back."""
    cli: Context = context.obj
    with cli.store() as store:
        made = _made(store, file)
    size = file.stat().st_size
    if as_json:
        print_json(
            {
                "file": str(file),
                "bytes": size,
                "made_at": iso(made.made_at, cli.timezone),
                "schema": made.schema,
                "rows": {count.table: count.rows for count in made.counts},
            }
        )
    else:
        cli.say("backup_made", rows=made.rows, file=file, size=in_units(size))
    return DONE


def _made(store: Store, file: Path) -> Manifest:
    try:
        return make(store, file, now())
    except FileExistsError as error:
        raise CommandFailed("backup_exists", WRONG_USAGE, file=file) from error
    except BackupBusyError as error:
        raise CommandFailed("backup_busy", file=file) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CommandFailed("backup_not_written", file=file, reason=reason) from error


def in_units(size: int) -> str:
    """A size as people read it: `12.3 MiB`."""
    if size < UNIT**2:
        return f"{size / UNIT:.1f} KiB"
    return f"{size / UNIT**2:.1f} MiB"
