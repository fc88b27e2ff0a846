"""One page fetched for a command that only looks."""

from datetime import timedelta

from cli.context import CommandFailed, now
from crawler.one_page import OnePage, one_page_settings
from scheduler.crawls import run_spider
from scheduler.reactor import run_in_reactor
from sources.model import Capture

FETCH_LIMIT = timedelta(seconds=90)  # one slow answer, and a retry that failed at once
GRACE = timedelta(seconds=1)


def fetch(url: str, *, private: bool) -> Capture:
    """Fetch one page. Raises CommandFailed with the reason when nothing came."""
    kept: list[Capture] = []
    failed: list[str] = []
    settings = one_page_settings(url, private=private)
    run_in_reactor(
        lambda: run_spider(
            OnePage,
            settings,
            limit=FETCH_LIMIT,
            grace=GRACE,
            url=url,
            keep=kept.append,
            fail=failed.append,
            clock=now,
        )
    )
    if not kept:
        raise CommandFailed(f"{url}: {failed[0] if failed else 'nothing came'}")
    return kept[0]
