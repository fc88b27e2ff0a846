"""What of the virtual month was recorded and told, against what happened."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from benchmarks.figures import Figure
from benchmarks.month_editors import Editors
from benchmarks.month_plan import DAY, Deed, Done
from demo.receiver import Message
from storage import changes, items, told
from storage.changes import Change
from storage.items import Item, ItemState
from storage.session import Store
from storage.told import Told

ID = re.compile(r"#([0-9a-f]{16})\s*$")
AT_ONCE = timedelta(minutes=10)
SWEPT = DAY + AT_ONCE  # back-dated items are found by the daily reading of all pages
CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Late:
    """How late each thing was told."""

    waits: tuple[timedelta, ...]

    def __str__(self) -> str:
        if not self.waits:
            return "none"
        ordered = sorted(self.waits)
        parts = (ordered[len(ordered) // 2], ordered[len(ordered) * 9 // 10], ordered[-1])
        return "median {}, 90 % {}, longest {}".format(*map(_hours, parts))


def _hours(wait: timedelta) -> str:
    hours = wait / timedelta(hours=1)
    return (
        f"{hours * 60:.0f} min"
        if hours < 1
        else f"{hours:.1f} h"
        if hours < 48
        else f"{hours / 24:.1f} d"
    )


@dataclass
class Proof:
    """Compares the store and the receiver with what the editors did."""

    store: Store
    source: str
    editors: Editors
    stock: Sequence[int]

    def is_settled(self) -> bool:
        """Whether every edit was seen, and all that is gone known as gone."""
        edits = all(self._changes(done) for done in self._of(Deed.EDIT))
        return edits and self._gone().well

    def figures(self, messages: Sequence[Message]) -> list[Figure]:
        """All that has to hold."""
        return [
            self._stock(),
            *self._new(Deed.NEW, "new items", AT_ONCE),
            *self._new(Deed.LATE, "back-dated items", SWEPT),
            *self._edits(),
            self._gone(),
            self._back(),
            self._false("false changes", ".changed", self._items(Deed.EDIT)),
            self._false("false new", ".new", self._items(Deed.NEW, Deed.LATE)),
            self._false("false gone", ".suspected", self._items(Deed.GO)),
            self._false("false withdrawn", ".withdrawn", self._items(Deed.GO)),
            self._moved(),
            _doubles(messages),
        ]

    def _items(self, *deeds: Deed) -> set[int]:
        return {done.item for done in self.editors.done if done.deed in deeds}

    def _of(self, deed: Deed) -> list[Done]:
        return [done for done in self.editors.done if done.deed is deed]

    def _stored(self, number: int) -> Item | None:
        with self.store.read() as connection:
            return items.by_key(connection, self.source, str(number))

    def _told(self, number: int) -> list[Told]:
        item = self._stored(number)
        if item is None:
            return []
        with self.store.read() as connection:
            return [one for one in told.of_item(connection, item.id) if one.deliveries]

    def _due(self, at: datetime) -> datetime:
        """When it could be seen at the earliest: not during an outage."""
        for begin, end in self.editors.outages:
            if begin - AT_ONCE <= at <= end:  # it may have begun before the next look
                return end
        return at

    def _stock(self) -> Figure:
        read = [
            number
            for number in self.stock
            if (found := self._stored(number)) and found.version_count
        ]
        name, figure = "items of the first reading", f"{len(read)} of {len(self.stock)}"
        return Figure(name, figure, "all", len(read) == len(self.stock))

    def _new(self, deed: Deed, name: str, within: timedelta) -> Iterable[Figure]:
        waits, missed, slow = [], [], []
        for done in self._of(deed):
            found = [one for one in self._told(done.item) if one.kind.endswith(".new")]
            if len(found) != 1:
                missed.append(f"{done}: told {len(found)} times")
                continue
            waits.append(found[0].at - self._due(done.at))
            if waits[-1] > within:
                slow.append(f"{done}: {_hours(waits[-1])}")
        count = f"{len(waits)} of {len(self._of(deed))}"
        yield Figure(f"{name} told", count, "all, once", not missed, tuple(missed))
        yield Figure(
            "  how late", str(Late(tuple(waits))), f"≤ {_hours(within)}", not slow, tuple(slow)
        )

    def _edits(self) -> Iterable[Figure]:
        waits, missed = [], []
        for done in self._of(Deed.EDIT):
            seen = self._changes(done)
            found = [one for one in self._told(done.item) if one.kind.endswith(".changed")]
            if len(seen) != 1 or len(found) != 1:
                missed.append(f"{done}: recorded {len(seen)} times, told {len(found)} times")
                continue
            waits.append(seen[0].first_seen_new - self._due(done.at))
        young = [wait for wait in waits if wait <= DAY]
        count = f"{len(waits)} of {len(self._of(Deed.EDIT))}"
        yield Figure("edits recorded and told", count, "all, once", not missed, tuple(missed))
        yield Figure("  how late", str(Late(tuple(waits))), "≤ 30 d")
        yield Figure("  within a day", f"{len(young)} of {len(waits)}", "")

    def _changes(self, done: Done) -> list[Change]:
        """What was recorded of an item's content since then."""
        item = self._stored(done.item)
        if item is None:
            return []
        with self.store.read() as connection:
            history = changes.history(connection, item.id)
        since = [one for one in history if one.first_seen_new >= done.at]
        return [one for one in since if one.verdict == CONTENT]

    def _gone(self) -> Figure:
        back = self._items(Deed.COME_BACK)
        went = [done for done in self._of(Deed.GO) if done.item not in back]
        found = [done for done in went if self._is_told_gone(done.item)]
        missed = tuple(f"{done}: {self._state(done.item)}" for done in went if done not in found)
        return Figure(
            "gone items told as withdrawn",
            f"{len(found)} of {len(went)}",
            "all",
            not missed,
            missed,
        )

    def _is_told_gone(self, number: int) -> bool:
        kinds = Counter(one.kind for one in self._told(number))
        known = self._state(number) is ItemState.WITHDRAWN
        return known and kinds["article.suspected"] == kinds["article.withdrawn"] == 1

    def _back(self) -> Figure:
        came = self._of(Deed.COME_BACK)
        found = [done for done in came if self._state(done.item) is ItemState.LIVE]
        return Figure(
            "items that came back live",
            f"{len(found)} of {len(came)}",
            "all",
            len(found) == len(came),
        )

    def _state(self, number: int) -> ItemState | None:
        item = self._stored(number)
        return item.state if item else None

    def _false(self, name: str, kind: str, those: set[int]) -> Figure:
        """What was told of an item to which no such thing happened."""
        found = []
        for number in [*self.stock, *self.editors.born]:
            if number not in those:
                found += [
                    f"{number}: {one.kind} at {one.at:%d/%m %H:%M}"
                    for one in self._told(number)
                    if one.kind.endswith(kind)
                ]
        return Figure(name, str(len(found)), "0", not found, tuple(found))

    def _moved(self) -> Figure:
        wrong = tuple(
            f"{done}: {one.kind}"
            for done in self._of(Deed.MOVE)
            for one in self._told(done.item)
            if not one.kind.endswith(".new")
        )
        return Figure(
            "moved items told as anything",
            f"{len(wrong)} of {len(self._of(Deed.MOVE))}",
            "0",
            not wrong,
            wrong,
        )


def _doubles(messages: Sequence[Message]) -> Figure:
    ids = Counter(match[1] for one in messages if (match := ID.search(one.text)))
    twice = tuple(name for name, count in ids.items() if count > 1)
    without = len(messages) - ids.total()
    return Figure(
        "messages that came twice",
        f"{len(twice)} of {ids.total()}",
        "0",
        not twice and not without,
        twice,
    )
