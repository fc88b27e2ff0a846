"""What systemd hears, on a real socket."""

import asyncio
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.watchdog import READY, STOPPING, Systemd

MICROS = 40_000


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "notify")


@pytest.fixture
def systemd(place: str) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(place)
        listening.settimeout(5)
        yield listening


def heard(systemd: socket.socket) -> list[str]:
    return systemd.recv(4096).decode().split("\n")


def test_states_arrive_as_systemd_reads_them(systemd: socket.socket, place: str) -> None:
    service = Systemd({"NOTIFY_SOCKET": place})
    service.tell(READY)
    service.tell_reloading()
    service.tell(STOPPING)
    assert heard(systemd) == ["READY=1"]
    reloading, stamp = heard(systemd)
    assert reloading == "RELOADING=1"
    assert int(stamp.removeprefix("MONOTONIC_USEC=")) > 0
    assert heard(systemd) == ["STOPPING=1"]


def test_an_abstract_socket_is_found_too() -> None:
    name = f"chidao-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(f"\0{name}")
        Systemd({"NOTIFY_SOCKET": f"@{name}"}).tell(READY)
        assert heard(listening) == [READY]


def test_signs_of_life_come_at_half_the_time_and_stop_with_the_loop(
    systemd: socket.socket, place: str
) -> None:
    service = Systemd({"NOTIFY_SOCKET": place, "WATCHDOG_USEC": str(MICROS)})
    assert service.beat_s == MICROS / 2 / 1e6

    async def main() -> None:
        beating = asyncio.create_task(service.beat())
        for _ in range(3):
            assert await asyncio.to_thread(heard, systemd) == ["WATCHDOG=1"]
        beating.cancel()

    asyncio.run(main())


@pytest.mark.parametrize(
    "env",
    [
        {},
        {"WATCHDOG_USEC": "-5"},
        {"WATCHDOG_USEC": "soon"},
        {"WATCHDOG_USEC": "1000", "WATCHDOG_PID": "1"},
    ],
)
def test_without_a_watchdog_of_ours_no_sign_is_given(env: dict[str, str], place: str) -> None:
    service = Systemd({"NOTIFY_SOCKET": place, **env})
    assert service.beat_s == 0
    asyncio.run(service.beat())


@pytest.mark.parametrize("address", ["", "/nowhere/at/all", "\0" * 3, "x" * 500])
def test_nobody_listening_is_no_trouble(address: str) -> None:
    Systemd({"NOTIFY_SOCKET": address}).tell(READY)
