"""Items that direct requests did not find, judged when the run is over and the source known healthy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from alerts.model import Event, EventKind
from ingest import absence, incidents, telling, twins
from ingest.absence import AbsenceDecision, AbsencePolicy, Incident, Stock
from ingest.desk import Desk
from ingest.facts import facts_of
from storage import changes, items, presence, versions
from storage.items import Item
from storage.session import Connection

EVENT_OF_STATE = {
    "suspected": EventKind.ARTICLE_SUSPECTED,
    "withdrawn": EventKind.ARTICLE_WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of the missing items of one run; with an `incident` nothing did."""

    suspected: int = 0
    withdrawn: int = 0
    incident: Incident | None = None
    queued: tuple[str, ...] = ()


def judge_missing(
    connection: Connection,
    missing: Sequence[Item],
    checked: int,
    policy: AbsencePolicy,
    desk: Desk,
) -> Judged:
    """Judge all items missed in one run of `checked` direct requests; call it only when the
    listings were healthy. What was found at another address is not missing; too many at once
    are an incident: nothing is judged, and the operator hears of it."""
    gone = [item for item in _still_missing(connection, missing) if item.version_count]
    gone = [item for item in gone if not twins.retired(connection, item, desk)]
    entries = [
        absence.Missing(item.id, item.state.value, item.suspected_at, item.absence_checks)
        for item in gone
    ]
    stock = _stock(connection, gone, policy.confirm_after, desk)
    incident = absence.incident_in(entries, checked, policy, stock)
    if incident is not None:
        return Judged(incident=incident, queued=incidents.note(connection, gone, incident, desk))
    queued: list[str] = []
    turned = {"suspected": 0, "withdrawn": 0}
    for item, entry in zip(gone, entries, strict=True):
        decision = absence.judge(entry, desk.now, policy)
        queued += _apply(connection, item, decision, desk)
        turned[decision.state] += decision.turned
    return Judged(turned["suspected"], turned["withdrawn"], queued=tuple(queued))


def _still_missing(connection: Connection, missing: Sequence[Item]) -> list[Item]:
    """The items as they stand now, without those that were found elsewhere in the same run."""
    found = {item.id: items.by_id(connection, item.id) for item in missing}
    return [
        now
        for item in missing
        if (now := found[item.id]) and now.last_seen <= item.last_seen and now.url == item.url
    ]


def _stock(connection: Connection, gone: Sequence[Item], window: timedelta, desk: Desk) -> Stock:
    """What the source has beside the items that are gone now."""
    since = desk.now - window
    whole = presence.presence(connection, desk.source.name, since)
    mine = [item for item in gone if item.state != "withdrawn"]
    vanished = [
        item
        for item in mine
        if (item.state == "live" and item.absence_checks)
        or (item.state == "suspected" and item.suspected_at and item.suspected_at >= since)
    ]
    seen = [item for item in mine if item not in vanished and item.last_seen >= since]
    return Stock(
        known=whole.known - len(mine),
        seen=whole.seen - len(seen),
        vanished=whole.vanished - len(vanished),
    )


def _apply(connection: Connection, item: Item, decision: AbsenceDecision, desk: Desk) -> list[str]:
    items.update(
        connection,
        item.id,
        state=decision.state,
        suspected_at=decision.suspected_at,
        absence_checks=decision.checks,
        next_check_at=decision.next_check_at,
    )
    if not decision.turned:
        return []
    turn = changes.Change(
        from_n=item.version_count,
        to_n=None,
        last_seen_old=item.last_seen,
        first_seen_new=desk.now,
        verdict=decision.state,
        reason=decision.reason.value,
    )
    changes.add(connection, item.id, turn)
    return _tell(connection, item, EVENT_OF_STATE[decision.state], desk)


def _tell(connection: Connection, item: Item, kind: EventKind, desk: Desk) -> list[str]:
    version = versions.current(connection, item)
    if version is None:
        return []
    facts = facts_of(connection, item, desk.source.profile.title, version)
    count = len(changes.history(connection, item.id))
    occasion = telling.Occasion(
        f"{item.id}/life/{count}", item.id, item.source, desk.now, desk.withheld
    )
    event = Event(kind, desk.now, item=facts)
    return telling.tell(connection, occasion, [event], desk.subscriptions)
