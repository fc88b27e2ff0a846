"""Where a crawl may go: public addresses at the socket, pinned hosts at every request and hop."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)
from typing import Any

from twisted.internet.interfaces import IAddress, IHostResolution

# IANA gives out 2000::/3 as global unicast; everything else is special (RFC 4291, 2.4).
_GLOBAL_UNICAST = IPv6Network("2000::/3")

# Inside it, but not places where a portal lives: protocol assignments and Teredo, 6to4 (both can
# carry any IPv4 address), documentation.
_SPECIAL_IPV6 = (
    IPv6Network("2001::/23"),
    IPv6Network("2001:db8::/32"),
    IPv6Network("2002::/16"),
    IPv6Network("3fff::/20"),
)

# Networks in which the last 32 bits are the IPv4 address really meant: mapped, the deprecated
# compatible form, and NAT64 (RFC 6052), by which a network without IPv4 reaches the IPv4 world.
_CARRIERS = (
    IPv6Network("::ffff:0:0/96"),
    IPv6Network("::/96"),
    IPv6Network("64:ff9b::/96"),
)
_IPV4_BITS = 0xFFFFFFFF

# What `ipaddress` calls global in some patch releases of Python, or at all: the protocol block
# with Oracle's metadata service, 6to4 relays, and the address of Azure's host agent.
_SPECIAL_IPV4 = (
    IPv4Network("192.0.0.0/24"),
    IPv4Network("192.88.99.0/24"),
    IPv4Network("168.63.129.16/32"),
)


def is_public(address: str | IPv4Address | IPv6Address) -> bool:
    """Tell whether an IP address lies in the public internet; text that is no address does not.

    Refused: private, loopback, link-local (with cloud metadata), carrier-grade NAT, multicast,
    unspecified, reserved, documentation; IPv6 forms are judged by the IPv4 address they carry.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return _is_public_ipv4(parsed)
    return _is_public_ipv6(parsed)


def _is_public_ipv4(address: IPv4Address) -> bool:
    if any(address in network for network in _SPECIAL_IPV4):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _is_public_ipv6(address: IPv6Address) -> bool:
    if any(address in carrier for carrier in _CARRIERS):
        return _is_public_ipv4(IPv4Address(int(address) & _IPV4_BITS))
    if address not in _GLOBAL_UNICAST or any(address in network for network in _SPECIAL_IPV6):
        return False
    return address.is_global


@dataclass(slots=True)
class Passage:
    """What one request may connect to, and the addresses it was refused.

    `trusted` are host names from the settings (the proxy), never from a page.
    """

    allow_private: bool = False
    trusted: frozenset[str] = frozenset()
    refused: list[str] = field(default_factory=list)

    def admits(self, host: str, address: str) -> bool:
        """Tell whether a connection to `address`, resolved from `host`, may be made."""
        if self.allow_private or host in self.trusted or is_public(address):
            return True
        self.refused.append(address)
        return False


_passage: ContextVar[Passage | None] = ContextVar("passage", default=None)


@contextmanager
def passing(passage: Passage) -> Iterator[Passage]:
    """Resolve names inside this block under `passage`; outside of any, only public ones pass."""
    token = _passage.set(passage)
    try:
        yield passage
    finally:
        _passage.reset(token)


class _CheckedReceiver:
    """Hands on only the addresses that the passage admits."""

    def __init__(self, receiver: Any, host: str, passage: Passage) -> None:
        self._receiver = receiver
        self._host = host
        self._passage = passage

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802 (Twisted's name)
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802
        if self._passage.admits(self._host, str(getattr(address, "host", ""))):
            self._receiver.addressResolved(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        self._receiver.resolutionComplete()


class GuardedResolver:
    """A name resolver that drops addresses no crawl may reach; literals pass through it too."""

    def __init__(self, resolver: Any) -> None:
        self._resolver = resolver

    def resolveHostName(  # noqa: N802
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> IHostResolution:
        """Resolve as the wrapped resolver does, under the passage of the calling context."""
        receiver = _CheckedReceiver(resolutionReceiver, hostName, _passage.get() or Passage())
        resolution: IHostResolution = self._resolver.resolveHostName(
            receiver, hostName, portNumber, addressTypes, transportSemantics
        )
        return resolution


def guard_reactor() -> None:
    """Put the guard before the reactor's name resolver, once; again if it was replaced."""
    from twisted.internet import reactor as installed  # noqa: PLC0415 (importing it installs one)

    reactor: Any = installed
    if not isinstance(reactor.nameResolver, GuardedResolver):
        reactor.installNameResolver(GuardedResolver(reactor.nameResolver))
