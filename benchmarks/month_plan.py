"""What happens on the portal of the virtual month, planned before it begins."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from demo.faults import FaultName

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
NEW_A_DAY = 20
LATE_OF_NEW = 20  # each so-manieth new item shows a date of long ago
EDITED_SHARE = 0.01  # of all items, in a month of thirty days
MONTH_DAYS = 30
OPENS, CLOSES = 6, 22  # the hours in which editors work
GONE, MOVED, STUCK = 12, 12, 4  # in a month
BACK_AFTER = timedelta(days=6)
STUCK_FOR = timedelta(days=9)
#: One of each in turn, about every fourth day.
OUTAGES = (
    FaultName.ERROR_500,
    FaultName.MAINTENANCE,
    FaultName.EMPTY_LIST,
    FaultName.MAINTENANCE_503,
    FaultName.ERROR_PAGE,
    FaultName.FORBIDDEN,
    FaultName.REDIRECT_HOME,
    FaultName.HALF_PAGE,
)
OUTAGE_EVERY = timedelta(days=3.5)
SHORTEST_OUTAGE, LONGEST_OUTAGE = timedelta(minutes=40), timedelta(hours=9)


class Deed(StrEnum):
    """What the editors, or the portal's servers, do."""

    NEW = "new"
    LATE = "new, back-dated"
    EDIT = "edit"
    MOVE = "move"
    GO = "go"
    COME_BACK = "come back"
    STICK = "stick"
    UNSTICK = "unstick"
    BREAK = "break"
    MEND = "mend"


@dataclass(frozen=True, slots=True)
class Planned:
    """One deed at a moment; `fault` of a break."""

    at: datetime
    deed: Deed
    fault: FaultName | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A deed as it was done: to which item."""

    at: datetime
    deed: Deed
    item: int
    title: str


def plan(chance: random.Random, start: datetime, days: int, items: int) -> list[Planned]:
    """All deeds of so many days, in order."""
    end = start + days * DAY
    share = days / MONTH_DAYS
    deeds = [
        Planned(_in_office(chance, start + day * DAY), _kind_of_new(number))
        for day in range(days)
        for number in range(day * NEW_A_DAY, (day + 1) * NEW_A_DAY)
    ]
    for deed, count in ((Deed.EDIT, items * EDITED_SHARE), (Deed.MOVE, MOVED), (Deed.GO, GONE)):
        deeds += [Planned(_within(chance, start, end), deed) for _ in range(round(count * share))]
    for number in range(round(STUCK * share)):
        moment = _within(chance, start, end)
        deeds += [Planned(moment, Deed.STICK)]
        if moment + STUCK_FOR < end and number % 2:
            deeds += [Planned(moment + STUCK_FOR, Deed.UNSTICK)]
    deeds += [
        Planned(deed.at + BACK_AFTER, Deed.COME_BACK)
        for number, deed in enumerate([deed for deed in deeds if deed.deed is Deed.GO])
        if number % 3 == 0 and deed.at + BACK_AFTER < end
    ]
    return sorted([*deeds, *_outages(chance, start, end)], key=lambda deed: deed.at)


def _kind_of_new(number: int) -> Deed:
    return Deed.LATE if number % LATE_OF_NEW == LATE_OF_NEW - 1 else Deed.NEW


def _outages(chance: random.Random, start: datetime, end: datetime) -> list[Planned]:
    found = []
    moment = start + OUTAGE_EVERY * chance.uniform(0.2, 0.6)
    number = 0
    while moment + LONGEST_OUTAGE < end:
        length = chance.uniform(1, LONGEST_OUTAGE / SHORTEST_OUTAGE) * SHORTEST_OUTAGE
        found += [
            Planned(moment, Deed.BREAK, OUTAGES[number % len(OUTAGES)]),
            Planned(moment + length, Deed.MEND),
        ]
        moment += OUTAGE_EVERY * chance.uniform(0.8, 1.2)
        number += 1
    return found


def _in_office(chance: random.Random, midnight: datetime) -> datetime:
    return midnight + chance.uniform(OPENS, CLOSES) * HOUR


def _within(chance: random.Random, start: datetime, end: datetime) -> datetime:
    return start + chance.random() * (end - start)
