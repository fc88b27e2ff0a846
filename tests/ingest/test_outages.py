"""A source that turns blind or comes back is told of once."""

from datetime import timedelta

from alerts.model import Subscription
from ingest.outages import note_run
from sources.health import BLIND_AFTER
from sources.runs import RunOutcome
from storage import sources
from storage.session import Store
from tests.ingest.samples import NOW, SOURCE, an_item, desk

HOUR = timedelta(hours=1)
OPERATOR = Subscription("vận hành", ("console",), ("source.blind", "source.back"))
NEWS = Subscription("tin", ("phòng",), ("article.new",))


def queued(store: Store, *outcomes: RunOutcome, to: Subscription = OPERATOR) -> list[int]:
    with store.write() as connection:
        an_item(connection)
        return [
            len(note_run(connection, outcome, desk(to, now=NOW + HOUR * hour)))
            for hour, outcome in enumerate(outcomes)
        ]


BAD = (RunOutcome.FAILED,) * BLIND_AFTER
QUIET = [0] * (BLIND_AFTER - 1)


def test_blind_and_back_are_told_once_each(store: Store) -> None:
    outcomes = (*BAD, RunOutcome.BLOCKED, RunOutcome.OK, RunOutcome.OK)
    assert queued(store, *outcomes) == [*QUIET, 1, 0, 1, 0]


def test_a_second_outage_has_a_key_of_its_own(store: Store) -> None:
    assert queued(store, *BAD, RunOutcome.OK, *BAD) == [*QUIET, 1, 1, *QUIET, 1]


def test_who_did_not_ask_is_not_told(store: Store) -> None:
    assert sum(queued(store, *BAD, RunOutcome.OK, to=NEWS)) == 0


def test_a_good_run_between_bad_ones_starts_the_count_anew(store: Store) -> None:
    assert sum(queued(store, *BAD[1:], RunOutcome.PARTIAL, *BAD[1:])) == 0


def test_the_outage_is_kept_with_the_source(store: Store) -> None:
    queued(store, *BAD)
    with store.read() as connection:
        state = sources.state(connection, SOURCE.name)
    assert state is not None
    assert state.bad_runs == BLIND_AFTER
    assert (state.blind_since, state.blind_why) == (NOW + HOUR * (BLIND_AFTER - 1), "failed")


def test_a_source_that_is_not_watched_is_not_judged(store: Store) -> None:
    with store.write() as connection:
        assert note_run(connection, RunOutcome.FAILED, desk(OPERATOR)) == []
