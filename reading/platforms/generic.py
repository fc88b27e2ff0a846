"""Any site nobody described: structure, dates and addresses alone."""

from reading.bodies import read_article
from reading.lists import read_listing
from reading.page import Page
from reading.platforms.model import Platform


def _always(_: Page) -> bool:
    return True


def _never(_: str) -> bool:
    return False


PLATFORM = Platform("generic", _always, read_article, read_listing, _never)
