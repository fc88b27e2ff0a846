"""The first stock of the portal: N items over the weeks before a day, the same for the same seed."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from random import Random

from demo.items import LOCAL, Item, Kind
from demo.slots import Order
from demo.writer import seed_published, write

# Twelve in turn: half news, a quarter orders, a quarter papers, as on the front page of a province.
CYCLE = (
    Kind.NEWS,
    Kind.TRAP,
    Kind.PAPER,
    Kind.NEWS,
    Kind.ORDER,
    Kind.LETTER,
    Kind.SPEECH,
    Kind.PAPER,
    Kind.NEWS,
    Kind.URGENT,
    Kind.TRAP,
    Kind.PAPER,
)
HOURS = (7, 10, 14)  # three items a day, at hours that lie apart
MINUTES = 90  # each within an hour and a half, so that the order of a day is fixed
STOCKS_KEPT = 8  # tests open hundreds of portals with the same stock
MOST_LATE = 59_999  # ms after the shown minute in which the item was created: the id tells more


@lru_cache(maxsize=STOCKS_KEPT)
def first_stock(count: int, *, today: date, seed: int) -> tuple[Item, ...]:
    """`count` items, oldest first, none of `today` or later; the oldest is the leader's speech."""
    if count < 1:
        return ()
    moment = seed_published()
    speech = write(Order(Kind.SEED, 0, moment, moment), seed)
    return (speech, *(_nth(serial, count, today, seed) for serial in range(1, count)))


def _nth(serial: int, count: int, today: date, seed: int) -> Item:
    random = Random(f"{seed}/{serial}")
    days, slot = divmod(count - 1 - serial, len(HOURS))
    hour = HOURS[len(HOURS) - 1 - slot]
    day = datetime.combine(today - timedelta(days=days + 1), time(hour), LOCAL)
    published = day + timedelta(minutes=random.randrange(MINUTES))
    created = published + timedelta(milliseconds=random.randint(0, MOST_LATE))
    return write(Order(CYCLE[serial % len(CYCLE)], serial, published, created), seed)
