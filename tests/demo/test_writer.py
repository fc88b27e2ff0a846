"""Each kind of item is written in its own form."""

import re
from datetime import date, datetime, timedelta

import pytest

from demo.items import LOCAL, Item, Kind, written_date
from demo.slots import Order
from demo.stock import first_stock
from demo.texts import words
from demo.writer import BYLINE, seed_published, write

PUBLISHED = datetime(2026, 2, 3, 9, 15, tzinfo=LOCAL)
ORDERING = (Kind.ORDER, Kind.LETTER, Kind.URGENT, Kind.SPEECH, Kind.PAPER)
STOCK = first_stock(240, today=date(2026, 2, 4), seed=3)


def of_kind(*kinds: Kind) -> list[Item]:
    return [item for item in STOCK if item.kind in kinds]


def whole(item: Item) -> str:
    return "\n".join((item.title, item.lead, *item.paragraphs, item.closing, item.author))


def one(kind: Kind, serial: int = 5, deadline: date | None = None) -> Item:
    return write(Order(kind, serial, PUBLISHED, PUBLISHED, deadline), seed=1)


def test_no_slot_is_left_open() -> None:
    assert not [item.title for item in STOCK if re.search(r"[{}]", whole(item))]


def test_no_sentence_begins_small_or_holds_double_spaces() -> None:
    for item in STOCK:
        for text in (item.title, *item.paragraphs):
            assert "  " not in text
            assert not text[0].islower()


@pytest.mark.parametrize("kind", ORDERING)
def test_an_order_names_its_deadline_once_in_its_paragraphs(kind: Kind) -> None:
    for item in of_kind(kind):
        assert item.deadline is not None
        named = sum(text.count(written_date(item.deadline)) for text in item.paragraphs)
        assert named == 1


@pytest.mark.parametrize("kind", ORDERING)
def test_a_wanted_deadline_is_taken(kind: Kind) -> None:
    item = one(kind, deadline=date(2027, 5, 17))
    assert item.deadline == date(2027, 5, 17)
    assert "17/05/2027" in whole(item)


@pytest.mark.parametrize("kind", ORDERING)
def test_a_deadline_lies_one_to_four_weeks_after_publication(kind: Kind) -> None:
    for item in of_kind(kind):
        assert item.deadline is not None
        wait = item.deadline - item.published.date()
        assert timedelta(weeks=1) < wait < timedelta(weeks=4)


@pytest.mark.parametrize("kind", [Kind.NEWS, Kind.TRAP])
def test_news_has_no_deadline_no_paper_and_an_author(kind: Kind) -> None:
    for item in of_kind(kind):
        assert item.deadline is None
        assert item.paper is None
        assert not item.attachments
        assert item.author in words().authors
        assert item.lead.startswith(BYLINE)


def test_a_letter_ends_with_its_number_and_has_no_author() -> None:
    last = re.compile(r"Công văn số \d+/UBND-[A-Z]+,? ngày \d\d/\d\d/\d{4}")
    letters = of_kind(Kind.LETTER)
    for item in letters:
        assert last.search(item.closing)
        assert not item.author
    assert {item.closing[0] for item in letters} == {"(", "C"}


def test_an_urgent_item_says_so_in_title_and_text() -> None:
    for item in of_kind(Kind.URGENT):
        found = re.search(r"KHẨN|HỎA TỐC", item.title)
        assert found is not None
        assert f"({found.group()})" in item.lead
        assert re.search(r"số \d+/CĐ-UBND", item.lead)


def test_a_speech_hangs_on_one_opener_over_several_paragraphs() -> None:
    for item in of_kind(Kind.SPEECH):
        opened = [at for at, text in enumerate(item.paragraphs) if "đề nghị" in text]
        assert len(opened) == 1
        assert len(item.paragraphs) - opened[0] == 3


def test_a_paper_has_its_number_in_title_table_and_lead() -> None:
    for item in of_kind(Kind.PAPER):
        assert item.paper is not None
        assert item.paper.number in item.title
        assert item.paper.number in item.lead
        assert item.paper.issued_on == item.published.date() - timedelta(days=1)
        assert item.paper.signer in words().signers


def test_papers_come_in_several_types() -> None:
    types = {item.title.split(" ")[0] for item in of_kind(Kind.PAPER)}
    assert len(types) >= 4


def test_every_paper_has_one_pdf_and_some_have_odd_names() -> None:
    names = [item.attachments[0].name for item in of_kind(Kind.PAPER)]
    assert all(name.endswith(".pdf") for name in names)
    odd = [name for name in names if " " in name and not name.isascii()]
    assert odd
    assert len(odd) < len(names)
    assert not any("/" in name for name in names)
    for item in of_kind(Kind.PAPER):
        assert item.attachments[0].data.startswith(b"%PDF-")


def test_numbers_of_papers_are_never_given_twice() -> None:
    numbers = [item.paper.number for item in of_kind(Kind.PAPER) if item.paper]
    assert len(set(numbers)) == len(numbers)


def test_every_written_item_holds_exactly_one_misspelt_word() -> None:
    for item in STOCK:
        body = "\n".join(item.paragraphs)
        wrong = sum(body.count(misspelt) for _, misspelt in words().misspellings)
        assert wrong == (0 if item.kind is Kind.SEED else 1), item.title


def test_the_misspelt_word_never_stands_in_an_order() -> None:
    for item in of_kind(*ORDERING):
        first, *orders = item.paragraphs
        assert any(wrong in first for _, wrong in words().misspellings)
        assert not any(wrong in text for text in orders for _, wrong in words().misspellings)


def test_titles_rarely_repeat() -> None:
    titles = {item.title for item in STOCK}
    assert len(titles) > len(STOCK) * 0.6


def test_the_seed_keeps_its_words_under_any_date() -> None:
    item = one(Kind.SEED)
    assert item.published == PUBLISHED
    assert item.author == "Hồng Hà"
    assert seed_published() == datetime(2023, 1, 6, 10, 47, tzinfo=LOCAL)
