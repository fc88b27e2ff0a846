"""The systemd unit of the service, from facts about this installation to its text."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NAME = "chidao.service"
#: The first line: whoever edits the rest is found out, and nothing of theirs is overwritten.
MARK = "# Written by `chidao service install`; own changes belong into `systemctl edit chidao`. "
FIRST_OWN_PORT = 1024  # those below need a right of their own

_HOMES = (Path("/home"), Path("/root"), Path("/run/user"))
_TEMPORARY = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108 (asked whether something lies there)
#: What it takes to crawl and send, times ten; a leak then ends itself and not the machine.
_LIMITS = ("MemoryHigh=1G", "MemoryMax=2G", "OOMPolicy=continue")
#: Restarted for ever: a watch that gave up after five tries would be found out months later.
_RESTARTS = ("Restart=always", "RestartSec=15s")
_FOR_ALL = (
    "NoNewPrivileges=yes",
    "LockPersonality=yes",
    "RestrictRealtime=yes",
    "RestrictSUIDSGID=yes",
    "RestrictNamespaces=yes",
    "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK",
    "SystemCallArchitectures=native",
    "SystemCallFilter=@system-service",
    "SystemCallErrorNumber=EPERM",
    "UMask=0077",
)
#: Needs the rights of the system's manager: a user's own has not got them.
_FOR_SYSTEM = (
    "ProtectSystem=strict",
    "PrivateDevices=yes",
    "ProtectClock=yes",
    "ProtectControlGroups=yes",
    "ProtectHostname=yes",
    "ProtectKernelLogs=yes",
    "ProtectKernelModules=yes",
    "ProtectKernelTunables=yes",
    "RemoveIPC=yes",
)


class UnfitPathError(Exception):
    """A path that no unit can name; str() is the path."""


@dataclass(frozen=True, slots=True)
class Credential:
    """A secret's file that only the manager may read, and the variable that names its copy."""

    name: str
    variable: str
    path: Path


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What the unit says of this installation; all paths are absolute.

    `used`: where links lead, the Python itself among them; only its being visible matters.

    `user` "" is a unit of the user's own manager, else whom the system's runs it as.
    """

    program: Path
    settings: Path
    written: tuple[Path, ...]
    used: tuple[Path, ...] = ()
    user: str = ""
    port: int = 0
    credentials: tuple[Credential, ...] = ()


def unit_text(facts: UnitFacts) -> str:
    """The whole unit, its mark included. Raises UnfitPathError."""
    secrets = [credential.path for credential in facts.credentials]
    for path in (facts.program, facts.settings, *facts.written, *secrets):
        if not str(path).isprintable() or not _is_utf8(str(path)) or str(path).endswith("\\"):
            raise UnfitPathError(str(path))
    parts = [_unit_part(facts), _service_part(facts), _install_part(facts)]
    body = "\n".join("\n".join([*part, ""]) for part in parts)
    return f"{MARK}{_sum(body)}\n{body}"


def is_unedited(text: str) -> bool:
    """Whether a unit is as `unit_text` once gave it, of whatever version."""
    first, _, body = text.partition("\n")
    return first == f"{MARK}{_sum(body)}"


def _sum(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _unit_part(facts: UnitFacts) -> Iterator[str]:
    yield "[Unit]"
    yield "Description=chidao: watches provincial portals and tells about new directives"
    if facts.user:
        yield "Wants=network-online.target"
        yield "After=network-online.target postgresql.service"
    yield "StartLimitIntervalSec=0"


def _service_part(facts: UnitFacts) -> Iterator[str]:
    yield "[Service]"
    yield "Type=notify"
    yield "NotifyAccess=main"
    # The colon: a dollar sign in a path is one.
    program, settings = quoted(facts.program), quoted(facts.settings)
    yield f"ExecStart=:{program} --config {settings} run"
    yield "ExecReload=/bin/kill -HUP $MAINPID"
    yield f"WorkingDirectory={bare(facts.settings.parent)}"
    yield f"EnvironmentFile=-{bare(facts.settings.with_suffix('.env'))}"
    yield from _RESTARTS
    yield "WatchdogSec=2min"
    yield "TimeoutStartSec=2min"
    yield "KillSignal=SIGTERM"
    yield "KillMode=mixed"
    yield "TimeoutStopSec=20s"
    yield from _LIMITS
    yield from _FOR_ALL
    if facts.user:
        yield from _system_part(facts)


def _system_part(facts: UnitFacts) -> Iterator[str]:
    yield f"User={bare(Path(facts.user))}"
    yield from _FOR_SYSTEM
    used = (facts.program, facts.settings, *facts.written, *facts.used)
    at_home, in_temporary = _any_in(used, _HOMES), _any_in(used, _TEMPORARY)
    yield f"ProtectHome={'read-only' if at_home else 'yes'}"
    yield f"PrivateTmp={'no' if in_temporary else 'yes'}"
    for path in facts.written:
        yield f'ReadWritePaths="-{_escaped(path)}"'
    rights = "CAP_NET_BIND_SERVICE" if 0 < facts.port < FIRST_OWN_PORT else ""
    yield f"CapabilityBoundingSet={rights}"
    yield f"AmbientCapabilities={rights}"
    for credential in facts.credentials:
        yield f"LoadCredential={credential.name}:{bare(credential.path)}"
        copy = f"/run/credentials/{NAME}/{credential.name}"
        yield f'Environment="{credential.variable}={copy}"'


def _install_part(facts: UnitFacts) -> Iterator[str]:
    yield "[Install]"
    yield f"WantedBy={'multi-user' if facts.user else 'default'}.target"


def _any_in(paths: tuple[Path, ...], folders: tuple[Path, ...]) -> bool:
    return any(path.is_relative_to(folder) for path in paths for folder in folders)


def quoted(path: Path) -> str:
    """A path where systemd reads words: blanks, quotes, backslashes and percent signs kept."""
    return f'"{_escaped(path)}"'


def bare(path: Path) -> str:
    """A path where systemd takes the whole rest of the line: only percent signs mean something."""
    return str(path).replace("%", "%%")


def _escaped(path: Path) -> str:
    return bare(path).replace("\\", "\\\\").replace('"', '\\"')
