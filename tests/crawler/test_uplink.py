"""Whether it is this machine's network: told from a portal that is down, and from a wrong name."""

import errno
import socket

import pytest
from twisted.internet import error as twisted_errors

from crawler.errors import Offline, fault_of, is_local, sentence_of
from crawler.uplink import has_way, no_way, nobody_answers
from sources.faults import NETWORK_FAULTS, Fault


def failed(kind: str, number: int) -> Exception:
    """A connection that failed, as Twisted says it."""
    error: Exception = getattr(twisted_errors, kind)(number)
    return error


LOOPBACK = ((socket.AF_INET, "127.0.0.1"),)


def raising(error: Exception) -> object:
    """A name lookup that fails so."""

    def lookup(_host: str, _port: None) -> object:
        raise error

    return lookup


@pytest.mark.parametrize(
    ("error", "nobody"),
    [
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"), True),
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), False),
        (socket.gaierror(socket.EAI_FAIL, "Non-recoverable failure"), False),
        (OSError(errno.EIO, "x"), False),
        (UnicodeError("label too long"), False),
    ],
)
def test_a_name_server_that_does_not_answer_is_told_from_a_name_that_is_not_there(
    error: Exception, nobody: bool
) -> None:
    assert nobody_answers("www.tinh.example", raising(error)) is nobody  # type: ignore[arg-type]


def test_a_name_that_resolves_after_all_is_no_failure_of_the_network() -> None:
    assert not nobody_answers("localhost")


def test_a_way_is_known_where_the_system_knows_one() -> None:
    assert has_way(LOOPBACK)
    assert not has_way(())
    assert not has_way(((socket.AF_INET6, "no address"),))


def test_a_portal_that_refuses_is_no_failure_of_the_network() -> None:
    assert not no_way(failed("ConnectionRefusedError", errno.ECONNREFUSED))
    assert not no_way(failed("ConnectError", errno.EHOSTUNREACH))
    assert not no_way(OSError(errno.ENETUNREACH, "x"))


def test_an_unreachable_network_is_ours_only_without_any_way_out() -> None:
    """A host with nothing but IPv6 addresses looks the same from a machine with only IPv4."""
    for error in (
        failed("NoRouteError", errno.ENETUNREACH),
        failed("ConnectError", errno.EADDRNOTAVAIL),
    ):
        assert no_way(error) is not has_way()


@pytest.mark.parametrize(
    ("error", "local"),
    [
        (socket.gaierror(socket.EAI_AGAIN, "x"), True),
        (socket.gaierror(socket.EAI_NONAME, "x"), False),
        (OSError(errno.ENETUNREACH, "x"), True),
        (OSError(errno.ENETDOWN, "x"), True),
        (OSError(errno.ECONNREFUSED, "x"), False),
        (Offline("x"), False),
    ],
)
def test_what_the_system_itself_says_of_the_network_is_believed(
    error: Exception, local: bool
) -> None:
    assert is_local(error) is local
    if local:
        assert fault_of(error) is Fault.OFFLINE
        assert sentence_of(error).startswith("This machine has no network")


def test_an_offline_machine_has_a_name_of_its_own_and_is_not_retried() -> None:
    assert fault_of(Offline("This machine has no network")) is Fault.OFFLINE
    assert Fault.OFFLINE in NETWORK_FAULTS
