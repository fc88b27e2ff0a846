"""`chidao directives`: instructions found, by deadline."""

from datetime import UTC, date, datetime, time, tzinfo

import typer

from cli import shapes
from cli.context import DONE, WRONG_USAGE, CommandFailed, Context, now, print_json
from cli.readable import day_words
from cli.terminal import Column, shortened, show_table
from cli.words import value_word
from directives.receivers import receives
from storage import directives
from storage.directives import StoredDirective

app = typer.Typer(add_completion=False)

TASK_SHOWN = 100  # characters of a task in the table; --plain and --json have all
DAY_FORMS = ("%Y-%m-%d", "%d/%m/%Y")

COLUMNS = (
    Column("item", whole=True, right=True),
    Column("deadline", whole=True),
    Column("state", whole=True),
    Column("receiver"),
    Column("task"),
)


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
    since_day, last_day = _day("--since", since), _day("--due-before", due_before)
    with cli.store() as store, store.read() as connection:
        found = directives.listing(
            connection,
            due_from=today if only_open else None,
            due_before=last_day,
            since=_beginning(since_day, cli.timezone) if since_day else None,
        )
    chosen = [entry for entry in found if not to or _is_for(entry, to)]
    if as_json:
        print_json([_as_object(entry, today) for entry in chosen])
    elif not chosen:
        cli.say("nothing")
    elif cli.plain:
        columns = (*COLUMNS, Column("address"))
        show_table(cli, columns, [[*_row(cli, entry, today), entry.url] for entry in chosen])
    else:
        show_table(cli, COLUMNS, [_row(cli, entry, today) for entry in chosen])
    return DONE


def _day(option: str, text: str) -> date | None:
    if not text:
        return None
    for form in DAY_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    raise CommandFailed("bad_day", WRONG_USAGE, option=option, given=text)


def _beginning(day: date, zone: tzinfo) -> datetime | None:
    """When a day begins; None for the calendar's first, which begins before it in our zone."""
    try:
        return datetime.combine(day, time(), zone).astimezone(UTC)
    except OverflowError:
        return None


def _is_for(entry: StoredDirective, watched: str) -> bool:
    named = (*entry.instruction.addressees, *entry.instruction.cooperating)
    return any(receives(watched, written) for written in named)


def _row(cli: Context, entry: StoredDirective, today: date) -> list[str]:
    span, deadline = entry.instruction.span, entry.instruction.deadline
    return [
        str(entry.item_id),
        day_words(deadline.due if deadline else None),
        value_word("due", _state(entry, today), cli.language),
        "; ".join(entry.instruction.addressees) or "?",
        span if cli.plain else shortened(span, TASK_SHOWN),
    ]


def _state(entry: StoredDirective, today: date) -> str:
    if directives.open_deadline(entry.instruction.deadline, today):
        return "open"
    return "overdue" if entry.due else "no_deadline"


def _as_object(entry: StoredDirective, today: date) -> dict[str, object]:
    return {
        "id": entry.id,
        "item": entry.item_id,
        "source": entry.source,
        "url": entry.url,
        "item_state": entry.state,
        "state": _state(entry, today),
        **shapes.instruction(entry.instruction),
    }
