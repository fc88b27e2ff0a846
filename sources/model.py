"""Facts about a portal (Profile), a portal as watched (Source), and what was fetched (Capture)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

SectionKind = Literal["news", "directives", "legal"]

DEFAULT_DELAY = timedelta(seconds=1)  # a polite pace for small government servers
DEFAULT_CONCURRENCY = 2


@dataclass(frozen=True, slots=True)
class Section:
    """One listing of a source that is followed."""

    name: str
    title: str
    url: str
    kind: SectionKind = "news"
    allow_empty: bool = False


@dataclass(frozen=True, slots=True)
class ListingRules:
    """Selectors (CSS, or XPath 1 when they begin with / or ./) that override the platform's."""

    item: str = ""
    link: str = ""
    title: str = ""
    date: str = ""
    date_format: str = ""
    next: str = ""
    page_url: str = ""  # "{url}?page={page}"


@dataclass(frozen=True, slots=True)
class ArticleRules:
    """How a detail page is known and read; `url_pattern` and `key` are regular expressions."""

    url_pattern: str = ""
    key: str = ""
    title: str = ""
    published: str = ""
    body: str = ""
    remove: tuple[str, ...] = ()
    attachments: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """The facts about one site; nothing outside `hosts` is ever fetched."""

    name: str
    title: str = ""
    verified_live: date | None = None
    hosts: tuple[str, ...] = ()
    url: str = ""  # the home page
    platform: str = ""  # "" = detected, else generic
    delay: timedelta = DEFAULT_DELAY
    concurrency: int = DEFAULT_CONCURRENCY
    tls: Literal["strict", "legacy"] = "strict"
    ca_file: str = ""
    render: bool = False
    canary: str = ""
    sections: tuple[Section, ...] = ()
    listing: ListingRules = field(default_factory=ListingRules)
    article: ArticleRules = field(default_factory=ArticleRules)
    document: Mapping[str, str] = field(
        default_factory=dict
    )  # field of Document -> label on the page


@dataclass(frozen=True, slots=True)
class Source:
    """A portal as watched. `every`: an interval ("10m") or a cron line with names."""

    name: str
    profile: Profile
    every: str = "10m"
    silence_after: str = ""


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes as fetched (decompressed, charset untouched), with status and headers.

    `url` is the address asked for, `final_url` the one that answered; header names in lower case.
    """

    url: str
    final_url: str
    fetched_at: datetime
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def content_type(self) -> str:
        """The Content-Type header, or ""."""
        return self.headers.get("content-type", "")
