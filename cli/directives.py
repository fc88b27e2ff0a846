"""`chidao directives`: instructions found, by deadline."""

from datetime import date, datetime, time

import typer

from cli import shapes
from cli.context import DONE, WRONG_USAGE, CommandFailed, Context, now, print_json
from cli.words import word, words
from directives.receivers import receives
from storage import directives
from storage.directives import StoredDirective

app = typer.Typer()

TASK_SHOWN = 120  # characters of a task in the table; --json has all


@app.command(name="directives")
def list_directives(
    context: typer.Context,
    to: str = typer.Option("", "--to", metavar="BODY", help="Receiver, by any of its names."),
    due_before: str = typer.Option("", "--due-before", metavar="DATE", help="Due before this day."),
    since: str = typer.Option("", "--since", metavar="DATE", help="Found since this day."),
    only_open: bool = typer.Option(False, "--open", help="Only with a deadline still to come."),
    as_json: bool = typer.Option(False, "--json", help="One JSON array on stdout."),
) -> int:
    """Instructions found, with deadline and state."""
    cli: Context = context.obj
    today = now().astimezone(cli.timezone).date()
    since_day = _day("--since", since)
    with cli.store() as store, store.read() as connection:
        found = directives.listing(
            connection,
            due_from=today if only_open else None,
            due_before=_day("--due-before", due_before),
            since=datetime.combine(since_day, time(), cli.timezone) if since_day else None,
        )
    chosen = [entry for entry in found if not to or _is_for(entry, to)]
    if as_json:
        print_json([_as_object(entry, today) for entry in chosen])
    elif not chosen:
        cli.console.print(word("nothing", cli.language))
    else:
        columns = ["#", *words("deadline receiver task address", cli.language)]
        cli.table(columns, [_row(entry) for entry in chosen])
    return DONE


def _day(option: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        sentence = f'{option} "{text}" is no day; expected a form such as 2026-02-10'
        raise CommandFailed(sentence, WRONG_USAGE) from error


def _is_for(entry: StoredDirective, watched: str) -> bool:
    named = (*entry.instruction.addressees, *entry.instruction.cooperating)
    return any(receives(watched, written) for written in named)


def _row(entry: StoredDirective) -> list[str]:
    span = " ".join(entry.instruction.span.split())
    task = span if len(span) <= TASK_SHOWN else span[:TASK_SHOWN] + "…"
    return [
        str(entry.id),
        entry.due or "–",
        "; ".join(entry.instruction.addressees) or "?",
        task,
        entry.url,
    ]


def _as_object(entry: StoredDirective, today: date) -> dict[str, object]:
    is_open = directives.open_deadline(entry.instruction.deadline, today)
    return {
        "id": entry.id,
        "item": entry.item_id,
        "source": entry.source,
        "url": entry.url,
        "item_state": entry.state,
        "state": "open" if is_open else ("overdue" if entry.due else "no_deadline"),
        **shapes.instruction(entry.instruction),
    }
