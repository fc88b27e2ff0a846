"""How the portal misbehaves: each fault by name, where it shows, and how often."""

from dataclasses import dataclass, replace
from enum import StrEnum

from demo.items import DemoError
from demo.site import LOGIN, Place

EVERYTHING = "everything"
KIBIBYTE = 1024
HUGE_BYTES = 64 * KIBIBYTE * KIBIBYTE  # more than any page may have
SLOW_SECONDS = 2.0  # long enough to be seen, short enough to wait for
RETRY_AFTER = "30"  # seconds, as servers write it


class FaultName(StrEnum):
    """Everything that the portal can do wrong."""

    ERROR_500 = "500"
    ERROR_503 = "503"
    FORBIDDEN = "403"
    TOO_MANY = "429"
    SLOW = "slow"
    HANG = "hang"
    DROP = "drop"
    NOT_FOUND = "404"
    EMPTY_200 = "empty_200"
    BAD_GZIP = "bad_gzip"
    DRIP = "drip"
    RESET = "reset"
    TLS = "tls"
    DNS = "dns"
    FLAPPING = "flapping"
    LIST_INSTEAD = "list_instead"
    EMPTY_LIST = "empty_list"
    HALF_LIST = "half_list"
    STALE_LIST = "stale_list"
    OTHER_SECTION = "other_section"
    HALF_PAGE = "half_page"
    HALF_SENT = "half_sent"
    ERROR_PAGE = "error_page"
    MAINTENANCE = "maintenance"
    MAINTENANCE_503 = "maintenance_503"
    REDIRECT_HOME = "redirect_home"
    REDIRECT_LOGIN = "redirect_login"
    REDIRECT_PRIVATE = "redirect_private"
    REDIRECT_METADATA = "redirect_metadata"
    REDIRECT_ELSEWHERE = "redirect_elsewhere"
    REDIRECT_LOOP = "redirect_loop"
    CHALLENGE = "challenge"
    SPAM = "spam"
    HUGE = "huge"
    GZIP_BOMB = "gzip_bomb"
    WRONG_CHARSET = "wrong_charset"


#: Faults of lists alone: the portal answers as well as ever, and what it lists is not so.
OF_LISTS = frozenset(
    {FaultName.EMPTY_LIST, FaultName.HALF_LIST, FaultName.STALE_LIST, FaultName.OTHER_SECTION}
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: `where` is everything, a Place, a path, or the beginning of paths with a star.

    `times` None lasts until behave().

    `seconds`: delay of slow; `retry_after`: header of 429 and 503 (seconds, "" for none);
    `address`: target of the redirects; `size`: bytes of huge and (unpacked) of gzip_bomb.
    """

    name: FaultName
    where: str = EVERYTHING
    times: int | None = None
    seconds: float = SLOW_SECONDS
    retry_after: str = RETRY_AFTER
    address: str = ""
    size: int = HUGE_BYTES

    def touches(self, place: Place, path: str) -> bool:
        """Whether a request for that address meets this fault."""
        if self.name in OF_LISTS and place is not Place.LISTS:
            return False
        if self.name is FaultName.LIST_INSTEAD and place is not Place.ARTICLES:
            return False
        if self.name is FaultName.REDIRECT_HOME and place is Place.HOME:
            return False
        if self.name is FaultName.REDIRECT_LOGIN and path == LOGIN:
            return False
        if self.where.endswith("*"):
            return path.startswith(self.where[:-1])
        return self.where in {EVERYTHING, place.value, path}


class FaultBoard:
    """The faults that are on; the newest that touches a request wins."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    @property
    def active(self) -> tuple[Fault, ...]:
        """Oldest first, with the times that are left."""
        return tuple(self._faults)

    def add(self, fault: Fault) -> None:
        """Switches it on; DemoError for a place that is none."""
        if fault.where not in {EVERYTHING, *Place} and not fault.where.startswith("/"):
            raise DemoError(f"where: everything, a path or one of {', '.join(Place)}")
        self._faults.append(fault)

    def clear(self) -> None:
        """All is well again."""
        self._faults.clear()

    def take(self, place: Place, path: str) -> Fault | None:
        """The fault for this request, counted down."""
        for at in reversed(range(len(self._faults))):
            fault = self._faults[at]
            if fault.touches(place, path):
                self._count_down(at, fault)
                return fault
        return None

    def _count_down(self, at: int, fault: Fault) -> None:
        if fault.times is None:
            return
        if fault.times > 1:
            self._faults[at] = replace(fault, times=fault.times - 1)
        else:
            del self._faults[at]
