"""Which subscriptions are told of an event, and why: one alert per subscription and moment."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from alerts.model import (
    Alert,
    Event,
    EventKind,
    Reason,
    ReasonKind,
    Subscription,
)
from alerts.words import WordIndex, index
from directives.model import Instruction
from directives.receivers import receives

EVERYTHING = "*"
#: As many found words as a reader takes in; more say nothing new.
WORDS_SHOWN = 3
#: How a change lists the receivers before and after (directives.compare).
RECEIVERS_JOINED_BY = ";"
#: Pairs of (watched, written) bodies remembered: 1,000 subscriptions times a long list of receivers.
_PAIRS_KEPT = 65_536

_EVERYTHING = Reason(ReasonKind.EVERYTHING)
_SPECIFIC_FIRST = {kind: place for place, kind in enumerate(EventKind)}
_CHANGES = frozenset({EventKind.DIRECTIVE_CHANGED, EventKind.ARTICLE_CHANGED})
#: The summary of a first crawl stands for the single alerts that are not sent then.
_SUMMARISED = frozenset({EventKind.DIRECTIVE_NEW, EventKind.ARTICLE_NEW})


def match(event: Event, subscriptions: Sequence[Subscription]) -> tuple[Alert, ...]:
    """The alerts `event` raises, in the order of `subscriptions`."""
    return alerts_for((event,), subscriptions)


def alerts_for(events: Sequence[Event], subscriptions: Sequence[Subscription]) -> tuple[Alert, ...]:
    """One alert per subscription for the events of ONE moment of ONE item.

    A subscription hears of the most specific event that it asked for and that fits it.
    """
    ranked = sorted(events, key=lambda event: _SPECIFIC_FIRST[event.kind])
    occasions = tuple(_Occasion(event) for event in ranked)
    raised = (_first_alert(occasions, subscription) for subscription in subscriptions)
    return tuple(alert for alert in raised if alert is not None)


class _Occasion:
    """One event with what is worked out once for all subscriptions."""

    def __init__(self, event: Event) -> None:
        self.event = event
        self.asked_as = _asked_as(event.kind)
        self.source = _source(event)

    @cached_property
    def words(self) -> WordIndex:
        """The item's title and text, folded once."""
        item = self.event.item
        return index(item.article.text if item else "")

    @cached_property
    def receivers(self) -> tuple[tuple[ReasonKind, tuple[str, ...]], ...]:
        """Whom `to` is compared with; who is no longer named after a change is told of that too."""
        item = self.event.item
        told = item.extraction.directives if item else ()
        leading = [name for entry in told for name in entry.addressees]
        joining = [name for entry in told for name in entry.cooperating]
        leading += self._relieved("addressees")
        joining += self._relieved("cooperating")
        return (
            (ReasonKind.RECEIVER, tuple(dict.fromkeys(leading))),
            (ReasonKind.COOPERATING, tuple(dict.fromkeys(joining))),
        )

    def _relieved(self, field: str) -> list[str]:
        change = self.event.change
        named = [entry.before for entry in change.fields if entry.field == field] if change else []
        return [name.strip() for names in named for name in names.split(RECEIVERS_JOINED_BY)]

    @cached_property
    def possible_receivers(self) -> tuple[str, ...]:
        """The receivers of possible instructions."""
        item = self.event.item
        unsure = item.extraction.unsure if item else ()
        names = [name for entry in unsure for name in (*entry.addressees, *entry.cooperating)]
        return tuple(dict.fromkeys(names))

    @cached_property
    def names_nobody(self) -> bool:
        """Whether something is ordered without a word of who must do it."""
        item = self.event.item
        if item is None or not item.extraction.is_directive:
            return False
        told = item.extraction.directives
        return not told or any(not entry.addressees for entry in told)


def _first_alert(occasions: Sequence[_Occasion], subscription: Subscription) -> Alert | None:
    for occasion in occasions:
        if occasion.asked_as.isdisjoint(subscription.on):
            continue
        if not _heavy_enough(occasion.event, subscription):
            continue
        reason = _why(occasion, subscription)
        if reason is not None:
            return Alert(_narrowed(occasion.event, subscription), subscription.name, reason)
    return None


def _why(occasion: _Occasion, subscription: Subscription) -> Reason | None:
    """The reason that tells most if every key given holds, else None."""
    reason = _EVERYTHING
    if subscription.sources:
        if occasion.source not in subscription.sources:
            return None
        reason = Reason(ReasonKind.SOURCE, occasion.source)
    if occasion.event.kind is EventKind.SOURCE_FILLED:
        return Reason(ReasonKind.FIRST_FILL, occasion.source)
    if occasion.event.outage is not None:
        return reason  # words and receivers do not bind what concerns a whole source
    if subscription.any:
        found = [phrase for phrase in subscription.any if occasion.words.holds(phrase)]
        if not found:
            return None
        reason = Reason(ReasonKind.WORD, ", ".join(found[:WORDS_SHOWN]))
    return _receiver(occasion, subscription) if subscription.to else reason


def _receiver(occasion: _Occasion, subscription: Subscription) -> Reason | None:
    for kind, names in occasion.receivers:
        for name in names:
            if is_for(subscription, name):
                return Reason(kind, name)
    # Not knowing whom an order is for is no reason to keep it from those who may have to obey it.
    possible = (name for name in occasion.possible_receivers if is_for(subscription, name))
    if occasion.names_nobody or next(possible, None):
        return Reason(ReasonKind.UNCLEAR, ", ".join(subscription.to[:WORDS_SHOWN]))
    return None


def is_for(subscription: Subscription, written: str) -> bool:
    """Whether the receiver `written` in a text is one that `subscription` watches."""
    return any(_receives(watched, written) for watched in subscription.to)


@lru_cache(maxsize=_PAIRS_KEPT)
def _receives(watched: str, written: str) -> bool:
    return receives(watched, written)


def _heavy_enough(event: Event, subscription: Subscription) -> bool:
    if event.kind not in _CHANGES or event.change is None:
        return True
    return event.change.weight.rank >= subscription.min_weight.rank


def _asked_as(kind: EventKind) -> frozenset[str]:
    summarised = _SUMMARISED if kind is EventKind.SOURCE_FILLED else frozenset()
    return frozenset({EVERYTHING, kind.value, *(other.value for other in summarised)})


def _source(event: Event) -> str:
    if event.item is not None:
        return event.item.source
    whole = event.fill or event.outage
    return whole.source if whole is not None else ""


def _narrowed(event: Event, subscription: Subscription) -> Event:
    """The summary of a first crawl with only the open deadlines that may be for the receivers watched."""
    if event.fill is None or not subscription.to:
        return event
    mine = tuple(entry for entry in event.fill.open if _concerns(entry[2], subscription))
    return replace(event, fill=replace(event.fill, open=mine))


def _concerns(instruction: Instruction, subscription: Subscription) -> bool:
    if not instruction.addressees:
        return True  # nobody is named: it may well be for them
    names = (*instruction.addressees, *instruction.cooperating)
    return any(is_for(subscription, name) for name in names)
