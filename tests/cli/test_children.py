"""The command as a process: pipes, streams, signals."""

import json
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from demo.faults import FaultName
from demo.portal import DemoPortal
from tests.cli.world import World, child, clean_environment, command_line, write_settings

PATIENCE_S = 30.0  # for what happens at once on an idle machine
STOP_LIMIT_S = 5.0  # CONTRACT: SIGTERM ends `run` within this
SLACK_S = 3.0  # a busy machine, and the end of Python itself
INSTANT_S = 0.05


@contextmanager
def started(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        command_line(*arguments),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=(folder / "stderr.txt").open("w"),
        cwd=folder,
        env=clean_environment(),
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def stderr_of(folder: Path) -> str:
    return (folder / "stderr.txt").read_text(encoding="utf-8")


def wait_until_told(folder: Path, text: str, times: int = 1) -> None:
    end = time.monotonic() + PATIENCE_S
    while stderr_of(folder).count(text) < times:
        assert time.monotonic() < end, stderr_of(folder)
        time.sleep(INSTANT_S)


@pytest.fixture
def hanging(tmp_path: Path) -> Iterator[tuple[Path, DemoPortal]]:
    """A folder with settings whose portal takes requests and never answers."""
    with DemoPortal(3, today=datetime.now(UTC).astimezone().date()) as portal:
        portal.misbehave(FaultName.HANG)
        write_settings(tmp_path, portal.url)
        yield tmp_path, portal


def wait_until_asked(portal: DemoPortal) -> None:
    end = time.monotonic() + PATIENCE_S
    while not portal.journal.visits:
        assert time.monotonic() < end
        time.sleep(INSTANT_S)


def test_exit_codes_reach_the_shell(world: World) -> None:
    assert child("list", folder=world.folder).code == 0
    assert child("show", "nothing", folder=world.folder).code == 2
    assert child("channel", "test", "dead", folder=world.folder).code == 1
    assert child("coverage", folder=world.folder).code == 2


@pytest.mark.parametrize("arguments", [("export",), ("list",), ("--plain", "list"), ("--help",)])
def test_a_reader_that_has_enough_is_no_failure(world: World, arguments: tuple[str, ...]) -> None:
    process = subprocess.Popen(
        command_line(*arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=world.folder,
        env=clean_environment(),
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    told = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(PATIENCE_S) == 0
    assert told == ""


def test_output_is_utf8_whatever_the_locale(world: World) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    ended = child("status", folder=world.folder, environment=ascii_only)
    assert ended.code == 0
    assert "Nguồn" in ended.out


@pytest.mark.parametrize("closed", ["1>&-", "2>&-", "1>&- 2>&-"])
def test_closed_streams_are_no_traceback(world: World, closed: str) -> None:
    line = " ".join(f"'{part}'" for part in command_line("show", "nothing"))
    ended = subprocess.run(
        ["/bin/sh", "-c", f"{line} {closed}"],
        capture_output=True,
        cwd=world.folder,
        env=clean_environment(),
        timeout=PATIENCE_S,
        check=False,
    )
    assert ended.returncode == 2
    assert b"Traceback" not in ended.stderr


def test_a_locked_store_is_one_sentence(world: World) -> None:
    holder = "import sqlite3,sys; c=sqlite3.connect('chidao.db'); c.execute('BEGIN IMMEDIATE'); "
    holding = subprocess.Popen(
        [*command_line()[:2], holder + "print('held', flush=True); sys.stdin.read()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=world.folder,
    )
    try:
        assert holding.stdout is not None
        holding.stdout.readline()
        ended = child("status", folder=world.folder)
    finally:
        holding.communicate()
    assert ended.code == 1
    assert "locked" in ended.err
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_check_of_a_hanging_portal_can_be_stopped(
    hanging: tuple[Path, DemoPortal], sent: signal.Signals
) -> None:
    folder, portal = hanging
    with started(folder, "check") as process:
        wait_until_asked(portal)
        process.send_signal(sent)
        assert process.wait(PATIENCE_S) == 1
    assert stderr_of(folder).endswith("chidao: đã dừng\n")
    assert "Traceback" not in stderr_of(folder)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_the_service_ends_in_time_amid_a_crawl_of_a_hanging_portal(
    hanging: tuple[Path, DemoPortal], sent: signal.Signals
) -> None:
    folder, portal = hanging
    with started(folder, "run") as process:
        wait_until_asked(portal)
        asked = time.monotonic()
        process.send_signal(sent)
        assert process.wait(PATIENCE_S) == 0
        assert time.monotonic() - asked < STOP_LIMIT_S + SLACK_S
    assert "service stopped" in stderr_of(folder)
    assert "Traceback" not in stderr_of(folder)
    assert child("verify", folder=folder).code == 0


def test_the_service_ends_in_time_while_a_channel_hangs(world: World) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        text = world.settings().read_text(encoding="utf-8").replace("chidao.db", "fresh.db")
        wish = '[[subscriptions]]\nname = "all"\nchannels = ["dead"]\non = ["*"]\n'
        world.settings().write_text(
            text.replace("127.0.0.1:9/", f"127.0.0.1:{port}/") + wish, encoding="utf-8"
        )
        with started(world.folder, "run") as process:
            server.settimeout(PATIENCE_S)
            connection, _ = server.accept()
            asked = time.monotonic()
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE_S) == 0
            assert time.monotonic() - asked < STOP_LIMIT_S + SLACK_S
            connection.close()


def test_the_service_takes_over_new_settings_on_sighup(world: World) -> None:
    file = world.settings()
    text = file.read_text(encoding="utf-8")
    with started(world.folder, "run") as process:
        wait_until_told(world.folder, "service started")
        second = (
            '[[sources]]\nname = "second"\nurl = "http://127.0.0.1:9/"\nhosts = ["127.0.0.1"]\n'
        )
        file.write_text(text + second, encoding="utf-8")
        process.send_signal(signal.SIGHUP)
        wait_until_told(world.folder, "settings taken over sources=2")
        wait_until_told(world.folder, "source can not be read source=second")
        file.write_text(text, encoding="utf-8")
        process.send_signal(signal.SIGHUP)
        wait_until_told(world.folder, "settings taken over sources=1")
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0
    told = json.loads(child("status", "--json", folder=world.folder).out)
    assert [entry["source"] for entry in told["sources"]] == ["demo"]


def test_a_mistake_in_new_settings_is_a_log_line_and_the_old_go_on(world: World) -> None:
    file = world.settings()
    text = file.read_text(encoding="utf-8")
    with started(world.folder, "run") as process:
        wait_until_told(world.folder, "service started")
        file.write_text("wings = 2\n" + text, encoding="utf-8")
        process.send_signal(signal.SIGHUP)
        wait_until_told(world.folder, "settings not taken over")
        file.write_text(text, encoding="utf-8")
        process.send_signal(signal.SIGHUP)
        wait_until_told(world.folder, "settings taken over sources=1")
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0
    [line] = [one for one in stderr_of(world.folder).splitlines() if "not taken over" in one]
    assert str(file.name) in line
    assert "expected" in line
    assert "Traceback" not in stderr_of(world.folder)


def test_settings_that_are_wrong_at_the_start_end_the_service(tmp_path: Path) -> None:
    (tmp_path / "chidao.toml").write_text("wings = 2\n", encoding="utf-8")
    ended = child("run", folder=tmp_path)
    assert ended.code == 2
    assert "wings" in ended.err
