"""An incident of a source: so much vanished that it is not believed. The operator hears of it, once."""

from collections.abc import Sequence
from datetime import timedelta

from alerts.model import OPERATOR, Event, EventKind, SourceFacts
from ingest import telling
from ingest.absence import WITHDRAWN_RECHECK, Incident
from ingest.desk import Desk
from sources.faults import Fault
from sources.runs import RunOutcome
from storage import items, marks, presence, runs
from storage.items import Item, ItemState
from storage.session import Connection

QUIET = timedelta(days=1)  # an incident that rests so long and begins again is another one
LONGEST_UNJUDGED = timedelta(hours=6)  # so soon it is seen that an incident is over
DOUBLINGS = 12  # beyond these the longest pause is reached from any interval


def note(
    connection: Connection, gone: Sequence[Item], incident: Incident, desk: Desk
) -> tuple[str, ...]:
    """Leave the items as they are, ask again later and later, and tell the operator at the beginning."""
    for item in gone:
        presence.note_unjudged(connection, item, desk.now + _pause(item, desk))
    if desk.withheld:
        return ()
    name = f"mass_absence/{desk.source.name}"
    before = marks.get(connection, name)
    marks.put(connection, name, desk.now, incident.value)
    if before is not None and desk.now - before.at < QUIET:
        return ()
    return tuple(_tell(connection, desk))


def _pause(item: Item, desk: Desk) -> timedelta:
    if item.state is ItemState.WITHDRAWN:
        return WITHDRAWN_RECHECK
    longer = desk.every * (1 << min(item.absence_checks, DOUBLINGS))
    return min(longer, max(LONGEST_UNJUDGED, desk.every))


def _tell(connection: Connection, desk: Desk) -> list[str]:
    source = desk.source
    good = runs.latest(connection, source.name, outcomes=(RunOutcome.OK, RunOutcome.PARTIAL))
    facts = SourceFacts(
        source=source.name,
        source_title=source.profile.title or source.name,
        url=source.profile.url,
        why=Fault.MASS_ABSENCE.value,
        blind_since=desk.now,
        last_good=good.finished_at if good else None,
        last_new=items.last_new(connection, source.name),
    )
    occasion = telling.Occasion(
        f"{source.name}/{Fault.MASS_ABSENCE}/{desk.now.isoformat()}", None, source.name, desk.now
    )
    event = Event(EventKind.SOURCE_BLIND, desk.now, outage=facts)
    operator = [entry for entry in desk.subscriptions if entry.name == OPERATOR]
    return telling.tell(connection, occasion, [event], operator)
