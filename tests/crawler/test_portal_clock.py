"""The clock was years ahead for an hour: nothing of the portal waits until those years are over."""

from datetime import date, timedelta

import pytest

from demo.items import LOCAL, Kind
from tests.crawler.watching import DAY, EVERY, Watch

AHEAD = timedelta(days=3 * 365)


@pytest.fixture
def set_right(watch: Watch) -> Watch:
    """A source that was read before, during, and is now after."""
    watch.look()
    watch.look(after=AHEAD)
    watch.look()
    watch.now -= AHEAD
    return watch


def test_an_edit_is_seen_in_the_next_look(set_right: Watch) -> None:
    watch = set_right
    item = next(item for item in watch.portal.items if item.deadline)
    watch.portal.move_deadline(item, date(2026, 12, 24))
    watch.look()
    assert len(watch.versions(item)) == 2


def test_the_looks_after_that_are_as_far_apart_as_ever(set_right: Watch) -> None:
    watch = set_right
    watch.look()
    watch.visits()
    watch.look(after=EVERY)
    assert not [visit for visit in watch.visits() if "/view-article/" in visit.path]


def test_a_back_dated_item_is_found_by_the_daily_sweep(set_right: Watch) -> None:
    watch = set_right
    watch.look()
    old = watch.portal.back_date((watch.now - 60 * DAY).astimezone(LOCAL), Kind.NEWS)
    watch.look(after=DAY + EVERY)
    assert watch.stored(old)
