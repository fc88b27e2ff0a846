"""Items that direct requests did not find, judged when the run is over and the source known healthy."""

from collections.abc import Sequence
from dataclasses import dataclass

from alerts.model import Event, EventKind, ItemFacts
from ingest import absence, telling
from ingest.absence import AbsenceDecision, AbsencePolicy
from ingest.desk import Desk
from storage import changes, items, versions
from storage.items import Item
from storage.session import Connection

EVENT_OF_STATE = {
    "suspected": EventKind.ARTICLE_SUSPECTED,
    "withdrawn": EventKind.ARTICLE_WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of the missing items of one run."""

    suspected: int = 0
    withdrawn: int = 0
    incident: bool = False
    queued: tuple[str, ...] = ()


def judge_missing(
    connection: Connection,
    missing: Sequence[Item],
    checked: int,
    policy: AbsencePolicy,
    desk: Desk,
) -> Judged:
    """Judge all items missed in one run of `checked` direct requests; call it only when the
    listings were healthy. Too many at once are an incident: nothing is judged."""
    known = [item for item in missing if item.version_count]
    entries = [
        absence.Missing(item.id, item.state.value, item.suspected_at, item.absence_checks)
        for item in known
    ]
    if absence.is_incident(entries, checked, policy):
        return Judged(incident=True)
    queued: list[str] = []
    turned = {"suspected": 0, "withdrawn": 0}
    for item, entry in zip(known, entries, strict=True):
        decision = absence.judge(entry, desk.now, policy)
        queued += _apply(connection, item, decision, desk)
        turned[decision.state] += decision.turned
    return Judged(turned["suspected"], turned["withdrawn"], queued=tuple(queued))


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
    facts = ItemFacts(
        item_id=item.id,
        source=item.source,
        source_title=desk.source.profile.title or item.source,
        url=item.url,
        article=version.content.article,
        extraction=version.extraction,
    )
    count = len(changes.history(connection, item.id))
    occasion = telling.Occasion(
        f"{item.id}/life/{count}", item.id, item.source, desk.now, desk.withheld
    )
    event = Event(kind, desk.now, item=facts)
    return telling.tell(connection, occasion, [event], desk.subscriptions)
