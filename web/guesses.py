"""How often a password may be guessed: a few tries at once, then one every few seconds."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address

TRIES = 10  # slips of a person who forgot which password it was
REFILL_S = 6.0  # one more try; 14,400 a day against any password worth the name
MOST_GUESSERS = 10_000  # addresses remembered; the longest known goes first
_IPV6_NETWORK_BITS = 64  # what one household or server is given


@dataclass(slots=True)
class Guesses:
    """Wrong passwords by the address they came from; `clock` in seconds that only rise."""

    clock: Callable[[], float] = time.monotonic
    _free_again: OrderedDict[str, float] = field(default_factory=OrderedDict)

    def wait_s(self, address: str) -> int:
        """How many seconds this address has to wait before its next try; 0 = it may."""
        debt = self._free_again.get(_network(address), 0.0) - self.clock()
        over = debt - (TRIES - 1) * REFILL_S
        return max(0, int(over) + 1) if over > 0 else 0

    def was_wrong(self, address: str) -> None:
        """Remember one wrong password."""
        network = _network(address)
        since = max(self._free_again.pop(network, 0.0), self.clock())
        self._free_again[network] = since + REFILL_S
        if len(self._free_again) > MOST_GUESSERS:
            self._free_again.popitem(last=False)


def _network(address: str) -> str:
    """The address, or for IPv6 the network: whoever has one address there has them all."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address) or found.ipv4_mapped is not None:
        return str(found)
    return str(int(found) >> _IPV6_NETWORK_BITS)
