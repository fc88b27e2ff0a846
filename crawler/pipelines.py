"""What the spider yields goes to the recorder, or with `-a record=0` to the screen."""

from typing import Any

import structlog

from crawler.errors import own_failure
from crawler.recorder import Recorder
from ingest.desk import Fetched
from storage.session import StoreError

log = structlog.get_logger()


class RecordPipeline:
    """Records every fetched item in one transaction each."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> "RecordPipeline":
        """Scrapy's door."""
        return cls(crawler)

    async def process_item(self, item: Fetched) -> Fetched:
        """Record one item; failures are counted by the recorder, never lost."""
        recorder: Recorder | None = self._crawler.spider.recorder
        if recorder is not None:
            await _recorded(recorder, item)
        return item


async def _recorded(recorder: Recorder, fetched: Fetched) -> None:
    try:
        await recorder.record(fetched)
    except Exception as error:
        log.warning("recording failed", url=fetched.item.url, error=repr(error))
        try:
            await recorder.failed(own_failure(fetched.item.url, error), item=fetched.item)
        except StoreError as again:
            log.warning("failure not written either", url=fetched.item.url, error=str(again))
