"""A demo portal that chidao has watched for a while, and ways to call the command."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from demo.items import Kind
from demo.portal import DemoPortal

ROOT = Path(__file__).parents[2]
CHILD_LIMIT_S = 60  # a child that hangs fails its test

SETTINGS = """
language = "{language}"
[storage]
url = "sqlite:///chidao.db"
[crawler]
allow_private_addresses = true
[web]
listen = ""
[[sources]]
name = "demo"
profile = "quangtri"
url = "{url}/"
hosts = ["127.0.0.1"]
delay = "0s"
concurrency = 4
every = "1h"
[[channels]]
name = "dead"
url = "json://127.0.0.1:9/"
[[subscriptions]]
name = "chỉ đạo"
channels = ["console"]
on = ["directive.new", "directive.changed", "article.withdrawn"]
[[subscriptions]]
name = "khoa học"
channels = ["console"]
on = ["directive.changed", "article.changed"]
to = ["Sở Không Có Thật"]
"""


@dataclass(frozen=True, slots=True)
class World:
    """A folder with settings (chidao.toml Vietnamese, en.toml English) and a store with a past."""

    folder: Path
    portal: DemoPortal
    new_order: str  # address of an order that was told as it came
    moved_order: str  # address of an order whose deadline moved: two versions
    misprinted: str  # address of a news item with a misprint put right: two versions

    def settings(self, name: str = "chidao.toml") -> Path:
        return self.folder / name


@dataclass(frozen=True, slots=True)
class Ended:
    """How a call ended."""

    code: int
    out: str
    err: str


def write_settings(folder: Path, url: str) -> None:
    for name, language in (("chidao.toml", "vi"), ("en.toml", "en")):
        (folder / name).write_text(SETTINGS.format(language=language, url=url), encoding="utf-8")


def change_things(portal: DemoPortal, today: date) -> tuple[str, str, str]:
    """A new order, a moved deadline, a misprint put right: their addresses."""
    moved = next(item for item in portal.items if item.kind is Kind.ORDER and item.deadline)
    misprinted = next(item for item in portal.items if item.kind is Kind.NEWS)
    new = portal.publish(Kind.ORDER, published=datetime.now(UTC).astimezone())
    portal.move_deadline(moved, today + timedelta(days=40))
    portal.edit_typo(misprinted)
    return portal.url_of(new), portal.url_of(moved), portal.url_of(misprinted)


def clean_environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CHIDAO")}
    return {**kept, "PYTHONPATH": str(ROOT), "COLUMNS": "80", **more}


def command_line(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from cli.main import main; main()", *arguments]


def child(
    *arguments: str,
    folder: Path,
    stdin: bytes = b"",
    environment: Mapping[str, str] | None = None,
) -> Ended:
    """Run the command as a process of its own, in `folder`."""
    ended = subprocess.run(
        command_line(*arguments),
        input=stdin,
        capture_output=True,
        cwd=folder,
        env=clean_environment(**(environment or {})),
        timeout=CHILD_LIMIT_S,
        check=False,
    )
    return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())
