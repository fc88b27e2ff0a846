"""A small HTTP/1.1 server on 127.0.0.1 that can also answer badly: late, never, or half."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from socket import SO_LINGER, SOL_SOCKET
from struct import pack
from threading import Event, Thread
from typing import Self
from urllib.parse import parse_qsl, unquote, urlsplit

HOST = "127.0.0.1"
NO_LINGER = pack("ii", 1, 0)  # a close then says "reset" at once
BACKLOG = 256  # connections that may wait while a page is written
MAX_HEAD = 65_536  # bytes of request line and headers, as other servers allow
MAX_BODY = 8 * 1024 * 1024  # bytes of a request; alerts and commands are far smaller
BLOCK = bytes(65_536)  # what a page is stuffed with, block by block
STOP_WITHIN = 5.0  # seconds for the thread to end


@dataclass(frozen=True, slots=True)
class Request:
    """One request as read: `target` is path and query as sent, header names are lower case."""

    method: str
    target: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def path(self) -> str:
        """The path alone, percent signs decoded."""
        return unquote(urlsplit(self.target).path)

    @property
    def query(self) -> tuple[tuple[str, str], ...]:
        """Names and values after the question mark."""
        return tuple(parse_qsl(urlsplit(self.target).query))


@dataclass(frozen=True, slots=True)
class Manner:
    """How an answer is given, where not well.

    `delay` seconds before it; `hang`: never; `drop`: the connection closes without a word;
    `halved`: all is announced, half is sent; `reset`: and then the connection is torn down;
    `drip`: seconds between two bytes; `stuffing`: bytes of spaces sent after the body.
    """

    delay: float = 0.0
    hang: bool = False
    drop: bool = False
    halved: bool = False
    reset: bool = False
    drip: float = 0.0
    stuffing: int = 0


@dataclass(frozen=True, slots=True)
class Response:
    """Status, body and headers; Content-Length and Connection are written by the server."""

    status: int
    body: bytes = b""
    content_type: str = "text/html; charset=UTF-8"
    headers: tuple[tuple[str, str], ...] = ()
    manner: Manner = field(default_factory=Manner)


Handler = Callable[[Request], Response]


class LocalServer:
    """Serves `handler` from a thread with its own loop; every request is answered in that thread."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._thread: Thread | None = None
        self._loop = asyncio.new_event_loop()
        self._stopping = asyncio.Event()
        self._ready = Event()
        self._failure: OSError | None = None
        self.port = 0

    @property
    def url(self) -> str:
        """`http://127.0.0.1:PORT`, without a slash at the end."""
        return f"http://{HOST}:{self.port}"

    def start(self, port: int = 0) -> Self:
        """Listens (0: any free port) and returns; OSError when the port is taken."""
        self._thread = Thread(target=self._run, args=(port,), name="demo-server", daemon=True)
        self._thread.start()
        self._ready.wait()
        if self._failure is not None:
            raise self._failure
        return self

    def stop(self) -> None:
        """Closes every connection and ends the thread; a second call does nothing."""
        if self._thread is None:
            return
        with suppress(RuntimeError):  # the loop is closed when listening failed
            self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(STOP_WITHIN)
        self._thread = None

    def _run(self, port: int) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve(port))

    async def _serve(self, port: int) -> None:
        tasks: set[asyncio.Task[None]] = set()

        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            if task is not None:
                tasks.add(task)
                task.add_done_callback(tasks.discard)
            await self._converse(reader, writer)

        try:
            server = await asyncio.start_server(
                connected, HOST, port, limit=MAX_HEAD, backlog=BACKLOG
            )
        except OSError as error:
            self._failure = error
            return
        else:
            self.port = server.sockets[0].getsockname()[1]
        finally:
            self._ready.set()
        await self._stopping.wait()
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while (request := await _read(reader)) is not None:
                response = self._response(request)
                if not await _answer(request, response, reader, writer):
                    break
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # the client left, or spoke no HTTP
        except asyncio.CancelledError:
            pass  # the server stops
        finally:
            writer.close()

    def _response(self, request: Request) -> Response:
        try:
            return self._handler(request)
        except Exception:  # a mistake of the demo must be seen, and not end the server
            logging.getLogger(__name__).exception("request failed target=%s", request.target)
            return Response(500, b"the demo itself failed", "text/plain")


async def _read(reader: asyncio.StreamReader) -> Request | None:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.decode("latin-1").strip().split("\r\n")
    parts = first.split(" ")
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    length = headers.get("content-length", "0")
    if len(parts) != len(("method", "target", "version")) or not length.isascii():
        return None
    if not length.isdigit() or int(length) > MAX_BODY:
        return None
    body = await reader.readexactly(int(length))
    return Request(parts[0].upper(), parts[1], headers, body)


async def _answer(
    request: Request,
    response: Response,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
) -> bool:
    """Sends it; True when the connection may be used again."""
    manner = response.manner
    if manner.hang:
        await reader.read()  # until the client gives up
        return False
    if manner.drop:
        return False
    await asyncio.sleep(manner.delay)
    close = request.headers.get("connection", "").lower() == "close"
    close = close or manner.halved or manner.reset or manner.stuffing > 0
    writer.write(_head(response, close=close))
    if request.method != "HEAD":
        await _write(response, writer)
    await writer.drain()
    return not close


async def _write(response: Response, writer: asyncio.StreamWriter) -> None:
    manner, body = response.manner, response.body
    if manner.drip:
        for byte in body:
            writer.write(bytes((byte,)))
            await writer.drain()
            await asyncio.sleep(manner.drip)
        return
    writer.write(body[: len(body) // 2] if manner.halved or manner.reset else body)
    await _stuff(writer, manner.stuffing)
    if manner.reset:
        await writer.drain()
        socket = writer.get_extra_info("socket")
        socket.setsockopt(SOL_SOCKET, SO_LINGER, NO_LINGER)
        writer.transport.abort()


async def _stuff(writer: asyncio.StreamWriter, count: int) -> None:
    for sent in range(0, count, len(BLOCK)):
        writer.write(BLOCK[: count - sent].replace(b"\0", b" "))
        await writer.drain()


def _head(response: Response, *, close: bool) -> bytes:
    status = HTTPStatus(response.status)
    lines = [f"HTTP/1.1 {status.value} {status.phrase}", f"Content-Type: {response.content_type}"]
    lines += [f"{name}: {value}" for name, value in response.headers]
    if not response.manner.stuffing and status is not HTTPStatus.NOT_MODIFIED:
        # a stuffed page ends where its connection does, a 304 has no body
        lines.append(f"Content-Length: {len(response.body)}")
    lines.append(f"Connection: {'close' if close else 'keep-alive'}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
