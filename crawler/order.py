"""What one crawl is asked to do, and with which of Scrapy's settings."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from config.sections import Absence, Crawler
from crawler.fetch_settings import scrapy_settings
from ingest.absence import AbsencePolicy
from ingest.rules import TODAY, Rules
from sources.every import Interval, parse_every
from sources.model import Source

DUE_LIMIT = 500  # known items looked at again in one tick; what is left over is due first next time
SWEEP_EVERY = timedelta(days=1)  # all pages of a listing are read so often, for back-dated items
FILE_RECHECK = timedelta(days=1)  # a file whose page is as before is asked for so often
CRON_INTERVAL = timedelta(
    hours=1
)  # the pause that rechecks reckon with where a cron line says when

PIPELINE_PLACE = 300  # the only pipeline: any place would do


@dataclass(frozen=True, slots=True)
class CrawlOrder:
    """One crawl of one source. `full` rechecks every known item and reads every page."""

    source: Source
    every: timedelta
    absence: AbsencePolicy
    max_attachment_bytes: int
    full: bool = False
    no_alerts: bool = False
    rules: Rules = TODAY
    clock: Callable[[], datetime] = field(kw_only=True)


def order_for(
    source: Source,
    crawler: Crawler,
    absence: Absence,
    *,
    clock: Callable[[], datetime],
    full: bool = False,
    no_alerts: bool = False,
) -> CrawlOrder:
    """The order for one crawl under these settings."""
    schedule = parse_every(source.every)
    return CrawlOrder(
        source=source,
        every=schedule.every if isinstance(schedule, Interval) else CRON_INTERVAL,
        absence=AbsencePolicy(absence.confirm_after, absence.checks, absence.max_share),
        max_attachment_bytes=crawler.max_attachment_bytes,
        full=full,
        no_alerts=no_alerts,
        clock=clock,
    )


def settings_for(source: Source, crawler: Crawler) -> dict[str, object]:
    """Scrapy's settings for one crawl under these settings, recording included."""
    fetching = scrapy_settings(
        profile=source.profile,
        contact=crawler.contact,
        obey_robots=crawler.obey_robots,
        allow_private=crawler.allow_private_addresses,
        proxy=crawler.proxy.get_secret_value(),
        max_page_bytes=crawler.max_page_bytes,
        timeout=crawler.timeout.total_seconds(),
    )
    return {**fetching, "ITEM_PIPELINES": {"crawler.pipelines.RecordPipeline": PIPELINE_PLACE}}
