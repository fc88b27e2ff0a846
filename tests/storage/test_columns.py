"""Times know their zone: a naive one is refused, an aware one comes back as the same moment."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from storage import items, runs
from storage.columns import UtcDateTime
from storage.session import Store
from tests.storage.samples import NOW, SOURCE, an_item

HANOI = timezone(timedelta(hours=7))


def test_a_naive_time_is_refused_and_nothing_is_written(store: Store) -> None:
    with pytest.raises(sa.exc.StatementError, match="without zone"), store.write() as connection:
        runs.begin(connection, SOURCE, datetime(2026, 3, 2, 8, 30))
    with store.read() as connection:
        assert runs.latest(connection, SOURCE) is None


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 2, 8, 30, 15, 123456, tzinfo=HANOI),
        datetime(2026, 3, 2, 0, 0, tzinfo=HANOI),  # still the day before in UTC
        datetime(2025, 12, 31, 23, 59, 59, 999999, tzinfo=timezone(timedelta(hours=-12))),
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(1899, 12, 31, 23, 0, tzinfo=timezone(timedelta(hours=7, minutes=6))),
        datetime(9998, 1, 1, tzinfo=HANOI),
    ],
)
def test_a_time_comes_back_as_the_same_moment_in_utc(store: Store, moment: datetime) -> None:
    with store.write() as connection:
        runs.begin(connection, SOURCE, moment)
    with store.read() as connection:
        run = runs.latest(connection, SOURCE)
    assert run is not None
    assert run.started_at == moment
    assert run.started_at.utcoffset() == timedelta(0)


def test_times_of_different_zones_are_compared_as_moments(store: Store) -> None:
    with store.write() as connection:
        item = an_item(connection)
        items.update(connection, item.id, next_check_at=NOW.astimezone(HANOI))
        before = items.due(connection, SOURCE, NOW - timedelta(microseconds=1), limit=9)
        at = items.due(connection, SOURCE, NOW, limit=9)
    assert (len(before), len(at)) == (0, 1)


def test_no_time_stays_none(store: Store) -> None:
    with store.write() as connection:
        assert an_item(connection).suspected_at is None


@given(
    moment=st.datetimes(
        min_value=datetime(1000, 1, 1),
        max_value=datetime(9000, 1, 1),
        timezones=st.timezones(),
    )
)
def test_any_aware_time_is_bound_as_the_same_moment(moment: datetime) -> None:
    kind = UtcDateTime()
    dialect = SQLiteDialect()  # both databases are spoken to in the same form
    bound = kind.process_bind_param(moment, dialect)
    assert bound is not None
    assert bound == moment.astimezone(UTC)
    assert kind.process_result_value(bound.replace(tzinfo=None), dialect) == bound
    assert kind.process_result_value(bound.astimezone(HANOI), dialect) == bound
