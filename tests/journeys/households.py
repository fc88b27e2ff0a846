"""A folder with settings, and `chidao` run in it as a process of its own."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from demo.portal import DemoPortal
from demo.receiver import Receiver

LONGEST_S = 60  # no command of these tests takes as long, however busy the machine
RUN = "from cli.main import main; main()"

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


@dataclass(frozen=True, slots=True)
class Household:
    """One user's folder; every command is a child process."""

    folder: Path

    @classmethod
    def founded(cls, folder: Path, portal: DemoPortal, receiver: Receiver) -> "Household":
        """Write the settings for this portal and this receiver."""
        text = SETTINGS.format(portal=portal.url, receiver=receiver.json_url)
        folder.joinpath("chidao.toml").write_text(text, encoding="utf-8")
        return cls(folder)

    def start(self, *command: str) -> "subprocess.Popen[bytes]":
        """Start a command and leave it running."""
        return subprocess.Popen(
            [sys.executable, "-c", RUN, *command],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *command: str) -> int:
        """Run a command to its end; returns its exit code."""
        child = self.start(*command)
        child.communicate(timeout=LONGEST_S)
        return child.returncode
