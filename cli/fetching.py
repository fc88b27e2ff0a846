"""One page fetched under the crawler's guards, for commands that only look."""

from collections.abc import AsyncIterator
from datetime import timedelta
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from cli.context import CommandFailed, now
from crawler.errors import sentence_of
from crawler.fetch_settings import scrapy_settings
from crawler.walks import capture_of
from scheduler.crawls import run_spider
from scheduler.reactor import run_in_reactor
from sources.model import Capture, Profile

FETCH_LIMIT = timedelta(seconds=90)  # gov.vn servers answer slowly
REQUEST_TIMEOUT_S = 60.0
GRACE = timedelta(seconds=1)
MAX_BYTES = 8 * 1024**2


class OnePage(Spider):
    """Fetches one address and keeps what came."""

    name = "one-page"

    def __init__(self, url: str, kept: list[Capture], failed: list[str]) -> None:
        super().__init__()
        self.start_urls = [url]
        self._kept = kept
        self._failed = failed

    async def start(self) -> AsyncIterator[Request]:
        """The one request."""
        for url in self.start_urls:
            yield Request(url, callback=self.keep, errback=self.fail)

    def keep(self, response: Response) -> None:
        """Keep what came, whatever its status."""
        self._kept.append(capture_of(response, now()))

    def fail(self, failure: Failure) -> None:
        """Keep the sentence that says why nothing came."""
        self._failed.append(sentence_of(failure))


def fetch(url: str, *, private: bool) -> Capture:
    """Fetch one page. Raises CommandFailed with the reason when nothing came."""
    host = urlsplit(url).netloc
    kept: list[Capture] = []
    failed: list[str] = []
    settings = scrapy_settings(
        profile=Profile("explain", hosts=(host, host.removeprefix("www."))),
        contact="",
        obey_robots=True,
        allow_private=private,
        proxy="",
        max_page_bytes=MAX_BYTES,
        timeout=REQUEST_TIMEOUT_S,
    )
    run_in_reactor(
        lambda: run_spider(
            OnePage, settings, limit=FETCH_LIMIT, grace=GRACE, url=url, kept=kept, failed=failed
        )
    )
    if not kept:
        raise CommandFailed(f"{url}: {failed[0] if failed else 'nothing came'}")
    return kept[0]
