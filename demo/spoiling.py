"""The answers of a portal that misbehaves: instead of the right one, or made from it."""

import gzip
import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from demo.faults import KIBIBYTE, Fault, FaultName
from demo.pages import render_bare
from demo.site import LOGIN
from demo.wire import Manner, Response

GZIP_BLOCK = bytes(KIBIBYTE * KIBIBYTE)  # zeros, packed a mebibyte at a time
PRIVATE = "http://10.0.0.1/"
METADATA = "http://169.254.169.254/latest/meta-data/"  # where clouds keep their credentials
ELSEWHERE = "http://other.example/"
NOWHERE = "http://cong.invalid/"  # a name that no server knows (RFC 2606)
RESOURCE_NOT_FOUND = (
    "<!DOCTYPE html><html lang='vi'><head><meta charset='UTF-8'><title>Lỗi</title></head>"
    "<body><div class='portlet-msg-error'>Tài nguyên không được tìm thấy.</div></body></html>"
).encode()
ERROR_PAGE = "<html><head><title>Error</title></head><body><h1>HTTP Status {}</h1></body></html>"


def spoiled(fault: Fault, path: str, well: Callable[[], Response]) -> Response:
    """The answer under that fault; `well` gives the right one."""
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


def _empty_200(fault: Fault, path: str) -> Response:
    return Response(200)


def _bad_gzip(fault: Fault, well: Response) -> Response:
    return replace(well, headers=(*well.headers, ("Content-Encoding", "gzip")))


def _drip(fault: Fault, well: Response) -> Response:
    return replace(well, manner=Manner(drip=fault.seconds))


def _reset(fault: Fault, well: Response) -> Response:
    return replace(well, manner=Manner(reset=True))


def _redirect(fault: Fault, path: str) -> Response:
    targets: dict[FaultName, str] = {
        FaultName.REDIRECT_HOME: "/",
        FaultName.REDIRECT_LOGIN: LOGIN,
        FaultName.REDIRECT_PRIVATE: PRIVATE,
        FaultName.REDIRECT_METADATA: METADATA,
        FaultName.REDIRECT_ELSEWHERE: ELSEWHERE,
        FaultName.REDIRECT_LOOP: path,
        FaultName.DNS: NOWHERE,
        FaultName.TLS: NOWHERE.replace("http", "https"),
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
    FaultName.NOT_FOUND: _status,
    FaultName.TOO_MANY: _status,
    FaultName.HANG: _silent,
    FaultName.DROP: _silent,
    FaultName.ERROR_PAGE: lambda fault, path: Response(200, RESOURCE_NOT_FOUND),
    FaultName.FLAPPING: lambda fault, path: Response(200, RESOURCE_NOT_FOUND),
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
    FaultName.TLS: _redirect,
    FaultName.DNS: _redirect,
    FaultName.EMPTY_200: _empty_200,
    FaultName.GZIP_BOMB: _gzip_bomb,
}
_SPOILT: dict[FaultName, Callable[[Fault, Response], Response]] = {
    FaultName.SLOW: _slow,
    FaultName.HALF_PAGE: _half_page,
    FaultName.HALF_SENT: _half_sent,
    FaultName.HUGE: _huge,
    FaultName.BAD_GZIP: _bad_gzip,
    FaultName.DRIP: _drip,
    FaultName.RESET: _reset,
    FaultName.WRONG_CHARSET: _wrong_charset,
}
