"""What the signs of life and the status say, and what every answer carries."""

import json
import socket
import threading

import pytest

from tests.web.house import LOOPBACK, PASSWORD, PATIENCE_S, House, basic, pages, unlocked
from web.app import MOST_BODY_BYTES, Unavailable
from web.headers import SAFE
from web.readiness import Part, Readiness

SECRET = "geheim-4711"


def fails() -> bool:
    raise OSError(f"postgresql://chidao:{SECRET}@db.example/chidao does not answer")


def unavailable() -> str:
    raise Unavailable("the store does not answer")


def test_a_living_process_says_so_whatever_does_not_work() -> None:
    with unlocked(pages(Part("store", fails))) as house:
        answer = house.ask("/healthz")
    assert (answer.code, answer.text) == (200, "ok\n")


def test_ready_means_that_every_part_works() -> None:
    both = pages(Part("store", lambda: True), Part("schedule", lambda: True))
    with unlocked(both) as house:
        answer = house.ask("/readyz")
    assert answer.code == 200
    assert json.loads(answer.text) == {
        "ready": True,
        "parts": {"store": "ok", "schedule": "ok"},
    }


@pytest.mark.parametrize(
    ("store", "schedule", "failed"),
    [
        (lambda: False, lambda: True, ["store"]),
        (fails, lambda: True, ["store"]),
        (lambda: True, lambda: False, ["schedule"]),
        (fails, fails, ["store", "schedule"]),
    ],
)
def test_what_does_not_work_is_named_and_nothing_else(
    store: object, schedule: object, failed: list[str]
) -> None:
    parts = (Part("store", store), Part("schedule", schedule))  # type: ignore[arg-type]
    with unlocked(pages(*parts)) as house:
        answer = house.ask("/readyz")
    assert answer.code == 503
    report = json.loads(answer.text)
    assert not report["ready"]
    assert [name for name, state in report["parts"].items() if state == "failed"] == failed
    assert SECRET not in answer.text


async def test_a_part_that_hangs_is_not_asked_again_while_it_does() -> None:
    asked: list[int] = []
    release = threading.Event()

    def hangs() -> bool:
        asked.append(1)
        return release.wait(PATIENCE_S)

    readiness = Readiness([Part("store", hangs), Part("schedule", lambda: True)], within_s=0.05)
    for _ in range(3):
        assert await readiness.failed() == {"store"}
    assert len(asked) == 1
    release.set()
    patient = Readiness([Part("store", hangs)])
    assert await patient.failed() == frozenset()


async def test_a_part_that_works_again_is_ready_again() -> None:
    answers = iter([False, True, False])
    readiness = Readiness([Part("store", lambda: next(answers))])
    assert [bool(await readiness.failed()) for _ in range(3)] == [True, False, True]


async def test_nothing_to_ask_is_ready() -> None:
    assert await Readiness([]).failed() == frozenset()


def test_a_status_that_can_not_be_told_is_a_sentence() -> None:
    with unlocked(pages(status=unavailable)) as house:
        answer = house.ask("/api/v1/status")
    assert answer.code == 503
    assert json.loads(answer.text) == {"error": "the store does not answer"}


def test_an_error_of_our_own_shows_nothing_of_itself_and_is_survived() -> None:
    def broken() -> str:
        raise RuntimeError(SECRET)

    with unlocked(pages(status=broken)) as house:
        answer = house.ask("/api/v1/status")
        assert answer.code == 500
        assert SECRET not in answer.text
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert house.ask("/healthz").code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/api/v1/status", "/nothing"])
@pytest.mark.parametrize("headers", [{}, basic("wrong"), basic(PASSWORD)])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_every_answer_carries_the_safe_headers_and_no_banner(
    closed: House, path: str, headers: dict[str, str], method: str
) -> None:
    answer = closed.ask(path, method, headers)
    assert {name: answer.headers[name] for name in SAFE} == SAFE
    assert answer.headers["Server"] is None
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_body_without_end_is_refused(local: House, method: str) -> None:
    length = {"Content-Length": str(MOST_BODY_BYTES + 1)}
    assert local.ask("/api/v1/status", method, length).code in {405, 413}
    assert local.ask("/healthz").code == 200


def test_headers_without_end_are_refused(local: House) -> None:
    with socket.create_connection((LOOPBACK, local.port), PATIENCE_S) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200_000)
        assert line.recv(100).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(
    "sent", [b"\x16\x03\x01\x02\x00", b"GET /\r\n\r\n", b"\r\n\r\nPRI *\r\n\r\n"]
)
def test_what_is_no_request_is_answered_or_dropped(local: House, sent: bytes) -> None:
    with socket.create_connection((LOOPBACK, local.port), PATIENCE_S) as line:
        line.sendall(sent)
        line.shutdown(socket.SHUT_WR)
        assert line.recv(100)[:13] in {b"", b"HTTP/1.1 400 "}
    assert local.ask("/healthz").code == 200


def test_a_websocket_is_not_opened(local: House) -> None:
    asked = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    answer = local.ask("/api/v1/status", headers={**asked, "Sec-WebSocket-Key": "eA=="})
    assert answer.code != 101
