"""Sending for real to a local receiver, and what its answers mean."""

import io
import logging
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.model import Message
from delivery.channels import CONSOLE_URL, Channel, ChannelError, check_url, classify, send
from tests.delivery.receiver import receiving

MESSAGE = Message(
    "Chỉ đạo mới: Công văn 412/UBND-KGVX",
    'HẠN: trước 10/02/2026\nhttps://example.gov.vn/<b>  Nhận vì: "CNTT". #0123456789abcdef',
    ("directive.new",),
)
TIMEOUT_S = 5.0
SECRETS = ("s3cret", "t0ken", "clerk", "127.0.0.1")


def phong(url: str) -> Channel:
    return Channel("phòng CNTT", url)


def test_a_message_arrives_unchanged_and_once() -> None:
    with receiving() as receiver:
        result = send(phong(receiver.url), MESSAGE, timeout_s=TIMEOUT_S)
    assert (result.ok, result.kind) == (True, "sent")
    assert [(body["title"], body["message"]) for body in receiver.bodies] == [
        (MESSAGE.title, MESSAGE.body)
    ]
    assert receiver.paths == ["/hook/t0ken"]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (301, "refused"),
        (400, "refused"),
        (401, "refused"),
        (404, "refused"),
        (410, "refused"),
        (408, "down"),
        (429, "wait"),
        (500, "down"),
        (503, "down"),
    ],
)
def test_an_answer_other_than_success_is_named_for_what_can_be_done(status: int, kind: str) -> None:
    with receiving(status=status) as receiver:
        result = send(phong(receiver.url), MESSAGE, timeout_s=TIMEOUT_S)
    assert (result.ok, result.kind, result.detail) == (False, kind, f"answered {status}")
    assert len(receiver.bodies) == 1


def test_being_asked_to_wait_says_how_long_when_the_answer_does() -> None:
    with receiving(status=429, answer=b'{"parameters": {"retry_after": 7}}') as receiver:
        result = send(phong(receiver.url), MESSAGE, timeout_s=TIMEOUT_S)
    assert result.retry_after == timedelta(seconds=7)


def test_a_channel_can_not_be_put_to_sleep_for_years() -> None:
    assert classify(["error=429.", '"retry_after": 999999999']).retry_after == timedelta(days=1)


def test_a_redirect_is_not_followed_even_when_the_address_asks_for_it() -> None:
    with receiving() as other:
        target = f"http://127.0.0.1:{other.port}/else"
        with receiving(status=307, headers={"Location": target}) as receiver:
            url = f"{receiver.url}?redirect=yes"
            result = send(phong(url), MESSAGE, timeout_s=TIMEOUT_S)
    assert result.kind == "refused"
    assert other.bodies == []


def test_an_address_can_neither_ask_for_retries_nor_call_failure_success() -> None:
    with receiving(status=500) as receiver:
        url = f"{receiver.url}?retry=3&wait=0&optional=yes"
        result = send(phong(url), MESSAGE, timeout_s=TIMEOUT_S)
    assert (result.ok, result.kind) == (False, "down")
    assert len(receiver.bodies) == 1


def test_a_closed_port_is_down() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    result = send(phong(f"json://127.0.0.1:{port}/"), MESSAGE, timeout_s=TIMEOUT_S)
    assert (result.kind, result.detail) == ("down", "not reached")


def test_a_receiver_that_never_answers_is_given_up_whatever_its_address_says() -> None:
    with receiving(hold=True) as receiver:
        result = send(phong(f"{receiver.url}?cto=900&rto=900"), MESSAGE, timeout_s=0.2)
    assert (result.kind, result.detail) == ("down", "no answer in time")


