"""What systemd hears of the service: that it is ready, alive, reading its settings again, ending."""

import asyncio
import os
import socket
import time
from collections.abc import Mapping

READY, STOPPING = "READY=1", "STOPPING=1"
_ALIVE = "WATCHDOG=1"
_PER_BEAT = 2  # systemd asks for a sign at half the time after which it would end us


class Systemd:
    """The notify socket of the environment; silent where there is none."""

    def __init__(self, env: Mapping[str, str]) -> None:
        address = env.get("NOTIFY_SOCKET", "")
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        ours = env.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        micros = env.get("WATCHDOG_USEC", "")
        wanted = ours and micros.isascii() and micros.isdigit()
        self.beat_s = int(micros) / 1e6 / _PER_BEAT if wanted else 0.0

    def tell(self, *lines: str) -> None:
        """Send a state; a systemd that does not listen is no trouble of ours."""
        if not self._address:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
                notify.setblocking(False)
                notify.sendto("\n".join(lines).encode(), self._address)
        except (OSError, ValueError):
            return

    def tell_reloading(self) -> None:
        """The settings are being read again; READY follows."""
        micros = time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000
        self.tell("RELOADING=1", f"MONOTONIC_USEC={micros}")

    async def beat(self) -> None:
        """Give signs of life from the loop as long as this runs: a loop that hangs gives none."""
        while self._address and self.beat_s > 0:
            self.tell(_ALIVE)
            await asyncio.sleep(self.beat_s)
