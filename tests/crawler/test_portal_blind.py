"""A portal that can not be read for long is told of, once, and so is its return."""

from datetime import timedelta

import pytest

from alerts.model import EventKind
from demo.faults import FaultName
from demo.portal import DemoPortal
from sources.health import BLIND_AFTER
from sources.runs import RunOutcome
from storage import outbox
from tests.crawler.watching import Watch

FAULTS = {
    FaultName("403"): RunOutcome.BLOCKED,
    FaultName.DROP: RunOutcome.FAILED,
    FaultName.EMPTY_LIST: RunOutcome.FAILED,
}


def queued(watch: Watch, looks: int) -> list[str]:
    """The deliveries queued by so many looks."""
    return [delivery for _ in range(looks) for delivery in watch.look().queued]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_source_that_stays_unreadable_is_told_of_once(filled: Watch, fault: FaultName) -> None:
    filled.portal.misbehave(fault)
    assert queued(filled, BLIND_AFTER - 1) == []
    assert len(queued(filled, 1)) == 1
    assert queued(filled, 5) == []


def test_its_return_is_told_of_and_nothing_was_missed(filled: Watch) -> None:
    filled.portal.misbehave(FaultName("500"))
    queued(filled, BLIND_AFTER)
    filled.portal.publish("order")
    filled.portal.behave()
    # the return, and the order published while nobody could see
    assert len(queued(filled, 1)) == 2
    assert queued(filled, 3) == []


def test_one_bad_run_is_told_to_nobody(filled: Watch) -> None:
    filled.portal.misbehave(FaultName("500"), times=1000)
    assert queued(filled, 1) == []
    filled.portal.behave()
    assert queued(filled, 2) == []


def test_too_long_a_silence_is_told_though_every_page_answers(watch: Watch) -> None:
    watch.source = type(watch.source)(
        watch.source.name, watch.source.profile, watch.source.every, silence_after="2d"
    )
    watch.look()
    assert watch.look(after=timedelta(days=1)).queued == ()
    assert len(watch.look(after=timedelta(days=1, hours=1)).queued) == 1
    assert watch.look(after=timedelta(hours=1)).queued == ()
    watch.portal.publish("news")
    kinds = _kinds(watch, watch.look().queued)
    assert EventKind.SOURCE_BACK.value in kinds


def _kinds(watch: Watch, ids: tuple[str, ...]) -> set[str]:
    with watch.store.write() as connection:
        owner = outbox.Owner.this_process("test")
        leased = [outbox.claim(connection, "phòng", owner, watch.now) for _ in range(100)]
    return {
        kind.value
        for entry in leased
        if entry is not None and entry.id in ids
        for kind in EventKind
        if f'"kind":"{kind.value}"' in entry.event
    }


def test_a_portal_that_never_answered_is_told_of_too(watch: Watch) -> None:
    watch.portal.stop()
    assert queued(watch, BLIND_AFTER - 1) == []
    assert len(queued(watch, 1)) == 1
    assert isinstance(watch.portal, DemoPortal)
