"""`chidao status`: each source and each channel at a glance."""

from dataclasses import dataclass
from datetime import datetime

import typer

from cli.context import DONE, Context, iso, print_json
from cli.terminal import Column, show_table
from cli.words import value_word
from config.settings import CONSOLE
from sources.every import Interval, parse_every
from sources.runs import RunOutcome
from storage import find, outbox, runs, sources
from storage.outbox import DeliveryState
from storage.runs import StoredRun
from storage.session import Connection
from storage.sources import SourceState

app = typer.Typer(add_completion=False)

GOOD = (RunOutcome.OK, RunOutcome.PARTIAL)
WAITING = (DeliveryState.QUEUED, DeliveryState.LEASED)

SOURCES = (
    Column("source"),
    Column("outcome", whole=True),
    Column("last_good", whole=True),
    Column("next_check", whole=True),
    Column("verified", whole=True),
    Column("items", right=True),
    Column("errors", right=True),
)
CHANNELS = (
    Column("channel"),
    Column("last_success", whole=True),
    Column("waiting", right=True),
    Column("refused", right=True),
)


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """A source at a glance."""

    state: SourceState
    last: StoredRun | None
    good: StoredRun | None
    next_check: datetime | None
    items: dict[str, int]


@dataclass(frozen=True, slots=True)
class ChannelStatus:
    """A channel at a glance."""

    name: str
    last_success: datetime | None
    waiting: int
    refused: int


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
        shown = [_channel_object(cli, entry) for entry in channels]
        print_json({"sources": [_source_object(cli, one) for one in found], "channels": shown})
        return DONE
    if found:
        show_table(cli, SOURCES, [_source_row(cli, entry) for entry in found])
    else:
        cli.say("no_sources")
    cli.print()
    show_table(cli, CHANNELS, [_channel_row(cli, entry) for entry in channels])
    return DONE


def _source(cli: Context, connection: Connection, state: SourceState) -> SourceStatus:
    last = runs.latest(connection, state.name)
    good = runs.latest(connection, state.name, outcomes=GOOD)
    counts = find.count_by_state(connection, state.name)
    return SourceStatus(state, last, good, _next_check(cli, state, last), counts)


def _next_check(cli: Context, state: SourceState, last: StoredRun | None) -> datetime | None:
    """When the service looks next: by the schedule, never before the portal allows it."""
    schedule = parse_every(state.every)
    if last is None or not isinstance(schedule, Interval):
        return state.not_before
    due = last.started_at + schedule.every
    return max(due, state.not_before or due)


def _source_object(cli: Context, entry: SourceStatus) -> dict[str, object]:
    state, last, good = entry.state, entry.last, entry.good
    return {
        "source": state.name,
        "title": state.title,
        "url": state.url,
        "last_outcome": last.outcome.value if last and last.outcome else None,
        "last_run_at": iso(last.started_at, cli.timezone) if last else None,
        "last_good_at": iso(good.finished_at, cli.timezone) if good else None,
        "next_check_at": iso(entry.next_check, cli.timezone),
        "verified_live": state.verified_live or None,
        "items": entry.items,
        "errors": [
            {"url": error.url, "kind": error.fault.value, "message": error.message}
            for error in (last.counts.errors if last else [])
        ],
    }


def _source_row(cli: Context, entry: SourceStatus) -> list[str]:
    last, good = entry.last, entry.good
    outcome = last.outcome.value if last and last.outcome else "–"
    return [
        entry.state.name,
        value_word("outcome", outcome, cli.language),
        cli.local(good.finished_at if good else None),
        cli.local(entry.next_check),
        entry.state.verified_live or cli.word("never"),
        str(sum(entry.items.values())),
        str(len(last.counts.errors) if last else 0),
    ]


def _channels(cli: Context, connection: Connection) -> list[ChannelStatus]:
    counts = outbox.counts(connection)
    success = outbox.last_success(connection)
    known = [CONSOLE, *(entry.name for entry in cli.settings.channels)]
    return [
        ChannelStatus(
            name,
            success.get(name),
            sum(counts.get((name, state), 0) for state in WAITING),
            counts.get((name, DeliveryState.REFUSED), 0),
        )
        for name in sorted({*known, *(name for name, _state in counts)})
    ]


def _channel_object(cli: Context, entry: ChannelStatus) -> dict[str, object]:
    return {
        "channel": entry.name,
        "last_success": iso(entry.last_success, cli.timezone),
        "waiting": entry.waiting,
        "refused": entry.refused,
    }


def _channel_row(cli: Context, entry: ChannelStatus) -> list[str]:
    numbers = [str(entry.waiting), str(entry.refused)]
    return [entry.name, cli.local(entry.last_success), *numbers]
