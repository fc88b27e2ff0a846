"""An outage of everything is one incident: begun, told while it lasts, ended. Kept as marks."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from alerts.model import Event, EventKind, OutageCause, SourceFacts
from ingest import telling
from ingest.caught_up import service_facts
from ingest.desk import Desk
from sources import outage
from sources.every import Interval, parse_every
from sources.faults import Fault
from sources.outage import Reach
from storage import marks, sources
from storage.session import Connection
from storage.sources import SourceState

OUT = "network/out"  # when it began; the note is the fault
TOLD = "network/told"  # when it was told last while it lasts; the note is how often
CRON_MAY_REST = timedelta(days=1)  # a cron line may leave out a night or a weekend


@dataclass(frozen=True, slots=True)
class Network:
    """An outage of everything that is going on."""

    since: datetime
    fault: Fault


def current(connection: Connection) -> Network | None:
    """The outage of everything, if there is one."""
    mark = marks.get(connection, OUT)
    return Network(mark.at, Fault(mark.note)) if mark else None


def note_reached(connection: Connection, state: SourceState, desk: Desk) -> list[str]:
    """Something answered: an outage of everything is over, and that is told once."""
    sources.update(connection, state.name, reached_at=desk.now, unreachable_since=None)
    going_on = current(connection)
    if going_on is None:
        return []
    marks.drop(connection, OUT)
    marks.drop(connection, TOLD)
    facts = service_facts(connection, OutageCause.NETWORK, going_on.since, desk.now, (state.title,))
    occasion = telling.Occasion(f"service/back/{going_on.since.isoformat()}", None, "", desk.now)
    event = Event(EventKind.SERVICE_BACK, desk.now, service=facts)
    return telling.tell(connection, occasion, [event], desk.subscriptions)


def note_unreachable(
    connection: Connection, state: SourceState, fault: Fault, desk: Desk
) -> tuple[bool, list[str]]:
    """Nothing of a source answered: whether that is the network's fault, and what was queued."""
    since = state.unreachable_since or desk.now
    sources.update(connection, state.name, unreachable_since=since)
    mine = _reach(replace(state, unreachable_since=since))
    others = [entry for entry in sources.all_states(connection) if entry.name != state.name]
    begun = outage.began(fault, mine, [_reach(entry) for entry in others], desk.now)
    if begun is None:
        return False, []
    going_on = current(connection)
    if going_on is None:
        going_on = Network(begun, fault)
        marks.put(connection, OUT, begun, fault.value)
        _forgive(connection, [state, *others])
    return True, _tell_lasting(connection, going_on, desk)


def _forgive(connection: Connection, states: list[SourceState]) -> None:
    """What was held against sources that could not be reached is taken back."""
    for entry in states:
        if entry.unreachable_since is not None and entry.blind_since is None:
            well = replace(
                entry.health, bad_runs=0, troubled_runs=0, troubled_since=None, blind_why=""
            )
            sources.keep_health(connection, entry.name, well)


def _tell_lasting(connection: Connection, going_on: Network, desk: Desk) -> list[str]:
    told = marks.get(connection, TOLD)
    times = int(told.note) if told else 0
    if desk.now < outage.tell_at(going_on.since, told.at if told else None, times):
        return []
    marks.put(connection, TOLD, desk.now, str(times + 1))
    facts = SourceFacts("", "", "", going_on.fault.value, going_on.since, told_before=times)
    key = f"network/outage/{going_on.since.isoformat()}/{times}"
    event = Event(EventKind.SOURCE_BLIND, desk.now, outage=facts)
    occasion = telling.Occasion(key, None, "", desk.now)
    return telling.tell(connection, occasion, [event], desk.subscriptions)


def _reach(state: SourceState) -> Reach:
    return Reach(
        name=state.name,
        host=urlsplit(state.url).netloc,
        every=_every(state.every),
        reached_at=state.reached_at,
        unreachable_since=state.unreachable_since,
        blind=state.blind_since is not None,
    )


def _every(text: str) -> timedelta:
    schedule = parse_every(text)
    return schedule.every if isinstance(schedule, Interval) else CRON_MAY_REST
