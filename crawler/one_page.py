"""One page fetched under the crawl's guards, for commands that only look."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.errors import sentence_of
from crawler.fetch_settings import scrapy_settings
from crawler.walks import capture_of
from sources.model import Capture, Profile

REQUEST_TIMEOUT_S = 60.0  # gov.vn servers answer slowly
MAX_BYTES = 8 * 1024**2


class OnePage(Spider):
    """Fetches one address and hands over what came, or the sentence that says why nothing did."""

    name = "one-page"

    def __init__(
        self,
        url: str,
        keep: Callable[[Capture], None],
        fail: Callable[[str], None],
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._url = url
        self._keep = keep
        self._fail = fail
        self._clock = clock

    async def start(self) -> AsyncIterator[Request]:
        """The one request."""
        yield Request(self._url, callback=self.kept, errback=self.failed)

    def kept(self, response: Response) -> None:
        """Hand over what came, whatever its status."""
        self._keep(capture_of(response, self._clock()))

    def failed(self, failure: Failure) -> None:
        """Hand over why nothing came."""
        self._fail(sentence_of(failure))


def one_page_settings(url: str, *, private: bool) -> dict[str, object]:
    """Scrapy's settings for one look at an address; only its own host is asked."""
    host = urlsplit(url).hostname or ""
    return scrapy_settings(
        profile=Profile("explain", hosts=tuple({host, host.removeprefix("www.")})),
        contact="",
        obey_robots=True,
        allow_private=private,
        proxy="",
        max_page_bytes=MAX_BYTES,
        timeout=REQUEST_TIMEOUT_S,
    )
