"""What went wrong with a fetch: exceptions and statuses become a named Fault and one sentence."""

import errno
import socket
from collections.abc import Iterator
from http import HTTPStatus
from typing import ClassVar

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet.error import DNSLookupError
from twisted.internet.error import TimeoutError as TwistedTimeoutError
from twisted.python.failure import Failure

from sources.faults import Fault, FetchError
from storage.session import StoreError

# The base of every status that means the portal itself failed (RFC 9110, 15.6).
_FIRST_NOT_A_PAGE = 300

# pyOpenSSL and service_identity raise what a TLS handshake meets; neither is a dependency of ours.
_TLS_LIBRARIES = ("OpenSSL", "service_identity")

_STATUS_FAULTS = {
    401: Fault.BLOCKED,
    403: Fault.BLOCKED,
    404: Fault.NOT_FOUND,
    408: Fault.TIMEOUT,
    410: Fault.NOT_FOUND,
    429: Fault.RATE_LIMITED,
    451: Fault.BLOCKED,
}


class FetchFault(IgnoreRequest):
    """A request that ended with a named fault; it is not tried again."""

    fault: ClassVar[Fault] = Fault.INTERNAL


class AddressRefused(FetchFault):
    """The address lies outside the pinned hosts, in a private network, or is not http(s)."""

    fault = Fault.REFUSED_ADDRESS


class TlsFailed(FetchFault):
    """No trusted secure connection could be made."""

    fault = Fault.TLS


class TooLarge(FetchFault):
    """The body, as sent or as unpacked, is larger than allowed."""

    fault = Fault.TOO_LARGE


class BodyBroken(FetchFault):
    """The body can not be unpacked by the encoding its headers name."""

    fault = Fault.TRUNCATED


class RobotsForbidden(FetchFault):
    """robots.txt asks not to fetch this address."""

    fault = Fault.ROBOTS


class HostAsksToWait(FetchFault):
    """The host named a time to come back that lies beyond this crawl; `seconds` from now."""

    fault = Fault.RATE_LIMITED

    def __init__(self, host: str, seconds: float) -> None:
        super().__init__(f"The host {host} asked us to come back in {seconds:.0f} seconds")
        self.seconds = seconds


class Offline(FetchFault):
    """This machine has no network, or nothing answers it about names: no portal's fault."""

    fault = Fault.OFFLINE


class CrawlStopped(FetchFault):
    """The crawl was stopped, or its time ran out, before this address was fetched."""

    fault = Fault.TIMEOUT


_NO_NETWORK = frozenset({errno.ENETUNREACH, errno.ENETDOWN})

_KINDS: tuple[tuple[tuple[type[BaseException], ...], Fault], ...] = (
    ((CannotResolveHostError, DNSLookupError), Fault.DNS),
    ((DownloadTimeoutError, TwistedTimeoutError, TimeoutError), Fault.TIMEOUT),
    ((DownloadCancelledError,), Fault.TOO_LARGE),  # our own aborts are CrawlStopped
    ((ResponseDataLossError,), Fault.TRUNCATED),
    ((UnsupportedURLSchemeError, NotSupported), Fault.REFUSED_ADDRESS),
)

_SENTENCES = {
    Fault.OFFLINE: "This machine has no network, or its name server does not answer.",
    Fault.DNS: "The name of the host could not be found.",
    Fault.TIMEOUT: "The portal did not answer in time.",
    Fault.TOO_LARGE: "The answer is larger than the limit.",
    Fault.TRUNCATED: "The connection ended before the whole answer had come.",
    Fault.REFUSED_ADDRESS: "The address is not one that may be fetched.",
    Fault.NETWORK: "The portal could not be reached, or dropped the connection.",
    Fault.SERVER_ERROR: "The portal redirects in circles.",
}


def is_local(exception: BaseException) -> bool:
    """Whether the system itself says that it has no network, or that no name server answers.

    Twisted's forms leave that open (a host without our kind of address looks the same, and its name
    lookups keep no reason): `crawler.uplink` finds out, and raises Offline.
    """
    if isinstance(exception, socket.gaierror):
        return exception.errno == socket.EAI_AGAIN
    return isinstance(exception, OSError) and exception.errno in _NO_NETWORK


def fault_of_status(status: int) -> Fault | None:
    """Name what a status means, or None for an answer that holds a page (2xx) or 304."""
    if status == HTTPStatus.NOT_MODIFIED or status < _FIRST_NOT_A_PAGE:
        return None
    # Redirects that lead nowhere, other 4xx: the portal failed to serve an address it linked.
    return _STATUS_FAULTS.get(status, Fault.SERVER_ERROR)


