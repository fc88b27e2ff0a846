"""Everything that can be told to the portal from outside: the desk, the faults, the journal."""

from collections import Counter
from datetime import date

from demo.desk import Desk
from demo.faults import (
    EVERYTHING,
    HUGE_BYTES,
    RETRY_AFTER,
    SLOW_SECONDS,
    Fault,
    FaultBoard,
    FaultName,
)
from demo.items import DemoError
from demo.journal import Journal


class Controls(Desk):
    """The desk, and the levers beside it."""

    def __init__(self, items: int, *, today: date, seed: int) -> None:
        self.journal = Journal()
        self.board = FaultBoard()
        super().__init__(items, today=today, seed=seed)
        self.before = self.items  # what a stale cache shows: the items when the fault began

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is going wrong now, with the times that are left."""
        return self.board.active

    @property
    def stats(self) -> Counter[tuple[str, int]]:
        """Answers by (path, status); 0 where none was given. Admin calls are not counted."""
        return self.journal.stats

    def misbehave(
        self,
        fault: FaultName | str,
        where: str = EVERYTHING,
        times: int | None = None,
        *,
        seconds: float = SLOW_SECONDS,
        retry_after: str = RETRY_AFTER,
        address: str = "",
        size: int = HUGE_BYTES,
    ) -> None:
        """Switches a fault on (fields: see Fault); DemoError for a fault or place that is none."""
        if fault not in set(FaultName):
            raise DemoError(f"no fault {fault!r}; there are {', '.join(FaultName)}")
        if times is not None and times < 1:
            raise DemoError("times: 1 or more, or nothing for ever")
        extent = (float(seconds), str(retry_after), str(address), int(size))
        with self.lock:
            self.before = self.items
            self.board.add(Fault(FaultName(fault), where, times, *extent))

    def reset(self) -> None:
        """As it was at the very beginning: the first stock, no fault, an empty journal."""
        with self.lock:
            super().reset()
            self.board.clear()
            self.journal.clear()

    def behave(self) -> None:
        """Ends all faults."""
        with self.lock:
            self.board.clear()
