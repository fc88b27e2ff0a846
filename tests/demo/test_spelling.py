"""Typing mistakes are mended one at a time, and nothing else changes."""

from dataclasses import replace
from datetime import date

import pytest
from rapidfuzz.distance import Levenshtein

from demo.items import DemoError, Item
from demo.spelling import with_spelling_toggled
from demo.stock import first_stock

STOCK = first_stock(60, today=date(2026, 2, 4), seed=1)


@pytest.mark.parametrize("item", STOCK[1:40:4], ids=lambda item: str(item.kind))
def test_mending_changes_one_word_of_one_paragraph(item: Item) -> None:
    mended = with_spelling_toggled(item)
    changed = [
        (old, new)
        for old, new in zip(item.paragraphs, mended.paragraphs, strict=True)
        if old != new
    ]
    assert len(changed) == 1
    old, new = changed[0]
    assert 1 <= Levenshtein.distance(old, new) <= 2
    assert len(old.split()) == len(new.split())
    assert replace(mended, paragraphs=item.paragraphs) == item


@pytest.mark.parametrize("item", STOCK[1:40:4], ids=lambda item: str(item.kind))
def test_twice_is_back_to_a_text_with_one_mistake(item: Item) -> None:
    again = with_spelling_toggled(with_spelling_toggled(item))
    assert with_spelling_toggled(again) == with_spelling_toggled(item)


def test_two_mistakes_are_mended_one_after_the_other() -> None:
    item = replace(STOCK[1], paragraphs=("nghành y tế sử lý", "nghành giáo dục"))
    once = with_spelling_toggled(item)
    assert sum(a != b for a, b in zip(item.paragraphs, once.paragraphs, strict=True)) == 1
    thrice = with_spelling_toggled(with_spelling_toggled(once))
    assert thrice.paragraphs == ("ngành y tế xử lý", "ngành giáo dục")


def test_a_text_without_such_words_is_refused() -> None:
    with pytest.raises(DemoError, match="no word"):
        with_spelling_toggled(replace(STOCK[1], paragraphs=("Trời đẹp.",)))