def fault_of(error: Failure | BaseException) -> Fault:
    """Name what an exception of a fetch means; INTERNAL when it is none of a fetch."""
    exception = _exception(error)
    if isinstance(exception, FetchFault):
        return exception.fault
    if isinstance(exception, HttpError):
        return fault_of_status(exception.response.status) or Fault.INTERNAL
    if tls_error_in(exception) is not None:
        return Fault.TLS
    if is_local(exception):
        return Fault.OFFLINE
    for kinds, fault in _KINDS:
        if isinstance(exception, kinds):
            return fault
    return _remaining(exception)


def sentence_of(error: Failure | BaseException) -> str:
    """Say what happened in one sentence for people."""
    exception = _exception(error)
    if isinstance(exception, FetchFault):
        return _as_sentence(str(exception))
    if isinstance(exception, HttpError):
        return sentence_of_status(exception.response.status)
    tls_error = tls_error_in(exception)
    if tls_error is not None:
        return tls_sentence(tls_error)
    fault = fault_of(exception)
    return _SENTENCES.get(fault) or f"Reading failed with {type(exception).__name__}."


def sentence_of_status(status: int) -> str:
    """Say what the portal answered, e.g. 'The portal answered 403 Forbidden.'"""
    try:
        phrase = f" {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = ""
    return f"The portal answered {status}{phrase}."


def fetch_error(url: str, error: Failure | BaseException) -> FetchError:
    """Return the named failure of one address, ready to be recorded."""
    return FetchError(url=url, fault=fault_of(error), message=sentence_of(error))


def own_failure(url: str, error: BaseException | None) -> FetchError:
    """What we could not read or write ourselves, of what an address brought."""
    if isinstance(error, StoreError):
        return FetchError(url, Fault.STORE, str(error))
    return FetchError(url, Fault.INTERNAL, f"Recording failed: {error!r}.")


def tls_error_in(exception: BaseException) -> BaseException | None:
    """Return the TLS library's own exception somewhere behind this one, or None."""
    for cause in _causes(exception):
        if type(cause).__module__.split(".")[0] in _TLS_LIBRARIES:
            return cause
    return None


def tls_sentence(error: BaseException) -> str:
    """Say why the secure connection failed, from the TLS library's exception."""
    reason = str(error)
    if type(error).__module__.startswith("service_identity"):
        reason = "the certificate belongs to another host"
    elif error.args and isinstance(error.args[0], (list, tuple)):
        # pyOpenSSL: [("SSL routines", "", "certificate verify failed"), …]
        reason = "; ".join(str(entry[-1]) for entry in error.args[0] if entry) or "no reason given"
    return _as_sentence(f"No secure connection: {reason}")


def _remaining(exception: BaseException) -> Fault:
    if isinstance(exception, IgnoreRequest):
        # Scrapy's redirect middleware has no exception of its own for too many redirects.
        loops = "redirections" in str(exception)
        return Fault.SERVER_ERROR if loops else Fault.REFUSED_ADDRESS
    if isinstance(exception, OSError) or _from_the_wire(exception):
        return Fault.NETWORK
    return Fault.INTERNAL


def _from_the_wire(exception: BaseException) -> bool:
    """Tell exceptions of Twisted and of Scrapy's downloader from those of our own code."""
    module = type(exception).__module__
    return module.startswith(("twisted.", "scrapy.core.downloader.")) or (
        module == "scrapy.exceptions" and type(exception).__name__.startswith("Download")
    )


def _exception(error: Failure | BaseException) -> BaseException:
    if isinstance(error, Failure):
        return error.value or RuntimeError("a failure without an exception")
    return error


def _causes(exception: BaseException) -> Iterator[BaseException]:
    """Walk an exception, its causes and the reasons that Twisted keeps in a list."""
    waiting: list[BaseException] = [exception]
    seen: set[int] = set()
    while waiting:
        current = waiting.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        reasons = getattr(current, "reasons", None) or ()
        found = [reason.value for reason in reasons if isinstance(reason, Failure)]
        waiting += [cause for cause in (current.__cause__, current.__context__, *found) if cause]


def _as_sentence(text: str) -> str:
    text = " ".join(text.split()) or "The request was refused"
    return f"{text[0].upper()}{text[1:].rstrip('.')}."
