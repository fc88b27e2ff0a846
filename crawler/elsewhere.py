"""Items that are not where they were: other addresses are asked before one is gone, or new."""

from dataclasses import dataclass, replace
from datetime import timedelta

import structlog
from scrapy import Request
from scrapy.crawler import Crawler

from articles.model import Article
from crawler.errors import fetch_error
from crawler.fetched_files import FileFetcher
from crawler.recorder import Recorder
from crawler.walks import capture_of
from ingest import twins
from ingest.desk import Fetched
from ingest.doubt import is_wholly_other
from reading.addresses import item_key
from reading.model import PageReading
from sources.faults import ABSENCE_FAULTS, Fault, FetchError
from sources.model import Capture
from storage import aliases
from storage.items import Item

log = structlog.get_logger()

MOST_ASKED = 3  # other addresses of one item asked for in one look
#: So long a new address that shows a known item waits for word from the old one: then it is new.
PATIENCE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address brought; `error` where it brought no page that can be trusted."""

    capture: Capture | None = None
    reading: PageReading | None = None
    error: FetchError | None = None

    @property
    def article(self) -> Article | None:
        """What it says."""
        return self.reading.article if self.reading and not self.error else None


class Elsewhere:
    """Asks for items under other addresses, for one crawl."""

    def __init__(self, crawler: Crawler, recorder: Recorder) -> None:
        self._crawler = crawler
        self._recorder = recorder
        self._profile = recorder.order.source.profile

    async def find(self, item: Item) -> Fetched | None:
        """A known item that its address did not show: there once more, or under its other ones.

        Asking twice costs a request; servers that answer 404 under load, or one of two behind one
        name, would else make and unmake absences.
        """
        known = await self._recorder.read(lambda c: aliases.of_item(c, item.id))
        others = [url for url in known if url != item.url]
        for url in (item.url, *others[:MOST_ASKED]):
            answer = await self._ask(url)
            if answer.error is None and answer.capture and answer.reading:
                log.info("item found", url=item.url, at=url)
                files = FileFetcher(self._crawler, self._recorder)
                fetched = await files.with_files(item, answer.capture, answer.reading)
                return replace(fetched, moved=url != item.url)
        return None

    async def settled(self, fetched: Fetched) -> Fetched | None:
        """What to record of an address: the item itself, or the known one that moved there.

        None where only the old address could tell and does not answer: it is asked again.
        """
        if fetched.item.version_count or not self._recorder.has_past:
            return fetched
        desk = self._recorder.desk()
        known = await self._recorder.write(lambda c: twins.known_as(c, fetched, desk))
        if known is None:
            return fetched
        old = await self._ask(known.url)
        if self._has_left(old, fetched):
            log.info("item moved", url=known.url, to=fetched.capture.final_url)
            return replace(fetched, item=known, moved=True, twin=fetched.item)
        if old.error is None or desk.now - fetched.item.first_seen >= PATIENCE:
            return fetched
        await self._recorder.failed(old.error)
        return None

    def _has_left(self, old: Answer, fetched: Fetched) -> bool:
        """Whether the old address no longer shows what the new one does."""
        if old.error is not None and old.error.fault in ABSENCE_FAULTS:
            return True
        if old.capture is None or old.article is None:
            return False
        answered, new = old.capture.final_url, fetched.capture.final_url
        if item_key(answered, self._profile) == item_key(new, self._profile):
            return True
        return is_wholly_other(fetched.article, old.article)

    async def _ask(self, url: str) -> Answer:
        engine = self._crawler.engine
        if engine is None:
            return Answer(error=FetchError(url, Fault.INTERNAL, "The crawl is not running."))
        try:
            response = await engine.download_async(Request(url))
        except Exception as failure:
            return Answer(error=fetch_error(url, failure))
        capture = capture_of(response, self._recorder.order.clock())
        reading = self._recorder.order.rules.read(capture, self._profile)
        fault = reading.quality.fault or (None if reading.article else Fault.NOT_AN_ARTICLE)
        if fault is None:
            return Answer(capture, reading)
        error = FetchError(url, fault, " ".join(reading.quality.reasons) or "No article is there.")
        return Answer(capture, reading, error)
