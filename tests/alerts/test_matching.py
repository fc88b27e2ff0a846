"""Who is told of what: keys of a subscription, reasons, and one alert per moment."""

from dataclasses import replace

import pytest

from alerts.matching import alerts_for, match
from alerts.model import EventKind, Reason, ReasonKind, Subscription
from articles.model import Article, Weight
from directives.model import Extraction
from tests.alerts import samples
from tests.alerts.samples import change, event, item, subscription

NEW = event(EventKind.DIRECTIVE_NEW, item())
PLAIN = event(EventKind.ARTICLE_NEW, item(extraction=Extraction()))
EVERYTHING = Reason(ReasonKind.EVERYTHING)


def reason(happened: object, **keys: object) -> Reason | None:
    """Why a subscription with `keys` is told, or None."""
    alerts = match(happened, (subscription(**keys),))  # type: ignore[arg-type]
    return alerts[0].reason if alerts else None


@pytest.mark.parametrize("kind", list(EventKind))
def test_a_star_hears_every_kind(kind: EventKind) -> None:
    assert reason(event(kind, item()), on=("*",)) is not None


@pytest.mark.parametrize("kind", list(EventKind))
def test_a_kind_is_heard_by_those_who_ask_for_it_only(kind: EventKind) -> None:
    others = {other.value for other in EventKind} - {kind.value}
    if kind is EventKind.SOURCE_FILLED:
        others -= {"directive.new", "article.new"}  # which the summary stands for
    assert reason(event(kind, item()), on=(kind.value,)) is not None
    assert reason(event(kind, item()), on=tuple(others)) is None
    assert reason(event(kind, item()), on=()) is None


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({}, EVERYTHING),
        ({"sources": ("laichau", "quangtri")}, Reason(ReasonKind.SOURCE, "quangtri")),
        ({"sources": ("laichau",)}, None),
        (
            {"any": ("đất đai", "công nghệ thông tin")},
            Reason(ReasonKind.WORD, "CNTT"),
        ),
        ({"any": ("chuyen doi so", "cấp xã")}, Reason(ReasonKind.WORD, "chuyển đổi số, cấp xã")),
        ({"any": ("đất đai",)}, None),
        ({"to": ("Sở Khoa học và Công nghệ",)}, Reason(ReasonKind.RECEIVER, "Sở KH&CN")),
        ({"to": ("Sở Nội vụ",)}, Reason(ReasonKind.COOPERATING, "Sở Nội vụ")),
        ({"to": ("Sở Nội vụ", "Sở KH&CN")}, Reason(ReasonKind.RECEIVER, "Sở KH&CN")),
        ({"to": ("Sở Y tế",)}, None),
        ({"to": ("Sở KH&CN",), "any": ("đất đai",)}, None),
        ({"to": ("Sở Y tế",), "any": ("CNTT",)}, None),
        (
            {"to": ("Sở KH&CN",), "any": ("CNTT",)},
            Reason(ReasonKind.RECEIVER, "Sở KH&CN", more=(Reason(ReasonKind.WORD, "CNTT"),)),
        ),
        ({"sources": ("laichau",), "any": ("CNTT",)}, None),
        (
            {"sources": ("quangtri",), "any": ("CNTT",)},
            Reason(ReasonKind.WORD, "CNTT", more=(Reason(ReasonKind.SOURCE, "quangtri"),)),
        ),
    ],
)
def test_all_keys_given_must_hold_and_the_strongest_is_the_reason(
    keys: dict[str, object], expected: Reason | None
) -> None:
    assert reason(NEW, **keys) == expected


def test_words_are_sought_in_the_title_too() -> None:
    title = event(EventKind.ARTICLE_NEW, item(Article("Phòng chống bão lũ"), Extraction()))
    assert reason(title, any=("bão lũ",)) == Reason(ReasonKind.WORD, "bão lũ")


def test_a_receiver_is_unknown_where_nothing_is_instructed() -> None:
    assert reason(PLAIN, to=("Sở KH&CN",)) is None


