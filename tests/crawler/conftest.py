"""A local site for each test."""

from collections.abc import Iterator

import pytest

from tests.crawler.site import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as local:
        yield local
