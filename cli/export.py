"""`chidao export`: everything out, one JSON line an item."""

import json
import sys
from datetime import datetime

import typer

from cli import shapes
from cli.context import DONE, WRONG_USAGE, CommandFailed, Context
from storage import items

app = typer.Typer()

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
    if form in LATER_FORMATS:
        raise CommandFailed(f'--format "{form}" is not yet there; expected jsonl', WRONG_USAGE)
    if form not in FORMATS:
        raise CommandFailed(f'--format "{form}" is unknown; expected jsonl', WRONG_USAGE)
    moment = _moment(cli, since)
    with cli.store() as store:
        with store.read() as connection:
            ids = items.all_ids(connection, source=source)
        for item_id in ids:
            with store.read() as connection:
                item = items.by_id(connection, item_id)
                if item is None or (moment and item.last_seen < moment):
                    continue
                line = json.dumps(shapes.item(connection, item, cli.timezone), ensure_ascii=False)
            sys.stdout.write(line + "\n")
    return DONE


def _moment(cli: Context, text: str) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        expected = 'a time such as "2026-02-03" or "2026-02-03T08:00"'
        raise CommandFailed(
            f'--since "{text}" is no time; expected {expected}', WRONG_USAGE
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=cli.timezone)
