"""Whether a subscription asks for more than it did: then the stock holds what it never heard of."""

from alerts.keys import KEYS, values
from alerts.model import Subscription

#: Keys whose every value narrows: fewer of them are wider.
_EACH_NARROWS = frozenset({"all", "none"})


def is_wider(before: Subscription, after: Subscription) -> bool:
    """Whether some item could fit `after` that did not fit `before`, as far as keys can say."""
    if set(after.on) - set(before.on) and "*" not in before.on:
        return True
    if before.unsure == "skip" and after.unsure != "skip":
        return True
    return any(_is_wider(before, after, key) for key in KEYS)


def _is_wider(before: Subscription, after: Subscription, key: str) -> bool:
    old, new = set(values(before, key)), set(values(after, key))
    if key in _EACH_NARROWS:
        return bool(old - new)
    return bool(old) and (not new or bool(new - old))
