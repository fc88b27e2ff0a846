"""What `doctor` asks the network: names, and each source's home page once, as a crawl would."""

import asyncio
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from cli.checkup import Finding, fails, unknown, works
from cli.context import now
from config.sections import Crawler
from crawler.fetch_settings import scrapy_settings
from crawler.one_page import OnePage
from scheduler.crawls import run_spider
from scheduler.reactor import run_in_reactor
from sources.model import Capture, Source

ALL_WITHIN = timedelta(seconds=40)  # of the minute after which people think it hangs
ONE_WITHIN = timedelta(seconds=20)
GRACE = timedelta(seconds=1)
AT_ONCE = 8
CLOCK_OFF = timedelta(minutes=2)  # a deadline of a day does not mind; log lines and TLS begin to
ENOUGH_CLOCKS = 2  # one portal's clock may be the wrong one
_FIRST_ERROR_STATUS = 400


@dataclass(frozen=True, slots=True)
class Look:
    """What one request for a source's home page brought; both empty when there was no time."""

    source: Source
    capture: Capture | None = None
    failure: str = ""
    seconds: float = 0.0


def look_at_names(sources: Sequence[Source], crawler: Crawler) -> list[Finding]:
    """Whether the names of the portals lead to addresses; with a proxy that is its affair."""
    if crawler.proxy.get_secret_value() or not sources:
        return [unknown("names", "doctor.names_unasked", "doctor.names_unasked_advice")]
    hosts = dict.fromkeys(host for source in sources for host in source.profile.hosts[:1])
    lost = [host for host in hosts if not _resolves(host)]
    if not lost:
        return [works("names", "doctor.names", count=len(hosts))]
    advice = "doctor.no_names_advice" if len(lost) == len(hosts) else "doctor.lost_names_advice"
    return [fails("names", "doctor.lost_names", advice, names=", ".join(lost))]


def _resolves(host: str) -> bool:
    try:
        return bool(socket.getaddrinfo(host, None))
    except (OSError, UnicodeError):
        return False


def look_at_sources(sources: Sequence[Source], crawler: Crawler) -> list[Finding]:
    """One line a source, and what their clocks say of ours. Runs the reactor: main thread only."""
    looks = run_in_reactor(lambda: _all_looks(sources, crawler))
    return [*map(_judged, looks), compared_clocks(looks)]


async def _all_looks(sources: Sequence[Source], crawler: Crawler) -> list[Look]:
    room = asyncio.Semaphore(AT_ONCE)

    async def look(source: Source) -> Look:
        async with room:
            return await _look(source, crawler)

    tasks = [asyncio.ensure_future(look(source)) for source in sources]
    if tasks:
        await asyncio.wait(tasks, timeout=ALL_WITHIN.total_seconds())
    unfinished = [task for task in tasks if not task.done()]
    for task in unfinished:
        task.cancel()
    await asyncio.gather(*unfinished, return_exceptions=True)
    return [
        task.result() if not task.cancelled() and task.exception() is None else Look(source)
        for task, source in zip(tasks, sources, strict=True)
    ]


async def _look(source: Source, crawler: Crawler) -> Look:
    kept: list[Capture] = []
    failed: list[str] = []
    begun = asyncio.get_running_loop().time()
    await run_spider(
        OnePage,
        _settings(source, crawler),
        limit=ONE_WITHIN,
        grace=GRACE,
        url=home_of(source),
        keep=kept.append,
        fail=failed.append,
        clock=now,
    )
    seconds = asyncio.get_running_loop().time() - begun
    return Look(source, kept[0] if kept else None, failed[0] if failed else "", seconds)


def _settings(source: Source, crawler: Crawler) -> dict[str, object]:
    """As for a crawl of this source, but asked once and not waited for as long."""
    limit = min(ONE_WITHIN, crawler.timeout)
    fetching = scrapy_settings(
        profile=source.profile,
        contact=crawler.contact,
        obey_robots=crawler.obey_robots,
        allow_private=crawler.allow_private_addresses,
        proxy=crawler.proxy.get_secret_value(),
        max_page_bytes=crawler.max_page_bytes,
        timeout=limit.total_seconds(),
    )
    return {**fetching, "RETRY_TIMES": 0}


def home_of(source: Source) -> str:
    """The address to ask: the home page, else the first section, else the host."""
    profile = source.profile
    sections = [section.url for section in profile.sections]
    return next(url for url in (profile.url, *sections, f"https://{profile.hosts[0]}/") if url)


def _judged(look: Look) -> Finding:
    subject = {"subject": look.source.name}
    if look.capture is None and not look.failure:
        seconds = round(ONE_WITHIN.total_seconds())
        told = {**subject, "url": home_of(look.source), "seconds": seconds}
        return fails("source", "doctor.no_answer", "doctor.unreached_advice", **told)
    if look.capture is None:
        return fails(
            "source", "doctor.unreached", "doctor.unreached_advice", **subject, reason=look.failure
        )
    told = {**subject, "url": look.capture.final_url, "status": look.capture.status}
    if look.capture.status >= _FIRST_ERROR_STATUS:
        return fails("source", "doctor.answered_badly", "doctor.answered_badly_advice", **told)
    return works("source", "doctor.answered", **told, seconds=f"{look.seconds:.1f}")


def compared_clocks(looks: Sequence[Look]) -> Finding:
    """Our clock against those of the portals that sent theirs."""
    offsets = [offset for look in looks if (offset := _offset(look.capture)) is not None]
    if not offsets:
        return unknown("clock", "doctor.no_clocks", "doctor.no_clocks_advice")
    nearest = min(offsets, key=abs)
    seconds = f"{nearest.total_seconds():+.0f}"
    if abs(nearest) < CLOCK_OFF:
        return works("clock", "doctor.clock_right", seconds=seconds, count=len(offsets))
    if len(offsets) < ENOUGH_CLOCKS:
        return unknown("clock", "doctor.clock_differs", "doctor.clock_advice", seconds=seconds)
    return fails("clock", "doctor.clock_differs", "doctor.clock_advice", seconds=seconds)


def _offset(capture: Capture | None) -> timedelta | None:
    """How far our clock was ahead of the portal's when the page came."""
    try:
        told = parsedate_to_datetime(capture.headers["date"] if capture else "")
        told = told if told.tzinfo else told.replace(tzinfo=UTC)
        return datetime.astimezone(capture.fetched_at, UTC) - told if capture else None
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
