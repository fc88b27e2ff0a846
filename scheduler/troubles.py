"""Trouble of chidao itself: told to the operator when it begins, daily while it lasts, when it ends."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from alerts.affairs import MOMENTARY, OF_THE_MACHINE, Affair, Phase, Trouble, TroubleFacts
from scheduler.operator import Operator
from storage import forms, marks
from storage.session import Connection, Store, StoreError

log = structlog.get_logger()

PREFIX = "trouble/"  # of the marks of what was told and has not ended
REMIND_AFTER = timedelta(days=1)
#: How long it must last before it is told; what is not named here is told at once.
PATIENCE = {
    Trouble.STORE: timedelta(minutes=1),  # a locked store is mostly free again in a moment
    Trouble.CRAWL: timedelta(minutes=2),  # by then it is known whether it was the store
    Trouble.CHANNEL: timedelta(hours=1),  # the outbox tries again and again; most outages are short
}
#: How long it must be over before that is told: what comes and goes is one trouble.
CALM = {
    Trouble.STORE: timedelta(minutes=2),
    Trouble.DISK_FULL: timedelta(minutes=2),
    Trouble.CRAWL: timedelta(hours=1),
    Trouble.CHANNEL: timedelta(minutes=10),
}
FIRST_PAUSE = timedelta(minutes=1)  # after a direct try that no channel took; doubled each time
LONGEST_PAUSE = timedelta(hours=1)
_NOTHING = timedelta()


@dataclass(frozen=True, slots=True)
class _Key:
    trouble: Trouble
    subject: str


@dataclass(slots=True)
class _Case:
    """One trouble from its beginning to its end."""

    since: datetime
    detail: str
    told_at: datetime | None = None
    over_since: datetime | None = None
    noted: bool = False  # the store knows that it was told
    reminders: int = 0
    pause: timedelta = FIRST_PAUSE
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Noted:
    """What a mark says of a trouble that was told."""

    told_at: datetime
    detail: str
    reminders: int


class Troubles:
    """What is wrong now. `begin` and `end` may be called from any thread and as often as one likes."""

    def __init__(
        self, store: Store, operator: Operator, clock: Callable[[], datetime], host: str
    ) -> None:
        self._store = store
        self._operator = operator
        self._clock = clock
        self._host = host
        self._cases: dict[_Key, _Case] = {}
        self._lock = threading.Lock()
        self._telling = threading.Lock()

    def begin(self, trouble: Trouble, detail: str = "", subject: str = "") -> None:
        """It is so now: `detail` says why or how much, `subject` which source or channel."""
        now = self._clock()
        with self._lock:
            case = self._cases.get(_Key(trouble, subject))
            if case is None:
                self._cases[_Key(trouble, subject)] = _Case(now, detail)
                log.error("trouble began", trouble=trouble.value, subject=subject, detail=detail)
                return
            case.detail = detail or case.detail
            case.over_since = None
            case.since = min(case.since, now)  # the clock may have been set back since

    def end(self, trouble: Trouble, subject: str = "") -> None:
        """It is not so, or not any more."""
        now = self._clock()
        with self._lock:
            case = self._cases.get(_Key(trouble, subject))
            if case is None or trouble in MOMENTARY:
                return
            if case.told_at is None and case.not_before is None:
                del self._cases[_Key(trouble, subject)]
                log.info("trouble ended", trouble=trouble.value, subject=subject)
            elif case.over_since is None or case.over_since > now:
                case.over_since = now

    def forget_untold(self, trouble: Trouble) -> None:
        """What was not told of it yet came of another trouble, which is told."""
        with self._lock:
            for key, case in list(self._cases.items()):
                if key.trouble is trouble and case.told_at is None:
                    del self._cases[key]

    def subjects(self, trouble: Trouble) -> frozenset[str]:
        """The subjects that are in this trouble, told or not; {""} for one without a subject."""
        with self._lock:
            return frozenset(key.subject for key in self._cases if key.trouble is trouble)

    def has(self, *troubles: Trouble) -> bool:
        """Whether one of these is on."""
        with self._lock:
            on = {key.trouble for key, case in self._cases.items() if case.over_since is None}
            return not on.isdisjoint(troubles)

    def load(self) -> None:
        """Take over what was told before this process started and has not ended. May raise StoreError."""
        with self._store.read() as connection:
            found = marks.under(connection, PREFIX)
        for name, mark in found.items():
            head, host, subject = name.removeprefix(PREFIX).split("/", 2)
            if head not in set(Trouble) or host not in {"", self._host}:
                continue
            noted = forms.load(_Noted, mark.note)
            case = _Case(mark.at, noted.detail, noted.told_at, None, True, noted.reminders)
            with self._lock:
                self._cases.setdefault(_Key(Trouble(head), subject), case)

    def due(self) -> bool:
        """Whether there is something to tell."""
        return bool(self._due(self._clock()))

    def tell(self) -> None:
        """Tell what is due; asks the store and, without it, the channels: not for the loop's thread."""
        with self._telling:
            for key, case, phase in self._due(self._clock()):
                self._tell(key, case, phase)

    def _due(self, now: datetime) -> list[tuple[_Key, _Case, Phase]]:
        with self._lock:
            found = [(key, case, _phase(key, case, now)) for key, case in self._cases.items()]
        return [(key, case, phase) for key, case, phase in found if phase is not None]

    def _tell(self, key: _Key, case: _Case, phase: Phase) -> None:
        now = self._clock()
        affair = Affair(now, self._host, TroubleFacts(key.trouble, phase, case.since, key.subject, case.detail))  # fmt: skip
        failing = key.subject if key.trouble in {Trouble.CHANNEL, Trouble.REFUSED} else ""
        channels = self._operator.besides(failing)
        name = f"service/{self._mark(key)}/{case.since.isoformat()}/{phase}/{case.reminders}"
        try:
            with self._store.write() as connection:
                if self._first_to_tell(connection, key, case, phase, now):
                    self._operator.queue(connection, name, affair, channels)
            case.noted = phase is not Phase.ENDED
        except StoreError:
            if not self._operator.send(name, affair, channels):
                case.not_before, case.pause = now + case.pause, min(case.pause * 2, LONGEST_PAUSE)
                return
        self._told(key, case, phase, now)

    def _told(self, key: _Key, case: _Case, phase: Phase, now: datetime) -> None:
        with self._lock:
            case.told_at, case.not_before, case.pause = now, None, FIRST_PAUSE
            case.reminders += phase is Phase.LASTS
            if phase is Phase.ENDED or key.trouble in MOMENTARY:
                self._cases.pop(key, None)
        if phase is Phase.ENDED:
            log.info("trouble ended", trouble=key.trouble.value, subject=key.subject)

    def _first_to_tell(
        self, connection: Connection, key: _Key, case: _Case, phase: Phase, now: datetime
    ) -> bool:
        """Whether nobody else on this store told this already; notes that it is told now."""
        if key.trouble in MOMENTARY:
            return True
        name = self._mark(key)
        note = forms.dump(_Noted(now, case.detail, case.reminders))
        if phase is Phase.BEGAN:
            return marks.claim(connection, name, case.since, note) or _adopt(connection, name, case)
        if phase is Phase.ENDED:
            return marks.take(connection, name) is not None or not case.noted
        marks.put(connection, name, case.since, note)
        return True

    def _mark(self, key: _Key) -> str:
        host = self._host if key.trouble in OF_THE_MACHINE else ""
        return f"{PREFIX}{key.trouble}/{host}/{key.subject}"


def _adopt(connection: Connection, name: str, case: _Case) -> bool:
    """Take over from another service when it began, so that both tell of one trouble; False."""
    mark = marks.get(connection, name)
    if mark is not None:
        case.since, case.reminders = mark.at, forms.load(_Noted, mark.note).reminders
    return False


def _phase(key: _Key, case: _Case, now: datetime) -> Phase | None:
    """What is to be told of a case now, if anything."""
    if case.not_before is not None and now < case.not_before <= now + LONGEST_PAUSE:
        return None
    if case.over_since is not None:
        return Phase.ENDED if now - case.over_since >= CALM.get(key.trouble, _NOTHING) else None
    if case.told_at is None:
        lasted = now - case.since >= PATIENCE.get(key.trouble, _NOTHING)
        return Phase.BEGAN if lasted else None
    return Phase.LASTS if now - case.told_at >= REMIND_AFTER else None
