"""How the portal misbehaves: each fault by name, where it shows, and how often."""

import gzip
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from demo.items import DemoError
from demo.pages import render_bare
from demo.site import LOGIN, Place
from demo.wire import Manner, Response

EVERYTHING = "everything"
KIBIBYTE = 1024
GZIP_BLOCK = bytes(KIBIBYTE * KIBIBYTE)  # zeros, packed a mebibyte at a time
HUGE_BYTES = 64 * KIBIBYTE * KIBIBYTE  # more than any page may have
SLOW_SECONDS = 2.0  # long enough to be seen, short enough to wait for
RETRY_AFTER = "30"  # seconds, as servers write it
PRIVATE = "http://10.0.0.1/"
METADATA = "http://169.254.169.254/latest/meta-data/"  # where clouds keep their credentials
ELSEWHERE = "http://other.example/"
RESOURCE_NOT_FOUND = (
    "<!DOCTYPE html><html lang='vi'><head><meta charset='UTF-8'><title>Lỗi</title></head>"
    "<body><div class='portlet-msg-error'>Tài nguyên không được tìm thấy.</div></body></html>"
).encode()
ERROR_PAGE = "<html><head><title>Error</title></head><body><h1>HTTP Status {}</h1></body></html>"


class FaultName(StrEnum):
    """Everything that the portal can do wrong."""

    ERROR_500 = "500"
    ERROR_503 = "503"
    FORBIDDEN = "403"
    TOO_MANY = "429"
    SLOW = "slow"
    HANG = "hang"
    DROP = "drop"
    EMPTY_LIST = "empty_list"
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


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: `where` is everything, a Place or a path; `times` None lasts until behave().

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
        if self.name is FaultName.EMPTY_LIST and place is not Place.LISTS:
            return False
        if self.name is FaultName.REDIRECT_HOME and place is Place.HOME:
            return False
        if self.name is FaultName.REDIRECT_LOGIN and path == LOGIN:
            return False
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


def spoiled(
    fault: Fault, path: str, well: Callable[[], Response], empty: Callable[[], Response]
) -> Response:
    """The answer under that fault; `well` is the right answer, `empty` the list without items."""
    if fault.name is FaultName.EMPTY_LIST:
        return empty()
    if fault.name in _INSTEAD:
        return _INSTEAD[fault.name](fault, path)
    return _SPOILT[fault.name](fault, well())


def _status(fault: Fault, path: str) -> Response:
    status = int(fault.name)
    limited = fault.retry_after and fault.name in {FaultName.TOO_MANY, FaultName.ERROR_503}
    headers = (("Retry-After", fault.retry_after),) if limited else ()
    return Response(status, ERROR_PAGE.format(status).encode(), headers=headers)


def _silent(fault: Fault, path: str) -> Response:
    hang = fault.name is FaultName.HANG
    return Response(200, manner=Manner(hang=hang, drop=not hang))


def _maintenance(fault: Fault, path: str) -> Response:
    down = fault.name is FaultName.MAINTENANCE_503
    headers = (("Retry-After", fault.retry_after),) if down and fault.retry_after else ()
    return Response(503 if down else 200, render_bare("maintenance"), headers=headers)


def _bare(fault: Fault, path: str) -> Response:
    return Response(200, render_bare(fault.name.value))


def _redirect(fault: Fault, path: str) -> Response:
    targets = {
        FaultName.REDIRECT_HOME: "/",
        FaultName.REDIRECT_LOGIN: LOGIN,
        FaultName.REDIRECT_PRIVATE: PRIVATE,
        FaultName.REDIRECT_METADATA: METADATA,
        FaultName.REDIRECT_ELSEWHERE: ELSEWHERE,
        FaultName.REDIRECT_LOOP: path,
    }
    return Response(302, headers=(("Location", fault.address or targets[fault.name]),))


def _gzip_bomb(fault: Fault, path: str) -> Response:
    return Response(200, _packed_zeros(fault.size), headers=(("Content-Encoding", "gzip"),))


@cache
def _packed_zeros(size: int) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as packer:
        for done in range(0, size, len(GZIP_BLOCK)):
            packer.write(GZIP_BLOCK[: size - done])
    return out.getvalue()


def _slow(fault: Fault, well: Response) -> Response:
    return replace(well, manner=Manner(delay=fault.seconds))


def _half_page(fault: Fault, well: Response) -> Response:
    return replace(well, body=well.body[: len(well.body) // 2])


def _half_sent(fault: Fault, well: Response) -> Response:
    return replace(well, manner=Manner(halved=True))


def _huge(fault: Fault, well: Response) -> Response:
    return replace(well, manner=Manner(stuffing=fault.size))


def _wrong_charset(fault: Fault, well: Response) -> Response:
    return replace(well, content_type="text/html; charset=ISO-8859-1")


_INSTEAD: dict[FaultName, Callable[[Fault, str], Response]] = {
    FaultName.ERROR_500: _status,
    FaultName.ERROR_503: _status,
    FaultName.FORBIDDEN: _status,
    FaultName.TOO_MANY: _status,
    FaultName.HANG: _silent,
    FaultName.DROP: _silent,
    FaultName.ERROR_PAGE: lambda fault, path: Response(200, RESOURCE_NOT_FOUND),
    FaultName.MAINTENANCE: _maintenance,
    FaultName.MAINTENANCE_503: _maintenance,
    FaultName.CHALLENGE: _bare,
    FaultName.SPAM: _bare,
    FaultName.REDIRECT_HOME: _redirect,
    FaultName.REDIRECT_LOGIN: _redirect,
    FaultName.REDIRECT_PRIVATE: _redirect,
    FaultName.REDIRECT_METADATA: _redirect,
    FaultName.REDIRECT_ELSEWHERE: _redirect,
    FaultName.REDIRECT_LOOP: _redirect,
    FaultName.GZIP_BOMB: _gzip_bomb,
}
_SPOILT: dict[FaultName, Callable[[Fault, Response], Response]] = {
    FaultName.SLOW: _slow,
    FaultName.HALF_PAGE: _half_page,
    FaultName.HALF_SENT: _half_sent,
    FaultName.HUGE: _huge,
    FaultName.WRONG_CHARSET: _wrong_charset,
}
