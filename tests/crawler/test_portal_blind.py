"""A portal that can not be read for long is told of, once, and so is its return."""

from datetime import timedelta

import pytest

from alerts.model import Event, EventKind, SourceFacts
from demo.faults import FaultName
from demo.items import NEWS
from ingest.outages import UNREAD
from sources.faults import Fault
from sources.health import BACK_AFTER, BLIND_AFTER, Tier
from storage import forms, outbox, runs, sources
from storage.leases import Owner
from tests.crawler.watching import NAME, Watch, faults

FAULTS = {
    FaultName("403"): "blocked",
    FaultName.DROP: "network",
    FaultName.CHALLENGE: "challenge",
    FaultName.MAINTENANCE: "maintenance",
    FaultName.EMPTY_LIST: "empty_listing",
}


def queued(watch: Watch, looks: int) -> list[str]:
    """The deliveries queued by so many looks."""
    return [delivery for _ in range(looks) for delivery in watch.look().queued]


def told(watch: Watch) -> list[Event]:
    """All events that were to be told and have not been fetched by this before, oldest first."""
    owner, found = Owner.this_process("test"), []
    with watch.store.write() as connection:
        while entry := outbox.claim(connection, "phòng", owner, watch.now):
            sent = outbox.DeliveryState.SENT
            outbox.finish(connection, entry.id, owner, state=sent, now=watch.now)
            found.append(forms.load(Event, entry.event))
    return found


def outage(watch: Watch) -> SourceFacts:
    """The one outage told just now."""
    [event] = told(watch)
    assert event.outage is not None
    return event.outage


@pytest.mark.parametrize(("fault", "why"), FAULTS.items())
def test_a_source_that_stays_unreadable_is_told_of_once_and_why(
    filled: Watch, fault: FaultName, why: str
) -> None:
    told(filled)
    last_good = filled.now
    filled.portal.misbehave(fault)
    assert queued(filled, BLIND_AFTER - 1) == []
    assert len(queued(filled, 1)) == 1
    facts = outage(filled)
    assert (facts.why, facts.last_good, facts.last_new) == (why, last_good, last_good)
    assert facts.last_title
    assert facts.blind_since == last_good + timedelta(minutes=10)
    assert queued(filled, 5) == []


def test_its_return_is_told_when_it_lasts_with_what_was_caught_up(filled: Watch) -> None:
    filled.portal.misbehave(FaultName("500"))
    queued(filled, BLIND_AFTER)
    told(filled)
    filled.portal.publish("order")
    filled.portal.behave()
    assert len(queued(filled, 1)) == 1, "the order at once"
    assert len(queued(filled, BACK_AFTER - 1)) == 1
    _, back = told(filled)
    assert back.kind is EventKind.SOURCE_BACK
    assert back.outage is not None
    assert (back.outage.caught_up.new, back.outage.caught_up.directives) == (1, 1)
    assert back.outage.back_since == filled.now - timedelta(minutes=10)
    assert queued(filled, 3) == []


def test_one_bad_run_is_told_to_nobody_and_a_good_one_forgets_it(filled: Watch) -> None:
    filled.portal.misbehave(FaultName("500"), times=1000)
    report = filled.look()
    assert (report.queued, report.noted.tier) == ((), Tier.UNSTEADY)
    filled.portal.behave()
    assert queued(filled, 2) == []
    assert bad_runs(filled) == 0


def bad_runs(watch: Watch) -> int:
    with watch.store.read() as connection:
        state = sources.state(connection, NAME)
    assert state is not None
    return state.bad_runs


def test_a_partial_run_is_no_bad_one(filled: Watch) -> None:
    filled.portal.misbehave(FaultName("500"), where=f"/{NEWS.slug}")
    assert queued(filled, BLIND_AFTER + 1) == []
    assert bad_runs(filled) == 0


def test_too_long_a_silence_is_told_though_every_page_answers(watch: Watch) -> None:
    watch.source = type(watch.source)(
        watch.source.name, watch.source.profile, watch.source.every, silence_after="2d"
    )
    watch.look()
    told(watch)
    assert watch.look(after=timedelta(days=1)).queued == ()
    assert len(watch.look(after=timedelta(days=1, hours=1)).queued) == 1
    assert outage(watch).why == "silence"
    assert watch.look(after=timedelta(hours=1)).queued == ()
    watch.portal.publish("news")
    watch.look()
    watch.look()
    assert EventKind.SOURCE_BACK in {event.kind for event in told(watch)}


def test_a_portal_that_never_answered_is_told_of_at_once(watch: Watch) -> None:
    watch.portal.stop()
    assert len(queued(watch, 1)) == 1
    facts = outage(watch)
    assert (facts.first_contact, facts.read, facts.unread) == (True, (), ("listing",))
    assert queued(watch, 5) == []


def test_first_contact_says_what_was_read_when_no_article_could_be(watch: Watch) -> None:
    watch.portal.misbehave(FaultName("500"), where="articles")
    queued(watch, 1)
    facts = outage(watch)
    assert (facts.first_contact, facts.why, facts.read) == (True, UNREAD, ("listing",))
    assert {"title", "body"} <= set(facts.unread)


def test_items_that_can_not_be_read_make_a_source_blind_though_its_lists_answer(
    filled: Watch,
) -> None:
    filled.portal.misbehave(FaultName("500"), where="articles")
    told(filled)
    assert filled.look(full=True).noted.tier is Tier.UNSTEADY
    assert len(queued(filled, BLIND_AFTER - 1)) == 1
    assert outage(filled).why == UNREAD
    filled.portal.behave()
    filled.look(full=True)
    filled.look()
    assert [event.kind for event in told(filled)] == [EventKind.SOURCE_BACK]


def test_half_a_list_is_noticed_and_nothing_counts_as_gone(filled: Watch) -> None:
    for _ in range(3):
        filled.look(full=True)
    told(filled)
    assert max(sizes(filled)) == 9
    taken = [one for one in filled.portal.items if one.section == NEWS][:5]
    for item in taken:
        filled.portal.withdraw(item)
    report = filled.look(full=True)
    assert Fault.FEWER_ITEMS in faults(report)
    assert report.counts.suspected == 0
    assert report.noted.tier is Tier.UNSTEADY
    queued(filled, BLIND_AFTER - 1)
    assert outage(filled).why == Fault.FEWER_ITEMS
    for item in taken:
        filled.portal.restore(item)
    filled.look(full=True)
    queued(filled, BACK_AFTER - 1)
    assert [event.kind for event in told(filled)] == [EventKind.SOURCE_BACK]


def sizes(watch: Watch) -> list[int]:
    """The lengths of the listings as last read to their end."""
    with watch.store.read() as connection:
        last = runs.latest(connection, NAME)
    assert last is not None
    return [entry.listed or 0 for entry in last.counts.sections]
