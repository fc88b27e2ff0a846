"""What holds for any subscription: values widen, keys narrow, the order of values is nothing."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from alerts.matching import alerts_for, match
from alerts.model import Event, EventKind, ReasonKind, Subscription
from articles.model import Weight
from directives.model import Extraction
from tests.alerts import samples
from tests.alerts.samples import change, event, item

PHRASES = ("CNTT", "chuyển đổi số", "chuyen doi so", "đất đai", "xã", "văn bản", "không có", "")
BODIES = ("Sở KH&CN", "Sở Khoa học và Công nghệ", "Sở Nội vụ", "Sở Y tế", "UBND xã", "", "?")
SOURCES = ("quangtri", "laichau")

subscriptions = st.builds(
    Subscription,
    st.sampled_from(["a", "b", "c"]),
    st.just(("console",)),
    st.lists(st.sampled_from([*EventKind, "*"]), max_size=6).map(
        lambda kinds: tuple(map(str, kinds))
    ),
    st.lists(st.sampled_from(SOURCES), max_size=2).map(tuple),
    st.lists(st.sampled_from(PHRASES), max_size=3).map(tuple),
    st.lists(st.sampled_from(BODIES), max_size=3).map(tuple),
    st.sampled_from(list(Weight)),
)
events = st.builds(
    lambda kind, read, weight: event(
        kind,
        item(extraction=samples.EXTRACTION if read else Extraction()),
        change(samples.MOVED, weight=weight),
    ),
    st.sampled_from([kind for kind in EventKind if kind is not EventKind.SOURCE_FILLED]),
    st.booleans(),
    st.sampled_from(list(Weight)),
)


def told(happened: Event, wish: Subscription) -> bool:
    return bool(match(happened, (wish,)))


@given(events, subscriptions)
def test_an_alert_names_its_event_and_subscription_and_a_reason_of_a_given_key(
    happened: Event, wish: Subscription
) -> None:
    for alert in match(happened, (wish,)):
        assert (alert.event, alert.subscription) == (happened, wish.name)
        kind = alert.reason.kind
        assert wish.to or kind not in {ReasonKind.RECEIVER, ReasonKind.COOPERATING}
        assert wish.any or kind is not ReasonKind.WORD
        assert (kind is ReasonKind.EVERYTHING) == (not (wish.to or wish.any or wish.sources))


@given(events, subscriptions, st.sampled_from(PHRASES), st.sampled_from(BODIES))
def test_one_more_value_of_a_given_key_never_loses_an_alert(
    happened: Event, wish: Subscription, phrase: str, body: str
) -> None:
    wider = replace(
        wish,
        any=(*wish.any, phrase) if wish.any else (),
        to=(*wish.to, body) if wish.to else (),
    )
    assert told(happened, wider) or not told(happened, wish)


@given(events, subscriptions)
def test_dropping_a_key_never_loses_an_alert(happened: Event, wish: Subscription) -> None:
    if told(happened, wish):
        for key in ("sources", "any", "to"):
            assert told(happened, replace(wish, **{key: ()}))  # type: ignore[arg-type]
        assert told(happened, replace(wish, min_weight=Weight.MINOR))


@given(events, subscriptions)
def test_the_order_of_values_decides_nothing(happened: Event, wish: Subscription) -> None:
    turned = replace(
        wish, on=wish.on[::-1], sources=wish.sources[::-1], any=wish.any[::-1], to=wish.to[::-1]
    )
    assert told(happened, turned) == told(happened, wish)


@given(st.lists(events, max_size=4), st.lists(subscriptions, max_size=5))
def test_a_moment_is_at_most_one_alert_for_each_subscription(
    moment: list[Event], wishes: list[Subscription]
) -> None:
    named = [replace(wish, name=str(place)) for place, wish in enumerate(wishes)]
    names = [alert.subscription for alert in alerts_for(moment, named)]
    assert len(names) == len(set(names))
    alone = {wish.name for wish in named if any(told(happened, wish) for happened in moment)}
    assert set(names) == alone
