"""One loop for everything: commands run in it one after another, and signals end them in order."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from scheduler.reactor import run_in_reactor

ROOT = Path(__file__).parents[2]
A_MINUTE = 60


def test_the_result_of_the_coroutine_is_returned() -> None:
    async def answer() -> int:
        return 42

    assert run_in_reactor(answer) == 42


def test_it_runs_as_often_as_it_is_called_in_the_same_loop() -> None:
    async def loop() -> asyncio.AbstractEventLoop:
        return asyncio.get_running_loop()

    assert run_in_reactor(loop) is run_in_reactor(loop)


def test_what_the_coroutine_raises_is_raised() -> None:
    async def fail() -> None:
        raise LookupError("nothing there")

    with pytest.raises(LookupError, match="nothing there"):
        run_in_reactor(fail)


def test_the_reactor_runs_under_it() -> None:
    async def by_twisted() -> str:
        from twisted.internet import reactor as installed  # noqa: PLC0415
        from twisted.internet import threads  # noqa: PLC0415

        reactor: Any = installed

        fired = asyncio.get_running_loop().create_future()
        reactor.callLater(0, fired.set_result, "timer")
        in_thread = threads.deferToThread(lambda: "thread")
        return f"{await fired} {await in_thread.asFuture(asyncio.get_running_loop())}"

    assert run_in_reactor(by_twisted) == "timer thread"


@pytest.mark.parametrize(
    ("number", "raised"), [(signal.SIGINT, KeyboardInterrupt), (signal.SIGTERM, SystemExit)]
)
def test_a_signal_lets_the_coroutine_clean_up_and_is_then_raised(
    number: signal.Signals, raised: type[BaseException]
) -> None:
    done: list[str] = []

    async def work() -> None:
        try:
            os.kill(os.getpid(), number)
            await asyncio.sleep(A_MINUTE)
        finally:
            await asyncio.sleep(0)
            done.append("cleaned up")

    with pytest.raises(raised):
        run_in_reactor(work)
    assert done == ["cleaned up"]


def test_the_handlers_of_signals_are_as_before_afterwards() -> None:
    async def nothing() -> None:
        return

    before = signal.getsignal(signal.SIGINT)
    run_in_reactor(nothing)
    assert signal.getsignal(signal.SIGINT) == before


def test_a_cancel_without_a_signal_stays_a_cancel() -> None:
    async def give_up() -> None:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        run_in_reactor(give_up)


def run_script(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=A_MINUTE,
        check=False,
    )


def test_a_process_ends_by_itself_while_a_name_is_still_being_looked_up() -> None:
    """Twisted's own threads would keep it alive until the name server gives up."""
    script = """
import asyncio, threading
from scheduler.reactor import run_in_reactor
async def main():
    from twisted.internet import threads
    threads.deferToThread(threading.Event().wait)
    await asyncio.sleep(0.05)
    return 7
raise SystemExit(run_in_reactor(main))
"""
    ended = run_script(script)
    assert (ended.returncode, ended.stderr) == (7, "")


def test_another_reactor_is_refused_with_a_sentence() -> None:
    script = """
from twisted.internet import selectreactor
selectreactor.install()
from scheduler.reactor import run_in_reactor
async def main(): pass
try:
    run_in_reactor(main)
except RuntimeError as error:
    print(error)
"""
    assert run_script(script).stdout == "Scrapy needs asyncio's reactor, found SelectReactor\n"


def test_it_also_runs_beside_the_main_thread() -> None:
    script = """
import threading
from scheduler.reactor import run_in_reactor
async def main(): print("ran")
thread = threading.Thread(target=run_in_reactor, args=(main,))
thread.start(); thread.join()
"""
    ended = run_script(script)
    assert (ended.stdout, ended.stderr) == ("ran\n", "")
    assert threading.current_thread() is threading.main_thread()
