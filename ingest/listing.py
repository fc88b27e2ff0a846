"""What a listing shows: items not met before, and known ones under another address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage import aliases, items, presence
from storage.items import Item, Listed
from storage.session import Connection

#: Addresses that carry a stamp nobody knows would otherwise add one at every look.
MOST_ALIASES = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """The items not met before, and how many known ones have an address not met before."""

    new: list[Item]
    elsewhere: int

    @property
    def nothing(self) -> bool:
        """Whether all of it was known, as it stands."""
        return not self.new and not self.elsewhere


def note(
    connection: Connection, source: str, section: str, listed: Sequence[Listed], now: datetime
) -> Shown:
    """Write down what a listing shows. Another address of a known item is asked for when its own
    no longer leads to it."""
    before = presence.places(connection, source, [entry.key for entry in listed])
    elsewhere = 0
    for entry in listed:
        place = before.get(entry.key)
        if place is None or entry.url == place.url or entry.url in place.others:
            continue
        if len(place.others) < MOST_ALIASES:
            aliases.add(connection, source, entry.url, place.item_id)
            elsewhere += 1
    return Shown(items.discover(connection, source, section, listed, now), elsewhere)
