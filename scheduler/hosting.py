"""The web app in the service's loop."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    from starlette.types import ASGIApp
    from uvicorn import Server

log = structlog.get_logger()

FINISH_WITHIN_S = 1  # answers under way at the end; pages are quick, feeds are asked for again
MOST_WAITING = 128  # connections that wait to be accepted


class PortTakenError(Exception):
    """The address can not be listened on; str() says why."""


@dataclass(frozen=True, slots=True)
class Site:
    """A web app and the socket it answers on."""

    app: "ASGIApp"
    socket: socket.socket


def bind(host: str, port: int) -> socket.socket:
    """Listen there. Raises PortTakenError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=MOST_WAITING)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or "no usable address"
        raise PortTakenError(reason) from error


class Host:
    """Serves a site until it is told to end."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._server: Server | None = None
        self._serving: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Answer from now on, beside everything else in this loop."""
        self._server = _server(self._site.app)
        self._serving = asyncio.create_task(self._serve(self._server))
        host, port = self._site.socket.getsockname()[:2]
        log.info("web pages served", host=host, port=port)

    async def end(self) -> None:
        """Answer what was asked, no more than a moment; take nothing new."""
        if self._server is None or self._serving is None:
            return
        self._server.should_exit = True
        await asyncio.wait({self._serving})

    async def _serve(self, server: "Server") -> None:
        try:
            await server.serve(sockets=[self._site.socket])
        except (Exception, SystemExit) as error:  # uvicorn's own way of giving up
            log.error("web pages ended", error=repr(error))
        finally:
            self._site.socket.close()


def _server(app: "ASGIApp") -> "Server":
    from uvicorn import Config, Server  # noqa: PLC0415 (only where pages are served)

    class InOurLoop(Server):
        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            """Signals are the service's."""
            yield

    options: dict[str, Any] = {
        "log_config": None,
        "access_log": False,
        "lifespan": "off",
        "ws": "none",
        "server_header": False,
        "proxy_headers": False,  # whoever is asked for must be who asks
        "timeout_graceful_shutdown": FINISH_WITHIN_S,
    }
    return InOurLoop(Config(app, **options))
