"""The door: from a parsed page to what it says."""

from typing import Literal

from articles.model import Article
from reading.blocks import blocks
from reading.furniture import is_furniture
from reading.model import PageReading
from reading.page import Page
from reading.platforms import detect
from sources.model import Profile

EMPTY_PROFILE = Profile(name="")

CompareKind = Literal["article", "list", "fragment"]


def read_article(page: Page, profile: Profile) -> PageReading:
    """The page as an article."""
    platform = detect(page, profile)
    return PageReading("article", platform.name, article=platform.article(page))


def read_listing(page: Page, profile: Profile) -> PageReading:
    """The page as a listing."""
    platform = detect(page, profile)
    return PageReading("listing", platform.name, listing=platform.listing(page))


def read(page: Page, profile: Profile) -> PageReading:
    """The page as whatever it is."""
    return read_article(page, profile)


def comparable(page: Page, kind: CompareKind) -> Article:
    """What is compared between two fetches of a page."""
    if kind == "article":
        return read_article(page, EMPTY_PROFILE).article or Article("")
    return Article("", paragraphs=tuple(b.text for b in blocks(page.outline, is_furniture)))
