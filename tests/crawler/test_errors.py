"""Exceptions and statuses become a named fault and one sentence, never a traceback."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet import error as twisted_errors
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed

from crawler.errors import (
    AddressRefused,
    BodyBroken,
    CrawlStopped,
    FetchFault,
    HostAsksToWait,
    RobotsForbidden,
    TlsFailed,
    TooLarge,
    fault_of,
    fault_of_status,
    fetch_error,
    sentence_of,
    sentence_of_status,
)
from sources.faults import Fault


def http_error(status: int) -> HttpError:
    return HttpError(Response("http://www.tinh.gov.vn/", status=status), "ignored")


MEANINGS: list[tuple[BaseException, Fault]] = [
    (CannotResolveHostError("x"), Fault.DNS),
    (twisted_errors.DNSLookupError("x"), Fault.DNS),
    (DownloadTimeoutError("x"), Fault.TIMEOUT),
    (twisted_errors.TimeoutError("x"), Fault.TIMEOUT),
    (TimeoutError(), Fault.TIMEOUT),
    (DownloadConnectionRefusedError("x"), Fault.NETWORK),
    (DownloadFailedError("x"), Fault.NETWORK),
    (twisted_errors.ConnectionLost("x"), Fault.NETWORK),
    (twisted_errors.ConnectionDone("x"), Fault.NETWORK),
    (twisted_errors.NoRouteError("x"), Fault.NETWORK),
    (ResponseFailed([Failure(twisted_errors.ConnectionLost())]), Fault.NETWORK),
    (ConnectionResetError(), Fault.NETWORK),
    (BrokenPipeError(), Fault.NETWORK),
    (TunnelError("x"), Fault.NETWORK),
    (ResponseDataLossError(), Fault.TRUNCATED),
    (DownloadCancelledError("x"), Fault.TOO_LARGE),
    (UnsupportedURLSchemeError("x"), Fault.REFUSED_ADDRESS),
    (NotSupported("x"), Fault.REFUSED_ADDRESS),
    (IgnoreRequest("x"), Fault.REFUSED_ADDRESS),
    (IgnoreRequest("max redirections reached"), Fault.SERVER_ERROR),
    (http_error(404), Fault.NOT_FOUND),
    (http_error(503), Fault.SERVER_ERROR),
    (AddressRefused("x"), Fault.REFUSED_ADDRESS),
    (TlsFailed("x"), Fault.TLS),
    (TooLarge("x"), Fault.TOO_LARGE),
    (BodyBroken("x"), Fault.TRUNCATED),
    (RobotsForbidden("x"), Fault.ROBOTS),
    (HostAsksToWait("www.tinh.gov.vn", 90), Fault.RATE_LIMITED),
    (CrawlStopped("x"), Fault.TIMEOUT),
    (KeyError("title"), Fault.INTERNAL),
    (ValueError("x"), Fault.INTERNAL),
    (RecursionError(), Fault.INTERNAL),
]


@pytest.mark.parametrize(("exception", "fault"), MEANINGS, ids=lambda value: type(value).__name__)
def test_each_exception_of_a_fetch_has_one_meaning(exception: BaseException, fault: Fault) -> None:
    assert fault_of(exception) is fault
    assert fault_of(Failure(exception)) is fault


@pytest.mark.parametrize("exception", [exception for exception, _ in MEANINGS])
def test_each_exception_has_one_clear_sentence(exception: BaseException) -> None:
    sentence = sentence_of(Failure(exception))
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "Traceback" not in sentence


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (200, None),
        (204, None),
        (206, None),
        (304, None),
        (301, Fault.SERVER_ERROR),
        (400, Fault.SERVER_ERROR),
        (401, Fault.BLOCKED),
        (403, Fault.BLOCKED),
        (404, Fault.NOT_FOUND),
        (408, Fault.TIMEOUT),
        (410, Fault.NOT_FOUND),
        (429, Fault.RATE_LIMITED),
        (451, Fault.BLOCKED),
        (500, Fault.SERVER_ERROR),
        (503, Fault.SERVER_ERROR),
        (522, Fault.SERVER_ERROR),
        (999, Fault.SERVER_ERROR),
    ],
)
def test_each_status_has_one_meaning(status: int, fault: Fault | None) -> None:
    assert fault_of_status(status) is fault


@given(st.integers(min_value=300, max_value=999).filter(lambda status: status != 304))
def test_no_status_beyond_200_is_taken_for_a_page(status: int) -> None:
    assert fault_of_status(status) is not None
    assert sentence_of_status(status).startswith(f"The portal answered {status}")


def test_a_status_is_said_with_its_phrase_where_it_has_one() -> None:
    assert sentence_of_status(403) == "The portal answered 403 Forbidden."
    assert sentence_of_status(999) == "The portal answered 999."
    assert sentence_of(http_error(500)) == "The portal answered 500 Internal Server Error."


def test_an_error_of_our_own_names_itself_and_keeps_its_secrets() -> None:
    assert sentence_of(KeyError("password=abc")) == "Reading failed with KeyError."


def test_a_tls_error_is_found_behind_what_wraps_it() -> None:
    handshake = type("Error", (Exception,), {"__module__": "OpenSSL.SSL"})(
        [("SSL routines", "", "certificate has expired")]
    )
    wrapped = DownloadFailedError("x")
    wrapped.__cause__ = ResponseFailed(
        [Failure(twisted_errors.ConnectionLost()), Failure(handshake)]
    )
    assert fault_of(wrapped) is Fault.TLS
    assert sentence_of(wrapped) == "No secure connection: certificate has expired."


def test_causes_that_go_in_circles_are_walked_once() -> None:
    first, second = DownloadFailedError("a"), DownloadFailedError("b")
    first.__cause__, second.__cause__ = second, first
    assert fault_of(first) is Fault.NETWORK


def test_a_wait_keeps_its_seconds() -> None:
    wait = HostAsksToWait("www.tinh.gov.vn", 90.4)
    assert wait.seconds == 90.4
    assert sentence_of(wait) == "The host www.tinh.gov.vn asked us to come back in 90 seconds."


@given(st.text())
def test_any_message_makes_one_sentence(text: str) -> None:
    sentence = sentence_of(AddressRefused(text))
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_a_fetch_error_is_ready_to_be_recorded() -> None:
    error = fetch_error("http://www.tinh.gov.vn/", Failure(DownloadTimeoutError("took long")))
    assert (error.url, error.fault) == ("http://www.tinh.gov.vn/", Fault.TIMEOUT)
    assert error.message == "The portal did not answer in time."


def test_every_fault_of_ours_is_ignored_by_scrapys_retry() -> None:
    for kind in FetchFault.__subclasses__():
        assert issubclass(kind, IgnoreRequest)
        assert not issubclass(kind, OSError)


def test_a_cancelled_task_is_not_a_fault_of_the_portal() -> None:
    assert fault_of(asyncio.CancelledError()) is Fault.INTERNAL
