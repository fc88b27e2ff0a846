"""`chidao verify`: recomputes every hash and chain link."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli.context import DONE, FAILED, Context, print_json
from cli.terminal import shortened

if TYPE_CHECKING:
    from storage.verify import Verified

app = typer.Typer(add_completion=False)

PROBLEM_SHOWN = 300  # characters of what is wrong; --json has all


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
    found = _verified(cli, file)
    if as_json:
        print_json(_as_object(found))
    elif not found.broken:
        counts = {"items": found.items, "versions": found.versions, "blobs": found.blobs}
        cli.say("verified_file" if file else "verified", **counts)
    if found.broken:
        problem = shortened(found.broken.problem, PROBLEM_SHOWN)
        told = {"place": found.broken.place, "problem": problem}
        cli.complain("chidao: " + cli.phrase("broken", **told))
    return FAILED if found.broken else DONE


def _verified(cli: Context, file: Path | None) -> "Verified":
    if file is not None:
        from cli.evidence import verify_file  # noqa: PLC0415 (one of the two is needed)

        return verify_file(file)
    from storage.verify import verify  # noqa: PLC0415

    with cli.store() as store:
        return verify(store)


def _as_object(found: "Verified") -> dict[str, object]:
    broken = found.broken
    return {
        "ok": broken is None,
        "items": found.items,
        "versions": found.versions,
        "blobs": found.blobs,
        "broken": {"place": broken.place, "problem": broken.problem} if broken else None,
    }
