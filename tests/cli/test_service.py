"""`chidao service` against a systemctl that is a real process."""

import json
from pathlib import Path

import pytest

from cli.unit_text import is_unedited
from tests.cli.fake_systemd import FakeSystemd


@pytest.fixture
def systemd(tmp_path: Path) -> FakeSystemd:
    machine = FakeSystemd(tmp_path / "tỉnh 100% $x")
    machine.folder.mkdir()
    machine.set_up()
    return machine


def test_install_writes_enables_starts_and_checks(systemd: FakeSystemd) -> None:
    ended = systemd.call("install")
    assert ended.code == 0, ended.err
    assert str(systemd.unit) in ended.out
    assert "journalctl -u chidao" in ended.out
    assert is_unedited(systemd.unit.read_text(encoding="utf-8"))
    assert systemd.unit.stat().st_mode & 0o777 == 0o644
    calls = [call for call in systemd.calls() if not call.startswith(("show", "is-system"))]
    assert calls == ["daemon-reload", "enable chidao.service --now"]
    assert [entry.name for entry in systemd.unit.parent.iterdir()] == ["chidao.service"]


def test_install_again_starts_the_new_unit(systemd: FakeSystemd) -> None:
    assert systemd.call("install").code == 0
    settings = systemd.folder / "settings" / "chidao.toml"
    settings.write_text('language = "en"\n[storage]\nurl = "postgresql+psycopg://u@h/n"\n')
    assert systemd.call("install").code == 0
    assert "restart chidao.service" in systemd.calls()
    assert "ReadWritePaths" not in systemd.unit.read_text(encoding="utf-8")


def test_the_user_s_own_manager_is_asked_for_the_user_s_own_unit(tmp_path: Path) -> None:
    machine = FakeSystemd(tmp_path)
    machine.set_up(own=True)
    ended = machine.call("install", "--user")
    assert ended.code == 0, ended.err
    assert is_unedited(machine.own_unit.read_text(encoding="utf-8"))
    assert all(call.startswith("--user ") for call in machine.calls())
    assert "enable-linger" in ended.out
    assert not machine.unit.exists()


@pytest.mark.parametrize("text", ["[Service]\nExecStart=/bin/true\n", "", None])
def test_a_unit_of_somebody_else_is_not_overwritten(systemd: FakeSystemd, text: str | None) -> None:
    assert systemd.call("install").code == 0
    text = systemd.unit.read_text("utf-8") + "Nice=5\n" if text is None else text
    systemd.unit.write_text(text, encoding="utf-8")
    for command in ("install", "uninstall"):
        ended = systemd.call(command)
        assert (ended.code, ended.out) == (1, "")
        assert "--force" in ended.err
        assert systemd.unit.read_text("utf-8") == text
    forced = systemd.call("install", "--force")
    assert forced.code == 0
    old = systemd.unit.with_name("chidao.service.old")
    assert old.read_text("utf-8") == text
    assert str(old) in forced.out


def test_a_masked_unit_is_somebody_s_will(systemd: FakeSystemd) -> None:
    systemd.unit.parent.mkdir()
    systemd.unit.symlink_to("/dev/null")
    assert systemd.call("install").code == 1
    assert systemd.unit.is_symlink()


def test_a_service_that_does_not_run_is_told_with_its_log(systemd: FakeSystemd) -> None:
    (systemd.state / "broken").touch()
    ended = systemd.call("install")
    assert ended.code == 1
    assert "does not run" in ended.err
    assert "failed" in ended.err
    assert "journalctl -u chidao" in ended.err


@pytest.mark.parametrize("verb", ["daemon-reload", "enable"])
def test_what_systemctl_refuses_is_one_sentence(systemd: FakeSystemd, verb: str) -> None:
    (systemd.state / "refuse").write_text(verb)
    ended = systemd.call("install")
    assert ended.code == 1
    assert f"Failed to {verb}" in ended.err
    assert ended.err.count("\n") == 1


def test_uninstall_stops_and_removes_and_says_what_stays(systemd: FakeSystemd) -> None:
    assert "No service" in systemd.call("uninstall").out
    assert systemd.call("install").code == 0
    ended = systemd.call("uninstall")
    assert ended.code == 0
    assert "data stay" in ended.out
    assert not systemd.unit.exists()
    assert systemd.calls()[-2:] == ["disable chidao.service --now", "daemon-reload"]


def test_status_says_how_it_is(systemd: FakeSystemd) -> None:
    assert systemd.call("status").code == 1
    assert systemd.call("install").code == 0
    ended = systemd.call("status", "--json")
    told = json.loads(ended.out)
    assert ended.code == 0
    assert (told["installed"], told["active"], told["pid"], told["restarts"]) == (True, True, 17, 2)
    assert "running" in systemd.call("status").out


@pytest.mark.parametrize("command", ["install", "status"])
def test_without_systemd_it_is_one_sentence(systemd: FakeSystemd, command: str) -> None:
    (systemd.state / "offline").touch()
    offline = systemd.call(command)
    missing = systemd.call(command, PATH=str(systemd.folder / "nothing"))
    for ended in (offline, missing):
        assert ended.code == 1
        assert "not run by systemd" in ended.err
        assert ended.err.count("\n") == 1
    assert not systemd.unit.exists()


def test_print_shows_the_unit_and_touches_nothing(systemd: FakeSystemd) -> None:
    ended = systemd.call("install", "--print", PATH="/nothing")
    assert ended.code == 0
    assert is_unedited(ended.out)
    assert systemd.calls() == []


def test_settings_with_a_mistake_are_not_installed(systemd: FakeSystemd) -> None:
    (systemd.folder / "settings" / "chidao.toml").write_text('[web]\nlisten = "0.0.0.0:80"\n')
    ended = systemd.call("install")
    assert ended.code == 2
    assert "web.password" in ended.err
    assert not systemd.unit.exists()


def test_a_user_nobody_knows_is_wrong_usage(systemd: FakeSystemd) -> None:
    ended = systemd.call("install", "--run-as", "nobody-knows-me")
    assert ended.code == 2
    assert '"nobody-knows-me"' in ended.err


def test_variables_the_service_will_not_see_are_named(systemd: FakeSystemd) -> None:
    ended = systemd.call("install", CHIDAO_CRAWLER__CONTACT="it@namson.example")
    assert "CHIDAO_CRAWLER__CONTACT" in ended.out
    assert "chidao.env" in ended.out


def test_a_secret_of_root_s_is_handed_to_another_user(systemd: FakeSystemd) -> None:
    settings = systemd.folder / "settings"
    (settings / "web").write_text("geheim-4711")
    (settings / "web").chmod(0o600)
    (settings / "chidao.toml").write_text('language = "en"\n[web]\npassword_file = "web"\n')
    other = systemd.call("install", "--print", "--run-as", "nobody").out
    assert "\nLoadCredential=web.password:" in other
    assert "geheim" not in other
    assert "LoadCredential" not in systemd.call("install", "--print").out
