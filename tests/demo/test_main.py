"""`python -m demo` as a person starts it."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from demo.portal import DemoPortal
from tests.demo.browser import fetch

ROOT = Path(__file__).parents[2]


@contextmanager
def started(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "demo", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline()
        finally:
            process.kill()


def test_it_says_where_it_serves_and_ends_on_interrupt() -> None:
    with started("--port", "0", "--items", "12", "--today", "2026-02-04") as (process, line):
        found = re.match(r"(http://127\.0\.0\.1:\d+)/ \(12 items; ", line)
        assert found is not None, line
        assert len(fetch(found[1], "/admin/items").json) == 12
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_a_taken_port_is_told_in_one_line() -> None:
    with DemoPortal(1, today=date(2026, 2, 4)) as portal:
        port = str(urlsplit(portal.url).port)
        with started("--port", port) as (process, line):
            assert process.wait(10) == 1
            assert line == ""
            assert process.stderr is not None
            assert process.stderr.read().startswith(f"port {port}: ")


@pytest.mark.parametrize("arguments", [["--today", "4/2/2026"], ["--validators", "perhaps"]])
def test_a_wrong_option_ends_with_2(arguments: list[str]) -> None:
    with started(*arguments) as (process, _):
        assert process.wait(10) == 2
