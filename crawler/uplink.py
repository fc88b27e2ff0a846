"""Whether this machine has a network and a name server that answers: asked when a fetch failed."""

import errno
import socket
from collections.abc import Callable, Sequence
from typing import Any

from twisted.internet.error import ConnectError

#: Addresses of documentation (RFC 5737, RFC 3849). Nothing is sent there: connecting a datagram
#: socket only asks the system for a way.
_ANYWHERE = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))
_DISCARD = 9  # a port, for want of a better one (RFC 863)

#: What a connection meets where there is no way out of this machine; the last where it has not even
#: an address to start from.
_NO_WAY = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})

Lookup = Callable[[str, None], object]


def has_way(anywhere: Sequence[tuple[int, str]] = _ANYWHERE) -> bool:
    """Tell whether the system knows a way to one of these addresses, (family, address)."""
    return any(_leads_to(family, address) for family, address in anywhere)


def _leads_to(family: int, address: str) -> bool:
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((address, _DISCARD))
    except OSError:
        return False
    return True


def no_way(error: BaseException) -> bool:
    """Tell whether a connection failed because of this machine alone.

    "Network is unreachable" also stands for a host with only IPv6 addresses, asked over IPv4.
    """
    met: Any = getattr(error, "osError", None)
    return isinstance(error, ConnectError) and met in _NO_WAY and not has_way()


def nobody_answers(host: str, lookup: Lookup = socket.getaddrinfo) -> bool:
    """Tell whether a name could not be resolved because no name server answers, not because there
    is no such name. May take as long as the system waits for name servers: not for the loop.
    """
    try:
        lookup(host, None)
    except socket.gaierror as error:
        return error.errno == socket.EAI_AGAIN
    except (OSError, UnicodeError):
        return False
    return False
