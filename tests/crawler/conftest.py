"""A local site for each test, and a watched portal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.portal import DemoPortal
from tests.crawler.site import Site, serving
from tests.crawler.watching import ITEMS, PAGE_SIZE, TODAY_THERE, Watch, watching


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as local:
        yield local


@pytest.fixture
def portal() -> Iterator[DemoPortal]:
    """A small portal of three sections and seven list pages, without validators."""
    with DemoPortal(ITEMS, today=TODAY_THERE, validators="off", page_size=PAGE_SIZE) as running:
        yield running


@pytest.fixture
def watch(portal: DemoPortal, tmp_path: Path) -> Iterator[Watch]:
    """That portal, never looked at yet."""
    with watching(tmp_path, portal) as fresh:
        yield fresh


@pytest.fixture
def filled(watch: Watch) -> Watch:
    """That portal after its first complete crawl."""
    report = watch.look()
    assert report.counts.new == ITEMS, report.counts
    watch.visits()
    return watch
