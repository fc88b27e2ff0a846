"""What was made up for after an outage, counted from the store."""

from collections.abc import Sequence
from datetime import datetime

from alerts.model import CaughtUp, EventKind, OutageCause, ServiceFacts
from storage import directives, told
from storage.session import Connection

PASSED_SHOWN = 20  # more passed deadlines than this are no message any more


def caught_up(connection: Connection, since: datetime, *, source: str = "") -> CaughtUp:
    """What was found since then, of one source or of all; what is told to nobody does not count."""
    kinds = told.counted(connection, since, source=source)
    return CaughtUp(
        new=kinds[EventKind.ARTICLE_NEW],
        changed=kinds[EventKind.ARTICLE_CHANGED],
        directives=kinds[EventKind.DIRECTIVE_NEW] + kinds[EventKind.DIRECTIVE_CHANGED],
    )


def service_facts(
    connection: Connection,
    cause: OutageCause,
    since: datetime,
    until: datetime,
    sources: Sequence[str],
) -> ServiceFacts:
    """What is to be told when watching goes on after an outage of everything.

    `sources`: titles of those read again so far.
    """
    passed = directives.listing(connection, due_from=since.date(), due_before=until.date())
    return ServiceFacts(
        since=since,
        until=until,
        cause=cause,
        sources=tuple(sources),
        caught_up=caught_up(connection, since),
        passed=tuple((entry.url, None, entry.instruction) for entry in passed[:PASSED_SHOWN]),
    )
