"""What was asked of the portal: every request with its answer, and counts by path and status."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

NO_ANSWER = 0  # the status that is noted where nothing was said


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: `target` is path and query as sent; `status` 0 when no answer was given."""

    at: datetime
    method: str
    target: str
    path: str
    status: int
    conditional: bool


class Journal:
    """The visits since the start or the last clear()."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._visits: list[Visit] = []

    def note(self, visit: Visit) -> None:
        """Adds one visit."""
        with self._lock:
            self._visits.append(visit)

    def clear(self) -> None:
        """Forgets them all."""
        with self._lock:
            self._visits.clear()

    @property
    def visits(self) -> tuple[Visit, ...]:
        """In the order of the answers."""
        with self._lock:
            return tuple(self._visits)

    @property
    def stats(self) -> Counter[tuple[str, int]]:
        """Visits by path and status."""
        return Counter((visit.path, visit.status) for visit in self.visits)
