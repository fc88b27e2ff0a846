"""Which subscriptions are told of an event, and why: one alert per subscription and moment."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from alerts.audience import Audience, Wish
from alerts.keys import RANK, WORDS_SHOWN, Key, asks_for, heavy_enough
from alerts.model import Alert, Event, EventKind, Reason, ReasonKind, Subscription
from alerts.occasions import EVERYTHING, Occasion, Subject, asked_as
from directives.model import Document, Instruction
from directives.receivers import receives

_SPECIFIC_FIRST = {kind: place for place, kind in enumerate(EventKind)}
_EVERYTHING = Reason(ReasonKind.EVERYTHING)

__all__ = [
    "EVERYTHING", "alerts_for", "alerts_later", "asks_for_news", "binding", "concerns", "is_for", "match",
    "narrowed", "occasions_of", "why",
]  # fmt: skip


def match(event: Event, subscriptions: Sequence[Subscription]) -> tuple[Alert, ...]:
    """The alerts `event` raises, in the order of `subscriptions`."""
    return alerts_for((event,), subscriptions)


def alerts_for(events: Sequence[Event], subscriptions: Sequence[Subscription]) -> tuple[Alert, ...]:
    """One alert per subscription for the events of ONE moment of ONE item.

    A subscription hears of the most specific event that it asked for and that fits it. Many
    subscriptions are handed over as an `Audience`, which is compiled once.
    """
    audience = Audience.of(subscriptions)
    occasions = occasions_of(events, audience)
    raised = (_first_alert(occasions, wish) for wish in audience.wishes)
    return tuple(alert for alert in raised if alert is not None)


def alerts_later(
    events: Sequence[Event],
    subscriptions: Sequence[Subscription],
    *,
    told: Collection[str],
    file: str,
) -> tuple[Alert, ...]:
    """The alerts that `events` raise anew now that `file` could be read.

    `events` hold its text among the files of their item; `told` are the subscriptions that heard of
    the moment already, though it be only for want of certainty.
    """
    late = Reason(ReasonKind.READ_FROM_SCAN, file)
    return tuple(
        replace(alert, reason=replace(late, more=_apart(alert.reason)))
        for alert in alerts_for(events, subscriptions)
        if alert.subscription not in told
    )


def _apart(reason: Reason) -> tuple[Reason, ...]:
    return tuple(replace(part, more=()) for part in reason.parts)


def occasions_of(events: Sequence[Event], audience: Audience) -> tuple[Occasion, ...]:
    """The events, most specific first, those of one reading sharing what is worked out of it."""
    subjects: dict[tuple[int, int], Subject] = {}
    occasions = []
    for event in sorted(events, key=lambda event: _SPECIFIC_FIRST[event.kind]):
        same = (id(event.item), id(event.change))
        if same not in subjects:
            subjects[same] = Subject(event.item, event.change, audience.vocabulary)
        occasions.append(Occasion(event, subjects[same]))
    return tuple(occasions)


def _first_alert(occasions: Sequence[Occasion], wish: Wish) -> Alert | None:
    subscription = wish.subscription
    unfit: tuple[int, bool] | None = None
    for occasion in occasions:
        if not asks_for(subscription, occasion) or not heavy_enough(occasion.event, subscription):
            continue
        if occasion.judged_as == unfit:
            continue
        unfit = occasion.judged_as
        reason = why(occasion, wish)
        if reason is not None and not (reason.unsure and subscription.unsure == "skip"):
            return Alert(narrowed(occasion.event, subscription), subscription.name, reason)
    return None


def why(occasion: Occasion, wish: Wish) -> Reason | None:
    """The reasons if every key given holds, the most telling first; else None."""
    reasons: list[Reason] = []
    for key in binding(occasion.event, wish):
        held = key(occasion)
        if held is None:
            return None
        reasons += held
    if occasion.event.kind is EventKind.SOURCE_FILLED:
        return Reason(ReasonKind.FIRST_FILL, occasion.source)
    return _ordered(reasons)


def binding(event: Event, wish: Wish) -> Sequence[Key]:
    """The keys that bind an event; what concerns a whole source, or all, is about no words."""
    if event.service is not None:
        return ()
    return wish.of_sources if event.fill or event.outage else wish.of_items


def _ordered(reasons: Sequence[Reason]) -> Reason:
    """The reasons as one: the most telling first, the words found together."""
    words = dict.fromkeys(one.detail for one in reasons if one.kind is ReasonKind.WORD)
    ranked = [reason for reason in reasons if reason.kind is not ReasonKind.WORD]
    if words:
        ranked.append(Reason(ReasonKind.WORD, ", ".join(list(words)[:WORDS_SHOWN])))
    ranked = sorted(dict.fromkeys(ranked), key=lambda reason: RANK[reason.kind])
    if not ranked:
        return _EVERYTHING
    return replace(ranked[0], more=tuple(ranked[1:])) if len(ranked) > 1 else ranked[0]


def is_for(subscription: Subscription, written: str) -> bool:
    """Whether the receiver `written` in a text is one that `subscription` watches."""
    return any(receives(watched, written) for watched in (*subscription.to, *subscription.agencies))


def asks_for_news(subscription: Subscription) -> bool:
    """Whether a summary of what a first crawl found would be heard."""
    return not asked_as(EventKind.SOURCE_FILLED).isdisjoint(subscription.on)


def narrowed(event: Event, subscription: Subscription) -> Event:
    """The summary of a first crawl with only the open deadlines that may be for the bodies watched."""
    if event.fill is None or not (subscription.to or subscription.agencies):
        return event
    mine = tuple(entry for entry in event.fill.open if concerns(entry[1], entry[2], subscription))
    return replace(event, fill=replace(event.fill, open=mine))


def concerns(paper: Document | None, told: Instruction, subscription: Subscription) -> bool:
    """Whether an instruction is or may be for the receivers watched, or of the agencies watched."""
    if not told.addressees:
        return True  # nobody is named: it may well be for them
    if any(is_for(subscription, name) for name in (*told.addressees, *told.cooperating)):
        return True
    issuers = (told.issuer_body, told.issuer, (paper.issuer if paper else "") or "")
    return any(receives(body, name) for body in subscription.agencies for name in issuers if name)
