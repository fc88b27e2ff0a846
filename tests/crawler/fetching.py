"""Fetches addresses with the crawl settings under test, and collects what came of each."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response

from crawler.errors import fault_of, sentence_of
from crawler.fetch_settings import scrapy_settings
from scheduler.crawls import CrawlEnd, run_spider
from scheduler.reactor import run_in_reactor
from sources.faults import Fault
from sources.model import Profile

PAGE_LIMIT = 100_000
LONG = timedelta(seconds=30)
SHORT = timedelta(seconds=0.2)


@dataclass(slots=True)
class Fetched:
    """What became of each address, by the address asked for."""

    responses: dict[str, Response] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)
    sentences: dict[str, str] = field(default_factory=dict)
    end: CrawlEnd | None = None


class Collector(Spider):
    """Fetches what it is given, and follows `then` once the first answer is there."""

    name = "collector"

    def __init__(
        self, requests: list[Request], into: Fetched, then: list[Request] | None = None
    ) -> None:
        super().__init__()
        self.requests = requests
        self.into = into
        self.then = then or []

    async def start(self) -> AsyncIterator[Any]:
        for request in self.requests:
            yield self._watched(request)

    def collect(self, response: Response, asked: str) -> list[Request]:
        self.into.responses[asked] = response
        following, self.then = self.then, []
        return [self._watched(request) for request in following]

    def note(self, failure: Any) -> None:
        asked = failure.request.cb_kwargs["asked"]
        self.into.faults[asked] = fault_of(failure)
        self.into.sentences[asked] = sentence_of(failure)

    def _watched(self, request: Request) -> Request:
        return request.replace(
            callback=self.collect,
            errback=self.note,
            dont_filter=True,
            cb_kwargs={"asked": request.url},
        )


def settings_for(
    profile: Profile | None = None,
    *,
    extra: Mapping[str, object] | None = None,
    allow_private: bool = True,
    obey_robots: bool = False,
    proxy: str = "",
    max_page_bytes: int = PAGE_LIMIT,
    timeout: float = 10.0,
) -> dict[str, object]:
    settings = scrapy_settings(
        profile=profile or profile_of("127.0.0.1"),
        contact="https://example.vn/lien-he",
        obey_robots=obey_robots,
        allow_private=allow_private,
        proxy=proxy,
        max_page_bytes=max_page_bytes,
        timeout=timeout,
    )
    return {**settings, **(extra or {})}


def profile_of(*hosts: str, **facts: Any) -> Profile:
    """A profile in no hurry to be polite."""
    return Profile(name="thu-nghiem", hosts=hosts, **{"delay": timedelta(0), **facts})


def fetch(
    *requests: str | Request,
    settings: Mapping[str, object] | None = None,
    then: list[Request] | None = None,
    limit: timedelta = LONG,
    grace: timedelta = SHORT,
) -> Fetched:
    """Crawl these addresses in the reactor, to the end or to the limit."""
    into = Fetched()
    wanted = [Request(request) if isinstance(request, str) else request for request in requests]

    async def crawl() -> CrawlEnd:
        return await run_spider(
            Collector,
            settings or settings_for(),
            limit=limit,
            grace=grace,
            requests=wanted,
            into=into,
            then=then,
        )

    into.end = run_in_reactor(crawl)
    return into
