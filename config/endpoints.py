"""Where the web pages are served: `127.0.0.1:8765`, `[::1]:8765`, `localhost:8765`."""

import re
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from sources.units import UnitError

LOCALHOST = "localhost"
LAST_PORT = 65_535
_EXPECTED = '"127.0.0.1:8765", "[::1]:8765" or "" for none'
_FORM = re.compile(r"(\[[^\[\]]+\]|[^:\[\]]+):(\d{1,5})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address of this machine and a port, as sockets take them (no brackets)."""

    host: str
    port: int

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.host)

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def parse_endpoint(text: str) -> Endpoint:
    """Read `host:port`; the host is an IP address or localhost. Raises UnitError."""
    found = _FORM.fullmatch(text.strip())
    if found is None:
        raise UnitError(f'"{text}" is no address with a port', _EXPECTED)
    host, port = found[1], int(found[2])
    if not 1 <= port <= LAST_PORT:
        raise UnitError(f'"{text}" has no usable port', f"a port from 1 to {LAST_PORT}")
    if host.lower() == LOCALHOST:
        return Endpoint(LOCALHOST, port)
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        raise UnitError(f'"{text}" names no address of this machine', _EXPECTED) from None
    if isinstance(address, IPv6Address) != host.startswith("["):
        raise UnitError(f'"{text}" is no address with a port', _EXPECTED)
    return Endpoint(str(address), port)


def is_loopback(host: str) -> bool:
    """Whether a host or address, without port and brackets, is this machine itself."""
    if host.lower() == LOCALHOST:
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    inner = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (inner or address).is_loopback
