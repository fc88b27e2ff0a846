"""systemd as commands ask it: `systemctl` in a child process, with a limit of time."""

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass

from cli.failures import CommandFailed
from cli.unit_text import NAME

START_WITHIN_S = 150.0  # the unit itself gives up after 120
ANSWER_WITHIN_S = 15.0
_SHOWN = (
    *("LoadState", "UnitFileState", "ActiveState", "SubState", "MainPID", "NRestarts", "Result"),
    *("ActiveEnterTimestamp", "FragmentPath"),
)
_RUNNING = ("running", "degraded", "starting", "maintenance")


@dataclass(frozen=True, slots=True)
class Answer:
    """How `systemctl` ended; `told` is the last line of what it said."""

    code: int
    out: str
    told: str


@dataclass(frozen=True, slots=True)
class UnitState:
    """The unit as systemd sees it; empty texts where it says nothing."""

    loaded: str
    enabled: str
    active: str
    sub: str
    pid: int
    restarts: int
    result: str
    since: str
    path: str

    @property
    def runs(self) -> bool:
        """Whether the service is up."""
        return self.active == "active"

    @property
    def known(self) -> bool:
        """Whether there is such a unit."""
        return self.loaded not in {"", "not-found"}


@dataclass(frozen=True, slots=True)
class Manager:
    """The manager of the system, or with `own` that of the user."""

    env: Mapping[str, str]
    own: bool

    def is_there(self) -> bool:
        """Whether this machine was started by systemd and its manager answers."""
        try:
            return self.ask("is-system-running").out.strip() in _RUNNING
        except CommandFailed:
            return False

    def ask(self, *arguments: str, limit_s: float = ANSWER_WITHIN_S) -> Answer:
        """Call `systemctl`. Raises CommandFailed when it is not there or does not answer."""
        program = shutil.which("systemctl", path=self.env.get("PATH"))
        if program is None:
            raise CommandFailed("no_systemd")
        scope = ["--user"] if self.own else []
        try:
            ended = subprocess.run(
                [program, *scope, "--no-pager", "--no-ask-password", *arguments],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=limit_s,
                check=False,
                env={**self.env, "LC_ALL": "C.UTF-8", "SYSTEMD_COLORS": "0"},
            )
        except (OSError, subprocess.TimeoutExpired):
            raise CommandFailed("systemctl_failed", call=" ".join(arguments), reason="–") from None
        out, err = (stream.decode(errors="replace") for stream in (ended.stdout, ended.stderr))
        last = (err.strip() or out.strip()).splitlines()
        return Answer(ended.returncode, out, last[-1] if last else "")

    def demand(self, *arguments: str, limit_s: float = ANSWER_WITHIN_S) -> None:
        """Call `systemctl`; raises CommandFailed with what it said when it refuses."""
        answer = self.ask(*arguments, limit_s=limit_s)
        if answer.code:
            reason = answer.told or str(answer.code)
            raise CommandFailed("systemctl_failed", call=" ".join(arguments), reason=reason)

    def state(self) -> UnitState:
        """What systemd says of the unit. Raises CommandFailed."""
        properties = [f"--property={name}" for name in _SHOWN]
        lines = self.ask("show", NAME, *properties).out.splitlines()
        told = {name: value for name, _, value in (line.partition("=") for line in lines)}
        return UnitState(
            loaded=told.get("LoadState", ""),
            enabled=told.get("UnitFileState", ""),
            active=told.get("ActiveState", ""),
            sub=told.get("SubState", ""),
            pid=_number(told.get("MainPID", "")),
            restarts=_number(told.get("NRestarts", "")),
            result=told.get("Result", ""),
            since=told.get("ActiveEnterTimestamp", ""),
            path=told.get("FragmentPath", ""),
        )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() else 0
