"""What is read from a page, before anything is decided about it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from articles.model import Article, Precision
from sources.faults import Fault

PageKind = Literal["article", "document", "listing", "error", "other"]

#: The version of all reading rules. Raise it whenever a rule changes what any page yields: stored
#: versions are then read again before they are compared ("our own progress is no news").
READING_VERSION = 2


@dataclass(frozen=True, slots=True)
class ListItem:
    """One entry of a listing: `href` as written, `url` absolute and canonical."""

    href: str
    url: str
    title: str
    date: datetime | None = None
    date_precision: Precision = "unknown"


@dataclass(frozen=True, slots=True)
class Listing:
    """A page that lists, in page order; `next` is the href of the next page as written."""

    items: tuple[ListItem, ...] = ()
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Quality:
    """How far a capture can be trusted: 1.0 is a whole page, and below `USABLE` it drives nothing."""

    score: float = 1.0
    fault: Fault | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageReading:
    """Everything read from one page, and by which platform's rules."""

    kind: PageKind
    platform: str
    article: Article | None = None
    listing: Listing | None = None
    quality: Quality = field(default_factory=Quality)
