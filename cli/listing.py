"""`chidao list`: the items met last."""

import typer

from cli.context import DONE, WRONG_USAGE, CommandFailed, Context, iso, print_json
from cli.terminal import Column, show_table
from cli.words import value_word
from storage import find

app = typer.Typer(add_completion=False)

SHOWN = 50  # a screenful or two; --limit asks for more
MOST = 1_000_000  # far more than any store lists, and a number that both databases take


@app.command(name="list")
def list_items(
    context: typer.Context,
    source: str = typer.Option("", "--source", help="Only this source."),
    limit: int = typer.Option(SHOWN, "--limit", min=1, max=MOST, help="How many at most."),
    as_json: bool = typer.Option(False, "--json", help="One JSON array on stdout."),
) -> int:
    """The items met last, newest first."""
    cli: Context = context.obj
    with cli.store() as store, store.read() as connection:
        rows = find.newest(connection, source=source, limit=limit)
    if source and not rows:
        _refuse_unknown(cli, source)
    if as_json:
        print_json([_as_object(cli, row) for row in rows])
    elif not rows:
        cli.say("nothing")
    else:
        _show(cli, rows)
    return DONE


def _refuse_unknown(cli: Context, source: str) -> None:
    known = [entry.name for entry in cli.settings.sources_resolved()]
    if source not in known:
        expected = ", ".join(known) or "[[sources]]"
        raise CommandFailed("unknown_source", WRONG_USAGE, name=source, expected=expected)


def _show(cli: Context, rows: list[find.Row]) -> None:
    numbered = any(row.document_number for row in rows)
    columns = [Column("#", whole=True, right=True), Column("first_seen", whole=True)]
    columns += [
        Column("state", whole=True),
        *([Column("number")] if numbered else []),
        Column("title"),
    ]
    cells = []
    for row in rows:
        state = value_word("state", row.state, cli.language)
        number = [row.document_number] if numbered else []
        cells.append([str(row.id), cli.local(row.first_seen), state, *number, row.title])
    show_table(cli, columns, cells)


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
