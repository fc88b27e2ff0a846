"""`chidao status`: each source and each channel at a glance."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

import typer

from cli.context import DONE, Context, iso, print_json
from cli.health import HealthStatus, network_line, network_object
from cli.terminal import Column, show_table
from cli.words import value_word
from config.settings import CONSOLE, Settings
from ingest import network
from ingest.network import Network
from scheduler.ticks import next_look
from sources.runs import RunOutcome
from storage import find, outbox, runs, sources
from storage.outbox import DeliveryState
from storage.runs import StoredRun
from storage.session import Connection, Store
from storage.sources import SourceState

app = typer.Typer(add_completion=False)

GOOD = (RunOutcome.OK, RunOutcome.PARTIAL)
WAITING = (DeliveryState.QUEUED, DeliveryState.LEASED)

SOURCES = (
    Column("source", whole=True),
    Column("health", whole=True),
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
    health: HealthStatus


@dataclass(frozen=True, slots=True)
class ChannelStatus:
    """A channel at a glance."""

    name: str
    last_success: datetime | None
    waiting: int
    refused: int


@dataclass(frozen=True, slots=True)
class Status:
    """All sources and channels at a glance; `network` when nothing can be reached."""

    sources: tuple[SourceStatus, ...]
    channels: tuple[ChannelStatus, ...]
    network: Network | None = None

    def as_object(self, zone: tzinfo) -> dict[str, object]:
        """The JSON of `chidao status --json`, with times in this zone."""
        return {
            "sources": [_source_object(zone, entry) for entry in self.sources],
            "channels": [_channel_object(zone, entry) for entry in self.channels],
            "network": network_object(self.network, zone),
        }


@app.command()
def status(
    context: typer.Context,
    as_json: bool = typer.Option(False, "--json", help="One JSON object on stdout."),
) -> int:
    """Each source: last good run, health, next check; each channel: last success, what waits."""
    cli: Context = context.obj
    with cli.store(sync=True) as store:
        found = status_of(cli.settings, store)
    if as_json:
        print_json(found.as_object(cli.timezone))
        return DONE
    if found.sources:
        show_table(cli, SOURCES, [_source_row(cli, entry) for entry in found.sources])
        _show_troubles(cli, found)
    else:
        cli.say("no_sources")
    cli.print()
    show_table(cli, CHANNELS, [_channel_row(cli, entry) for entry in found.channels])
    return DONE


def _show_troubles(cli: Context, found: Status) -> None:
    """A line for each thing that is not as it should be."""
    if found.network is not None:
        cli.print(network_line(cli, found.network))
    for entry in found.sources:
        line = entry.health.line(cli, entry.state.name, entry.next_check)
        if line:
            cli.print(line)


def status_of(settings: Settings, store: Store) -> Status:
    """Everything at a glance, as it is now. Raises StoreError."""
    with store.read() as connection:
        zone = settings.timezone
        found = [_source(connection, entry, zone) for entry in sources.all_states(connection)]
        channels = tuple(_channels(settings, connection))
        return Status(tuple(found), channels, network.current(connection))


def _source(connection: Connection, state: SourceState, zone: tzinfo) -> SourceStatus:
    last = runs.latest(connection, state.name)
    good = runs.latest(connection, state.name, outcomes=GOOD)
    counts = find.count_by_state(connection, state.name)
    following = next_look(state, zone, last, last.started_at) if last else state.not_before
    return SourceStatus(state, last, good, following, counts, HealthStatus.of(state))


def _source_object(zone: tzinfo, entry: SourceStatus) -> dict[str, object]:
    state, last, good = entry.state, entry.last, entry.good
    return {
        "source": state.name,
        "title": state.title,
        "url": state.url,
        "last_outcome": last.outcome.value if last and last.outcome else None,
        "last_run_at": iso(last.started_at, zone) if last else None,
        "last_good_at": iso(good.finished_at, zone) if good else None,
        "next_check_at": iso(entry.next_check, zone),
        "verified_live": state.verified_live or None,
        "health": entry.health.as_object(zone),
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
        value_word("health", entry.health.tier.value, cli.language),
        value_word("outcome", outcome, cli.language),
        cli.local(good.finished_at if good else None),
        cli.local(entry.next_check),
        entry.state.verified_live or cli.word("never"),
        str(sum(entry.items.values())),
        str(len(last.counts.errors) if last else 0),
    ]


def _channels(settings: Settings, connection: Connection) -> list[ChannelStatus]:
    counts = outbox.counts(connection)
    success = outbox.last_success(connection)
    known = [CONSOLE, *(entry.name for entry in settings.channels)]
    return [
        ChannelStatus(
            name,
            success.get(name),
            sum(counts.get((name, state), 0) for state in WAITING),
            counts.get((name, DeliveryState.REFUSED), 0),
        )
        for name in sorted({*known, *(name for name, _state in counts)})
    ]


def _channel_object(zone: tzinfo, entry: ChannelStatus) -> dict[str, object]:
    return {
        "channel": entry.name,
        "last_success": iso(entry.last_success, zone),
        "waiting": entry.waiting,
        "refused": entry.refused,
    }


def _channel_row(cli: Context, entry: ChannelStatus) -> list[str]:
    numbers = [str(entry.waiting), str(entry.refused)]
    return [entry.name, cli.local(entry.last_success), *numbers]
