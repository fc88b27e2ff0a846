"""The server itself: keep-alive, many at once, odd requests, and an end without delay."""

import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from urllib.parse import urlsplit

import pytest

from demo.portal import DemoPortal
from demo.wire import LocalServer, Manner, Request, Response
from tests.demo.browser import ask, connect, fetch, post

CONNECTIONS = 16
EACH = 25


def say(url: str, data: bytes) -> bytes:
    """Sends raw bytes and reads until the server closes."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port), timeout=5) as line:
        line.sendall(data)
        line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(65_536), b""))


def test_one_connection_serves_many_requests(portal: DemoPortal) -> None:
    connection = connect(portal.url)
    paths = [item.path for item in portal.items[:20]]
    assert [ask(connection, path).status for path in paths] == [200] * 20
    connection.close()


def test_sixteen_connections_get_their_own_pages(portal: DemoPortal) -> None:
    def visit(number: int) -> list[bool]:
        connection = connect(portal.url)
        items = [portal.items[(number + step) % len(portal.items)] for step in range(EACH)]
        right = [item.title in ask(connection, item.path).text for item in items]
        connection.close()
        return right

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        results = list(pool.map(visit, range(CONNECTIONS)))
    assert all(all(right) for right in results)
    assert sum(portal.stats.values()) == CONNECTIONS * EACH


def test_commands_and_visits_at_once_lose_nothing(portal: DemoPortal) -> None:
    with ThreadPoolExecutor(8) as pool:
        published = [pool.submit(portal.publish, "news") for _ in range(40)]
        seen = [pool.submit(fetch, portal.url, "/tin-tuc") for _ in range(40)]
    assert len({each.result().id for each in published}) == 40
    assert {each.result().status for each in seen} == {200}
    assert len(portal.items) == 100


def test_two_requests_sent_together_are_answered_in_turn(portal: DemoPortal) -> None:
    one = b"GET /lien-he HTTP/1.1\r\nHost: a\r\n\r\n"
    answers = say(portal.url, one + one.replace(b"lien-he", b"khong-co"))
    assert answers.count(b"HTTP/1.1 ") == 2
    assert answers.index(b"200 OK") < answers.index(b"404 Not Found")


def test_close_is_honoured(portal: DemoPortal) -> None:
    assert fetch(portal.url, "/", {"Connection": "close"}).headers["connection"] == "close"


def test_head_gives_the_headers_of_get_without_a_body(portal: DemoPortal) -> None:
    answer = say(portal.url, b"HEAD /robots.txt HTTP/1.1\r\nConnection: close\r\n\r\n")
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK")
    assert f"Content-Length: {len(fetch(portal.url, '/robots.txt').body)}".encode() in head
    assert body == b""


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_pages_take_no_other_method(portal: DemoPortal, method: str) -> None:
    answer = say(portal.url, f"{method} / HTTP/1.1\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 405 ")
    assert b"Allow: GET, HEAD" in answer


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"\x16\x03\x01\x00\xa5\x01\x00\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: \xb2\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
    ],
)
def test_what_is_no_request_is_not_answered_and_harms_nobody(
    portal: DemoPortal, data: bytes
) -> None:
    try:
        answered = say(portal.url, data)
    except ConnectionError:
        answered = b""
    assert answered == b""
    assert fetch(portal.url).status == 200


def test_a_taken_port_is_an_error_of_the_system(portal: DemoPortal) -> None:
    with pytest.raises(OSError, match="address already in use"):
        DemoPortal(1, today=date(2026, 2, 4)).start(urlsplit(portal.url).port or 0)


def test_stopping_twice_or_unstarted_is_harmless() -> None:
    server = LocalServer(lambda request: Response(200))
    server.stop()
    server.start()
    server.stop()
    server.stop()


def test_nobody_listens_after_the_end() -> None:
    with DemoPortal(1, today=date(2026, 2, 4)) as portal:
        url = portal.url
    with pytest.raises(ConnectionRefusedError):
        fetch(url)


def test_a_hanging_visitor_does_not_hold_up_the_end() -> None:
    before = set(threading.enumerate())  # other portals may run beside this test
    server = LocalServer(lambda request: Response(200, manner=Manner(hang=True))).start()
    waiting = connect(server.url)
    waiting.request("GET", "/")
    server.stop()
    assert not [
        thread
        for thread in threading.enumerate()
        if thread.name == "demo-server" and thread not in before
    ]
    waiting.close()


def test_a_request_is_handed_on_as_it_came() -> None:
    seen: list[Request] = []

    def keep(request: Request) -> Response:
        seen.append(request)
        return Response(200, b"{}")

    server = LocalServer(keep).start()
    post(server.url, "/a%20b?x=1&y=%C3%A2&x=", b"\x00\xff", {"X-Key": " 5 "})
    server.stop()
    assert (seen[0].method, seen[0].path, seen[0].body) == ("POST", "/a b", b"\x00\xff")
    assert seen[0].query == (("x", "1"), ("y", "â"))
    assert seen[0].headers["x-key"] == "5"


def test_a_handler_that_fails_costs_one_connection_only() -> None:
    def fail(request: Request) -> Response:
        if request.path == "/bad":
            raise LookupError(request.path)
        return Response(200, b"fine")

    server = LocalServer(fail).start()
    assert say(server.url, b"GET /bad HTTP/1.1\r\nConnection: close\r\n\r\n").startswith(
        b"HTTP/1.1 500 "
    )
    assert fetch(server.url).body == b"fine"
    server.stop()
