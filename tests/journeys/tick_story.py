"""Some virtual weeks of a service, drawn from a seed: editors, faults, kills, and clocks that jump."""

import signal
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random

from demo.items import LOCAL, Item, Kind, written_date
from demo.receiver import Receiver
from tests.journeys.tick_watch import Watch
from tests.journeys.ticking import Ticking, Trap, TrappedPortal

HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)
KINDS = (Kind.ORDER, Kind.ORDER, Kind.LETTER, Kind.URGENT, Kind.PAPER, Kind.NEWS)
#: What the portal does wrong, everywhere or on its lists: evidence each, never news.
FAULTS = (
    ("500", "everything"),
    ("drop", "everything"),
    ("half_page", "everything"),
    ("error_page", "everything"),
    ("challenge", "everything"),
    ("maintenance", "everything"),
    ("empty_list", "lists"),
    ("half_sent", "articles"),
    ("redirect_login", "everything"),
    ("wrong_charset", "everything"),
)
CHANNEL_FAULTS = (500, 503, 429)
WRONG_CLOCKS = (
    timedelta(minutes=-7),
    timedelta(minutes=-50),
    -3 * HOUR,
    timedelta(minutes=20),
    5 * HOUR,
    9 * DAY,
    3 * YEAR,
    -6 * YEAR,
)
LONGEST_DELAY_S = 0.04  # between what springs a trap and the kill: inside a transaction, or not
SLOW_ANSWER_S = 2.0  # a kill comes before it on the slowest machine
CALM = 8 * DAY  # at the end: time for every recheck, back-off and proof of absence


