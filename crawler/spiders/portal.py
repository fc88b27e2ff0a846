"""ONE spider: listing -> item -> attachments; asks the store what is due for a recheck."""

from collections.abc import AsyncIterator
from typing import Any, Self

import structlog
from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.elsewhere import Elsewhere
from crawler.errors import fetch_error, own_failure, sentence_of_status
from crawler.fetched_files import FileFetcher
from crawler.health import Findings
from crawler.middlewares import RETRY_AFTER, VALIDATORS
from crawler.recorder import Recorder
from crawler.walks import Walk, capture_of, read_listing_page
from ingest.desk import Fetched
from reading.page import Page
from reading.sections import find_sections
from sources.faults import ABSENCE_FAULTS, Fault, FetchError
from sources.model import Capture
from storage.items import Item, ItemState
from storage.session import StoreError

log = structlog.get_logger()

CUT_SHORT = "The crawl was stopped before its end; what is left is read next time."
FINISHED = "finished"  # Scrapy's reason of a crawl that came to its own end
NOT_MODIFIED = 304
# Validators are a hint only: a server that always says "as before" would hide every edit for ever.
ASK_PLAINLY_EVERY = 8
LISTING_PRIORITY = 10  # listings first: they say what is new


class PortalSpider(Spider):
    """Crawls one source once, for a recorder; `scrapy crawl portal -a source=NAME` makes its own."""

    name = "portal"

    def __init__(self, recorder: Recorder, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.recorder = recorder
        self.profile = recorder.order.source.profile
        self.walks: dict[str, Walk] = {}
        self.missing: list[Item] = []
        self.checked = 0
        self.canary_seen = not self.profile.canary

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Scrapy's door; `source` and `record` come from its command line."""
        if "recorder" not in kwargs:
            from crawler.settings import prepare  # noqa: PLC0415 (only Scrapy's own command reads settings)

            kwargs["recorder"] = prepare(crawler, **kwargs)
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.close_run, signal=signals.spider_closed)
        crawler.signals.connect(spider.callback_failed, signal=signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Listings first, then what is due."""
        await self.recorder.begin()
        states = await self.recorder.sections()
        if not states:
            yield self._request(self.profile.url, self.parse_home, priority=LISTING_PRIORITY)
        for state in states:
            through = self.recorder.reads_through(state)
            yield self._follow(Walk(state, through, self.profile), state.section.url)
        if self.profile.canary:
            yield self._request(self.profile.canary, self.parse_canary)
        for due in await self.recorder.due():
            yield self._look_at(due.item, whole=due.files)

    def _request(self, url: str, callback: Any, **values: Any) -> Request:
        return Request(
            url, callback=callback, errback=self.fetch_failed, dont_filter=True, **values
        )

    def _follow(self, walk: Walk, url: str) -> Request:
        self.walks[walk.name] = walk
        walk.visit(url)
        return self._request(
            url, self.parse_listing, cb_kwargs={"walk": walk}, priority=LISTING_PRIORITY
        )

    def _look_at(self, item: Item, *, whole: bool = False) -> Request:
        # "As before" says that an item is there, not that it came back: one thought gone is read.
        known = item.version_count and item.state is ItemState.LIVE and not whole
        if (item.unchanged_streak + 1) % ASK_PLAINLY_EVERY == 0:
            known = False
        validators = (item.etag, item.last_modified) if known else ("", "")
        return self._request(
            item.url, self.parse_item, cb_kwargs={"item": item}, meta={VALIDATORS: validators}
        )

    def _capture(self, response: Response) -> Capture:
        return capture_of(response, self.recorder.order.clock())

    async def parse_home(self, response: Response) -> AsyncIterator[Request]:
        """Find the sections of a source that names none."""
        capture = self._capture(response)
        page = Page.parse(capture.final_url, capture.body, capture.content_type)
        found = find_sections(page, self.profile)
        if not found:
            self.recorder.counts.listings_failed += 1
            message = "No section to follow was found on the home page; name section_urls."
            error = FetchError(response.url, Fault.LAYOUT_CHANGED, message)
            await self.recorder.failed(error, capture=capture)
        for state in await self.recorder.keep_sections(found) if found else []:
            log.info("section found", source=self.profile.name, url=state.section.url)
            yield self._follow(Walk(state, True, self.profile), state.section.url)

    async def parse_canary(self, response: Response) -> None:
        """Note that what must be there is there."""
        capture = self._capture(response)
        reading = self.recorder.order.rules.read(capture, self.profile)
        fault = reading.quality.fault
        self.canary_seen = reading.article is not None and fault is None
        if not self.canary_seen:
            message = "The canary is not there as it should be: no item counts as gone."
            error = FetchError(response.url, fault or Fault.NOT_AN_ARTICLE, message)
            await self.recorder.failed(error, capture=capture, reasons=reading.quality.reasons)

    async def parse_listing(self, response: Response, walk: Walk) -> AsyncIterator[Request]:
        """Read one page of a listing; go on until one is wholly known, or to the end."""
        capture = self._capture(response)
        page = read_listing_page(capture, self.profile)
        if walk.is_end(page):
            walk.ended = True
        elif page.fault is not None:
            await self._listing_failed(walk, response, page.fault, page.reasons)
            return
        self.recorder.counts.listings_read += 1
        shown = await self.recorder.discover(walk.name, page.listed)
        for item in shown.new:
            yield self._look_at(item)
        following = walk.next_after(page, all_known=shown.nothing)
        if following:
            yield self._follow(walk, following)

    async def _listing_failed(
        self, walk: Walk, response: Response, fault: Fault, reasons: tuple[str, ...]
    ) -> None:
        walk.failed = True
        self.recorder.counts.listings_failed += 1
        message = " ".join(reasons) or sentence_of_status(response.status)
        error = FetchError(response.url, fault, message)
        await self._note_wait(response.request)
        await self.recorder.failed(error, capture=self._capture(response), reasons=reasons)

    async def parse_item(self, response: Response, item: Item) -> AsyncIterator[Fetched]:
        """Read one item and its files, and hand it to the pipeline."""
        try:
            fetched = await self._read_item(response, item)
        except StoreError as error:
            await self._item_failed(response, item, Fault.STORE, (str(error),))
            return
        except Exception as error:
            log.warning("reading failed", url=response.url, error=repr(error))
            await self._item_failed(
                response, item, Fault.INTERNAL, (f"Reading failed: {error!r}.",)
            )
            return
        if fetched is not None:
            yield fetched

    async def _read_item(self, response: Response, item: Item) -> Fetched | None:
        self.checked += 1
        capture = self._capture(response)
        if response.status == NOT_MODIFIED:
            await self.recorder.not_modified(item, capture)
            return None
        reading = self.recorder.order.rules.read(capture, self.profile)
        fault = reading.quality.fault
        if fault is not None or reading.article is None:
            fault = fault or Fault.NOT_AN_ARTICLE
            return await self._found_elsewhere(response, item, fault, reading.quality.reasons)
        fetched = await FileFetcher(self.crawler, self.recorder).with_files(item, capture, reading)
        return await Elsewhere(self.crawler, self.recorder).settled(fetched)

    async def _found_elsewhere(
        self, response: Response, item: Item, fault: Fault, reasons: tuple[str, ...]
    ) -> Fetched | None:
        """A known item that its address no longer shows, if another of its addresses does."""
        if fault in ABSENCE_FAULTS and item.version_count:
            found = await Elsewhere(self.crawler, self.recorder).find(item)
            if found is not None:
                return found
        await self._item_failed(response, item, fault, reasons)
        return None

    async def _item_failed(
        self, response: Response, item: Item, fault: Fault, reasons: tuple[str, ...]
    ) -> None:
        message = " ".join(reasons) or sentence_of_status(response.status)
        await self._note_wait(response.request)
        error = FetchError(item.url, fault, message)
        capture = self._capture(response)
        if fault in ABSENCE_FAULTS and item.version_count:
            self.missing.append(item)
            await self.recorder.absent(error, capture, item)
        else:
            await self.recorder.failed(error, capture=capture, reasons=reasons, item=item)

    async def fetch_failed(self, failure: Failure) -> None:
        """Name what went wrong with a request that brought no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it
        walk: Walk | None = request.cb_kwargs.get("walk")
        if walk is not None or request.callback == self.parse_home:
            self.recorder.counts.listings_failed += 1
        if walk is not None:
            walk.failed = True
        await self._note_wait(request)
        error = fetch_error(request.url, failure)
        await self.recorder.failed(error, item=request.cb_kwargs.get("item"))

    def callback_failed(self, failure: Failure, response: Response) -> None:
        """Count a callback of ours that broke off: what it should have read is not known."""
        self.recorder.counts.listings_failed += 1
        self.recorder.counts.errors.append(own_failure(response.url, failure.value))

    async def _note_wait(self, request: Request | None) -> None:
        seconds = request.meta.get(RETRY_AFTER) if request is not None else None
        if seconds:
            await self.recorder.keep_away(float(seconds))

    async def close_run(self, spider: Spider, reason: str) -> None:
        """Close the run when Scrapy closes the spider; a crawl cut short proves nothing."""
        counts = self.recorder.counts
        if (stats := self.crawler.stats) is not None:
            counts.requests = stats.get_value("downloader/request_count", 0)
            counts.bytes = stats.get_value("downloader/response_bytes", 0)
        whole = reason == FINISHED
        if not whole:
            counts.errors.append(FetchError(self.profile.url, Fault.TIMEOUT, CUT_SHORT))
        read_through = tuple(name for name, walk in self.walks.items() if whole and walk.complete)
        for name in read_through:
            counts.of_section(name).listed = len(self.walks[name].seen_keys)
        found = Findings(
            missing=tuple(self.missing),
            checked=self.checked,
            read_through=read_through,
            healthy=whole and counts.all_listings_read and self.canary_seen,
            whole=whole,
        )
        await self.recorder.finish(found)
