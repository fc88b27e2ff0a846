"""The heartbeat: asked plainly, led nowhere else, silent about its secret, and no burden when dead."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from scheduler.heartbeat import Heartbeat
from tests.scheduler.household import logged, named, until

SECRET = "geheim-4711"


class Pulse(BaseHTTPRequestHandler):
    """Answers as its server says, and keeps what it was asked."""

    def do_GET(self) -> None:
        server: Asked = self.server  # type: ignore[assignment]
        server.paths.append(self.path)
        server.let_go.wait(10)
        self.send_response(server.status)
        self.send_header("Location", f"{server.url}elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        return


class Asked(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Pulse)
        self.paths: list[str] = []
        self.status = 200
        self.let_go = threading.Event()
        self.let_go.set()
        self.url = f"http://127.0.0.1:{self.server_port}/"


@pytest.fixture
def server() -> Iterator[Asked]:
    with Asked() as asked:
        threading.Thread(target=asked.serve_forever, daemon=True).start()
        yield asked
        asked.let_go.set()
        asked.shutdown()


def eventually(condition: Callable[[], bool]) -> None:
    asyncio.run(until(condition))


def has_asked(server: Asked, times: int) -> bool:
    return len(server.paths) >= times


def asked_until(heartbeat: Heartbeat, condition: Callable[[], bool]) -> None:
    """Ask again and again, as the rounds do."""

    def ask_and_see() -> bool:
        heartbeat.ask()
        return condition()

    eventually(ask_and_see)


def test_it_is_asked_once_for_each_good_round(server: Asked) -> None:
    heartbeat = Heartbeat(f"{server.url}{SECRET}")
    for number in range(1, 4):
        asked_until(heartbeat, partial(has_asked, server, number))
    assert set(server.paths) == {f"/{SECRET}"}


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_it_is_led_nowhere_else(server: Asked, status: int) -> None:
    server.status = status
    with logged() as lines:
        Heartbeat(f"{server.url}{SECRET}").ask()
        eventually(lambda: bool(named(lines, "heartbeat not taken")))
    assert server.paths == [f"/{SECRET}"]


def test_failing_is_one_line_and_working_again_another_without_the_secret(server: Asked) -> None:
    heartbeat = Heartbeat(f"{server.url}{SECRET}?key={SECRET}")
    with logged() as lines:
        server.status = 500
        asked_until(heartbeat, partial(has_asked, server, 3))
        server.status = 200
        asked_until(heartbeat, lambda: bool(named(lines, "heartbeat taken again")))
    assert len(named(lines, "heartbeat not taken")) == 1
    assert SECRET not in str(lines)


def test_one_that_hangs_is_not_asked_again_meanwhile_and_holds_up_nobody(server: Asked) -> None:
    server.let_go.clear()
    heartbeat = Heartbeat(f"{server.url}{SECRET}")
    for _ in range(20):
        heartbeat.ask()
    eventually(lambda: len(server.paths) == 1)
    assert [thread.daemon for thread in threading.enumerate() if thread.name == "heartbeat"] == [
        True
    ]


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/x", "http://no.such.host.invalid/x", ""])
def test_nobody_there_is_no_trouble(url: str) -> None:
    with logged() as lines:
        Heartbeat(url).ask()
        if url:
            eventually(lambda: bool(named(lines, "heartbeat not taken")))
    assert not [line for line in lines if "exc_info" in line]