@dataclass
class Story:
    """What happens. Everything is drawn from `random`; what was done is remembered."""

    random: Random
    service: Ticking
    portal: TrappedPortal
    receiver: Receiver
    watch: Watch
    at_message: Trap
    published: list[Item] = field(default_factory=list)
    edited: dict[int, date] = field(default_factory=dict)
    withdrawn: set[int] = field(default_factory=set)
    restored: set[int] = field(default_factory=set)
    flying: set[str] = field(default_factory=set)
    spoilt: bool = False  # since the last look
    held: set[str] = field(default_factory=set)  # by one that was killed, at the last start
    kills: int = 0
    terms: int = 0

    def first_fill(self) -> None:
        """A quiet first day: what is told in one summary is told."""
        assert self.service.live(DAY), self.service.log[-3000:]
        self.look()

    def killed_while_sending(self) -> None:
        """The one scene that is not left to chance."""
        self.published.append(self.portal.publish(published=self.service.now.astimezone(LOCAL)))
        self.receiver.answer(200, times=1, delay=SLOW_ANSWER_S)
        self.at_message.set(1, partial(self.service.strike, signal.SIGKILL, 0))
        assert not self.service.live(8 * HOUR)
        self.note_death()
        self.restart()

    def look(self) -> None:
        """Whenever time has passed: all is as it should be."""
        bad = self.watch.read_runs()
        # Kills, stops and downtimes are nothing that is held against a portal.
        assert self.spoilt or not bad, f"{bad}\n{self.service.log[-3000:]}"
        self.spoilt = bool(self.portal.faults)
        if self.service.running:
            self.watch.nobody_is_behind()

    def read(self, item: Item) -> bool:
        """Whether it was ever read."""
        query = f"SELECT version_count FROM items WHERE key = '{item.id}'"
        return any(count for (count,) in self.watch.rows(query))

    def step(self) -> None:
        """An hour to a day: the editors work, something goes wrong or not, and time passes."""
        draw = self.random.random
        if draw() < 0.75:
            self.edit()
        if draw() < 0.3:
            self.spoil()
        if draw() < 0.25:
            self.move_time()
        if draw() < 0.5:
            self.set_trap()
        span = self.random.choice((1, 3, 8, 24)) * HOUR
        alive = self.service.live(span)
        self.look()
        if alive:
            self.end_at_rest()
        else:
            self.note_death()
        self.at_message.clear()
        self.portal.trap.clear()
        if not self.service.running:
            self.restart()
        if draw() < 0.7:
            self.mend()

    def edit(self) -> None:
        """The editors publish, move a deadline, withdraw, bring back."""
        for _ in range(self.random.choice((0, 1, 1, 2, 3))):
            kind = self.random.choice(KINDS)
            moment = self.service.now.astimezone(LOCAL)
            self.published.append(self.portal.publish(kind, published=moment))
        if self.random.random() < 0.4:
            self.move_a_deadline()
        if self.random.random() < 0.1 and self.published:
            gone = self.random.choice(self.published)
            if gone.id not in self.edited:
                self.portal.withdraw(gone)
                self.withdrawn.add(gone.id)
        if self.random.random() < 0.1 and self.withdrawn - self.restored:
            back = self.random.choice(sorted(self.withdrawn - self.restored))
            self.portal.restore(back)
            self.restored.add(back)

    def move_a_deadline(self) -> None:
        """Of an item that nothing else is done to, so that the one edit can be looked for."""
        done = self.withdrawn | self.edited.keys()
        free = [item for item in self.published if item.deadline and item.id not in done]
        if free:
            chosen = self.random.choice(free)
            day = (self.service.now + self.random.randint(30, 300) * DAY).date()
            if written_date(chosen.deadline or day) in " ".join(chosen.paragraphs):
                self.portal.move_deadline(chosen, day)
                self.edited[chosen.id] = day

    def spoil(self) -> None:
        """The portal or a channel misbehaves for some answers, or until it is mended."""
        times = self.random.choice((1, 2, 5, None))
        if self.random.random() < 0.7:
            self.spoilt = True
            self.portal.misbehave(*self.random.choice(FAULTS), times, retry_after="")
        else:
            path = self.random.choice(("/mot", "/hai"))
            self.receiver.answer(self.random.choice(CHANNEL_FAULTS), path, times or 3)

    def mend(self) -> None:
        """All is well again at the portal."""
        self.portal.behave()

    def move_time(self) -> None:
        """The machine sleeps; its clock is set wrong, or right again; the server is off for days."""
        match self.random.choice(("sleep", "clock", "clock", "off")):
            case "sleep":
                self.service.sleep(self.random.uniform(0.2, 50) * HOUR)
            case "clock":
                wrong = self.random.choice(WRONG_CLOCKS)
                self.service.set_clock(timedelta() if self.service.error else wrong)
            case "off":
                self.stop(signal.SIGTERM)
                self.service.now += self.random.uniform(0.1, 6) * DAY
                self.restart()

    def set_trap(self) -> None:
        """Somewhere in the next crawls or sends the process is killed, or asked to end."""
        number = self.random.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM))
        late = self.random.uniform(0, LONGEST_DELAY_S)
        if self.random.random() < 0.5:
            calls = self.random.randint(1, 9)
            self.portal.trap.set(calls, partial(self.service.strike, number, late))
        else:
            self.at_message.set(self.random.randint(1, 3), partial(self.service.strike, number, 0))

    def end_at_rest(self) -> None:
        """Now and then it is ended where nothing is under way."""
        if self.random.random() < 0.15:
            self.stop(self.random.choice((signal.SIGKILL, signal.SIGTERM)))

    def stop(self, number: signal.Signals) -> None:
        """End it, if it lives, and see how."""
        if self.service.running:
            self.service.end(number)
            self.note_death()

    def note_death(self) -> None:
        """What it had in flight may come twice; a SIGTERM leaves nothing held."""
        code = self.service.exit_code
        flying = self.watch.in_flight()
        self.flying |= flying
        self.kills += code == -signal.SIGKILL
        if code != -signal.SIGKILL:
            assert code == 0 or not self.service.started, self.service.log[-3000:]
            self.terms += 1
            assert set(self.watch.leases()) <= self.held, self.service.log[-3000:]

    def restart(self) -> None:
        """Started again some minutes later, at the longest."""
        self.service.now += self.random.uniform(0, 10) * timedelta(minutes=1)
        self.held = set(self.watch.leases())
        self.service.start()
        self.watch.started()

    def calm(self) -> None:
        """Everything is well for as long as anything can take."""
        self.portal.behave()
        self.receiver.behave()
        self.service.set_clock(timedelta())
        if not self.service.running:
            self.restart()
        for _ in range(CALM // DAY):
            assert self.service.live(DAY), self.service.log[-3000:]
            self.look()


def start_of(day: date) -> datetime:
    """The morning on which the story begins."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
