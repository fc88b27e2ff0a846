"""What the tests of the command stand on: one watched portal, and calls inside this process."""

import io
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import structlog

from cli.main import run
from demo.portal import DemoPortal
from tests.cli.world import Ended, World, change_things, write_settings

ITEMS = 12  # every kind of item occurs, and a crawl takes a second

Call = Callable[..., Ended]


def called(*arguments: str) -> Ended:
    """Run the command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(list(arguments))
    return Ended(code, out.getvalue(), err.getvalue())


@pytest.fixture(autouse=True)
def quiet_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No settings from outside, 80 columns, and no log stream left behind."""
    for name in [name for name in os.environ if name.startswith("CHIDAO")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "80")
    handlers = list(logging.getLogger().handlers)
    yield
    _forget_logs(handlers)


def _forget_logs(handlers: list[logging.Handler]) -> None:
    structlog.reset_defaults()
    logging.getLogger().handlers[:] = handlers


@pytest.fixture(scope="session")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A portal read twice: an order came and a deadline moved in between. Copy it before use."""
    folder = tmp_path_factory.mktemp("watched")
    handlers = list(logging.getLogger().handlers)
    today = datetime.now(UTC).astimezone().date()
    with DemoPortal(ITEMS, today=today) as portal:
        write_settings(folder, portal.url)
        check = ("--config", str(folder / "chidao.toml"), "check")
        first = called(*check)
        addresses = change_things(portal, today)
        second = called(*check, "--full")
        _forget_logs(handlers)
        assert (first.code, second.code) == (0, 0), first.err + second.err
        yield World(folder, portal, *addresses)


@pytest.fixture
def world(watched: World, tmp_path: Path) -> World:
    """The watched portal with a store of this test's own."""
    folder = tmp_path / "world"
    shutil.copytree(watched.folder, folder)
    return replace(watched, folder=folder)


@pytest.fixture
def chidao(world: World) -> Call:
    """Call the command on this test's world, in Vietnamese."""
    return lambda *arguments: called("--config", str(world.settings()), *arguments)


@pytest.fixture
def english(world: World) -> Call:
    """Call the command on this test's world, in English."""
    return lambda *arguments: called("--config", str(world.settings("en.toml")), *arguments)


@pytest.fixture
def bare() -> Call:
    """Call the command without settings of its own."""
    return called


@pytest.fixture(scope="session")
def kept(watched: World, tmp_path_factory: pytest.TempPathFactory) -> World:
    """One copy of the watched portal for all tests that only read."""
    folder = tmp_path_factory.mktemp("kept") / "world"
    shutil.copytree(watched.folder, folder)
    return replace(watched, folder=folder)


@pytest.fixture(scope="session")
def vi(kept: World) -> Call:
    """Read the store that nobody changes, in Vietnamese."""
    return lambda *arguments: called("--config", str(kept.settings()), *arguments)


@pytest.fixture(scope="session")
def en(kept: World) -> Call:
    """Read the store that nobody changes, in English."""
    return lambda *arguments: called("--config", str(kept.settings("en.toml")), *arguments)
