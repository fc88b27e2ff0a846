"""Walks a chapter of the handbook: runs its commands in order and looks for the sentences it quotes."""

import os
import re
import resource
import shlex
import signal
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from demo.portal import DemoPortal
from demo.receiver import Receiver
from tests.cli.world import CHILD_LIMIT_S, clean_environment, command_line

#: A block with its kind, or something that happens outside, such as `<!-- happens: disk full -->`.
STEP = re.compile(
    r"^```(?P<kind>\w+)\n(?P<block>.*?)^```$|^<!-- happens: (?P<happening>[\w ]+) -->$",
    re.MULTILINE | re.DOTALL,
)
TABLE = re.compile(r"^(?=\[)", re.MULTILINE)
NAMED = re.compile(r"# ([a-z]+\.toml)\n")
EXIT = re.compile(r"# exit code (\d)$")
SETTINGS = "chidao.toml"
PATIENCE_S = 60.0
PAUSE_S = 0.1
FULL_BYTES = 64 * 1024  # less than a store takes to be written to: no file may grow beyond
DAYS_OFF = 9  # over Tết
UTC_FORMAT = "'%Y-%m-%d %H:%M:%S'"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chapter: `kind` is that of the block, or "happens"."""

    kind: str
    text: str


def steps(chapter: str) -> list[Step]:
    """The blocks and happenings of a chapter, in order."""
    return [
        Step("happens", found["happening"])
        if found["happening"]
        else Step(found["kind"], found["block"])
        for found in STEP.finditer(chapter)
    ]


def with_tables(settings: str, block: str) -> str:
    """Settings with these tables in the place of those of the same name."""
    heads = {line for line in block.splitlines() if line.startswith("[")}
    kept = [part for part in TABLE.split(settings) if part.split("\n", 1)[0] not in heads]
    return "".join(kept) + "\n" + block


@dataclass(slots=True)
class Walk:
    """A walk through one chapter, in a folder of its own."""

    folder: Path
    portal: DemoPortal
    receiver: Receiver
    addresses: dict[str, str]  # those of the handbook: those of this walk
    heard: str = ""
    full: bool = False
    service: subprocess.Popen[bytes] | None = None

    def take(self, step: Step) -> None:
        """Do what a step says; AssertionError when it is not as the chapter has it."""
        text = self.here(step.text)
        match step.kind:
            case "sh":
                self.heard = ""
                for line in text.splitlines():
                    self.run(line)
            case "toml":
                self.write(text)
            case "text":
                self.expect(text)
            case "happens":
                self.happenings()[step.text]()
            case _:
                assert step.kind == "console", step.kind

    def write(self, block: str) -> None:
        """A block that names its file becomes that file; others change the settings."""
        if named := NAMED.match(block):
            (self.folder / named[1]).write_text(block, encoding="utf-8")
            return
        path = self.folder / SETTINGS
        changed = with_tables(path.read_text(encoding="utf-8"), block)
        path.write_text(self.here(changed), encoding="utf-8")

    def here(self, text: str) -> str:
        """The text with the addresses of this walk."""
        for theirs, ours in self.addresses.items():
            text = text.replace(theirs, ours)
        return text

    def run(self, line: str) -> None:
        """Run one line; it must end as it says."""
        expected = int(found[1]) if (found := EXIT.search(line)) else 0
        program, *words = shlex.split(line, comments=True)
        if program == "curl":
            self.heard += ask(words)
            return
        assert program == "chidao", line
        if words == ["run"]:
            self.start()
            return
        ended = subprocess.run(
            command_line(*words), cwd=self.folder, env=clean_environment(COLUMNS="200"),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            timeout=CHILD_LIMIT_S, check=False, preexec_fn=fill_disk if self.full else None,
        )  # fmt: skip
        self.heard += ended.stdout.decode()
        assert ended.returncode == expected, f"{line}\n{self.heard}"

    def expect(self, text: str) -> None:
        """Every line stands in what was heard; "…" is anything."""
        for line in filter(None, text.splitlines()):
            words = re.escape(" ".join(line.split())).replace("…", ".*")
            pattern = re.compile(words.replace(r"\ ", r"\s+"))
            end = time.monotonic() + (PATIENCE_S if self.service else 0)
            while not pattern.search(self.heard + self.log()):
                assert time.monotonic() < end, f"{line}\n---\n{self.heard}{self.log()}"
                time.sleep(PAUSE_S)

    def log(self) -> str:
        """What the service said since it was started."""
        path = self.folder / "service.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def start(self) -> None:
        """Start the service, and wait until it is up."""
        self.stop()
        with (self.folder / "service.log").open("wb") as log:
            self.service = subprocess.Popen(
                command_line("run"), cwd=self.folder, env=clean_environment(PYTHONUNBUFFERED="1"),
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        self.expect("service started")

    def stop(self) -> None:
        """End the service, as systemd does; it ends well."""
        if self.service is None:
            return
        self.service.send_signal(signal.SIGTERM)
        assert self.service.wait(PATIENCE_S) == 0, self.log()
        self.service = None

    def happenings(self) -> dict[str, Callable[[], object]]:
        """What can happen in a chapter beside its commands."""
        return {
            "the lists are rebuilt": lambda: self.portal.misbehave("empty_list"),
            "the lists can be read": self.portal.behave,
            "an order is published": lambda: self.portal.publish("order"),
            "the service ends": self.stop,
            "reload": self.reload,
            "days go by": self.days_go_by,
            "the crawl is done": lambda: self.expect("source crawled"),
            "disk full": lambda: setattr(self, "full", True),
            "room on the disk": lambda: setattr(self, "full", False),
            "the store is damaged": lambda: overwrite(self.folder / "chidao.db"),
            "the damaged store is moved away": self.move_store,
            "the channel is dead": lambda: self.receiver.answer(503),
            "the channel is back": self.receiver.behave,
            "an hour goes by": self.retry_now,
        }

    def reload(self) -> None:
        """SIGHUP, as systemctl reload sends it."""
        assert self.service is not None
        os.kill(self.service.pid, signal.SIGHUP)

    def days_go_by(self) -> None:
        """The store as if the service had been off since."""
        now = earlier("'now'")
        self.edit(
            "DELETE FROM marks WHERE name = 'service/alive'",
            f"INSERT INTO marks (name, at, note) VALUES ('service/alive', {now}, '')",
            f"UPDATE runs SET started_at = {earlier('started_at')},"
            f" finished_at = {earlier('finished_at')}",
        )

    def retry_now(self) -> None:
        """What waits for its next try is due."""
        self.edit(f"UPDATE deliveries SET next_try_at = {earlier('next_try_at')}")

    def edit(self, *statements: str) -> None:
        with sqlite3.connect(self.folder / "chidao.db") as connection:
            for statement in statements:
                connection.execute(statement)
        connection.close()

    def move_store(self) -> None:
        """The store and what SQLite keeps beside it, into a folder of their own."""
        aside = self.folder / "damaged"
        aside.mkdir()
        for path in self.folder.glob("chidao.db*"):
            path.rename(aside / path.name)


def earlier(column: str) -> str:
    """A moment as the store keeps it, some days before."""
    return f"strftime({UTC_FORMAT}, {column}, '-{DAYS_OFF} days') || '.000000'"


def fill_disk() -> None:
    """In the child: no file may grow, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (FULL_BYTES, hard))


def overwrite(path: Path) -> None:
    """Damages the first page of a file."""
    with path.open("r+b") as file:
        file.write(b"\x00 a disk that lost a page \x00")


def ask(words: list[str]) -> str:
    """What `curl [-X POST] URL [-d BODY]` prints; needs no curl."""
    body = words[words.index("-d") + 1].encode() if "-d" in words else None
    (url,) = (word for word in words if word.startswith("http"))
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, data=body, timeout=PATIENCE_S) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        return str(error.read().decode())
