"""The text of the unit: every path arrives in systemd as it is on disk."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.unit_text import Credential, UnfitPathError, UnitFacts, is_unedited, unit_text

HOSTILE = [
    *("/srv/chidao", "/srv/a b/c", '/srv/a"b', "/srv/100%", "/srv/%n%i", "/srv/$HOME/${x}"),
    *("/srv/a\\b", "/srv/a\\x20b", "/srv/tỉnh Quảng Trị", "/srv/a'b", "/srv/a;b#c", "/srv/-x=y"),
]


def facts(folder: str = "/srv/chidao", **more: object) -> UnitFacts:
    root = Path(folder)
    values: dict[str, object] = {
        "program": root / "bin/chidao",
        "settings": root / "chidao.toml",
        "written": (root / "data",),
        "user": "chidao",
        **more,
    }
    return UnitFacts(**values)  # type: ignore[arg-type]


def entries(text: str) -> list[tuple[str, str]]:
    pairs = [line.partition("=") for line in text.splitlines() if "=" in line and line[0] != "#"]
    return [(key, value) for key, _, value in pairs]


def entry(text: str, key: str) -> str:
    return dict(entries(text))[key]


def words(value: str) -> list[str]:
    """As systemd splits a value: quotes group, a backslash keeps the next sign, %% is %."""
    found, word, quoted, signs = [], "", False, iter(value)
    for sign in signs:
        if sign == "\\":
            word += next(signs)
        elif sign == '"':
            quoted = not quoted
        elif sign == " " and not quoted:
            found.append(word)
            word = ""
        else:
            word += sign
    assert not quoted
    return [part.replace("%%", "%") for part in (*found, word)]


@pytest.mark.parametrize("folder", HOSTILE)
def test_a_path_arrives_as_it_is(folder: str) -> None:
    text = unit_text(facts(folder))
    start = entry(text, "ExecStart")
    assert start.startswith(":")  # no dollar sign means a variable
    program, settings = f"{folder}/bin/chidao", f"{folder}/chidao.toml"
    assert words(start[1:]) == [program, "--config", settings, "run"]
    assert words(entry(text, "ReadWritePaths")) == [f"-{folder}/data"]
    assert entry(text, "WorkingDirectory").replace("%%", "%") == folder
    assert entry(text, "EnvironmentFile").replace("%%", "%") == f"-{folder}/chidao.env"


@pytest.mark.parametrize("folder", ["/srv/a\nExecStartPost=/bin/evil", "/srv/\x1b", "/srv/\udcff"])
def test_a_path_that_no_unit_can_name_is_refused(folder: str) -> None:
    with pytest.raises(UnfitPathError):
        unit_text(facts(folder))


@given(st.text(min_size=1, max_size=40))
def test_no_path_ever_adds_a_line(name: str) -> None:
    try:
        text = unit_text(facts(f"/srv/{name}"))
    except UnfitPathError:
        return
    keys = [key for key, _ in entries(text)]
    assert keys == [key for key, _ in entries(unit_text(facts()))]


def test_the_unit_is_supervised_for_ever_and_ends_by_sigterm() -> None:
    text = unit_text(facts())
    told = {"Type": "notify", "Restart": "always", "KillSignal": "SIGTERM"}
    assert {key: entry(text, key) for key in told} == told
    assert entry(text, "StartLimitIntervalSec") == "0"
    assert entry(text, "ExecReload") == "/bin/kill -HUP $MAINPID"
    for key in ("WatchdogSec", "RestartSec", "TimeoutStopSec", "MemoryMax", "UMask"):
        assert entry(text, key)


def test_the_system_s_unit_sees_nothing_it_does_not_need() -> None:
    text = unit_text(facts())
    assert entry(text, "ProtectSystem") == "strict"
    assert (entry(text, "ProtectHome"), entry(text, "PrivateTmp")) == ("yes", "yes")
    assert (entry(text, "User"), entry(text, "CapabilityBoundingSet")) == ("chidao", "")
    assert entry(text, "WantedBy") == "multi-user.target"


@pytest.mark.parametrize(
    ("more", "home", "temporary"),
    [
        ({"written": (Path("/home/an/data"),)}, "read-only", "yes"),
        ({"used": (Path("/root/.pyenv/bin/python3"),)}, "read-only", "yes"),
        ({"settings": Path("/", "tmp", "x", "chidao.toml")}, "yes", "no"),
        ({"written": (Path("/homes/x"), Path("/", "tmpx"))}, "yes", "yes"),
    ],
)
def test_what_it_needs_is_never_hidden_from_it(
    more: dict[str, object], home: str, temporary: str
) -> None:
    text = unit_text(facts(**more))
    assert (entry(text, "ProtectHome"), entry(text, "PrivateTmp")) == (home, temporary)


def test_a_port_of_the_system_s_own_brings_the_one_right_it_needs() -> None:
    assert entry(unit_text(facts(port=443)), "AmbientCapabilities") == "CAP_NET_BIND_SERVICE"
    assert entry(unit_text(facts(port=8765)), "AmbientCapabilities") == ""


def test_a_secret_only_root_can_read_is_handed_over() -> None:
    secret = Credential("web.password", "CHIDAO_WEB__PASSWORD_FILE", Path("/etc/a b/100%"))
    text = unit_text(facts(credentials=(secret,)))
    assert entry(text, "LoadCredential") == "web.password:/etc/a b/100%%"
    copy = "/run/credentials/chidao.service/web.password"
    assert f'Environment="CHIDAO_WEB__PASSWORD_FILE={copy}"' in text


def test_a_user_s_own_unit_asks_for_nothing_only_the_system_can_give() -> None:
    text = unit_text(facts(user=""))
    keys = {key for key, _ in entries(text)}
    assert entry(text, "WantedBy") == "default.target"
    assert not keys & {"User", "ProtectSystem", "PrivateDevices", "ReadWritePaths", "ProtectHome"}
    assert {"NoNewPrivileges", "RestrictAddressFamilies", "SystemCallFilter"} <= keys


def test_an_edited_unit_is_found_out() -> None:
    text = unit_text(facts())
    assert is_unedited(text)
    assert not is_unedited(text.replace("15s", "16s"))
    assert not is_unedited(text + "\n")
    assert not is_unedited("[Service]\nExecStart=/bin/true\n")
    assert not is_unedited("")


@pytest.mark.parametrize("folder", ["chidao", "a b", "100%", "$HOME", "tỉnh"])
@pytest.mark.parametrize("user", ["root", ""])
def test_systemd_itself_finds_nothing_to_say(tmp_path: Path, folder: str, user: str) -> None:
    root = tmp_path / folder
    (root / "bin").mkdir(parents=True)
    (root / "bin" / "chidao").write_text("#!/bin/sh\n")
    (root / "bin" / "chidao").chmod(0o755)
    text = unit_text(facts(str(root), user=user))
    assert text.count("\n[") == 3  # whether or not systemd is there to say more
    if program := shutil.which("systemd-analyze"):
        (tmp_path / "chidao.service").write_text(text)
        scope = [] if user else ["--user"]
        command = [program, *scope, "verify", "--man=no", str(tmp_path / "chidao.service")]
        environment = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "LC_ALL": "C"}
        ended = subprocess.run(
            command, capture_output=True, text=True, check=False, env=environment
        )
        said = [line for line in (ended.stdout + ended.stderr).splitlines() if "chidao" in line]
        assert said == []
