"""What kept an event from a subscription: the keys that do not hold, and what stood there instead."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from alerts.audience import Audience, Wish
from alerts.keys import WORDS_SHOWN, asks_for, heavy_enough, values
from alerts.matching import binding, occasions_of
from alerts.model import Event, Subscription
from alerts.occasions import Occasion

#: Keys that say what an item is about, not where it came from or what happened.
ABOUT_CONTENT = frozenset(
    {"any", "all", "none", "to", "from", "agencies", "document_types", "urgency", "watch"}
)


@dataclass(frozen=True, slots=True)
class Miss:
    """A key that does not hold: `found` is what stood there instead, "" for nothing."""

    key: str
    found: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """An event that was not told, with every key that kept it back."""

    event: Event
    misses: tuple[Miss, ...]


def misses(event: Event, subscription: Subscription) -> tuple[Miss, ...]:
    """Every key of `subscription` that keeps `event` back, in the order of the settings; () = told."""
    (judged,) = judged_all((event,), Audience([subscription]))
    return judged.misses


def just_missed(events: Sequence[Event], audience: Audience) -> Judged | None:
    """Of the events of one moment, untold to the one subscription of `audience`, the most specific
    that lacked one key alone; None when all lacked more.

    An event that was not asked for is just missed only where something it says was asked for.
    """
    (subscription,) = audience
    wanted = any(values(subscription, key) for key in ABOUT_CONTENT)
    for judged in judged_all(events, audience):
        if len(judged.misses) == 1 and (judged.misses[0].key != "on" or wanted):
            return judged
    return None


def judged_all(events: Sequence[Event], audience: Audience) -> tuple[Judged, ...]:
    """The events, most specific first, each with what kept it from the one subscription."""
    (wish,) = audience.wishes
    occasions = occasions_of(events, audience)
    return tuple(
        Judged(occasion.event, (*_by_event(occasion, wish), *_by_keys(occasion, wish)))
        for occasion in occasions
    )


def _by_event(occasion: Occasion, wish: Wish) -> Iterator[Miss]:
    event = occasion.event
    if not asks_for(wish.subscription, occasion):
        yield Miss("on", event.kind.value)
    if event.change is not None and not heavy_enough(event, wish.subscription):
        yield Miss("min_weight", event.change.weight.value)


def _by_keys(occasion: Occasion, wish: Wish) -> Iterator[Miss]:
    bound = binding(occasion.event, wish)
    unsure = False
    for name, key in wish.keys.items():
        held = key(occasion) if key in bound else ()
        if held is None:
            yield Miss(name, _instead(name, occasion, wish.subscription))
        else:
            unsure |= any(reason.unsure for reason in held)
    if unsure and wish.subscription.unsure == "skip":
        yield Miss("unsure")


def _instead(name: str, occasion: Occasion, subscription: Subscription) -> str:
    return _INSTEAD[name](occasion, subscription)


def _sections(occasion: Occasion, subscription: Subscription) -> str:
    item, fill = occasion.event.item, occasion.event.fill
    if item is None:
        return ", ".join(fill.sections[:WORDS_SHOWN]) if fill else ""
    return item.section_title or item.section


def _lacking(occasion: Occasion, subscription: Subscription) -> str:
    """Of the words that must all be there, those that are not."""
    words = [word for word in subscription.all if word not in occasion.subject.words]
    return ", ".join(words[:WORDS_SHOWN])


def _unwanted(occasion: Occasion, subscription: Subscription) -> str:
    found = occasion.subject.excluded
    written = dict.fromkeys(found[word] for word in subscription.none if word in found)
    return ", ".join(list(written)[:WORDS_SHOWN])


def _receivers(occasion: Occasion, subscription: Subscription) -> str:
    told = occasion.subject.extraction.directives
    names = [name for entry in told for name in (*entry.addressees, *entry.cooperating)]
    return ", ".join(list(dict.fromkeys(names))[:WORDS_SHOWN])


def _issuers(occasion: Occasion, subscription: Subscription) -> str:
    return ", ".join(occasion.subject.issuers[:WORDS_SHOWN])


def _bodies(occasion: Occasion, subscription: Subscription) -> str:
    both = (_issuers(occasion, subscription), _receivers(occasion, subscription))
    return ", ".join(filter(None, both))


def _number(occasion: Occasion, subscription: Subscription) -> str:
    return occasion.subject.document.number or ""


_INSTEAD: Mapping[str, Callable[[Occasion, Subscription], str]] = MappingProxyType(
    {
        "sources": lambda occasion, subscription: occasion.source,
        "sections": _sections,
        "document_types": lambda occasion, subscription: occasion.subject.document.type or "",
        "urgency": lambda occasion, subscription: occasion.subject.document.urgency or "",
        "watch": _number,
        "none": _unwanted,
        "all": _lacking,
        "any": lambda occasion, subscription: "",
        "to": _receivers,
        "from": _issuers,
        "agencies": _bodies,
    }
)
