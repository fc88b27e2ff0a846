"""Days and times of the week: as people write them, and when the last one was."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.units import UnitError
from sources.weekly import parse_weekly

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
BERLIN = ZoneInfo("Europe/Berlin")  # whose clock is changed twice a year


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon 08:00", {0}),
        ("Mon-Fri 7:30", {0, 1, 2, 3, 4}),
        (" mon,thu  08:00 ", {0, 3}),
        ("mon-sun 00:00", set(range(7))),
        ("sat,mon-tue 23:59", {5, 0, 1}),
    ],
)
def test_days_and_a_time_are_read(text: str, days: set[int]) -> None:
    assert parse_weekly(text).days == days


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mon",
        "08:00",
        "mon 8",
        "mon 24:00",
        "moon 08:00",
        "fri-mon 08:00",
        "mon- 08:00",
        "mon-tue-wed 08:00",
        ",mon 08:00",
        "mon 08:00 tue",
        "0 08:00",
        "* 08:00",
        "t2 08:00",
    ],
)
def test_anything_else_says_what_was_expected(text: str) -> None:
    with pytest.raises(UnitError, match="mon-fri 07:30"):
        parse_weekly(text)


def test_the_last_moment_is_the_latest_that_has_come() -> None:
    weekly = parse_weekly("mon 08:00")
    monday = datetime(2026, 2, 2, 8, 0, tzinfo=HANOI)
    assert weekly.last(monday, HANOI) == monday
    assert weekly.last(monday - timedelta(seconds=1), HANOI) == monday - timedelta(days=7)
    assert weekly.last(monday + timedelta(days=6), HANOI) == monday


@given(
    now=st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),
    text=st.sampled_from(["mon 08:00", "mon-fri 02:30", "sun 02:30", "tue,sat 23:59"]),
    zone=st.sampled_from([HANOI, BERLIN]),
)
def test_it_is_never_ahead_nor_older_than_a_week_and_falls_on_its_days(
    now: datetime, text: str, zone: ZoneInfo
) -> None:
    weekly = parse_weekly(text)
    last = weekly.last(now, zone)
    assert last <= now
    assert now - last <= timedelta(days=7, hours=2)
    assert last.weekday() in weekly.days
    assert weekly.last(last, zone) == last, "asked at that very moment it is the same"
