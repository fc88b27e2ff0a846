"""Which rules read a capture today; readings by other rules are never compared with theirs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from articles.model import Article
from directives.extract import DIRECTIVES_VERSION, extract
from directives.model import Extraction, Paper
from reading.model import READING_VERSION, PageReading
from reading.page import Page
from reading.pages import read_article
from reading.quality import judge
from sources.model import Capture, Profile
from storage.versions import Reading


def read_capture(capture: Capture, profile: Profile) -> PageReading:
    """Read a detail page from its bytes, and judge how far they can be trusted."""
    page = Page.parse(capture.url, capture.body, capture.content_type, final_url=capture.final_url)
    quality = judge(
        page, status=capture.status, expected="article", profile=profile, home_url=profile.url
    )
    if quality.fault is not None:
        return PageReading("error", "", quality=quality)
    return replace(read_article(page, profile), quality=quality)


def extract_from(article: Article) -> Extraction:
    """The directives of an article; its property table and publication day are told as known."""
    return extract(
        Paper(
            text=article.text,
            title=article.title,
            published=_day(article),
            properties=dict(article.properties),
        )
    )


def _day(article: Article) -> date | None:
    return article.published_at.date() if article.published_at else None


@dataclass(frozen=True, slots=True)
class Rules:
    """A set of reading rules under a name that changes whenever they may read differently."""

    name: str
    read: Callable[[Capture, Profile], PageReading]
    extract: Callable[[Article], Extraction]

    def understand(self, article: Article) -> Reading:
        """An article with what it orders, as it is stored."""
        return Reading(self.name, article, self.extract(article))


TODAY = Rules(
    f"reading {READING_VERSION}, directives {DIRECTIVES_VERSION}", read_capture, extract_from
)
