"""What a platform is: a name, its traits, and how its pages are read."""

from collections.abc import Callable
from dataclasses import dataclass

from articles.model import Article
from reading.model import Listing
from reading.page import Page


@dataclass(frozen=True, slots=True)
class Platform:
    """A family of sites whose pages read alike."""

    name: str
    is_shown_by: Callable[[Page], bool]
    article: Callable[[Page], Article]
    listing: Callable[[Page], Listing]
    is_article_address: Callable[[str], bool]
