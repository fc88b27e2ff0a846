"""Liferay with "3CMS" portlets: Quảng Trị's portal and its family (not verified live).

Only addresses are relied on; everything else is the generic reading.
"""

import re

from articles.model import Article
from reading.addresses import split
from reading.bodies import read_article
from reading.lists import read_listing
from reading.page import Page
from reading.platforms.model import Platform

#: /chi-tiet-tin/-/view-article/1/{category}/{id}: the id is the epoch millisecond of creation.
ARTICLE_ADDRESS = re.compile(r"/-/view-article/\d+/(?P<category>[^/?#]+)/(?P<id>\d{10,14})(?!\w)")
_PORTLET = re.compile(r"_WAR_3cms\w*portlet")


def item_id(url: str) -> str:
    """The portal's own id in an article's address, or ""."""
    found = ARTICLE_ADDRESS.search(url)
    return found["id"] if found else ""


def is_article_address(url: str) -> bool:
    """Whether the path is that of an article."""
    return bool(ARTICLE_ADDRESS.search(split(url).path))


def is_shown_by(page: Page) -> bool:
    """It is one of its articles, or its portlets or article addresses stand in the page."""
    if is_article_address(page.final_url):
        return True
    return bool(_PORTLET.search(page.text) or ARTICLE_ADDRESS.search(page.text))


def article(page: Page) -> Article:
    """The article: generic structure, with the author as the last line."""
    return read_article(page, vietnamese_byline=True)


PLATFORM = Platform("liferay_3cms", is_shown_by, article, read_listing, is_article_address)
