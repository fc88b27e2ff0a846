"""`chidao run` ends within five seconds, whatever holds it; and says in a sentence why it can not begin."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from demo.portal import DemoPortal
from demo.receiver import Receiver
from storage.migrate import open_store
from storage.verify import verify
from tests.crawler.site import Site
from tests.crawler.watching import TODAY_THERE

RUN = "from cli.main import main; main()"
LONGEST_S = 40.0
STOPS_WITHIN_S = 5.0  # what the contract promises; and some for a slow machine's process table
SETTINGS = """
[crawler]
allow_private_addresses = true
[web]
listen = "{listen}"
[[sources]]
name = "nguon"
profile = "quangtri"
url = "{portal}/"
hosts = ["127.0.0.1"]
delay = "0s"
every = "1s"
[[sources]]
name = "treo"
url = "{stuck}"
section_urls = ["{stuck}"]
every = "1h"
[[channels]]
name = "a"
url = "{channel}"
[[subscriptions]]
name = "tất cả"
channels = ["a", "console"]
on = ["*"]
"""


def written(folder: Path, *, listen: str = "", portal: str = "http://127.0.0.1:1", stuck: str = "http://127.0.0.1:1/", channel: str = "json://127.0.0.1:1/") -> None:  # fmt: skip
    text = SETTINGS.format(listen=listen, portal=portal, stuck=stuck, channel=channel)
    (folder / "chidao.toml").write_text(text, encoding="utf-8")


@contextmanager
def started(folder: Path, stdout: int, stderr: int) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-c", RUN, "run"]
    child = subprocess.Popen(command, cwd=folder, stdout=stdout, stderr=stderr)
    try:
        yield child
    finally:
        child.kill()
        child.wait()


def wait_for(condition: object) -> None:
    end = time.monotonic() + LONGEST_S
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.05)


def fill(pipe: int) -> None:
    """Leave no room in a pipe, as a reader does who stopped reading long ago."""
    os.set_blocking(pipe, False)
    for size in (4096, 1):
        try:
            while True:
                os.write(pipe, b"x" * size)
        except BlockingIOError:
            continue
    os.set_blocking(pipe, True)


def ended(child: "subprocess.Popen[bytes]", number: signal.Signals) -> float:
    begun = time.monotonic()
    child.send_signal(number)
    child.wait(LONGEST_S)
    return time.monotonic() - begun


def sound(folder: Path) -> bool:
    store = open_store(f"sqlite:///{folder / 'chidao.db'}")
    try:
        return verify(store).broken is None
    finally:
        store.close()


@pytest.mark.parametrize("full", ["stdout", "stderr"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_with_a_hung_crawl_a_hung_channel_and_a_full_pipe_it_ends_in_time(
    tmp_path: Path, site: Site, full: str, number: signal.Signals
) -> None:
    reading, writing = os.pipe()
    with (
        Receiver() as receiver,
        DemoPortal(6, today=TODAY_THERE, validators="off") as portal,
        (tmp_path / "log").open("wb") as log,
    ):
        receiver.hang()
        stuck = site.never_answers("/")
        written(tmp_path, portal=portal.url, stuck=stuck, channel=f"{receiver.json_url}a")
        if full == "stdout":
            fill(writing)
        out, err = (writing, log.fileno()) if full == "stdout" else (log.fileno(), writing)
        with started(tmp_path, out, err) as child:
            wait_for(lambda: receiver.messages and "/" in site.paths())
            if full == "stderr":
                fill(writing)
            time.sleep(1.0)  # the next line, or message, is stuck in the pipe
            assert ended(child, number) < STOPS_WITHIN_S + 0.5
            assert child.returncode == 0
    os.close(reading)
    os.close(writing)
    assert sound(tmp_path)


def test_a_port_that_is_taken_is_one_sentence_and_exit_2(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        written(tmp_path, listen=listen)
        command = [sys.executable, "-c", RUN, "run"]
        done = subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
        )
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "web.listen" in line
    assert listen in line


def test_the_pages_are_served_while_it_runs_and_end_with_it(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    written(tmp_path, listen=f"127.0.0.1:{port}")
    with (
        (tmp_path / "log").open("wb") as log,
        started(tmp_path, subprocess.DEVNULL, log.fileno()) as child,
    ):

        def alive() -> bool:
            try:
                with socket.create_connection(("127.0.0.1", port), 5) as asked:
                    asked.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    return asked.recv(1024).startswith(b"HTTP/1.1 200")
            except OSError:
                return False

        wait_for(alive)
        with socket.create_connection(("127.0.0.1", port)) as idle:  # a browser's, left open
            idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n")
            assert ended(child, signal.SIGTERM) < STOPS_WITHIN_S
        assert child.returncode == 0
