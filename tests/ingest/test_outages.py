"""A source that turns blind or comes back is told of once, and what is known of it is kept."""

from dataclasses import replace
from datetime import date, timedelta

from alerts.model import Event, EventKind, Subscription
from ingest.outages import Noted, RunEnd, note_run
from sources.faults import Fault, FetchError
from sources.health import BACK_AFTER, BLIND_AFTER, Tier
from sources.runs import RunCounts, RunOutcome
from storage import forms, outbox, runs, sources
from storage.leases import Owner
from storage.session import Connection, Store
from tests.ingest.samples import NOW, SOURCE, an_item, desk

HOUR = timedelta(hours=1)
OPERATOR = Subscription("vận hành", ("console",), ("source.blind", "source.back", "service.back"))
NEWS = Subscription("tin", ("phòng",), ("article.new",))
OK, FAILED = RunOutcome.OK, RunOutcome.FAILED
URL = "https://sc.example/"


def ended(outcome: RunOutcome, fault: Fault = Fault.SERVER_ERROR) -> RunEnd:
    """A run that answered something, and ended so."""
    read = outcome in (OK, RunOutcome.PARTIAL)
    errors = [] if outcome is OK else [FetchError(URL, fault, "Hỏng.")]
    counts = RunCounts(bytes=100, listings_read=int(read), listed=3 * read, errors=errors)
    return RunEnd(outcome, counts)


def note(connection: Connection, hour: int, end: RunEnd, to: Subscription = OPERATOR) -> Noted:
    """One run as the crawler notes it: opened, judged, closed."""
    at = desk(to, now=NOW + HOUR * hour)
    run = runs.begin(connection, SOURCE.name, at.now)
    noted = note_run(connection, end, at)
    runs.finish(connection, run, at.now, end.outcome, end.counts)
    return noted


def queued(store: Store, *outcomes: RunOutcome, to: Subscription = OPERATOR) -> list[int]:
    with store.write() as connection:
        an_item(connection)
        note(connection, -1, ended(OK), NEWS)  # it was read well once
        return [
            len(note(connection, hour, ended(outcome), to).queued)
            for hour, outcome in enumerate(outcomes)
        ]


def events(store: Store) -> list[Event]:
    """What was to be told on the operator's channel, oldest first."""
    owner, found = Owner.this_process("test"), []
    with store.write() as connection:
        while entry := outbox.claim(connection, "console", owner, NOW + 10_000 * HOUR):
            found.append(forms.load(Event, entry.event))
    return found


BAD = (FAILED,) * BLIND_AFTER
GOOD = (OK,) * BACK_AFTER
QUIET = [0] * (BLIND_AFTER - 1)
STILL = [0] * (BACK_AFTER - 1)


def test_blind_and_back_are_told_once_each(store: Store) -> None:
    outcomes = (*BAD, RunOutcome.BLOCKED, *GOOD, OK)
    assert queued(store, *outcomes) == [*QUIET, 1, 0, *STILL, 1, 0]
    assert [event.kind for event in events(store)] == ["source.blind", "source.back"]


def test_blind_again_within_a_day_is_told_as_unsteady(store: Store) -> None:
    assert queued(store, *BAD, *GOOD, *BAD, *GOOD, *BAD) == [
        *QUIET, 1, *STILL, 1, *QUIET, 1, *[0] * (BACK_AFTER + BLIND_AFTER)
    ]  # fmt: skip
    unsteady = events(store)[-1]
    assert unsteady.kind is EventKind.SOURCE_BLIND
    assert unsteady.outage is not None
    assert unsteady.outage.unsteady


def test_what_lasts_is_told_again_under_another_key(store: Store) -> None:
    told = queued(store, *[FAILED] * 30)
    assert [hour for hour, count in enumerate(told) if count] == [2, 26]
    again = events(store)[-1].outage
    assert again is not None
    assert (again.told_before, again.blind_since) == (1, NOW)


def test_who_did_not_ask_is_not_told(store: Store) -> None:
    assert sum(queued(store, *BAD, *GOOD, to=NEWS)) == 0


def test_a_good_run_between_bad_ones_starts_the_count_anew(store: Store) -> None:
    assert sum(queued(store, *BAD[1:], RunOutcome.PARTIAL, *BAD[1:])) == 0


def test_the_outage_is_kept_with_the_source_and_outlives_a_restart(store: Store) -> None:
    queued(store, *BAD)
    with store.write() as connection:
        state = sources.state(connection, SOURCE.name)
        assert state is not None
        assert state.bad_runs == BLIND_AFTER
        assert (state.blind_since, state.blind_why) == (NOW, "server_error")
        assert state.health.tier is Tier.BLIND
        sources.sync(connection, [SOURCE])  # as at a start
        assert sources.state(connection, SOURCE.name) == state


def test_a_source_that_is_not_watched_is_not_judged(store: Store) -> None:
    with store.write() as connection:
        assert note_run(connection, ended(FAILED), desk(OPERATOR)) == Noted()


def test_a_crawl_that_was_stopped_says_nothing(store: Store) -> None:
    with store.write() as connection:
        an_item(connection)
        stopped = replace(ended(FAILED, Fault.TIMEOUT), whole=False)
        told = [note(connection, hour, stopped).queued for hour in range(2 * BLIND_AFTER)]
        state = sources.state(connection, SOURCE.name)
    assert not any(told)
    assert state is not None
    assert state.bad_runs == 0


def test_a_first_contact_that_fails_is_told_at_once(store: Store) -> None:
    with store.write() as connection:
        an_item(connection)
        told = [len(note(connection, hour, ended(FAILED)).queued) for hour in range(4)]
    assert told == [1, 0, 0, 0]
    first = events(store)[0].outage
    assert first is not None
    assert (first.first_contact, first.unread) == (True, ("listing",))


def test_a_portal_that_somebody_saw_work_is_given_three_runs(store: Store) -> None:
    seen = replace(SOURCE, profile=replace(SOURCE.profile, verified_live=date(2026, 1, 5)))
    with store.write() as connection:
        an_item(connection)
        at = replace(desk(OPERATOR), source=seen)
        assert note_run(connection, ended(FAILED), at).queued == ()
