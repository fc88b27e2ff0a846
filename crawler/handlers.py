"""The download handler: checks where it connects, verifies certificates, and can be stopped."""

import asyncio
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadCancelledError, DownloadFailedError
from scrapy.http import Response
from twisted.internet.error import ConnectError

from crawler.errors import (
    AddressRefused,
    CrawlStopped,
    Offline,
    TlsFailed,
    TooLarge,
    tls_error_in,
    tls_sentence,
)
from crawler.guard import Passage, guard_reactor, passing
from crawler.hosts import ALLOW_PRIVATE, PROXY
from crawler.tls import CA_FILE, LEGACY_TLS, TlsPolicy
from crawler.uplink import has_way, no_way, nobody_answers

#: Signal of a crawl: end at once whatever is still being fetched.
abort_requested = object()

OFFLINE = "This machine has no network, or its name server does not answer"


class GuardedHandler(HTTP11DownloadHandler):
    """Scrapy's HTTP handler behind the guard; its requests are tasks, so that they can be ended.

    Scrapy's own stop waits for every download in flight, and cancelling a crawl's task ends none.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        guard_reactor()
        settings = crawler.settings
        # Twisted's silent second try would be a retry that nobody counts (Scrapy does retry).
        self._pool.retryAutomatically = False
        policy: Any = TlsPolicy(
            self._contextFactory,
            ciphers=settings["DOWNLOADER_CLIENT_TLS_CIPHERS"],
            ca_file=settings.get(CA_FILE) or "",
            legacy=settings.getbool(LEGACY_TLS),
        )
        self._contextFactory = policy
        self._allow_private = settings.getbool(ALLOW_PRIVATE)
        proxy = urlsplit(settings.get(PROXY) or "").hostname
        self._trusted = frozenset({proxy} if proxy else ())
        self._tasks: set[asyncio.Task[Response]] = set()
        self._aborted = False
        self._offline = False
        crawler.signals.connect(self.abort, signal=abort_requested)

    async def download_request(self, request: Request) -> Response:
        """Fetch under the guard.

        Raises AddressRefused, TlsFailed, TooLarge, CrawlStopped, and what Scrapy's handler raises.
        """
        if self._aborted:
            raise CrawlStopped(f"The crawl was stopped before {request.url} was fetched")
        if self._offline:
            raise Offline(OFFLINE)  # the next crawl tries again; this one would try each address
        task = asyncio.ensure_future(self._fetch(request))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            return await task
        except (asyncio.CancelledError, DownloadCancelledError) as cancelled:
            if self._aborted:
                message = f"The crawl was stopped while {request.url} was fetched"
                raise CrawlStopped(message) from cancelled
            if isinstance(cancelled, DownloadCancelledError):
                raise TooLarge(f"The answer is larger than the limit: {request.url}") from cancelled
            task.cancel()
            raise

    def abort(self) -> None:
        """End every request in flight with CrawlStopped, and every later one before it starts."""
        self._aborted = True
        for task in tuple(self._tasks):
            task.cancel()

    async def _fetch(self, request: Request) -> Response:
        with passing(Passage(self._allow_private, self._trusted)) as passage:
            try:
                return await super().download_request(request)
            except ConnectError as failed:
                if not no_way(failed):
                    raise
                self._offline = True
                raise Offline(OFFLINE) from failed
            except CannotResolveHostError as unresolved:
                if not passage.refused:
                    await self._look_for_network(request, unresolved)
                    raise
                addresses = ", ".join(passage.refused)
                message = f"The host leads to {addresses}, not to a public address: {request.url}"
                raise AddressRefused(message) from unresolved
            except DownloadFailedError as failed:
                tls_error = tls_error_in(failed)
                if tls_error is None:
                    raise
                raise TlsFailed(tls_sentence(tls_error)) from failed

    async def _look_for_network(self, request: Request, unresolved: Exception) -> None:
        """Raise Offline when a name could not be resolved because of this machine's network."""
        host = urlsplit(request.meta.get("proxy") or request.url).hostname or ""
        if not has_way() or await asyncio.to_thread(nobody_answers, host):
            self._offline = True
            raise Offline(OFFLINE) from unresolved
