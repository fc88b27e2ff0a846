"""The first complete crawl of sections: one summary a subscription, with every open deadline."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from alerts.audience import Audience
from alerts.matching import alerts_for, match
from alerts.model import Event, EventKind, FillFacts, ItemFacts, Subscription
from directives.model import Document, Instruction
from ingest import telling
from ingest.desk import Desk
from ingest.facts import facts_of
from storage import items, sources, versions
from storage.directives import open_deadline
from storage.items import Item
from storage.session import Connection

#: Why single items of a first crawl are told to nobody.
WITHHELD = "first_fill"


@dataclass(frozen=True, slots=True)
class Heard:
    """An item of the stock, and the subscriptions that would have heard of it."""

    facts: ItemFacts
    by: frozenset[str]


def summarise(connection: Connection, sections: Sequence[str], desk: Desk) -> list[str]:
    """Tell each subscription once what these newly read sections hold; returns the new deliveries."""
    audience = Audience.of(desk.subscriptions)
    found = heard(connection, items.of_sections(connection, desk.source.name, sections), desk)
    whole = replace(_whole(desk), items=len(found), sections=_named(connection, sections, desk))
    queued: list[str] = []
    for subscription in audience:
        fill = filled(found, subscription, whole, desk.now.date())
        alerts = match(Event(EventKind.SOURCE_FILLED, desk.now, fill=fill), [subscription])
        told = [alert.event for alert in alerts]
        key = f"{desk.source.name}/filled/{','.join(sections)}/{subscription.name}"
        occasion = telling.Occasion(key, None, desk.source.name, desk.now)
        queued += telling.write(connection, occasion, told, alerts, [subscription])
    return queued


def _whole(desk: Desk) -> FillFacts:
    profile = desk.source.profile
    title = profile.title or desk.source.name
    return FillFacts(desk.source.name, title, profile.url, items=0, directives=0)


def _named(connection: Connection, names: Sequence[str], desk: Desk) -> tuple[str, ...]:
    known = sources.sections_of(connection, desk.source.name)
    mine = (state.section for state in known if state.section.name in names)
    return tuple(word for section in mine for word in (section.name, section.title))


def heard(connection: Connection, stock: Iterable[Item], desk: Desk) -> list[Heard]:
    """The items that were read, each with the subscriptions that would have heard of it as new."""
    audience = Audience.of(desk.subscriptions)
    titles = {state.name: state.title for state in sources.all_states(connection)}
    found = []
    for item in stock:
        version = versions.current(connection, item)
        if version is not None:
            facts = facts_of(connection, item, titles.get(item.source, ""), version)
            found.append(Heard(facts, _by(facts, audience, desk)))
    return found


def _by(facts: ItemFacts, audience: Audience, desk: Desk) -> frozenset[str]:
    kinds = [EventKind.ARTICLE_NEW]
    if facts.extraction.is_directive:
        kinds.insert(0, EventKind.DIRECTIVE_NEW)
    events = [Event(kind, desk.now, item=facts) for kind in kinds]
    return frozenset(alert.subscription for alert in alerts_for(events, audience))


@dataclass(frozen=True, slots=True)
class _Open:
    due: str
    entry: tuple[str, Document | None, Instruction]


def filled(
    found: Sequence[Heard], subscription: Subscription, whole: FillFacts, today: date
) -> FillFacts:
    """The summary for one subscription: its directives, and every deadline still open by day."""
    mine = [entry.facts for entry in found if subscription.name in entry.by]
    waiting = sorted(
        (entry for facts in mine for entry in _open(facts, today)), key=lambda entry: entry.due
    )
    return replace(
        whole,
        directives=sum(facts.extraction.is_directive for facts in mine),
        open=tuple(entry.entry for entry in waiting),
    )


def _open(facts: ItemFacts, today: date) -> list[_Open]:
    document = facts.extraction.document
    return [
        _Open(entry.deadline.due.isoformat(), (facts.url, document, entry))
        for entry in facts.extraction.directives
        if entry.deadline and entry.deadline.due and open_deadline(entry.deadline, today)
    ]