def test_channels_side_by_side_neither_wait_for_nor_answer_for_each_other() -> None:
    with (
        receiving(hold=True) as stuck,
        receiving(status=429) as busy,
        receiving(status=404) as gone,
        ThreadPoolExecutor(30) as threads,
    ):
        held = [threads.submit(send, phong(stuck.url), MESSAGE, timeout_s=9.0) for _ in range(12)]
        urls = [busy.url, gone.url] * 8
        tries = [threads.submit(send, phong(url), MESSAGE, timeout_s=TIMEOUT_S) for url in urls]
        kinds = [one.result().kind for one in tries]
        assert kinds == ["wait", "refused"] * 8
        assert not any(one.done() for one in held)
        stuck.held.set()
    assert {one.result().kind for one in held} == {"down"}


def test_a_body_too_long_for_the_channel_keeps_its_first_lines_and_its_id() -> None:
    long = Message("t" * 9_999, "\n".join(["HẠN: mai", *["dòng " * 50] * 900, "#0123456789abcdef"]))
    with receiving() as receiver:
        send(phong(receiver.url), long, timeout_s=TIMEOUT_S)
    (body,) = receiver.bodies
    assert len(body["message"]) <= 32_768
    assert body["message"].startswith("HẠN: mai\n")
    assert body["message"].endswith("\n#0123456789abcdef")
    assert len(body["title"]) <= 250


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What an application that logs everything writes (caplog hears silenced loggers as well)."""
    stream, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(stream), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.setLevel(level)
    root.removeHandler(handler)


def test_nothing_secret_reaches_log_or_result(logged: io.StringIO) -> None:
    with receiving(status=500, answer=b"s3cret") as receiver:
        result = send(phong(receiver.url), MESSAGE, timeout_s=TIMEOUT_S)
    with pytest.raises(ChannelError) as error:
        check_url(phong("tgram://s3cret-t0ken/"))
    told = f"{logged.getvalue()} {result} {error.value} {phong(receiver.url)}"
    assert not [secret for secret in SECRETS if secret in told]
    assert "phòng CNTT" in str(error.value)


@pytest.mark.parametrize(
    "url",
    ["", "nonsense", "json://", "foo://host/x", "http://[", "tgram://1", "console", "://", "\x00"],
)
def test_an_address_that_can_not_be_sent_to_is_refused_by_name(url: str) -> None:
    with pytest.raises(ChannelError, match="phòng CNTT"):
        check_url(phong(url))
    with pytest.raises(ChannelError, match="phòng CNTT"):
        send(phong(url), MESSAGE, timeout_s=TIMEOUT_S)


@pytest.mark.parametrize(
    "url", [CONSOLE_URL, "json://127.0.0.1:9000/hook", "mailto://a:b@example.com", "ntfy://topic"]
)
def test_known_addresses_pass(url: str) -> None:
    check_url(phong(url))


def test_the_console_prints_the_body_and_an_empty_line() -> None:
    stream = io.StringIO()
    assert send(phong(CONSOLE_URL), MESSAGE, timeout_s=TIMEOUT_S, console=stream).ok
    assert stream.getvalue() == MESSAGE.body + "\n\n"


def test_a_console_that_knows_no_vietnamese_still_gets_the_message() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    assert send(phong(CONSOLE_URL), MESSAGE, timeout_s=TIMEOUT_S, console=stream).ok
    assert raw.getvalue().endswith(b"#0123456789abcdef\n\n")


def test_a_closed_console_is_down_and_no_error() -> None:
    stream = io.StringIO()
    stream.close()
    result = send(phong(CONSOLE_URL), MESSAGE, timeout_s=TIMEOUT_S, console=stream)
    assert (result.ok, result.kind) == (False, "down")


@given(st.lists(st.text(max_size=60), max_size=5))
def test_any_log_of_a_failed_try_has_a_meaning(records: list[str]) -> None:
    result = classify(records)
    assert not result.ok
    assert result.kind in {"wait", "refused", "down"}
    assert not any(len(record) > 20 and record in result.detail for record in records)


def test_the_library_is_loaded_at_the_first_address_only() -> None:
    code = "import sys, delivery.channels; sys.exit('apprise' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
