"""The web app on a real port, and what it answers."""

import asyncio
import base64
import http.client
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from starlette.types import ASGIApp

from scheduler.hosting import Host, Site, bind
from web.app import Pages, make_app
from web.guesses import Guesses
from web.readiness import Part

PASSWORD = "mật khẩu: 4711"
STATUS = '{"sources": [], "channels": []}'
PATIENCE_S = 30.0  # for what happens at once on an idle machine
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back."""

    code: int
    headers: http.client.HTTPMessage
    text: str


@dataclass(frozen=True, slots=True)
class House:
    """A served app."""

    port: int

    def ask(
        self,
        path: str,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        host: str = "",
    ) -> Answered:
        line = http.client.HTTPConnection(LOOPBACK, self.port, timeout=PATIENCE_S)
        line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        line.putheader("Host", host or f"{LOOPBACK}:{self.port}")
        for name, value in (headers or {}).items():
            line.putheader(name, value)
        if body is not None and "Transfer-Encoding" not in (headers or {}):
            line.putheader("Content-Length", str(len(body)))
        line.endheaders(body, encode_chunked=True)
        answer = line.getresponse()
        text = answer.read().decode()
        line.close()
        return Answered(answer.status, answer.headers, text)


def basic(password: str, user: str = "chidao") -> dict[str, str]:
    pair = base64.b64encode(f"{user}:{password}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}


def pages(*parts: Part, status: Callable[[], str] = lambda: STATUS) -> Pages:
    return Pages(parts, status)


@contextmanager
def serving(app: ASGIApp) -> Iterator[House]:
    """The app on a free port as the service hosts it, in a loop and a thread of its own."""
    loop = asyncio.new_event_loop()
    opened = bind(LOOPBACK, 0)
    host = Host(Site(app, opened))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        loop.call_soon_threadsafe(host.start)
        yield House(opened.getsockname()[1])
    finally:
        asyncio.run_coroutine_threadsafe(host.end(), loop).result(PATIENCE_S)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(PATIENCE_S)
        loop.close()


@contextmanager
def locked(guesses: Guesses | None = None, shown: Pages | None = None) -> Iterator[House]:
    """An app with a password."""
    with serving(make_app(shown or pages(), password=PASSWORD, guesses=guesses)) as house:
        yield house


@contextmanager
def unlocked(shown: Pages | None = None) -> Iterator[House]:
    """An app without one."""
    with serving(make_app(shown or pages(), password="")) as house:
        yield house