def test_a_possible_instruction_names_no_certain_receiver() -> None:
    unsure = Extraction(is_directive=True, unsure=(samples.REPORT,))
    why = reason(event(EventKind.DIRECTIVE_NEW, item(extraction=unsure)), to=("Sở KH&CN",))
    assert why == Reason(ReasonKind.UNCLEAR, "Sở KH&CN")


@pytest.mark.parametrize("weight", list(Weight))
@pytest.mark.parametrize("least", list(Weight))
@pytest.mark.parametrize("kind", [EventKind.DIRECTIVE_CHANGED, EventKind.ARTICLE_CHANGED])
def test_a_change_is_told_from_the_weight_asked_for(
    kind: EventKind, weight: Weight, least: Weight
) -> None:
    changed = event(kind, item(), change(samples.REWORDED, weight=weight))
    told = reason(changed, min_weight=least) is not None
    assert told == (weight.rank >= least.rank)


def test_an_item_that_went_is_told_whatever_weight_is_asked_for() -> None:
    gone = event(EventKind.ARTICLE_WITHDRAWN, item(), change(weight=Weight.MINOR))
    assert reason(gone, min_weight=Weight.MAJOR) == EVERYTHING


def test_one_moment_is_one_alert_for_the_most_specific_event_asked_for() -> None:
    changed = change(samples.MOVED)
    moment = [event(kind, item(), changed) for kind in (EventKind.ARTICLE_CHANGED, EventKind.DIRECTIVE_CHANGED)]  # fmt: skip
    wishes = (
        subscription("both", ("article.changed", "directive.changed")),
        subscription("star"),
        subscription("articles", ("article.changed",)),
        subscription("neither", ("article.new",)),
    )
    told = [(alert.subscription, alert.event.kind.value) for alert in alerts_for(moment, wishes)]
    assert told == [
        ("both", "directive.changed"),
        ("star", "directive.changed"),
        ("articles", "article.changed"),
    ]


def test_a_less_specific_event_is_told_where_the_specific_one_does_not_fit() -> None:
    directive = event(EventKind.DIRECTIVE_NEW, item(extraction=Extraction()))
    told = alerts_for([directive, NEW], (subscription(to=("Sở KH&CN",)),))
    assert [alert.event for alert in told] == [NEW]


def test_the_first_crawl_is_summed_up_with_the_deadlines_of_the_watched_receivers() -> None:
    filled = event(EventKind.SOURCE_FILLED, fill=samples.FILL)
    wishes = (
        subscription("all", ("directive.new",)),
        subscription("mine", ("article.new",), to=("Sở Xây dựng",), any=("không có từ này",)),
        subscription("else", ("source.filled",), sources=("laichau",)),
        subscription("later", ("directive.changed",)),
    )
    told = match(filled, wishes)
    assert [alert.subscription for alert in told] == ["all", "mine"]
    assert {alert.reason for alert in told} == {Reason(ReasonKind.FIRST_FILL, "quangtri")}
    assert told[0].event == filled
    assert told[1].event.fill is not None
    assert [entry[2] for entry in told[1].event.fill.open] == [samples.INSPECT]
    assert replace(told[1].event, fill=samples.FILL) == filled


def test_events_without_an_item_fit_no_key_about_items() -> None:
    blind = event(EventKind.SOURCE_BLIND)
    assert reason(blind) == EVERYTHING
    for keys in ({"any": ("x",)}, {"to": ("Sở Y tế",)}, {"watch": ("412/UBND-KGVX",)}):
        assert reason(blind, **keys) is None
    assert reason(blind, sources=("quangtri",)) == EVERYTHING  # it concerns all sources


def test_no_subscription_and_no_event_is_no_alert() -> None:
    assert match(NEW, ()) == ()
    assert alerts_for((), (subscription(),)) == ()


def test_subscriptions_keep_their_order() -> None:
    wishes: tuple[Subscription, ...] = tuple(subscription(str(n)) for n in range(20))
    assert [alert.subscription for alert in match(NEW, wishes)] == [w.name for w in wishes]
