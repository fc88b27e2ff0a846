"""The files of an item: fetched when new or due, conditionally, within limits; never a gate."""

from dataclasses import dataclass
from datetime import datetime

import structlog
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from articles.model import Article, AttachmentLink
from crawler.errors import fault_of_status, fetch_error, sentence_of_status
from crawler.file_signs import fault_of_file
from crawler.middlewares import VALIDATORS
from crawler.order import FILE_RECHECK
from crawler.recorder import Recorder
from crawler.walks import is_pinned
from ingest.desk import Fetched
from reading.model import PageReading
from sources.faults import FetchError
from sources.model import Capture
from storage.files import FetchedFile, StoredFile
from storage.items import Item

log = structlog.get_logger()

NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Files:
    """The files brought by one look at an item; `same` answered "not modified".

    `missing`: a file of the item is not kept yet, and was not brought now either.
    """

    files: tuple[FetchedFile, ...] = ()
    same: tuple[str, ...] = ()
    missing: bool = False


class FileFetcher:
    """Fetches the attachments of one item after the other."""

    def __init__(self, crawler: Crawler, recorder: Recorder) -> None:
        self._crawler = crawler
        self._recorder = recorder
        self._profile = recorder.order.source.profile

    async def fetch(self, item: Item, article: Article, now: datetime) -> Files:
        """Fetch what is not kept, or was kept long ago; a failure is counted and tried again."""
        if not article.attachments:
            return Files()
        stored = await self._recorder.files_of(item)
        brought: list[FetchedFile] = []
        same: list[str] = []
        for link in article.attachments:
            before = stored.get(link.url)
            if before is not None and now - before.fetched_at < FILE_RECHECK:
                continue
            if not is_pinned(link.url, self._profile):
                continue
            file = await self._fetch(link, before, now)
            if isinstance(file, FetchedFile):
                brought.append(file)
            elif file:
                same.append(link.url)
        kept = {*stored, *(file.url for file in brought)}
        wanted = (link.url for link in article.attachments if is_pinned(link.url, self._profile))
        return Files(tuple(brought), tuple(same), missing=not kept.issuperset(wanted))

    async def with_files(self, item: Item, capture: Capture, reading: PageReading) -> Fetched:
        """An item as read, with what its files brought."""
        article = reading.article or Article("")
        brought = await self.fetch(item, article, capture.fetched_at)
        return Fetched(
            item=item,
            capture=capture,
            article=article,
            is_document=reading.kind == "document",
            files=brought.files,
            same_files=brought.same,
            files_missing=brought.missing,
        )

    async def _fetch(
        self, link: AttachmentLink, before: StoredFile | None, now: datetime
    ) -> FetchedFile | bool:
        request = Request(
            link.url,
            meta={
                VALIDATORS: (before.etag, before.last_modified) if before else ("", ""),
                "download_maxsize": self._recorder.order.max_attachment_bytes,
            },
        )
        engine = self._crawler.engine
        if engine is None:
            return False
        try:
            response = await engine.download_async(request)
        except Exception as error:
            return await self._failed(fetch_error(link.url, error))
        if response.status == NOT_MODIFIED:
            return True
        fault = fault_of_status(response.status) or fault_of_file(link.url, response.body)
        if fault is not None:
            return await self._failed(
                FetchError(link.url, fault, sentence_of_status(response.status))
            )
        return _file(link.url, response, now)

    async def _failed(self, error: FetchError) -> bool:
        log.warning("file failed", url=error.url, fault=error.fault.value)
        await self._recorder.failed(error)
        return False


def _file(url: str, response: Response, now: datetime) -> FetchedFile:
    def header(name: str) -> str:
        return (response.headers.get(name) or b"").decode("latin-1")

    return FetchedFile(
        url=url,
        body=response.body,
        media_type=header("Content-Type").partition(";")[0].strip().lower(),
        fetched_at=now,
        etag=header("ETag"),
        last_modified=header("Last-Modified"),
    )
