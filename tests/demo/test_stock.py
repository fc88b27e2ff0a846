"""The first stock: as many items as asked, the same each time, all before today."""

from collections import Counter
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demo.items import LOCAL, SECTIONS, Kind, milliseconds, shown_time
from demo.stock import CYCLE, first_stock

TODAY = date(2026, 2, 4)


def test_the_same_seed_and_day_give_the_same_items() -> None:
    write_anew = first_stock.__wrapped__
    assert write_anew(60, today=TODAY, seed=7) == write_anew(60, today=TODAY, seed=7)


def test_another_seed_gives_other_texts() -> None:
    one, two = (first_stock(60, today=TODAY, seed=seed) for seed in (1, 2))
    assert sum(a.paragraphs == b.paragraphs for a, b in zip(one, two, strict=True)) < 10


@given(count=st.integers(0, 150), day=st.dates(date(2024, 1, 1), date(2040, 1, 1)))
@settings(max_examples=20, deadline=None)
def test_there_are_as_many_as_asked_all_before_today_and_no_id_twice(count: int, day: date) -> None:
    items = first_stock(count, today=day, seed=1)
    midnight = datetime.combine(day, time(), LOCAL)
    assert len({item.id for item in items}) == len(items) == count
    assert all(item.published < midnight and item.id < milliseconds(midnight) for item in items)


def test_each_id_lies_in_the_minute_that_the_page_shows() -> None:
    for item in first_stock(60, today=TODAY, seed=1):
        assert 0 <= item.id - milliseconds(item.published) < 60_000


def test_times_of_publication_rise() -> None:
    times = [item.published for item in first_stock(60, today=TODAY, seed=1)]
    assert times == sorted(times)


def test_sixty_items_fill_several_pages_of_all_three_sections() -> None:
    counted = Counter(item.section for item in first_stock(60, today=TODAY, seed=1))
    assert set(counted) == set(SECTIONS)
    assert min(counted.values()) > 10


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_is_in_stock(kind: Kind) -> None:
    assert any(item.kind is kind for item in first_stock(60, today=TODAY, seed=1))


def test_the_oldest_is_the_speech_at_its_own_minute() -> None:
    speech = first_stock(60, today=TODAY, seed=1)[0]
    assert speech.kind is Kind.SEED
    assert shown_time(speech.published) == "10:47, Thứ Sáu, 6-1-2023"
    assert speech.id == 1672976820000


def test_some_deadlines_are_open_and_some_are_over() -> None:
    named = [item.deadline for item in first_stock(60, today=TODAY, seed=1) if item.deadline]
    assert any(day > TODAY for day in named)
    assert any(day < TODAY for day in named)


def test_half_of_the_stock_is_ordinary_news() -> None:
    assert sum(kind in {Kind.NEWS, Kind.TRAP, Kind.SPEECH} for kind in CYCLE) * 2 == len(CYCLE)
