"""From events to outbox rows: whom, on which channels, and once."""

from datetime import timedelta

import pytest

from alerts.model import Event, EventKind, ItemFacts, Reason, ReasonKind, Subscription
from ingest.telling import Occasion, alert_of, tell
from storage import forms, told
from storage.session import Store
from storage.told import Told
from tests.ingest.samples import EVERYTHING, NOW, SOURCE, an_item, article, instruction, orders

NEWS = EventKind.ARTICLE_NEW
ORDER = EventKind.DIRECTIVE_NEW


def told_of(
    store: Store,
    *kinds: EventKind,
    to: tuple[Subscription, ...] = (EVERYTHING,),
    key: str = "1",
    withheld: str = "",
) -> tuple[list[str], list[Told]]:
    with store.write() as connection:
        item = an_item(connection)
        facts = ItemFacts(item.id, SOURCE.name, "Cổng", item.url, article(), orders(instruction()))
        events = [Event(kind, NOW, item=facts) for kind in kinds]
        occasion = Occasion(f"{item.id}/{key}", item.id, SOURCE.name, NOW, withheld)
        return tell(connection, occasion, events, to), told.of_item(connection, item.id)


def test_every_channel_of_a_subscription_gets_a_row(store: Store) -> None:
    queued, [event] = told_of(store, NEWS)
    assert {entry.channel for entry in event.deliveries} == set(EVERYTHING.channels)
    assert {entry.id for entry in event.deliveries} == set(queued)
    assert len(queued) == len(EVERYTHING.channels)


def test_two_subscriptions_with_one_channel_are_told_apart(store: Store) -> None:
    both = tuple(Subscription(name, ("phòng",), ("*",)) for name in ("một", "hai"))
    queued, [event] = told_of(store, NEWS, to=both)
    assert {entry.subscription for entry in event.deliveries} == {"một", "hai"}
    assert len(set(queued)) == len(both)


def test_the_same_moment_is_told_once(store: Store) -> None:
    first, _ = told_of(store, NEWS)
    again, events = told_of(store, NEWS)
    assert first
    assert again == []
    assert len(events) == 1


def test_another_moment_is_told_anew(store: Store) -> None:
    first, _ = told_of(store, NEWS, key="1")
    second, events = told_of(store, NEWS, key="2")
    assert set(first).isdisjoint(second)
    assert [event.key.split("/", 1)[1] for event in events] == ["1/article.new", "2/article.new"]


def test_what_is_withheld_is_written_with_its_reason_and_told_to_nobody(store: Store) -> None:
    queued, [event] = told_of(store, NEWS, withheld="first_fill")
    assert queued == []
    assert (event.withheld, event.event, event.deliveries) == ("first_fill", "", ())


@pytest.mark.parametrize("kinds", [(NEWS, ORDER), (ORDER, NEWS)])
def test_only_the_most_specific_event_is_told(
    store: Store, kinds: tuple[EventKind, EventKind]
) -> None:
    _, events = told_of(store, *kinds)
    heard = {event.kind: len(event.deliveries) for event in events}
    assert heard == {NEWS.value: 0, ORDER.value: len(EVERYTHING.channels)}


def test_words_are_kept_only_where_somebody_hears_them(store: Store) -> None:
    _, events = told_of(store, NEWS, ORDER)
    assert {event.kind: bool(event.event) for event in events} == {NEWS: False, ORDER: True}


def test_each_subscription_hears_of_what_it_asked_for(store: Store) -> None:
    to = (
        Subscription("tin", ("phòng",), (NEWS.value,)),
        Subscription("lệnh", ("zalo",), (ORDER.value,)),
    )
    _, events = told_of(store, NEWS, ORDER, to=to)
    heard = {event.kind: [entry.subscription for entry in event.deliveries] for event in events}
    assert heard == {NEWS: ["tin"], ORDER: ["lệnh"]}


def test_without_subscriptions_events_are_still_written(store: Store) -> None:
    queued, events = told_of(store, NEWS, ORDER, to=())
    assert queued == []
    assert [event.withheld for event in events] == ["", ""]


def test_an_alert_is_read_back_as_it_was_written(store: Store) -> None:
    _, [event] = told_of(store, NEWS)
    [first, *_] = event.deliveries
    alert = alert_of(event.event, first.subscription, first.reason)
    assert (alert.subscription, alert.reason) == ("tất cả", Reason(ReasonKind.EVERYTHING))
    assert alert.event.kind is NEWS
    assert alert.event.item is not None
    assert alert.event.item.article == article()
    assert alert.event.at - NOW == timedelta(0)


def test_nothing_to_tell_writes_nothing(store: Store) -> None:
    assert told_of(store) == ([], [])


def test_a_damaged_event_is_not_taken_for_an_alert() -> None:
    with pytest.raises(ValueError, match="kind"):
        alert_of("{}", "tất cả", forms.dump(Reason(ReasonKind.WORD, "đề án")))
