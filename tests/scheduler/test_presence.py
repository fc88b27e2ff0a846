"""Gaps in the watching: known from the store, kept until made up for, told once."""

from datetime import date, timedelta

import pytest

from alerts.model import Event, OutageCause, ServiceFacts, Subscription
from directives.model import Deadline, Extraction, Instruction
from scheduler.presence import LEAST_GAP, LONGEST_WAIT, Pulse, note_alive, tell_back, waiting
from sources.model import Source
from sources.runs import RunCounts, RunOutcome
from storage import directives, forms, items, runs, sources, subscriptions
from storage.items import Listed
from storage.outbox import DeliveryState
from storage.session import Store
from tests.scheduler.household import ZONE, House, source_of

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
STOPPED = OutageCause.STOPPED


@pytest.fixture
def house(store: Store) -> House:
    found = House(store)
    with store.write() as connection:
        sources.sync(connection, [source_of("http://a", "mot"), source_of("http://b", "hai")])
        subscriptions.sync(connection, [Subscription("s", ("a",), ("service.back",))])
    return found


WATCHED: tuple[Source, ...] = (source_of("http://a", "mot"), source_of("http://b", "hai"))


def alive(
    house: House,
    who: str = "x",
    *,
    least: timedelta = MINUTE,
    cause: OutageCause = STOPPED,
) -> Pulse:
    with house.store.write() as connection:
        return note_alive(connection, who, house.clock(), least=least, cause=cause)


def ran(house: House, source: str, outcome: RunOutcome | None = RunOutcome.OK) -> None:
    with house.store.write() as connection:
        run = runs.begin(connection, source, house.clock())
        if outcome is not None:
            runs.finish(connection, run, house.clock(), outcome, RunCounts())


def told(house: House, *watched: Source) -> list[str] | None:
    with house.store.write() as connection:
        return tell_back(connection, watched or WATCHED, ZONE, house.clock())


def facts(house: House) -> ServiceFacts:
    with house.store.read() as connection:
        text = connection.exec_driver_sql(
            "SELECT event FROM events WHERE kind = 'service.back'"
        ).scalar_one()
    event = forms.load(Event, text)
    assert event.service is not None
    return event.service


def gap_of(house: House, length: timedelta) -> None:
    """The service is away for so long; both sources were read before."""
    alive(house)
    ran(house, "mot")
    ran(house, "hai")
    house.clock.shift += length
    assert alive(house).gap is not None


def test_a_first_start_and_short_pauses_are_no_gap(house: House) -> None:
    assert alive(house) == Pulse()
    for pause in (MINUTE, LEAST_GAP - MINUTE, -HOUR):
        house.clock.shift += pause
        assert alive(house).gap is None
    assert told(house) is None


def test_a_gap_is_longer_than_the_shortest_interval_too(house: House) -> None:
    alive(house)
    house.clock.shift += 2 * HOUR
    assert alive(house, least=3 * HOUR).gap is None


def test_it_is_told_once_every_due_source_has_been_read_well_or_not(house: House) -> None:
    gap_of(house, 5 * HOUR)
    assert told(house) is None
    ran(house, "mot")
    assert told(house) is None
    ran(house, "hai", RunOutcome.FAILED)
    assert len(told(house) or ()) == 1
    assert told(house) is None
    assert house.states() == {("a", DeliveryState.QUEUED): 1}
    back = facts(house)
    assert timedelta(hours=5) <= back.until - back.since < timedelta(hours=5, minutes=1)
    assert back.cause is STOPPED
    assert back.sources == ("Cổng thử",), "of the two, the one that was read well"


def test_a_kill_before_it_is_told_loses_nothing_and_the_gap_grows(house: House) -> None:
    gap_of(house, HOUR)
    house.clock.shift += 2 * HOUR
    assert alive(house, "another process").gap is not None
    for name in ("mot", "hai"):
        ran(house, name)
    told(house)
    assert facts(house).until - facts(house).since >= 3 * HOUR


def test_a_crawl_still_under_way_is_waited_for_but_not_for_ever(house: House) -> None:
    gap_of(house, 2 * HOUR)
    ran(house, "mot")
    ran(house, "hai", None)
    assert told(house) is None
    house.clock.shift += LONGEST_WAIT
    assert told(house) is not None


def test_a_source_that_is_not_due_or_asked_to_wait_holds_nothing_up(house: House) -> None:
    gap_of(house, 2 * HOUR)
    rare = source_of("http://a", "mot", every="5d")
    with house.store.write() as connection:
        sources.update(connection, "hai", not_before=house.clock() + HOUR)
    assert told(house, rare, WATCHED[1]) is not None


def test_the_deadlines_that_passed_meanwhile_are_named(house: House) -> None:
    alive(house)
    today = house.clock().astimezone(ZONE).date()
    with house.store.write() as connection:
        listed = [Listed("k", "http://a/k", "Công văn")]
        (item,) = items.discover(connection, "mot", "tin", listed, house.clock())
        days = [today - timedelta(days=1), today + timedelta(days=1), today + timedelta(days=2)]
        wanted = tuple(order(day) for day in days)
        directives.replace(connection, item.id, 1, Extraction(directives=wanted))
    house.clock.shift += timedelta(days=2)
    alive(house)
    ran(house, "mot")
    ran(house, "hai")
    told(house)
    (passed,) = facts(house).passed
    assert passed[0] == "http://a/k"
    assert passed[2].deadline is not None
    assert passed[2].deadline.due == days[1], "what is due today can still be done"


def order(day: date) -> Instruction:
    deadline = Deadline(f"trước ngày {day:%d/%m/%Y}", "date", day, day)
    return Instruction("Sở A báo cáo.", addressees=("Sở A",), deadline=deadline)


def test_another_service_on_the_store_is_seen_and_shares_the_telling(house: House) -> None:
    gap_of(house, HOUR)
    assert alive(house, "y").other == "x"
    assert alive(house, "y").other == ""
    ran(house, "mot")
    ran(house, "hai")
    assert [bool(told(house)), bool(told(house))] == [True, False]
    with house.store.read() as connection:
        assert waiting(connection) is None
