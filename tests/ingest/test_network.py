"""An outage of everything is one incident: held against no source, told once when it is over."""

from dataclasses import replace
from datetime import datetime, timedelta

from alerts.model import Event, EventKind, OutageCause, Subscription
from ingest import network
from ingest.outages import Noted, RunEnd, note_run
from sources.faults import Fault, FetchError
from sources.health import BLIND_AFTER
from sources.model import Profile, Source
from sources.runs import RunCounts, RunOutcome
from storage import forms, outbox, runs, sources
from storage.leases import Owner
from storage.session import Connection, Store
from tests.ingest.samples import NOW, desk

TEN = timedelta(minutes=10)
EVERYTHING = Subscription("vận hành", ("console",), ("*",))
MINE = Subscription("của tôi", ("console",), ("*",), sources=("a",))
READ = RunEnd(RunOutcome.OK, RunCounts(bytes=9, listings_read=1, listed=4))


def named(name: str, host: str = "") -> Source:
    url = f"https://{host or name}.example/"
    return Source(name, Profile(name=name, title=f"Cổng {name}", url=url))


def away(fault: Fault = Fault.TIMEOUT) -> RunEnd:
    errors = [FetchError("https://a.example/", fault, "Không tới được.")]
    return RunEnd(RunOutcome.FAILED, RunCounts(listings_failed=1, errors=errors))


def look(
    connection: Connection, name: str, end: RunEnd, at: datetime, to: Subscription = EVERYTHING
) -> Noted:
    """One run of a source."""
    run = runs.begin(connection, name, at)
    noted = note_run(connection, end, replace(desk(to, now=at), source=named(name)))
    runs.finish(connection, run, at, end.outcome, end.counts)
    return noted


def begun(connection: Connection, *names: str) -> None:
    """Sources that were all read well once."""
    sources.sync(connection, [named(name) for name in names])
    for name in names:
        look(connection, name, READ, NOW)


def told(store: Store) -> list[Event]:
    owner, found = Owner.this_process("test"), []
    with store.write() as connection:
        while entry := outbox.claim(connection, "console", owner, NOW + timedelta(days=99)):
            found.append(forms.load(Event, entry.event))
    return found


def rounds(connection: Connection, count: int, end: RunEnd, *names: str) -> list[Noted]:
    """So many rounds of all these sources, ten minutes apart."""
    return [
        look(connection, name, end, NOW + TEN * (place + 1))
        for place in range(count)
        for name in names
    ]


def bad_runs(connection: Connection) -> dict[str, int]:
    return {state.name: state.bad_runs for state in sources.all_states(connection)}


def test_all_sources_away_is_one_incident_and_turns_none_blind(store: Store) -> None:
    with store.write() as connection:
        begun(connection, "a", "b", "c")
        noted = rounds(connection, 2 * BLIND_AFTER, away(), "a", "b", "c")
        assert all(entry.offline for entry in noted[2:])
        assert bad_runs(connection) == {"a": 0, "b": 0, "c": 0}
        going_on = network.current(connection)
        assert going_on == network.Network(NOW + TEN, Fault.TIMEOUT)
    assert told(store) == []


def test_its_end_is_told_once_to_all_with_from_and_to(store: Store) -> None:
    with store.write() as connection:
        begun(connection, "a", "b")
        rounds(connection, 3, away(), "a", "b")
        back = NOW + 5 * TEN
        assert len(look(connection, "b", READ, back, MINE).queued) == 1
        assert look(connection, "a", READ, back).queued == ()
        assert network.current(connection) is None
    [event] = told(store)
    assert event.kind is EventKind.SERVICE_BACK
    assert event.service is not None
    assert (event.service.since, event.service.until) == (NOW + TEN, back)
    assert (event.service.cause, event.service.sources) == (OutageCause.NETWORK, ("Cổng b",))


def test_a_second_outage_is_told_too(store: Store) -> None:
    with store.write() as connection:
        begun(connection, "a", "b")
        for day in range(3):
            for name in ("a", "b"):
                look(connection, name, away(), NOW + timedelta(days=day, minutes=10))
            look(connection, "a", READ, NOW + timedelta(days=day, minutes=20))
            look(connection, "b", READ, NOW + timedelta(days=day, minutes=20))
    assert [event.kind for event in told(store)] == [EventKind.SERVICE_BACK] * 3


def test_an_outage_that_lasts_is_told_before_it_ends(store: Store) -> None:
    with store.write() as connection:
        begun(connection, "a", "b")
        rounds(connection, 6 * 30, away(), "a", "b")
    events = told(store)
    assert [event.kind for event in events] == [EventKind.SOURCE_BLIND] * 2
    assert {event.outage.source for event in events if event.outage} == {""}


def test_a_single_source_without_network_is_not_blamed(store: Store) -> None:
    with store.write() as connection:
        begun(connection, "a")
        noted = rounds(connection, BLIND_AFTER + 1, away(Fault.OFFLINE), "a")
        assert all(entry.offline for entry in noted)
        assert bad_runs(connection) == {"a": 0}


def test_a_single_source_that_does_not_answer_is_blamed(store: Store) -> None:
    with store.write() as connection:
        begun(connection, "a")
        noted = rounds(connection, BLIND_AFTER, away(), "a")
        assert [len(entry.queued) for entry in noted] == [0] * (BLIND_AFTER - 1) + [1]


def test_one_dead_portal_among_others_is_its_own_affair(store: Store) -> None:
    with store.write() as connection:
        begun(connection, "a", "b")
        for place in range(1, BLIND_AFTER + 1):
            look(connection, "b", READ, NOW + place * TEN)
            noted = look(connection, "a", away(Fault.OFFLINE), NOW + place * TEN)
        assert noted.offline is False
        assert len(noted.queued) == 1
        assert network.current(connection) is None


def test_an_answer_of_any_kind_is_no_outage_of_the_network(store: Store) -> None:
    refused = RunCounts(bytes=50, errors=[FetchError("https://a.example/", Fault.BLOCKED, "403.")])
    with store.write() as connection:
        begun(connection, "a", "b")
        rounds(connection, 2, away(), "a", "b")
        noted = look(connection, "a", RunEnd(RunOutcome.BLOCKED, refused), NOW + 4 * TEN)
        assert network.current(connection) is None
        assert bad_runs(connection)["a"] == 1
    assert len(noted.queued) == 1, "the network is back"


def test_a_source_blind_before_stays_blind_and_is_told_of_when_it_returns(store: Store) -> None:
    with store.write() as connection:
        begun(connection, "a", "b", "c")
        for place in range(1, BLIND_AFTER + 1):
            look(connection, "a", away(), NOW + place * TEN)
            look(connection, "b", READ, NOW + place * TEN)
            look(connection, "c", READ, NOW + place * TEN)
        assert told_now(connection) == 1
        for place in range(10, 14):
            for name in ("b", "c", "a"):
                look(connection, name, away(), NOW + place * TEN)
        assert network.current(connection) is not None
        state = sources.state(connection, "a")
        assert state is not None
        assert (state.bad_runs, state.blind_why) == (BLIND_AFTER, "timeout")
        for place in range(20, 22):
            look(connection, "a", READ, NOW + place * TEN)
    kinds = [event.kind for event in told(store)]
    assert kinds == ["source.blind", "service.back", "source.back"]


def told_now(connection: Connection) -> int:
    return sum(outbox.counts(connection).values())
