"""What a crawl is asked to do, from the settings."""

from datetime import UTC, datetime, timedelta

import pytest

from config.sections import Absence, Crawler
from crawler.order import CRON_INTERVAL, PIPELINE_PLACE, order_for, settings_for
from ingest.absence import AbsencePolicy
from ingest.rules import TODAY
from sources.model import Profile, Source
from sources.units import UnitError

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
PROFILE = Profile("songcau", hosts=("sc.example",), url="https://sc.example/")
CRAWLER = Crawler(contact="https://lh.example")


def clock() -> datetime:
    return NOW


@pytest.mark.parametrize(
    ("every", "pause"),
    [
        ("10m", timedelta(minutes=10)),
        ("2h", timedelta(hours=2)),
        ("*/10 7-18 * * mon-fri", CRON_INTERVAL),
        ("0 6 1 jan *", CRON_INTERVAL),
    ],
)
def test_the_pause_is_the_interval_or_a_fixed_one_for_cron_lines(
    every: str, pause: timedelta
) -> None:
    order = order_for(Source("songcau", PROFILE, every), CRAWLER, Absence(), clock=clock)
    assert order.every == pause


def test_an_interval_that_is_none_is_refused() -> None:
    with pytest.raises(UnitError):
        order_for(Source("songcau", PROFILE, "thỉnh thoảng"), CRAWLER, Absence(), clock=clock)


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("no_alerts", [True, False])
def test_what_was_asked_for_is_passed_on(full: bool, no_alerts: bool) -> None:
    source = Source("songcau", PROFILE)
    order = order_for(source, CRAWLER, Absence(), clock=clock, full=full, no_alerts=no_alerts)
    assert (order.full, order.no_alerts) == (full, no_alerts)
    assert (order.source, order.rules, order.clock()) == (source, TODAY, NOW)


def test_a_plain_order_is_neither_full_nor_silent() -> None:
    order = order_for(Source("songcau", PROFILE), CRAWLER, Absence(), clock=clock)
    assert (order.full, order.no_alerts) == (False, False)


def test_the_settings_of_absence_and_files_are_passed_on() -> None:
    absence = Absence.model_validate({"confirm_after": "5h", "checks": 7, "max_share": 0.5})
    crawler = Crawler.model_validate({"max_attachment_bytes": "3MB"})
    order = order_for(Source("songcau", PROFILE), crawler, absence, clock=clock)
    assert order.absence == AbsencePolicy(timedelta(hours=5), 7, 0.5)
    assert order.max_attachment_bytes == crawler.max_attachment_bytes


def test_recording_is_the_only_pipeline() -> None:
    settings = settings_for(Source("songcau", PROFILE), CRAWLER)
    assert settings["ITEM_PIPELINES"] == {"crawler.pipelines.RecordPipeline": PIPELINE_PLACE}


def test_the_settings_of_fetching_reach_scrapy() -> None:
    crawler = Crawler.model_validate({"timeout": "7s", "max_page_bytes": "5MB"})
    settings = settings_for(Source("songcau", PROFILE), crawler)
    assert settings["DOWNLOAD_TIMEOUT"] == crawler.timeout.total_seconds()
    assert crawler.max_page_bytes in settings.values()


def test_the_settings_of_two_crawls_share_nothing() -> None:
    first, second = (settings_for(Source("songcau", PROFILE), CRAWLER) for _ in range(2))
    assert first == second
    pipelines = first["ITEM_PIPELINES"]
    assert isinstance(pipelines, dict)
    pipelines.clear()
    assert second["ITEM_PIPELINES"]
