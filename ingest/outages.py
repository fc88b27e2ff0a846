"""The trust in a source after a run: kept, and told when it turns."""

from alerts.model import Event, EventKind, SourceFacts
from ingest import telling
from ingest.desk import Desk
from sources.health import GOOD_OUTCOMES, Health, Turn, is_silent, judge_health
from sources.runs import RunOutcome
from sources.units import parse_span
from storage import items, runs, sources
from storage.session import Connection
from storage.sources import SourceState

_EVENTS = {Turn.BLIND: EventKind.SOURCE_BLIND, Turn.BACK: EventKind.SOURCE_BACK}


def note_run(connection: Connection, outcome: RunOutcome, desk: Desk) -> list[str]:
    """Judge the source by this run and tell those who asked when it turned blind or came back."""
    state = sources.state(connection, desk.source.name)
    if state is None:
        return []
    before = Health(state.bad_runs, state.blind_since, state.blind_why)
    last_new = items.last_new(connection, state.name)
    allowed = parse_span(desk.source.silence_after) if desk.source.silence_after else None
    silent = is_silent(last_new, allowed, desk.now)
    after, turn = judge_health(before, outcome, desk.now, silent=silent)
    sources.update(
        connection,
        state.name,
        bad_runs=after.bad_runs,
        blind_since=after.blind_since,
        blind_why=after.why,
    )
    if turn is Turn.NONE:
        return []
    facts = _facts(connection, state, before if turn is Turn.BACK else after, desk)
    return _tell(connection, _EVENTS[turn], facts, desk)


def _facts(connection: Connection, state: SourceState, health: Health, desk: Desk) -> SourceFacts:
    good = runs.latest(connection, state.name, outcomes=tuple(sorted(GOOD_OUTCOMES)))
    return SourceFacts(
        source=state.name,
        source_title=state.title,
        url=state.url,
        why=health.why,
        blind_since=health.blind_since or desk.now,
        last_good=good.finished_at if good else None,
        last_new=items.last_new(connection, state.name),
    )


def _tell(connection: Connection, kind: EventKind, facts: SourceFacts, desk: Desk) -> list[str]:
    key = f"{facts.source}/outage/{facts.blind_since.isoformat()}"
    occasion = telling.Occasion(key, None, facts.source, desk.now)
    event = Event(kind, desk.now, outage=facts)
    return telling.tell(connection, occasion, [event], desk.subscriptions)
