"""Too much gone at once: the operator hears of it, once; nobody hears that anything is gone."""

from datetime import datetime, timedelta

from alerts.model import OPERATOR, Subscription
from ingest.absence import MIN_INCIDENT, AbsencePolicy, Incident
from ingest.incidents import LONGEST_UNJUDGED, QUIET
from ingest.missing import Judged, judge_missing
from ingest.record import record
from storage import items
from storage.items import Item, ItemState
from storage.session import Store
from tests.ingest.samples import EVERY, EVERYTHING, NOW, an_item, desk, fetched

POLICY = AbsencePolicy(timedelta(days=1), 3, 0.05)
ON_DUTY = Subscription(OPERATOR, ("trực",), ("source.blind", "source.back"))
MANY = MIN_INCIDENT + 1


def read(store: Store, count: int) -> list[Item]:
    with store.write() as connection:
        for number in range(count):
            item = an_item(connection, number)
            record(connection, fetched(item, f"Tin {number}", f"Xã họp bàn lần {number}."), desk())
    return known(store)


def known(store: Store) -> list[Item]:
    with store.read() as connection:
        found = [items.by_id(connection, number) for number in items.all_ids(connection)]
    return [item for item in found if item is not None]


def miss(store: Store, at: datetime, *, count: int = MANY, withheld: str = "") -> Judged:
    with store.write() as connection:
        gone = known(store)[:count]
        to = desk(EVERYTHING, ON_DUTY, now=at, withheld=withheld)
        return judge_missing(connection, gone, count, POLICY, to)


def test_the_operator_alone_is_told_and_once(store: Store) -> None:
    read(store, MANY * 2)
    told = [miss(store, NOW + EVERY * number).queued for number in range(20)]
    assert [len(queued) for queued in told] == [1, *[0] * 19]


def test_one_that_rests_and_begins_again_is_told_again(store: Store) -> None:
    read(store, MANY * 2)
    assert len(miss(store, NOW).queued) == 1
    assert len(miss(store, NOW + QUIET).queued) == 1


def test_a_pass_without_alerts_does_not_use_up_the_word(store: Store) -> None:
    read(store, MANY * 2)
    assert miss(store, NOW, withheld="no_alerts").queued == ()
    assert len(miss(store, NOW + EVERY).queued) == 1


def test_it_is_asked_again_later_and_later_but_soon_enough(store: Store) -> None:
    read(store, MANY * 2)
    pauses = []
    for number in range(9):
        now = NOW + number * LONGEST_UNJUDGED
        miss(store, now)
        pauses.append(known(store)[0].next_check_at - now)
    assert pauses[:3] == [EVERY, 2 * EVERY, 4 * EVERY]
    assert pauses[-1] == LONGEST_UNJUDGED
    assert {item.state for item in known(store)} == {ItemState.LIVE}


def test_all_of_a_small_source_at_once_is_an_incident(store: Store) -> None:
    read(store, MIN_INCIDENT)
    assert miss(store, NOW, count=MIN_INCIDENT).incident is Incident.MOST
    assert {item.state for item in known(store)} == {ItemState.LIVE}


def test_what_trickles_away_is_an_incident_in_the_end(store: Store) -> None:
    read(store, 40)
    ends = []
    for number in range(0, 16, 2):
        with store.write() as connection:
            gone = known(store)[number : number + 2]
            done = judge_missing(connection, gone, 40, POLICY, desk(now=NOW + EVERY * number))
        ends.append(done.incident)
    assert ends == [None] * 5 + [Incident.ONE_BY_ONE] * 3
