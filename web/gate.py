"""The gate before every route: closed unless the address is named open or the caller is known."""

import base64
import binascii
import hashlib
import hmac
import re
import unicodedata
from collections.abc import Collection

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from config.endpoints import is_loopback
from web.guesses import Guesses

_CHALLENGE = 'Basic realm="chidao", charset="UTF-8"'
_UNAUTHORIZED, _FORBIDDEN, _TOO_MANY = 401, 403, 429
_POLICY_VIOLATION = 1008  # RFC 6455, 7.4.1
#: What proxies add: behind one, everybody seems to come from this machine.
_OF_PROXIES = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
_HOST = re.compile(r"(\[[^\[\]]+\]|[^:\[\]]+)(?::\d+)?", re.ASCII)
_FOR_THIS_MACHINE = "Only this machine may look here: set web.password_file to open it.\n"


class Gate:
    """Lets requests through to `opened` paths, and to all others those who know the password.

    Without a password only this machine itself passes: it comes from a loopback address and asks
    for a loopback host (else any page in a browser here could read everything by its own name).
    """

    def __init__(
        self, app: ASGIApp, opened: Collection[str], password: str, guesses: Guesses
    ) -> None:
        self._app = app
        self._opened = opened
        self._expected = _digest(password) if password else b""
        self._guesses = guesses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with a refusal."""
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
            return
        passes = self._refusal(HTTPConnection(scope)) or self._app
        await passes(scope, receive, send)

    def _refusal(self, connection: HTTPConnection) -> Response | None:
        if connection.scope["path"] in self._opened:
            return None
        if self._expected:
            return self._password_refusal(connection)
        if is_this_machine(connection):
            return None
        return PlainTextResponse(_FOR_THIS_MACHINE, _FORBIDDEN)

    def _password_refusal(self, connection: HTTPConnection) -> Response | None:
        address = connection.client.host if connection.client else ""
        given = _given(connection.headers.getlist("authorization"))
        if given is None:
            return _asked_for_password()
        if wait_s := self._guesses.wait_s(address):
            return PlainTextResponse(
                "Too many wrong passwords.\n", _TOO_MANY, {"Retry-After": str(wait_s)}
            )
        if hmac.compare_digest(_digest(given), self._expected):
            return None
        self._guesses.was_wrong(address)
        return _asked_for_password()


def is_this_machine(connection: HTTPConnection) -> bool:
    """Whether the request was made on this machine, for this machine, and through no proxy."""
    if connection.client is None or not is_loopback(connection.client.host):
        return False
    hosts = connection.headers.getlist("host")
    if any(name in connection.headers for name in _OF_PROXIES) or len(hosts) != 1:
        return False
    named = _HOST.fullmatch(hosts[0])
    return named is not None and is_loopback(named[1].strip("[]"))


def _asked_for_password() -> Response:
    return PlainTextResponse(
        "A password is needed.\n", _UNAUTHORIZED, {"WWW-Authenticate": _CHALLENGE}
    )


def _given(headers: list[str]) -> str | None:
    """The password of `Basic` (any user name) or `Bearer`; None when there is none to judge."""
    if len(headers) != 1:
        return None
    kind, _, rest = headers[0].partition(" ")
    if kind.lower() == "bearer":
        return _as_text(rest.strip().encode("latin-1"))
    if kind.lower() != "basic":
        return None
    try:
        pair = base64.b64decode(rest.strip(), validate=True)
    except (binascii.Error, ValueError):
        return None
    _user, colon, password = _as_text(pair).partition(":")
    return password if colon else None


def _as_text(content: bytes) -> str:
    """UTF-8 as we ask for; older browsers send Latin-1."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _digest(password: str) -> bytes:
    """Of one length for all, so that comparing takes the same time; marks in one composed form."""
    return hashlib.sha256(unicodedata.normalize("NFC", password).encode()).digest()
