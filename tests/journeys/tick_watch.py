"""What the store says of a service on virtual time: who was looked at when, and what is held."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from storage.session import Store
from tests.journeys.ticking import LONG_AGO, LOOK_EVERY, Ticking

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
#: Two looks at the clock, the longest jitter, and what crawls take.
SLACK = 2 * LOOK_EVERY + timedelta(minutes=2)
INTERVALS = {"chi-dao": timedelta(hours=2), "tin-tuc": timedelta(hours=6)}
CRON = "van-ban"
CRON_LINE = "30 7,11,14,17 * * mon-fri"
CRON_HOURS, CRON_MINUTE, SATURDAY = (7, 11, 14, 17), 30, 5
DAYS_BACK = 5  # over any weekend
BAD = {"failed", "blocked", "empty"}


@dataclass
class Watch:
    """Looks at the store whenever the service is at rest."""

    service: Ticking
    store: Store
    looked: dict[str, datetime] = field(default_factory=dict)  # true time, by source
    up_since: datetime = LONG_AGO
    ticks: int = 0
    _seen: int = 0

    def started(self) -> None:
        """The service starts now."""
        self.up_since = self.service.now

    def nobody_is_behind(self) -> None:
        """Every source was looked at when it was due; what was due while nobody watched, at once."""
        now = self.service.now
        if now - self.up_since < SLACK:
            return
        for name, every in INTERVALS.items():
            last = self.looked.get(name)
            assert last is not None, f"{name} was never looked at"
            # By a clock that was set back a while, a run is that much later than it was begun.
            allowed = every * 2 if last < self.service.set_at else every
            assert last >= now - allowed - SLACK, self._behind(name)
        due = self._cron_due()
        assert not self.leases()
        assert self.looked[CRON] >= due - timedelta(seconds=1), self._behind(CRON)

    def in_flight(self) -> set[str]:
        """The deliveries that a process has leased."""
        query = "SELECT id FROM deliveries WHERE state = 'leased'"
        return {str(row[0]) for row in self.rows(query)}

    def leases(self) -> list[str]:
        """What is held."""
        return [str(row[0]) for row in self.rows("SELECT name FROM leases")]

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """The answer to a query."""
        with self.store.read() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(query)]

    def read_runs(self) -> list[tuple[object, ...]]:
        """Count what ran since the last call; returns the runs that went bad.

        A run that was cut off is a tick, and no look.
        """
        columns = "id, source, started_at, outcome"
        found = self.rows(f"SELECT {columns} FROM runs WHERE id > {self._seen} ORDER BY id")
        for number, source, started, outcome in found:
            self._seen = int(str(number))
            self.ticks += 1
            if outcome is not None:
                begun = moment(started) - self.service.error
                self.looked[str(source)] = min(begun, self.service.now)
        return [run for run in found if run[-1] in BAD]

    def _cron_due(self) -> datetime:
        """The last tick of the cron line that must have been served by now, in true time."""
        wall = self.service.now + self.service.error - SLACK
        local = wall.astimezone(ZONE)
        dues = [
            day.replace(hour=hour, minute=CRON_MINUTE, second=0, microsecond=0)
            for back in range(DAYS_BACK)
            if (day := local - timedelta(days=back)).weekday() < SATURDAY
            for hour in CRON_HOURS
        ]
        last = max(due for due in dues if due <= local)
        return last.astimezone(UTC) - max(self.service.error, timedelta())

    def _behind(self, name: str) -> str:
        service = self.service
        return (
            f"{name} was last looked at {self.looked.get(name)}, now is {service.now}, "
            f"up since {self.up_since}, clock wrong by {service.error}\n{service.log[-3000:]}"
        )


def moment(stored: object) -> datetime:
    """A time as a database gives it to a plain query, in UTC."""
    found = stored if isinstance(stored, datetime) else datetime.fromisoformat(str(stored))
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
