"""The editors of the virtual month: each deed of the plan done to an item that nobody touched yet."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from benchmarks.month_plan import DAY, HOUR, Deed, Done, Planned
from demo.items import Item, Kind
from demo.portal import DemoPortal
from demo.stock import CYCLE

YOUNG = timedelta(days=4)  # half of the edits meet items no older than this
OLDEST_DATE_DAYS = 900
OTHER_CATEGORY = 83
LONGER = timedelta(days=3)  # a deadline that is moved


@dataclass
class Editors:
    """Carry the plan out; nothing is touched twice, so that each deed is told apart."""

    portal: DemoPortal
    chance: random.Random
    done: list[Done] = field(default_factory=list)
    outages: list[tuple[datetime, datetime]] = field(default_factory=list)
    born: dict[int, datetime] = field(default_factory=dict)
    touched: set[int] = field(default_factory=set)
    chosen: set[int] = field(default_factory=set)
    broken_since: datetime | None = None
    stuck: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)

    def do(self, planned: Planned) -> None:
        """Do one deed, and write it down."""
        item = self._done(planned)
        if item is not None:
            self.done.append(Done(planned.at, planned.deed, item.id, item.title))

    def _done(self, planned: Planned) -> Item | None:
        portal, at = self.portal, planned.at
        match planned.deed:
            case Deed.NEW | Deed.LATE:
                return self._publish(at, late=planned.deed is Deed.LATE)
            case Deed.EDIT:
                return self._edit(at)
            case Deed.MOVE:
                return portal.move(self._choose(at), OTHER_CATEGORY)
            case Deed.GO | Deed.COME_BACK | Deed.STICK | Deed.UNSTICK:
                return self._take_or_give(planned)
        self._break_or_mend(planned)
        return None

    def _take_or_give(self, planned: Planned) -> Item:
        portal = self.portal
        match planned.deed:
            case Deed.COME_BACK:
                return portal.restore(self.gone.pop(0))
            case Deed.UNSTICK:
                return portal.stick(self.stuck.pop(0), stuck=False)
        item = self._choose(planned.at)
        if planned.deed is Deed.GO:
            self.gone.append(item.id)
            return portal.withdraw(item)
        self.stuck.append(item.id)
        return portal.stick(item)

    def _break_or_mend(self, planned: Planned) -> None:
        if planned.fault is not None:
            # No Retry-After: a crawl sits it out by the real clock, and this one is virtual.
            self.portal.misbehave(planned.fault, retry_after="")
            self.broken_since = planned.at
        elif self.broken_since is not None:
            self.portal.behave()
            self.outages.append((self.broken_since, planned.at))
            self.broken_since = None

    def _publish(self, at: datetime, *, late: bool) -> Item:
        shown = at - self.chance.randint(5, OLDEST_DATE_DAYS) * DAY if late else at
        kind = self.chance.choice(CYCLE)
        item = self.portal.publish(kind, published=shown, created=at)
        self.born[item.id] = at
        self.touched.add(item.id)
        return item

    def _edit(self, at: datetime) -> Item:
        item = self._choose(at, young=self.chance.random() < 1 / 2)
        portal, number = self.portal, len(self.done)
        match number % 3:
            case 0 if item.deadline is not None and item.kind is not Kind.PAPER:
                moved = portal.move_deadline(item, item.deadline + LONGER)
                if moved != item:
                    return moved
            case 1:
                return portal.edit_title(item, f"{item.title} (bổ sung lần {number})")
        text = f"{item.paragraphs[0]} Nội dung này được bổ sung theo ý kiến thứ {number}."
        return portal.edit_paragraph(item, text)

    def _choose(self, at: datetime, *, young: bool = False) -> Item:
        """An item that nobody touched yet; a young one may be one of this month."""
        # What was born in this outage was never seen as it was before the edit.
        seen_until = min(at, self.broken_since or at) - HOUR
        new = [number for number, born in self.born.items() if at - YOUNG < born < seen_until]
        fresh = [number for number in new if number not in self.chosen]
        if young and fresh:
            chosen = self.portal.item(self.chance.choice(fresh))
        else:
            rest = [item for item in self.portal.items if item.id not in self.touched]
            chosen = self.chance.choice(rest)
        self.touched.add(chosen.id)
        self.chosen.add(chosen.id)
        return chosen
