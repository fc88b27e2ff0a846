"""A `systemctl` of our own on PATH: a real process that keeps its state in files."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.cli.world import Ended, child

SCRIPT = """#!{python}
import pathlib, sys
state = pathlib.Path({state!r})
words = [word for word in sys.argv[1:] if not word.startswith("--")]
own = "--user" in sys.argv
with (state / "calls").open("a") as calls:
    calls.write(" ".join((["--user"] if own else []) + words + [w for w in sys.argv if w == "--now"]) + "\\n")
verb = words[0]
refused = (state / "refuse").read_text().split() if (state / "refuse").exists() else []
if verb in refused:
    sys.exit("Failed to " + verb + " unit: no")
active = state / "active"
if verb == "is-system-running":
    print("offline" if (state / "offline").exists() else "degraded")
elif verb in ("enable", "restart") and not (state / "broken").exists():
    active.touch()
elif verb == "disable":
    active.unlink(missing_ok=True)
elif verb == "show":
    unit = pathlib.Path({unit!r})
    print("LoadState=" + ("loaded" if unit.exists() else "not-found"))
    print("ActiveState=" + ("active" if active.exists() else "failed"))
    print("SubState=" + ("running" if active.exists() else "failed"))
    print("UnitFileState=enabled\\nMainPID=17\\nNRestarts=2\\nResult=exit-code")
    print("FragmentPath=" + str(unit))
"""


@dataclass(frozen=True, slots=True)
class FakeSystemd:
    """A machine with systemd, as far as `chidao service` sees it."""

    folder: Path

    @property
    def state(self) -> Path:
        return self.folder / "state"

    @property
    def unit(self) -> Path:
        return self.folder / "units" / "chidao.service"

    @property
    def own_unit(self) -> Path:
        return self.folder / "home" / ".config" / "systemd" / "user" / "chidao.service"

    def set_up(self, *, own: bool = False) -> None:
        for name in ("state", "bin", "home", "settings"):
            (self.folder / name).mkdir(exist_ok=True)
        program = self.folder / "bin" / "systemctl"
        unit = self.own_unit if own else self.unit
        text = SCRIPT.format(python=sys.executable, state=str(self.state), unit=str(unit))
        program.write_text(text)
        program.chmod(0o755)
        (self.folder / "settings" / "chidao.toml").write_text('language = "en"\n')

    def call(self, *arguments: str, **more: str) -> Ended:
        environment = {
            "PATH": f"{self.folder / 'bin'}:{os.defpath}",
            "HOME": str(self.folder / "home"),
            "XDG_CONFIG_HOME": "",
            "SYSTEMD_UNIT_PATH": f"{self.folder / 'units'}:",
            **more,
        }
        return child(
            "service", *arguments, folder=self.folder / "settings", environment=environment
        )

    def calls(self) -> list[str]:
        file = self.state / "calls"
        return file.read_text().splitlines() if file.exists() else []
