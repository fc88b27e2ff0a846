"""A folder with settings, and `chidao` run in it as processes of their own."""

import multiprocessing
import os
import subprocess
import sys
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from demo.portal import DemoPortal
from demo.receiver import Receiver

LONGEST_S = 60  # no command of these tests takes as long, however busy the machine
RUN = "from cli.main import main; main()"
#: What a process that waits to be many has loaded: most of a command's time is loading.
LOADED = [
    "cli.main",
    "cli.check",
    "cli.deliver",
    "cli.run",
    "cli.stores",
    "crawler.handlers",
    "apprise",
    "tests.journeys.loaded",
    "tests.journeys.virtual_time",
]

SETTINGS = """
[storage]
url = "sqlite:///chidao.db"

[crawler]
allow_private_addresses = true

[absence]
confirm_after = "1s"

[[sources]]
name = "demo"
profile = "quangtri"
url = "{portal}/"
hosts = ["127.0.0.1"]
delay = "0s"
concurrency = 8
every = "1m"

[[channels]]
name = "một"
url = "{receiver}mot"

[[channels]]
name = "hai"
url = "{receiver}hai"

[[subscriptions]]
name = "chỉ đạo"
channels = ["một", "hai"]
on = ["directive.new", "directive.changed"]
"""

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(LOADED)


def _command(folder: str, command: tuple[str, ...]) -> None:
    from cli.main import main  # noqa: PLC0415 (in the child, where it is loaded already)

    os.chdir(folder)
    silence = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(silence, descriptor)
    sys.argv = ["chidao", *command]
    main()


@dataclass(frozen=True, slots=True)
class Household:
    """One user's folder; every command is a process of its own."""

    folder: Path

    @classmethod
    def founded(cls, folder: Path, portal: DemoPortal, receiver: Receiver) -> "Household":
        """Write the settings for this portal and this receiver."""
        text = SETTINGS.format(portal=portal.url, receiver=receiver.json_url)
        folder.joinpath("chidao.toml").write_text(text, encoding="utf-8")
        return cls(folder)

    def start(self, *command: str) -> ForkServerProcess:
        """Start a command in a process that has its modules loaded, and leave it running."""
        child = FORKS.Process(target=_command, args=(str(self.folder), command), daemon=True)
        child.start()
        return child

    def run(self, *command: str) -> int:
        """Run a command from nothing to its end, as a user does; returns its exit code."""
        done = subprocess.run(
            [sys.executable, "-c", RUN, *command],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LONGEST_S,
            check=False,
        )
        return done.returncode
