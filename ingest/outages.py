"""The trust in a source after a run: judged, kept, and told when it turns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from alerts.model import Event, EventKind, SourceFacts
from ingest import network, standing, telling
from ingest.caught_up import caught_up
from ingest.desk import Desk
from sources import health as trust
from sources import past
from sources.health import Condition, Finding, Health, Tier, Turn
from sources.past import Doubt
from sources.runs import RunCounts, RunOutcome, unreachable, why_of
from sources.units import parse_span
from storage import items, runs, sources
from storage.session import Connection
from storage.sources import SourceState

UNREAD = "unread"  # listings answer, and no item that they show can be read
_EVENTS = {Turn.BACK: EventKind.SOURCE_BACK}  # every other turn is one of blindness


@dataclass(frozen=True, slots=True)
class RunEnd:
    """How a run ended. `whole`: it was not stopped; `doubts`: what was not as it always was."""

    outcome: RunOutcome
    counts: RunCounts
    whole: bool = True
    doubts: Sequence[Doubt] = ()


@dataclass(frozen=True, slots=True)
class Noted:
    """What a run meant: the tier its source is in now and why, and the deliveries queued.

    `offline`: nothing at all can be reached, and nothing is held against this source.
    """

    tier: Tier = Tier.WELL
    why: str = ""
    offline: bool = False
    queued: tuple[str, ...] = ()


def note_run(connection: Connection, end: RunEnd, desk: Desk) -> Noted:
    """Judge the source by this run; tell those who asked when it turned blind or came back."""
    state = sources.state(connection, desk.source.name)
    if state is None:
        return Noted()
    offline, queued = _note_reach(connection, state, end, desk)
    state = sources.state(connection, state.name) or state
    found = _finding(connection, end, desk, offline=offline)
    after, turn = trust.judge_health(state.health, found, desk.now)
    sources.keep_health(connection, state.name, after)
    if turn is not Turn.NONE:
        told = state.health if turn is Turn.BACK else after
        facts = _facts(connection, state, told, desk)
        if found.first_contact and turn is Turn.BLIND:
            facts = _met(facts, end.counts)
        elif turn is not Turn.BACK:
            missing = tuple(name for doubt in end.doubts for name in doubt.fields)
            facts = replace(facts, unsteady=turn is Turn.UNSTEADY, unread=missing)
        queued += _tell(connection, turn, facts, desk)
    return Noted(after.tier, found.why or after.blind_why, offline, tuple(queued))


def _note_reach(
    connection: Connection, state: SourceState, end: RunEnd, desk: Desk
) -> tuple[bool, list[str]]:
    """Note whether the source answered at all; whether it is the network, and what was queued."""
    counts = end.counts
    if counts.bytes or counts.listings_read:
        return False, network.note_reached(connection, state, desk)
    fault = unreachable(counts) if end.whole else None
    if fault is None:
        return False, []
    return network.note_unreachable(connection, state, fault, desk)


def _finding(connection: Connection, end: RunEnd, desk: Desk, *, offline: bool) -> Finding:
    bad = end.outcome not in trust.GOOD_OUTCOMES
    if offline or (bad and not end.whole):
        return Finding(Condition.UNKNOWN)
    why = _trouble(connection, end, desk)
    condition = Condition.BAD if bad else Condition.DOUBTFUL if why else Condition.GOOD
    return Finding(
        condition=condition,
        why=why,
        # A portal that could not be read is not known to be silent: after a long downtime of ours
        # what it published meanwhile is what this run did not see.
        silent=not bad and _is_silent(connection, desk),
        first_contact=bool(why) and _never_read(connection, desk),
    )


def _is_silent(connection: Connection, desk: Desk) -> bool:
    allowed = parse_span(desk.source.silence_after) if desk.source.silence_after else None
    return trust.is_silent(items.last_new(connection, desk.source.name), allowed, desk.now)


def _trouble(connection: Connection, end: RunEnd, desk: Desk) -> str:
    """What is wrong with a run, "" when it was good."""
    if end.outcome not in trust.GOOD_OUTCOMES:
        return why_of(end.outcome, end.counts)
    if end.doubts:
        return end.doubts[0].fault.value
    return UNREAD if standing.is_unread(connection, end.counts, desk) else ""


def _never_read(connection: Connection, desk: Desk) -> bool:
    """Whether nobody ever saw this portal work: neither a person nor a run of ours."""
    if desk.source.profile.verified_live is not None:
        return False
    good = tuple(sorted(trust.GOOD_OUTCOMES))
    return runs.latest(connection, desk.source.name, outcomes=good) is None


def _facts(connection: Connection, state: SourceState, health: Health, desk: Desk) -> SourceFacts:
    good = runs.latest(connection, state.name, outcomes=tuple(sorted(trust.GOOD_OUTCOMES)))
    newest = items.newest(connection, state.name)
    begun = health.told_since or health.blind_since or desk.now
    return SourceFacts(
        source=state.name,
        source_title=state.title,
        url=state.url,
        why=health.blind_why,
        blind_since=begun,
        last_good=good.finished_at if good else None,
        last_new=newest.first_seen if newest else None,
        last_title=newest.title if newest else "",
        told_before=max(0, health.told_times - 1),
        back_since=health.good_since,
        caught_up=caught_up(connection, begun, source=state.name),
    )


def _met(facts: SourceFacts, counts: RunCounts) -> SourceFacts:
    """The same with what could be read at the first contact, and what could not."""
    shares = past.shares(counts.sections)
    lists = ("listing",)
    if not counts.listings_read:
        return replace(facts, first_contact=True, unread=lists)
    return replace(
        facts,
        first_contact=True,
        read=(*(lists if counts.listed else ()), *(name for name in shares if shares[name])),
        unread=(
            *(() if counts.listed else lists),
            *(name for name in past.FIELDS if not shares.get(name)),
        ),
    )


def _tell(connection: Connection, turn: Turn, facts: SourceFacts, desk: Desk) -> list[str]:
    kind = _EVENTS.get(turn, EventKind.SOURCE_BLIND)
    key = f"{facts.source}/outage/{facts.blind_since.isoformat()}"
    if facts.told_before and turn is not Turn.BACK:
        key += f"/{facts.told_before}"
    occasion = telling.Occasion(key, None, facts.source, desk.now)
    return telling.tell(
        connection, occasion, [Event(kind, desk.now, outage=facts)], desk.subscriptions
    )
