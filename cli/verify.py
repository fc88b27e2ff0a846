"""`chidao verify`: recomputes every hash and chain link."""

from pathlib import Path

import typer

from cli.context import DONE, FAILED, Context, print_json
from cli.evidence import verify_file
from storage.verify import Verified, verify

app = typer.Typer()


@app.command(name="verify")
def verify_all(
    context: typer.Context,
    file: Path | None = typer.Argument(
        None, metavar="[FILE]", help="An export, without the store."
    ),
    as_json: bool = typer.Option(False, "--json", help="One JSON object on stdout."),
) -> int:
    """Recompute every hash and chain link; name the first broken one (exit 1)."""
    cli: Context = context.obj
    if file is not None:
        found = verify_file(file)
    else:
        with cli.store() as store:
            found = verify(store)
    if as_json:
        print_json(_as_object(found))
    elif found.broken:
        cli.complain(f"chidao: {found.broken.place}: {found.broken.problem}")
    else:
        line = (
            f"{found.items} items, {found.versions} versions, {found.blobs} files: all hashes hold"
        )
        cli.console.print(line)
    return FAILED if found.broken else DONE


def _as_object(found: Verified) -> dict[str, object]:
    broken = found.broken
    return {
        "ok": broken is None,
        "items": found.items,
        "versions": found.versions,
        "blobs": found.blobs,
        "broken": {"place": broken.place, "problem": broken.problem} if broken else None,
    }
