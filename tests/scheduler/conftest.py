"""The crawler's local site, for crawls as the schedule starts them."""

from tests.crawler.conftest import site

__all__ = ["site"]
