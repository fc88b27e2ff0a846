"""`chidao status`: each source and each channel at a glance."""

from datetime import timedelta

import typer

from cli.context import DONE, Context, iso, print_json
from cli.words import word, words
from sources.every import Interval, parse_every
from sources.runs import RunOutcome
from storage import find, outbox, runs, sources
from storage.outbox import DeliveryState
from storage.runs import StoredRun
from storage.session import Connection
from storage.sources import SourceState

app = typer.Typer()

GOOD = (RunOutcome.OK, RunOutcome.PARTIAL)


@app.command()
def status(
    context: typer.Context,
    as_json: bool = typer.Option(False, "--json", help="One JSON object on stdout."),
) -> int:
    """Each source: last good run, health, next check; each channel: last success, what waits."""
    cli: Context = context.obj
    with cli.store(sync=True) as store, store.read() as connection:
        found = [_source(cli, connection, entry) for entry in sources.all_states(connection)]
        channels = _channels(cli, connection)
    if as_json:
        print_json({"sources": found, "channels": channels})
        return DONE
    language = cli.language
    columns = words("source outcome last_good next_check verified items errors", language)
    cli.table(columns, [_source_row(cli, entry) for entry in found])
    cli.console.print()
    columns = words("channel last_success waiting refused", language)
    cells = ("channel", "last_success", "waiting", "refused")
    cli.table(columns, [[str(entry[name] or "–") for name in cells] for entry in channels])
    return DONE


def _source(cli: Context, connection: Connection, state: SourceState) -> dict[str, object]:
    last = runs.latest(connection, state.name)
    good = runs.latest(connection, state.name, outcomes=GOOD)
    return {
        "source": state.name,
        "title": state.title,
        "url": state.url,
        "last_outcome": last.outcome.value if last and last.outcome else None,
        "last_run_at": iso(last.started_at, cli.timezone) if last else None,
        "last_good_at": iso(good.finished_at, cli.timezone) if good else None,
        "next_check_at": _next_check(cli, state, last),
        "verified_live": state.verified_live or None,
        "items": find.count_by_state(connection, state.name),
        "errors": [
            {"url": error.url, "kind": error.fault.value, "message": error.message}
            for error in (last.counts.errors if last else [])
        ],
    }


def _next_check(cli: Context, state: SourceState, last: StoredRun | None) -> str | None:
    schedule = parse_every(state.every)
    pause = schedule.every if isinstance(schedule, Interval) else timedelta()
    if last is None or not pause:
        return iso(state.not_before, cli.timezone)
    due = last.started_at + pause
    return iso(max(due, state.not_before or due), cli.timezone)


def _source_row(cli: Context, entry: dict[str, object]) -> list[str]:
    items = entry["items"]
    errors = entry["errors"]
    return [
        str(entry["source"]),
        str(entry["last_outcome"] or "–"),
        str(entry["last_good_at"] or "–"),
        str(entry["next_check_at"] or "–"),
        str(entry["verified_live"] or word("never", cli.language)),
        str(sum(items.values()) if isinstance(items, dict) else 0),
        str(len(errors) if isinstance(errors, list) else 0),
    ]


def _channels(cli: Context, connection: Connection) -> list[dict[str, object]]:
    counts = outbox.counts(connection)
    success = outbox.last_success(connection)
    names = {*(name for name, _state in counts), *cli.channel_names()}
    waiting = (DeliveryState.QUEUED, DeliveryState.LEASED)
    return [
        {
            "channel": name,
            "last_success": iso(success.get(name), cli.timezone),
            "waiting": sum(counts.get((name, state), 0) for state in waiting),
            "refused": counts.get((name, DeliveryState.REFUSED), 0),
        }
        for name in sorted(names)
    ]
