"""What the spider yields goes to the recorder, or with `-a record=0` to the screen."""

from typing import Any

from crawler.recorder import Recorder
from ingest.desk import Fetched


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
            await recorder.record(item)
        return item
