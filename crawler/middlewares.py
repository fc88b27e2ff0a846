"""Downloader middlewares: conditional requests, Retry-After, robots.txt, unpacking within limits."""

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser

from crawler.errors import (
    BodyBroken,
    CrawlStopped,
    HostAsksToWait,
    RobotsForbidden,
    TooLarge,
    sentence_of,
)
from crawler.handlers import abort_requested

#: Scrapy setting: the longest Retry-After, in seconds, that a crawl sits out by itself.
LONGEST_WAIT = "CHIDAO_LONGEST_WAIT"

#: request.meta: (etag, last_modified) of the stored version; either may be "".
VALIDATORS = "validators"

#: request.meta of an answer: the seconds the portal asked us to stay away, when we gave up.
RETRY_AFTER = "retry_after"

_ASKS_TO_WAIT = frozenset({429, 503})


class Conditional:
    """Asks only for what changed since the validators in `request.meta["validators"]`.

    A 304 reaches the spider as a response. After a redirect the validators belong to another
    address and are dropped.
    """

    def process_request(self, request: Request) -> None:
        """Set If-None-Match and If-Modified-Since."""
        etag, last_modified = request.meta.get(VALIDATORS) or ("", "")
        if request.meta.get("redirect_times"):
            etag = last_modified = ""
        for name, value in (("If-None-Match", etag), ("If-Modified-Since", last_modified)):
            if value:
                request.headers[name] = value
            else:
                request.headers.pop(name, None)


class RetryAfter:
    """Honours Retry-After of 429 and 503, for the whole host.

    A short wait is sat out and the request tried again (within RETRY_TIMES); after a longer one
    the host is left alone for this crawl, and `request.meta["retry_after"]` holds the seconds.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._longest = crawler.settings.getfloat(LONGEST_WAIT)
        self._open_at: dict[str, float] = {}  # by host, on the loop's clock
        self._aborted = asyncio.Event()
        crawler.signals.connect(self._abort, signal=abort_requested)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build for one crawl."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Wait until the host may be asked again; raises HostAsksToWait if that is too long."""
        host = _netloc(request)
        while (seconds := self._open_at.get(host, 0.0) - _clock()) > 0:
            if seconds > self._longest:
                raise HostAsksToWait(host, seconds)
            await self._wait(seconds)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Note the wait that an answer asks for, and try again if it is short."""
        if response.status not in _ASKS_TO_WAIT:
            return response
        seconds = wait_asked_for(response)
        if seconds is None:
            return response
        host = _netloc(request)
        self._open_at[host] = max(self._open_at.get(host, 0.0), _clock() + seconds)
        again = self._again(request, response) if seconds <= self._longest else None
        if again is None:
            request.meta.update({RETRY_AFTER: seconds, "dont_retry": True})
        return again or response

    def _again(self, request: Request, response: Response) -> Request | None:
        spider = self._crawler.spider
        if spider is None or request.meta.get("dont_retry"):
            return None
        return get_retry_request(request, spider=spider, reason=f"Retry-After {response.status}")

    async def _wait(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._aborted.wait(), timeout=seconds)
        except TimeoutError:
            return
        raise CrawlStopped("The crawl was stopped while the portal asked us to wait")

    def _abort(self) -> None:
        self._aborted.set()


class Robots(RobotsTxtMiddleware):
    """Scrapy's robots.txt, with a named refusal, and without a traceback where there is none."""

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Raise RobotsForbidden for an address that robots.txt closes to us."""
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as refusal:
            raise RobotsForbidden(
                f"The portal's robots.txt asks not to fetch {request.url}"
            ) from refusal

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Make an unreachable robots.txt a quiet absence; the page itself will show the fault."""
        if request.callback is NO_CALLBACK and urlsplit(request.url).path == "/robots.txt":
            raise IgnoreRequest(sentence_of(exception)) from exception


class Unpack(HttpCompressionMiddleware):
    """Scrapy's decompression, with its two failures named: too large, and not what it says."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Unpack the body; raises TooLarge (bombs) and BodyBroken."""
        if not response.body:
            return response  # a 304 may name an encoding of the body it does not send
        try:
            return super().process_response(request, response)
        except IgnoreRequest as bomb:
            raise TooLarge(f"The answer unpacks to more than the limit: {request.url}") from bomb
        except Exception as broken:  # each codec has its own, some without a common base
            raise BodyBroken(f"The body can not be unpacked: {request.url}") from broken


def wait_asked_for(response: Response) -> float | None:
    """Return the seconds that Retry-After asks for (number or date), or None without a usable one.

    A date is measured against the answer's own Date, so that a wrong clock does no harm.
    """
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    until = _http_date(value)
    if until is None:
        return None
    date = (response.headers.get("Date") or b"").decode("latin-1")
    now = _http_date(date) or datetime.now(UTC)
    return max(0.0, (until - now).total_seconds())


def _http_date(text: str) -> datetime | None:
    try:
        parsed = parsedate_to_datetime(text)
    except ValueError:
        return None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def _netloc(request: Request) -> str:
    return urlsplit(request.url).netloc


def _clock() -> float:
    return asyncio.get_running_loop().time()
