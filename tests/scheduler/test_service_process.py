"""`chidao run` as a process: a disk that fills up, signals, and what is left behind."""

import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from demo.items import Kind
from demo.portal import DemoPortal
from demo.receiver import Receiver
from storage.migrate import open_store
from storage.verify import verify
from tests.crawler.site import Site
from tests.crawler.watching import TODAY_THERE

RUN = "from cli.main import main; main()"
LONGEST_S = 40.0
STOPS_WITHIN_S = 5.0  # what the contract promises
SETTINGS = """
[storage]
url = "sqlite:///chidao.db"
[crawler]
allow_private_addresses = true
[operator]
channels = ["console", "b"]
[web]
listen = ""
[[sources]]
name = "nguon"
profile = "quangtri"
url = "{portal}/"
hosts = ["127.0.0.1"]
delay = "0s"
every = "1s"
[[sources]]
name = "khac"
url = "{other}"
section_urls = ["{other}"]
every = "1h"
[[channels]]
name = "a"
url = "json://thu-ky:{password}@127.0.0.1:{port}/a"
[[channels]]
name = "b"
url = "json://127.0.0.1:{port}/b"
[[subscriptions]]
name = "tất cả"
channels = ["a"]
on = ["*"]
"""
PASSWORD = "geheim-4711"


@dataclass(frozen=True, slots=True)
class Running:
    """The process and where it writes."""

    child: "subprocess.Popen[bytes]"
    folder: Path

    @property
    def errors(self) -> str:
        return (self.folder / "stderr").read_text(encoding="utf-8")

    def lines(self, event: str) -> list[str]:
        return [line for line in self.errors.splitlines() if f" {event}" in line]

    def wait(self, condition: Callable[[], object]) -> None:
        end = time.monotonic() + LONGEST_S
        while not condition():
            assert self.child.poll() is None, self.errors
            assert time.monotonic() < end, self.errors
            time.sleep(0.05)

    def limit_files(self, size: int) -> None:
        """Let the process write no file beyond this size, as on a full disk."""
        _, hard = resource.prlimit(self.child.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self.child.pid, resource.RLIMIT_FSIZE, (size, hard))

    def end(self, number: signal.Signals = signal.SIGTERM) -> float:
        """Ask it to end; the seconds that took."""
        begun = time.monotonic()
        self.child.send_signal(number)
        self.child.wait(LONGEST_S)
        return time.monotonic() - begun

    def whole(self) -> bool:
        """Whether the store is sound and nothing is held any more."""
        store = open_store(f"sqlite:///{self.folder / 'chidao.db'}")
        try:
            with store.read() as connection:
                sound = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
            return sound == "ok" and verify(store).broken is None
        finally:
            store.close()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running


@pytest.fixture
def start(tmp_path: Path, receiver: Receiver) -> Iterator[Callable[..., Running]]:
    """Starts `chidao run` on a portal."""
    started: list[Running] = []

    def run(portal: str, other: str = "http://127.0.0.1:1/") -> Running:
        port = receiver.url.rstrip("/").rpartition(":")[2]
        text = SETTINGS.format(portal=portal, other=other, port=port, password=PASSWORD)
        (tmp_path / "chidao.toml").write_text(text, encoding="utf-8")
        with (tmp_path / "stderr").open("wb") as errors:
            command = [sys.executable, "-c", RUN, "run"]
            child = subprocess.Popen(
                command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=errors
            )
        started.append(Running(child, tmp_path))
        return started[-1]

    yield run
    for one in started:
        one.child.kill()
        one.child.wait()


def test_a_disk_that_fills_up_stops_nothing_for_good(
    start: Callable[..., Running], receiver: Receiver
) -> None:
    with DemoPortal(4, today=TODAY_THERE, validators="off") as portal:
        running = start(portal.url)
        running.wait(lambda: receiver.accepted)
        told = len(receiver.accepted)
        log = (running.folder / "stderr").stat().st_size
        running.limit_files(log + 20_000)  # the log can be written, the store's pages can not
        portal.publish(Kind.ORDER)
        running.wait(lambda: "disk I/O error" in running.errors or "is full" in running.errors)
        time.sleep(1.0)  # some ticks more of the same
        running.limit_files(resource.RLIM_INFINITY)
        running.wait(lambda: len(receiver.accepted) > told)
        assert running.end() < STOPS_WITHIN_S
    assert running.child.returncode == 0
    assert "Traceback" not in running.errors
    assert PASSWORD not in running.errors
    assert running.whole()


def test_a_hanging_portal_and_a_stuck_channel_do_not_delay_the_end(
    start: Callable[..., Running], receiver: Receiver, site: Site
) -> None:
    receiver.hang()
    with DemoPortal(6, today=TODAY_THERE, validators="off") as portal:
        running = start(portal.url, other=site.never_answers("/"))
        running.wait(lambda: receiver.messages and "/" in site.paths())
        took = running.end(signal.SIGTERM)
    assert took < STOPS_WITHIN_S
    assert running.child.returncode == 0
    assert running.lines("info service stopped")
    assert running.whole()


def test_wrong_settings_on_a_signal_are_one_line_without_secrets(
    start: Callable[..., Running],
) -> None:
    running = start("http://127.0.0.1:1")
    running.wait(lambda: running.lines("info service started"))
    text = (running.folder / "chidao.toml").read_text(encoding="utf-8")
    wrong = text.replace('every = "1s"', 'every = "1 moment"').replace("json://", "jsn://")
    (running.folder / "chidao.toml").write_text(wrong, encoding="utf-8")
    running.child.send_signal(signal.SIGHUP)
    running.wait(lambda: running.lines("error settings not taken over"))
    assert running.end() < STOPS_WITHIN_S
    (line,) = running.lines("error settings not taken over")
    assert "sources[0].every" in line
    assert PASSWORD not in running.errors
    assert not re.search(r"Traceback|exc_info", running.errors)


def test_a_failing_channel_with_a_password_leaves_no_trace_of_it_in_the_log(
    start: Callable[..., Running], receiver: Receiver
) -> None:
    receiver.answer(500)
    with DemoPortal(6, today=TODAY_THERE, validators="off") as portal:
        running = start(portal.url)
        running.wait(lambda: running.lines("info alert not sent"))
        running.end()
    assert "kind=down" in running.lines("info alert not sent")[0]
    assert PASSWORD not in running.errors
    assert "thu-ky" not in running.errors
