"""One page fetched for a command that only looks."""

from datetime import timedelta
from urllib.parse import urlsplit

from cli.context import WRONG_USAGE, CommandFailed, now
from crawler.one_page import OnePage, one_page_settings
from scheduler.crawls import run_spider
from scheduler.reactor import run_in_reactor
from sources.model import Capture

FETCH_LIMIT = timedelta(seconds=90)  # one slow answer, and a retry that failed at once
GRACE = timedelta(seconds=1)


def fetch(url: str, *, private: bool) -> Capture:
    """Fetch one page. Raises CommandFailed with the reason when nothing came."""
    _check(url)
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
    if kept:
        return kept[0]
    if failed:
        raise CommandFailed("not_fetched", url=url, reason=failed[0])
    raise CommandFailed("nothing_came", url=url)


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna")
        usable = bool(host) and (parts.port or 1) > 0
    except ValueError:  # such as a port of letters, or a name that no DNS can hold
        usable = False
    if not usable:
        raise CommandFailed("bad_address", WRONG_USAGE, url=url)
