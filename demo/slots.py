"""What the `{…}` in the demo portal's texts stand for: places, people, numbers, days."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from demo.items import Kind, written_date
from demo.texts import Topic, words

DEADLINE_DAYS = (12, 27)  # from publication to the deadline: short enough to remind, still open
COUNTS = (12, 96)  # invented figures in the texts; two digits read naturally everywhere
FIRST_NUMBER = 200  # numbers of papers begin here, so that none has a single digit
NUMBER_STEP = 3  # other papers of the office lie between those that the portal shows


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written: the kind, its running number, when it is shown, by when it is due."""

    kind: Kind
    serial: int
    published: datetime
    created: datetime
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class Slots:
    """What the `{…}` of a text stand for; capitals begin a sentence."""

    place: str
    n: int
    leader: str
    urgency: str
    type: str
    number: str
    issuer: str
    day: str
    issued: str
    deadline: str
    body: str = ""
    short: str = ""
    name: str = ""
    purpose: str = ""
    join1: str = ""
    join2: str = ""
    task1: str = ""
    task2: str = ""
    task3: str = ""
    task4: str = ""

    def fill(self, text: str) -> str:
        """`text` with its slots filled and its first letter a capital."""
        capitals = {"Join1": self.join1, "Join2": self.join2}
        tasks = {"Task3": _capital(self.task3), "Task4": _capital(self.task4)}
        return _capital(text.format(**asdict(self), **capitals, **tasks))


def slots_for(
    order: Order, random: Random, form: tuple[str, str, str], topic: Topic | None = None
) -> Slots:
    """Everything that the texts of one item may speak of; without a topic its slots stay empty."""
    issued = order.published.date() - timedelta(days=1)
    number = FIRST_NUMBER + NUMBER_STEP * order.serial
    people = words().signers if order.kind is Kind.PAPER else words().leaders
    plain = Slots(
        place=random.choice(words().places),
        n=random.randint(*COUNTS),
        leader=random.choice(people),
        urgency=random.choice(("KHẨN", "HỎA TỐC")),
        type=form[0],
        number=form[1].format(n=number, symbol=topic.symbol if topic else ""),
        issuer="UBND tỉnh",
        day=f"{issued.day}/{issued.month}",
        issued=written_date(issued),
        deadline=written_date(deadline_of(order)),
    )
    return _with_topic(plain, topic, random) if topic else plain


def _with_topic(slots: Slots, topic: Topic, random: Random) -> Slots:
    tasks = [text.format(place=slots.place) for text in topic.tasks]
    random.shuffle(tasks)
    join1, join2 = random.sample(topic.joins, 2)
    return replace(
        slots,
        body=topic.lead,
        short=topic.short,
        name=topic.name,
        purpose=topic.purpose,
        join1=join1,
        join2=join2,
        task1=tasks[0],
        task2=tasks[1],
        task3=tasks[2],
        task4=tasks[3],
    )


def deadline_of(order: Order) -> date:
    """The day that was asked for, else one to four weeks after publication."""
    if order.deadline is not None:
        return order.deadline
    days = Random(f"{order.serial}/deadline").randint(*DEADLINE_DAYS)
    return order.published.date() + timedelta(days=days)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
