"""A local web server whose answers each test writes itself."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from typing import Any


class Exchange(BaseHTTPRequestHandler):
    """One request being answered; `site` is where it is noted."""

    protocol_version = "HTTP/1.1"
    site: "Site"

    def do_GET(self) -> None:
        self.site.asked.append(Asked(self.path, dict(self.headers.items())))
        path = self.path.split("?")[0]
        answer = self.site.answers.get(path)
        if answer is None:
            self.answer(404, b"nothing here")
        else:
            answer(self)

    do_CONNECT = do_GET  # noqa: N815

    def answer(
        self, status: int = 200, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def hang_up(self) -> None:
        self.close_connection = True
        self.connection.close()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Keep the tests' output quiet."""


Answer = Callable[[Exchange], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as the server saw it."""

    path: str
    headers: Mapping[str, str]


@dataclass(slots=True)
class Site:
    """What the server answers by path, and what it was asked."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str = "/", *, host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def page(self, path: str, body: bytes = b"<html>a page</html>", **headers: str) -> str:
        """Serve a page; header names are written with underscores. Returns its address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = lambda exchange: exchange.answer(200, body, named)
        return self.url(path)

    def redirect(self, path: str, target: str, status: int = 302) -> str:
        self.answers[path] = lambda exchange: exchange.answer(status, b"", {"Location": target})
        return self.url(path)

    def never_answers(self, path: str) -> str:
        """Serve nothing until the test ends."""

        def hold(exchange: Exchange) -> None:
            self.released.wait()
            exchange.hang_up()

        self.answers[path] = hold
        return self.url(path)


class _Server(ThreadingHTTPServer):
    """A client that hangs up is what many of these tests are about: not worth a traceback."""

    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet."""


@contextmanager
def serving(tls: SSLContext | None = None) -> Iterator[Site]:
    """Serve on a free port of this machine until the block ends."""
    site = Site()
    handler = type("SiteExchange", (Exchange,), {"site": site})
    server = _Server(("127.0.0.1", 0), handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.daemon = True
    thread.start()
    try:
        yield site
    finally:
        site.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
