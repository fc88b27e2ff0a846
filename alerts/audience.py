"""Subscriptions made ready to be matched: compiled once, asked at every event."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from alerts.keys import WHOLE_SOURCES, Key, compiled
from alerts.model import Subscription
from alerts.wanted import Phrases, Vocabulary
from directives.reach import Bodies


@dataclass(frozen=True, slots=True)
class Wish:
    """A subscription with its keys ready to be asked, by name; some bind whole sources,
    all bind items."""

    subscription: Subscription
    keys: dict[str, Key]
    of_sources: tuple[Key, ...]
    of_items: tuple[Key, ...]


def _wish(subscription: Subscription) -> Wish:
    keys = compiled(subscription)
    whole = tuple(key for name, key in keys.items() if name in WHOLE_SOURCES)
    return Wish(subscription, keys, whole, tuple(keys.values()))


class Audience(Sequence[Subscription]):
    """Subscriptions in order, with all their words and bodies ready to be looked up at once."""

    def __init__(self, subscriptions: Sequence[Subscription]) -> None:
        self._all = tuple(subscriptions)
        self.wishes = tuple(map(_wish, self._all))
        bodies = (name for s in self._all for name in (*s.to, *s.issuers, *s.agencies))
        self.vocabulary = Vocabulary(
            Phrases((word for s in self._all for word in (*s.any, *s.all)), by_any_name=True),
            # Who excludes a word means that word: other names would keep more from them.
            Phrases((word for s in self._all for word in s.none), by_any_name=False),
            Bodies(bodies),
        )

    @classmethod
    def of(cls, subscriptions: Sequence[Subscription]) -> "Audience":
        """These subscriptions, compiled unless they are already."""
        return subscriptions if isinstance(subscriptions, cls) else cls(subscriptions)

    @overload
    def __getitem__(self, index: int) -> Subscription: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Subscription]: ...
    def __getitem__(self, index: int | slice) -> Subscription | Sequence[Subscription]:
        """One subscription, or some."""
        return self._all[index]

    def __len__(self) -> int:
        """How many there are."""
        return len(self._all)

    def __iter__(self) -> Iterator[Subscription]:
        """The subscriptions in order."""
        return iter(self._all)
