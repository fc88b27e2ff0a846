"""A page that became wholly another is not believed at first sight: unknown error pages look so. Pure.

A real rewrite belongs to one item and stays; an error page is the same for many items, or passes.
"""

import re
from datetime import datetime, timedelta

from articles.model import Article

DOUBT_FOR = timedelta(minutes=30)  # so long the same new page must have stood there
ALIKE_TEXT = 0.2  # share of common words under which a text has nothing to do with the one before
ALIKE_TITLE = 0.5  # a kept headline means that it is the same article, however much was rewritten

_WORD = re.compile(r"\w+")


def is_wholly_other(before: Article, after: Article) -> bool:
    """Whether neither headline nor text have anything to do with each other."""
    titles = likeness(before.title, after.title)
    return titles < ALIKE_TITLE and likeness(before.text, after.text) < ALIKE_TEXT


def likeness(one: str, other: str) -> float:
    """The share of their different words that two texts have in common; 1.0 for two empty ones."""
    a, b = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    return len(a & b) / len(a | b) if a | b else 1.0


def is_confirmed(
    article_sha256: str,
    doubted_sha256: str,
    doubted_at: datetime | None,
    *,
    now: datetime,
    shared: bool,
) -> bool:
    """Whether a doubted page is believed now; `shared`: other items were doubted for the same."""
    if doubted_at is None or article_sha256 != doubted_sha256 or shared:
        return False
    return now - doubted_at >= DOUBT_FOR
