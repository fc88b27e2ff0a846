"""`chidao list`: the items met last."""

import typer

from cli.context import DONE, Context, iso, print_json
from cli.words import word, words
from storage import find

app = typer.Typer()

SHOWN = 50  # a screenful or two; --limit asks for more


@app.command(name="list")
def list_items(
    context: typer.Context,
    source: str = typer.Option("", "--source", help="Only this source."),
    limit: int = typer.Option(SHOWN, "--limit", min=1, help="How many at most."),
    as_json: bool = typer.Option(False, "--json", help="One JSON array on stdout."),
) -> int:
    """The items met last, newest first."""
    cli: Context = context.obj
    with cli.store() as store, store.read() as connection:
        rows = find.newest(connection, source=source, limit=limit)
    if as_json:
        print_json([_as_object(cli, row) for row in rows])
    elif not rows:
        cli.console.print(word("nothing", cli.language))
    else:
        cells = [
            [str(row.id), cli.local(row.first_seen), row.state, row.document_number, row.title]
            for row in rows
        ]
        cli.table(["#", *words("seen state number title", cli.language)], cells)
    return DONE


def _as_object(cli: Context, row: find.Row) -> dict[str, object]:
    return {
        "id": row.id,
        "source": row.source,
        "section": row.section,
        "kind": row.kind,
        "state": row.state,
        "title": row.title,
        "url": row.url,
        "number": row.document_number or None,
        "first_seen": iso(row.first_seen, cli.timezone),
        "versions": row.versions,
    }
