"""The door: from a parsed page to what it says."""

import re
from typing import Literal

from articles.model import Article
from reading.blocks import blocks
from reading.bodies import read_own_article
from reading.furniture import is_furniture, is_tool_line
from reading.kinds import kind_of
from reading.model import PageKind, PageReading, Quality
from reading.overrides import overridden_article, overridden_listing, without_removed
from reading.page import Page
from reading.platforms import detect
from reading.platforms.model import Platform
from reading.tables import is_document, read_properties
from sources.model import Profile

EMPTY_PROFILE = Profile(name="")

CompareKind = Literal["article", "list", "fragment"]
_ERROR = Quality(0.1, None, ("The page is a notice, not content.",))


def read(page: Page, profile: Profile) -> PageReading:
    """What the page is and says; its kind is decided here."""
    platform = detect(page, profile)
    kind = _kind(page, profile, platform)
    if kind == "listing":
        return read_listing(page, profile)
    if kind == "article":
        return read_article(page, profile)
    quality = _ERROR if kind == "error" else Quality()
    return PageReading(kind, platform.name, quality=quality)


def _kind(page: Page, profile: Profile, platform: Platform) -> PageKind:
    found = kind_of(page)
    if found == "error":
        return found
    if is_document(read_properties(page.outline, profile.document)):
        return "article"
    pattern = profile.article.url_pattern
    is_article = platform.is_article_address(page.final_url)
    if found == "other" and (is_article or (pattern and re.search(pattern, page.url))):
        return "article"
    return found


def read_article(page: Page, profile: Profile) -> PageReading:
    """The page as an article, or a document when it shows the properties of a numbered paper."""
    platform = detect(page, profile)
    page = without_removed(page, profile)
    article = overridden_article(page, platform.article(page), profile)
    kind: PageKind = "document" if is_document(article.properties) else "article"
    return PageReading(kind, platform.name, article=article)


def read_listing(page: Page, profile: Profile) -> PageReading:
    """The page as a listing: its items in page order, and the next page."""
    platform = detect(page, profile)
    listing = overridden_listing(page, platform.listing(page), profile.listing)
    return PageReading("listing", platform.name, listing=listing)


def comparable(page: Page, kind: CompareKind) -> Article:
    """What of a page is compared between two fetches; blind to furniture, counters and clocks."""
    if kind == "article":
        return read_own_article(page)
    if kind == "list":
        return _comparable_list(page)
    lines = [block.text for block in blocks(page.outline)]
    return Article("", paragraphs=tuple(lines))


def _comparable_list(page: Page) -> Article:
    """One paragraph a line of the list's region: items, their dates, what is said about them."""
    lines = [block for block in blocks(page.outline, is_furniture) if not is_tool_line(block.text)]
    return Article("", paragraphs=tuple(block.text for block in lines))
