"""What this process holds open, read from its descriptors."""

import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

SERVERS_SETTLE_SECONDS = 5.0


def open_descriptors() -> int:
    return len(list(Path("/dev/fd").iterdir()))


def open_descriptors_once_at_most(number: int) -> int:
    """The count, once the threads of test servers have closed their side of connections."""
    give_up_at = time.monotonic() + SERVERS_SETTLE_SECONDS
    while (count := open_descriptors()) > number and time.monotonic() < give_up_at:
        time.sleep(0.01)
    return count


def listening_ports() -> list[int]:
    return [
        sock.getsockname()[1]
        for sock in _internet_sockets()
        if sock.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
    ]


def connections_to(port: int) -> int:
    """Connections this process has made to a port, not those it answers there."""
    return sum(1 for sock in _internet_sockets() if _peer_port(sock) == port)


def _peer_port(sock: socket.socket) -> int | None:
    try:
        return int(sock.getpeername()[1])
    except OSError:
        return None


def _internet_sockets() -> Iterator[socket.socket]:
    for entry in Path("/dev/fd").iterdir():
        try:
            sock = socket.socket(fileno=os.dup(int(entry.name)))
        except OSError:
            continue  # not a socket, or the listing's own descriptor, closed by now
        with sock:
            if sock.family in {socket.AF_INET, socket.AF_INET6}:
                yield sock
