"""The keys of a subscription, each judged by itself: does it hold for an occasion, and why."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from alerts.model import Event, EventKind, Reason, ReasonKind, Subscription
from alerts.occasions import Occasion, comparable
from directives.normal import fold

#: As many found words as a reader takes in; more say nothing new.
WORDS_SHOWN = 3
CHANGES = frozenset({EventKind.DIRECTIVE_CHANGED, EventKind.ARTICLE_CHANGED})

#: What a key says of an occasion: None = it does not hold, else its reasons (none worth telling: ()).
Held = tuple[Reason, ...] | None
Key = Callable[[Occasion], Held]


def compiled(wish: Subscription) -> dict[str, Key]:
    """The keys that a subscription gives, the cheapest first, ready to be asked."""
    return {name: make(wish) for name, make in _MAKERS.items() if values(wish, name)}


def asks_for(wish: Subscription, occasion: Occasion) -> bool:
    """Whether this event is one of those in `on`."""
    return not occasion.asked_as.isdisjoint(wish.on)


def heavy_enough(event: Event, wish: Subscription) -> bool:
    """Whether a change weighs what is asked for; `min_weight` binds nothing else."""
    if event.kind not in CHANGES or event.change is None:
        return True
    return event.change.weight.rank >= wish.min_weight.rank


def values(wish: Subscription, name: str) -> tuple[str, ...]:
    """What a subscription gives for a key of the settings."""
    given: tuple[str, ...] = getattr(wish, FIELDS.get(name, name))
    return given


def _sources(wish: Subscription) -> Key:
    wanted = frozenset(wish.sources)

    def held(occasion: Occasion) -> Held:
        if not occasion.source:
            return ()  # what concerns all sources
        if occasion.source not in wanted:
            return None
        return (Reason(ReasonKind.SOURCE, occasion.source),)

    return held


def _sections(wish: Subscription) -> Key:
    wanted = frozenset(map(fold, wish.sections))

    def held(occasion: Occasion) -> Held:
        item, fill = occasion.event.item, occasion.event.fill
        if item is None and (fill is None or not fill.sections):
            return ()  # what concerns a whole source concerns each of its sections
        if wanted.isdisjoint(occasion.sections):
            return None
        return (Reason(ReasonKind.SECTION, item.section_title or item.section),) if item else ()

    return held


def _document_types(wish: Subscription) -> Key:
    wanted = frozenset(wish.document_types)

    def held(occasion: Occasion) -> Held:
        paper = occasion.subject.document
        if paper.type in wanted:
            return (Reason(ReasonKind.DOCUMENT_TYPE, paper.type or ""),)
        return None if paper.type else ()  # only papers are bound

    return held


def _urgency(wish: Subscription) -> Key:
    wanted = frozenset(wish.urgency)

    def held(occasion: Occasion) -> Held:
        paper = occasion.subject.document
        if paper.urgency in wanted:
            return (Reason(ReasonKind.URGENCY, paper.urgency or ""),)
        return None if paper.urgency or paper.number else ()

    return held


def _none(wish: Subscription) -> Key:
    unwanted = wish.none

    def held(occasion: Occasion) -> Held:
        return () if occasion.subject.excluded.keys().isdisjoint(unwanted) else None

    return held


def _any(wish: Subscription) -> Key:
    wanted = wish.any

    def held(occasion: Occasion) -> Held:
        if occasion.subject.words.keys().isdisjoint(wanted):
            return _unread(occasion)
        return _words(occasion, wanted)

    return held


def _all(wish: Subscription) -> Key:
    wanted = wish.all

    def held(occasion: Occasion) -> Held:
        if occasion.subject.words.keys() >= set(wanted):
            return _words(occasion, wanted)
        return _unread(occasion)

    return held


def _words(occasion: Occasion, wanted: Iterable[str]) -> Held:
    found = occasion.subject.words
    return tuple([found[phrase] for phrase in wanted if phrase in found])


def _unread(occasion: Occasion) -> Held:
    name = occasion.unread_file
    return (Reason(ReasonKind.UNREAD, name),) if name else None


def _watch(wish: Subscription) -> Key:
    wanted = frozenset(map(comparable, wish.watch))

    def held(occasion: Occasion) -> Held:
        subject = occasion.subject
        if subject.own_number in wanted:
            return (Reason(ReasonKind.WATCH_ITSELF, subject.document.number or ""),)
        cited = [number for same, number in subject.cited.items() if same in wanted]
        return (Reason(ReasonKind.WATCH, ", ".join(cited[:WORDS_SHOWN])),) if cited else None

    return held


def _to(wish: Subscription) -> Key:
    wanted = wish.to

    def held(occasion: Occasion) -> Held:
        reason = _best(occasion.subject.receivers, wanted) or _perhaps(occasion, wanted)
        return (reason,) if reason else None

    return held


def _from(wish: Subscription) -> Key:
    wanted = wish.issuers

    def held(occasion: Occasion) -> Held:
        reason = _best(occasion.subject.issued_by, wanted)
        if reason:
            return (reason,)
        return None if occasion.subject.issuers else _unread(occasion)

    return held


def _agencies(wish: Subscription) -> Key:
    wanted = wish.agencies

    def held(occasion: Occasion) -> Held:
        subject = occasion.subject
        reason = _best(subject.receivers, wanted) or _best(subject.issued_by, wanted)
        reason = reason or _perhaps(occasion, wanted)
        return (reason,) if reason else None

    return held


def _best(found: Mapping[str, Reason], wanted: Iterable[str]) -> Reason | None:
    reasons = [found[name] for name in wanted if name in found]
    return min(reasons, key=lambda reason: RANK[reason.kind], default=None)


def _perhaps(occasion: Occasion, wanted: tuple[str, ...]) -> Reason | None:
    # Not knowing whom an order is for is no reason to keep it from those who may have to obey it.
    subject = occasion.subject
    if subject.names_nobody or not subject.possible_receivers.isdisjoint(wanted):
        return Reason(ReasonKind.UNCLEAR, ", ".join(wanted[:WORDS_SHOWN]))
    if occasion.unread_file and not subject.names_somebody:
        return Reason(ReasonKind.UNREAD, occasion.unread_file)
    return None


#: The most telling kind of reason first.
RANK: Mapping[ReasonKind, int] = MappingProxyType({kind: n for n, kind in enumerate(ReasonKind)})
#: Keys of the settings whose field in Subscription has another name.
FIELDS: Mapping[str, str] = MappingProxyType({"from": "issuers"})
_MAKERS: Mapping[str, Callable[[Subscription], Key]] = MappingProxyType(
    {
        "sources": _sources,
        "sections": _sections,
        "document_types": _document_types,
        "urgency": _urgency,
        "watch": _watch,
        "none": _none,
        "all": _all,
        "any": _any,
        "to": _to,
        "from": _from,
        "agencies": _agencies,
    }
)
#: The keys that narrow a subscription, in the order in which they are judged.
KEYS = tuple(_MAKERS)
#: The keys that bind what concerns a whole source: a first crawl, an outage.
WHOLE_SOURCES = frozenset({"sources", "sections"})
