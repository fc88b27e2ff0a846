"""The chapters of the handbook are walked: every command runs, every quoted sentence is said."""

import re
import socket
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from demo.items import LOCAL
from demo.portal import DemoPortal
from demo.receiver import Receiver
from tests.handbook_walk import Step, Walk, steps

HANDBOOK = Path(__file__).parent.parent / "docs" / "handbook"
WALKED = ("first-hour", "operate", "worst-days")
TRANSLATED = ("first-hour", "operate")
#: What no test can run: it installs, needs a system service or Docker, or does not end.
OUTSIDE = {"make", ".venv/bin/python", "sudo", "docker", "systemctl", "journalctl"}
ITEMS = 60  # as many as `python -m demo` has
REASONS = ("Not run by the test, for", "Bài kiểm thử không chạy")
LANGUAGE = re.compile(r' --language (en|vi)|language = "(en|vi)"')


def chapter(name: str) -> list[Step]:
    return steps((HANDBOOK / f"{name}.md").read_text(encoding="utf-8"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    today = datetime.now(LOCAL).date()
    with DemoPortal(ITEMS, today=today) as portal, Receiver() as receiver:
        addresses = {
            "http://127.0.0.1:8099": portal.url,
            "json://127.0.0.1:9000/": receiver.json_url,
            "127.0.0.1:8765": f"127.0.0.1:{free_port()}",
        }
        walking = Walk(tmp_path, portal, receiver, addresses)
        yield walking
        if walking.service is not None:
            walking.service.kill()
            walking.service.wait()


def prepare(walking: Walk, language: str) -> None:
    """As the first hour leaves it: its settings, and a first check."""
    walking.run(f"chidao init --language {language}")
    for step in chapter("first-hour"):
        if step.kind == "toml":
            walking.take(step)
    walking.run("chidao check --no-alerts")


def go(walking: Walk, name: str) -> None:
    for step in chapter(name):
        walking.take(step)


def test_the_first_hour_is_as_its_chapter_has_it(walk: Walk) -> None:
    go(walk, "first-hour")


def test_operating_is_as_its_chapter_has_it(walk: Walk) -> None:
    prepare(walk, "en")
    go(walk, "operate")


def test_the_worst_days_go_as_their_chapter_has_them(walk: Walk) -> None:
    prepare(walk, "en")
    go(walk, "worst-days")


@pytest.mark.parametrize("name", TRANSLATED)
def test_both_languages_hold_the_same_steps(name: str) -> None:
    english, vietnamese = (
        [
            (step.kind, "" if step.kind == "text" else LANGUAGE.sub("", step.text))
            for step in chapter(path)
        ]
        for path in (name, f"vi/{name}")
    )
    assert english == vietnamese


@pytest.mark.parametrize("name", [*WALKED, *(f"vi/{name}" for name in TRANSLATED)])
def test_what_is_not_walked_is_little_and_its_reason_stands_before_it(name: str) -> None:
    text = (HANDBOOK / f"{name}.md").read_text(encoding="utf-8")
    found = [step for step in chapter(name) if step.kind == "console"]
    for step in found:
        assert {line.split()[0] for line in step.text.splitlines()} <= OUTSIDE
        before = text.partition(f"```console\n{step.text}")[0].strip().rpartition("\n\n")[2]
        assert any(reason in before for reason in REASONS)
    outside = sum(len(step.text.splitlines()) for step in found)
    walked = sum(len(step.text.splitlines()) for step in chapter(name) if step.kind == "sh")
    assert outside < walked
    assert {step.kind for step in chapter(name)} <= {"sh", "text", "toml", "console", "happens"}


def test_a_walk_fails_where_a_chapter_is_not_true(walk: Walk) -> None:
    with pytest.raises(AssertionError, match="nowhere said"):
        walk.take(Step("text", "nowhere said\n"))
    with pytest.raises(AssertionError, match="status"):
        walk.take(Step("sh", "chidao status\n"))
    with pytest.raises(KeyError):
        walk.take(Step("happens", "a miracle"))
