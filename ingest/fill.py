"""The first complete crawl of sections: one summary a subscription, with every open deadline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alerts.matching import alerts_for, match
from alerts.model import Event, EventKind, FillFacts, ItemFacts, Subscription
from directives.model import Document, Instruction
from ingest import telling
from ingest.desk import Desk
from storage import items, versions
from storage.directives import open_deadline
from storage.session import Connection

#: Why single items of a first crawl are told to nobody.
WITHHELD = "first_fill"


def summarise(connection: Connection, sections: Sequence[str], desk: Desk) -> list[str]:
    """Tell each subscription once what these newly read sections hold; returns the new deliveries."""
    found = _facts(connection, desk.source.name, sections, desk)
    queued: list[str] = []
    for subscription in desk.subscriptions:
        event = Event(
            EventKind.SOURCE_FILLED,
            desk.now,
            fill=_fill(found, subscription, desk),
        )
        alerts = match(event, [subscription])
        told = [alert.event for alert in alerts]
        key = f"{desk.source.name}/filled/{','.join(sections)}/{subscription.name}"
        occasion = telling.Occasion(key, None, desk.source.name, desk.now)
        queued += telling.write(connection, occasion, told, alerts, [subscription])
    return queued


def _facts(
    connection: Connection, source: str, sections: Sequence[str], desk: Desk
) -> list[ItemFacts]:
    facts = []
    for item in items.of_sections(connection, source, sections):
        version = versions.current(connection, item)
        if version is not None:
            title = desk.source.profile.title or source
            facts.append(
                ItemFacts(
                    item.id, source, title, item.url, version.content.article, version.extraction
                )
            )
    return facts


@dataclass(frozen=True, slots=True)
class _Open:
    due: str
    entry: tuple[str, Document | None, Instruction]


def _fill(found: Sequence[ItemFacts], subscription: Subscription, desk: Desk) -> FillFacts:
    today = desk.now.date()
    told = [facts for facts in found if _would_hear(facts, subscription, desk)]
    waiting = sorted(
        (entry for facts in told for entry in _open(facts, today)), key=lambda entry: entry.due
    )
    return FillFacts(
        source=desk.source.name,
        source_title=desk.source.profile.title or desk.source.name,
        url=desk.source.profile.url,
        items=len(found),
        directives=sum(facts.extraction.is_directive for facts in told),
        open=tuple(entry.entry for entry in waiting),
    )


def _would_hear(facts: ItemFacts, subscription: Subscription, desk: Desk) -> bool:
    kinds = [EventKind.ARTICLE_NEW]
    if facts.extraction.is_directive:
        kinds.insert(0, EventKind.DIRECTIVE_NEW)
    events = [Event(kind, desk.now, item=facts) for kind in kinds]
    return bool(alerts_for(events, [subscription]))


def _open(facts: ItemFacts, today: date) -> list[_Open]:
    document = facts.extraction.document
    return [
        _Open(entry.deadline.due.isoformat(), (facts.url, document, entry))
        for entry in facts.extraction.directives
        if entry.deadline and entry.deadline.due and open_deadline(entry.deadline, today)
    ]
