"""`chidao export`: everything out, one JSON line an item."""

from datetime import datetime

import typer

from cli import shapes
from cli.context import DONE, WRONG_USAGE, CommandFailed, Context, print_json
from storage import items
from storage.session import Store

app = typer.Typer(add_completion=False)

FORMATS = ("jsonl",)
LATER_FORMATS = ("csv", "warc")


@app.command()
def export(
    context: typer.Context,
    form: str = typer.Option("jsonl", "--format", help="jsonl (csv and warc come later)."),
    since: str = typer.Option("", "--since", metavar="TIME", help="Only items seen since then."),
    source: str = typer.Option("", "--source", help="Only this source."),
) -> int:
    """Write every item with its versions and changes to stdout, one JSON object a line."""
    cli: Context = context.obj
    if form not in FORMATS:
        key = "later_choice" if form in LATER_FORMATS else "unknown_choice"
        told = {"option": "--format", "given": form, "expected": ", ".join(FORMATS)}
        raise CommandFailed(key, WRONG_USAGE, **told)
    moment = _moment(cli, since)
    with cli.store() as store:
        _write(cli, store, source, moment)
    return DONE


def _write(cli: Context, store: Store, source: str, since: datetime | None) -> None:
    with store.read() as connection:
        ids = items.all_ids(connection, source=source)
    for item_id in ids:
        with store.read() as connection:
            item = items.by_id(connection, item_id)
            if item is None or (since and item.last_seen < since):
                continue
            line = shapes.item(connection, item, cli.timezone)
        print_json(line)


def _moment(cli: Context, text: str) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=cli.timezone)
    except ValueError as error:
        raise CommandFailed("bad_time", WRONG_USAGE, option="--since", given=text) from error
