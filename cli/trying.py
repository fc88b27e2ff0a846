"""A subscription tried on what the store holds: what it would have told, and just missed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from alerts.audience import Audience
from alerts.matching import alerts_for
from alerts.misses import Judged, just_missed
from alerts.model import Alert, ChangeFacts, Event, EventKind, ItemFacts, Subscription
from articles.model import Weight
from directives.bodies import read_body
from directives.normal import fold
from directives.receivers import is_group
from ingest.facts import facts_of
from storage import changes, items, moments, sources, versions
from storage.moments import Moment
from storage.session import Connection


@dataclass(frozen=True, slots=True)
class Tried:
    """One moment of an item, told or just missed; `withheld`: why it was not told singly then."""

    item: ItemFacts
    kind: EventKind
    at: datetime
    withheld: str
    told: Alert | None = None
    missed: Judged | None = None


def tried(
    connection: Connection, subscription: Subscription, since: datetime
) -> Iterator[Tried | None]:
    """Each moment since then, told or just missed by the subscription; None for all others."""
    audience = Audience([subscription])
    titles = {state.name: state.title for state in sources.all_states(connection)}
    for moment in moments.since(connection, since):
        events = events_of(connection, moment, titles)
        told = alerts_for(events, audience)
        missed = None if told or not events else just_missed(events, audience)
        found = told[0].event if told else missed.event if missed else None
        if found is None or found.item is None:
            yield None
        else:
            alert = told[0] if told else None
            yield Tried(found.item, found.kind, moment.at, moment.withheld, alert, missed)


def events_of(connection: Connection, moment: Moment, titles: dict[str, str]) -> Sequence[Event]:
    """The events of a moment, as its version is read now; none where there is no version."""
    item = items.by_id(connection, moment.item_id)
    version = versions.by_number(connection, moment.item_id, moment.version)
    if item is None or version is None:
        return ()
    facts = facts_of(connection, item, titles.get(item.source, ""), version)
    change = _change(connection, moment)
    return [Event(EventKind(kind), moment.at, item=facts, change=change) for kind in moment.kinds]


def _change(connection: Connection, moment: Moment) -> ChangeFacts | None:
    if EventKind.ARTICLE_CHANGED not in moment.kinds:
        return None
    for change in changes.history(connection, moment.item_id):
        if change.to_n == moment.version and change.weight:
            seen = (change.last_seen_old, change.first_seen_new)
            return ChangeFacts(Weight(change.weight), change.summary, change.fields, *seen)
    return None


def unknown_bodies(subscription: Subscription) -> Iterator[tuple[str, str]]:
    """(key, name) of bodies that no rule knows: they fit only where they are written just so."""
    keys = (("to", subscription.to), ("from", subscription.issuers), ("agencies", subscription.agencies))  # fmt: skip
    for key, names in keys:
        yield from ((key, name) for name in names if not is_group(name) and not read_body(name))


def unknown_sections(connection: Connection, subscription: Subscription) -> Iterator[str]:
    """Sections of the subscription that no source has, by name or title."""
    known = set()
    for state in sources.all_states(connection):
        for found in sources.sections_of(connection, state.name):
            known |= {fold(found.section.name), fold(found.section.title)}
    yield from (name for name in subscription.sections if fold(name) not in known)
