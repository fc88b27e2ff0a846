"""Which addresses are public, and that the reactor's resolver lets only those through."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_network
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twisted.internet.address import IPv4Address as TwistedIPv4
from twisted.internet.address import IPv6Address as TwistedIPv6

from crawler.guard import GuardedResolver, Passage, guard_reactor, is_public, passing
from scheduler.reactor import run_in_reactor

PRIVATE = [
    "0.0.0.0",  # noqa: S104
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.100.100.200",  # Alibaba's metadata
    "100.127.255.255",
    "127.0.0.1",
    "127.1.2.3",
    "168.63.129.16",  # Azure's host agent
    "169.254.169.254",  # metadata of most clouds
    "169.254.170.2",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",  # Oracle's metadata
    "192.0.2.7",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:0:127.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::10.1.1.1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",  # Teredo
    "2001:0:7f00:1::1",
    "2001:db8::1",
    "2001:10::1",
    "2002:7f00:1::",  # 6to4 of 127.0.0.1
    "2002:a9fe:a9fe::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",  # Amazon's metadata
    "fe80::1",
    "fe80::1%eth0",
    "::1%lo",
    "::ffff:127.0.0.1%eth0",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
]

PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "103.9.200.10",
    "172.15.255.255",
    "172.32.0.1",
    "100.63.255.255",
    "100.128.0.1",
    "192.0.1.1",
    "223.255.255.255",
    "2400:cb00::1",
    "2606:4700::1111",
    "64:ff9b::8.8.8.8",
    "::ffff:8.8.8.8",
]

NOT_ADDRESSES = ["", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "1.2.3.4.5", "::g"]


@pytest.mark.parametrize("address", PRIVATE)
def test_what_lies_inside_a_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_lies_in_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("text", NOT_ADDRESSES)
def test_text_that_is_no_plain_address_is_not_public(text: str) -> None:
    assert not is_public(text)


@given(st.ip_addresses(v=4))
def test_an_ipv6_address_that_carries_an_ipv4_one_is_judged_by_it(address: IPv4Address) -> None:
    for prefix in ("::ffff:", "64:ff9b::", "::"):
        assert is_public(IPv6Address(f"{prefix}{address}")) == is_public(address)


@given(st.ip_addresses(v=6))
def test_beyond_global_unicast_only_carried_ipv4_addresses_are_public(address: IPv6Address) -> None:
    carriers = (ip_network("::ffff:0:0/96"), ip_network("::/96"), ip_network("64:ff9b::/96"))
    if is_public(address):
        assert address in ip_network("2000::/3") or any(address in net for net in carriers)


@pytest.mark.parametrize("block", ["10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "100.64.0.0/10"])
@given(data=st.data())
def test_no_address_of_a_private_block_is_public(block: str, data: st.DataObject) -> None:
    assert not is_public(data.draw(st.ip_addresses(network=block)))


class ZoneFile:
    """A resolver that answers what the test wrote down; it stands for a hostile name server."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses

    def resolveHostName(  # noqa: N802
        self,
        receiver: Any,
        name: str,
        port: int = 0,
        types: Sequence[Any] | None = None,
        transport: str = "TCP",
    ) -> object:
        receiver.resolutionBegan(self)
        for address in self.addresses:
            kind = TwistedIPv6 if ":" in address else TwistedIPv4
            receiver.addressResolved(kind("TCP", address, port))
        receiver.resolutionComplete()
        return self


class Receiver:
    """Keeps what a resolver hands on."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.complete = False

    def resolutionBegan(self, resolution: object) -> None:  # noqa: N802
        """Nothing to keep."""

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        self.complete = True


def resolved(*answers: str, passage: Passage | None = None, host: str = "cong.vn") -> list[str]:
    receiver = Receiver()
    resolver = GuardedResolver(ZoneFile(*answers))
    if passage is None:
        resolver.resolveHostName(receiver, host, 443)
    else:
        with passing(passage):
            resolver.resolveHostName(receiver, host, 443)
    assert receiver.complete
    return receiver.addresses


def test_public_answers_pass_the_resolver_in_their_order() -> None:
    assert resolved("8.8.8.8", "2400:cb00::1") == ["8.8.8.8", "2400:cb00::1"]


def test_of_a_mixed_answer_only_the_public_part_passes() -> None:
    passage = Passage()
    assert resolved("10.0.0.1", "8.8.8.8", "::1", passage=passage) == ["8.8.8.8"]
    assert passage.refused == ["10.0.0.1", "::1"]


@pytest.mark.parametrize("address", [a for a in PRIVATE if "%" not in a])
def test_a_name_that_leads_inside_resolves_to_nothing(address: str) -> None:
    passage = Passage()
    assert resolved(address, passage=passage) == []
    assert passage.refused == [address]


def test_without_a_passage_private_answers_are_dropped_too() -> None:
    assert resolved("127.0.0.1") == []


def test_an_intranet_crawl_may_go_inside() -> None:
    assert resolved("10.0.0.1", passage=Passage(allow_private=True)) == ["10.0.0.1"]


def test_a_trusted_host_may_be_inside_and_no_other() -> None:
    passage = Passage(trusted=frozenset({"proxy.noi-bo"}))
    assert resolved("10.0.0.1", passage=passage, host="proxy.noi-bo") == ["10.0.0.1"]
    assert resolved("10.0.0.1", passage=passage, host="cong.vn") == []


def test_a_passage_ends_with_its_block_even_after_an_error() -> None:
    with pytest.raises(LookupError), passing(Passage(allow_private=True)):
        raise LookupError
    assert resolved("127.0.0.1") == []


def test_a_second_answer_that_turns_inside_is_refused_although_the_first_was_public() -> None:
    """Rebinding: every connection resolves under the guard, and connects to what was checked."""
    assert resolved("8.8.8.8") == ["8.8.8.8"]
    assert resolved("127.0.0.1") == []


def test_guarding_the_reactor_twice_wraps_it_once() -> None:
    async def guard_twice() -> tuple[Any, Any]:
        from twisted.internet import reactor as installed  # noqa: PLC0415

        reactor: Any = installed
        guard_reactor()
        first = reactor.nameResolver
        guard_reactor()
        return first, reactor.nameResolver

    first, second = run_in_reactor(guard_twice)
    assert isinstance(first, GuardedResolver)
    assert second is first
