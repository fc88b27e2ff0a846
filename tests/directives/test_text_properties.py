"""What holds for any mixture and any writing of the kept texts."""

import unicodedata
from dataclasses import fields, replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directives.extract import extract
from directives.model import Deadline, Extraction, Instruction, Paper
from directives.normal import key, nfc
from tests.directives.told import Told, told

TEXTS = told()
SENTENCES = sorted({line for case in TEXTS for line in case.paper.text.split("\n")})
LINES = st.lists(st.sampled_from(SENTENCES), max_size=10)
DAYS = st.none() | st.dates(date(1995, 1, 1), date(2060, 12, 31))
GLUE = st.sampled_from(["\n", " ", "\n\n", "; ", "\u00a0"])
NEW_PLACES = (("oá", "óa"), ("oà", "òa"), ("oả", "ỏa"), ("uỷ", "ủy"), ("Uỷ", "Ủy"), ("UỶ", "ỦY"))


def name(case: Told) -> str:
    return case.name


def all_of(read: Extraction) -> tuple[Instruction, ...]:
    return (*read.directives, *read.unsure)


def quotes(order: Instruction) -> list[str]:
    phrase = [order.deadline.phrase] if order.deadline else []
    lists = (order.addressees, order.cooperating, order.targets, order.cites)
    return [order.span, order.issuer, *phrase, *(q for listed in lists for q in listed)]


def folded(read: Extraction) -> object:
    """A reading with every string folded, to compare readings of two writings."""

    def fold(value: object) -> object:
        if isinstance(value, str):
            return key(value)
        if isinstance(value, tuple):
            return tuple(map(fold, value))
        if isinstance(value, Instruction | Deadline | Extraction):
            return tuple(fold(getattr(value, f.name)) for f in fields(value))
        return value

    document = read.document
    paper = (document.number, document.type, document.issued_on) if document else None
    return fold(replace(read, document=None)), paper


@settings(max_examples=60, deadline=None)
@given(LINES, GLUE, DAYS)
def test_every_quote_stands_verbatim_in_any_mixture(
    lines: list[str], glue: str, day: date | None
) -> None:
    text = nfc(glue.join(lines))
    read = extract(Paper(text, published=day))
    title_free = text.replace("\n", " ")
    for order in all_of(read):
        body_is_name = order.issuer == order.issuer_body
        for quote in quotes(order):
            if quote == order.issuer and body_is_name:
                continue  # a paper's own issuer is its canonical name
            assert quote in text or quote in title_free
    if read.document and read.document.number_as_written:
        assert read.document.number_as_written in text


@settings(max_examples=60, deadline=None)
@given(LINES, DAYS)
def test_no_deadline_is_before_the_paper_unless_the_text_names_its_year(
    lines: list[str], day: date | None
) -> None:
    read = extract(Paper("\n".join(lines), published=day))
    base = (read.document.issued_on if read.document else None) or day
    for order in all_of(read):
        limit = order.deadline
        if limit is None or limit.due is None or base is None:
            continue
        due = limit.due.date() if isinstance(limit.due, datetime) else limit.due
        assert due >= base or str(due.year) in limit.phrase


@settings(max_examples=60, deadline=None)
@given(LINES, DAYS)
def test_a_safe_day_is_never_after_the_due_day(lines: list[str], day: date | None) -> None:
    for order in all_of(extract(Paper("\n".join(lines), published=day))):
        limit = order.deadline
        if limit and limit.due and limit.safe_by:
            due = limit.due.date() if isinstance(limit.due, datetime) else limit.due
            assert limit.safe_by <= due


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=400), st.text(max_size=60), DAYS)
def test_no_unicode_text_breaks_reading(text: str, title: str, day: date | None) -> None:
    read = extract(Paper(text, title, day))
    assert all(order.span in nfc(text).replace("\n", " ") or order.span in nfc(text) for order in all_of(read))  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(LINES, st.text(max_size=30), st.integers(0, 400))
def test_rubbish_inside_a_text_breaks_nothing(lines: list[str], rubbish: str, place: int) -> None:
    text = "\n".join(lines)
    extract(Paper(text[:place] + rubbish + text[place:]))


@pytest.mark.parametrize("case", TEXTS, ids=name)
def test_decomposed_letters_change_nothing(case: Told) -> None:
    other = replace(
        case.paper,
        text=unicodedata.normalize("NFD", case.paper.text),
        title=unicodedata.normalize("NFD", case.paper.title),
    )
    assert extract(other) == extract(case.paper)


@pytest.mark.parametrize("case", TEXTS, ids=name)
def test_other_places_of_tone_marks_change_no_field(case: Told) -> None:
    text = case.paper.text
    for new, old in NEW_PLACES:
        text = text.replace(old, new)
    assert folded(extract(replace(case.paper, text=text))) == folded(extract(case.paper))


@pytest.mark.parametrize("case", TEXTS, ids=name)
def test_hard_spaces_change_no_field(case: Told) -> None:
    words = case.paper.text.split(" ")
    text = "".join(w + ("\u00a0" if n % 3 else " ") for n, w in enumerate(words))
    assert folded(extract(replace(case.paper, text=text))) == folded(extract(case.paper))


@pytest.mark.parametrize("case", TEXTS, ids=name)
def test_blank_lines_and_line_ends_of_windows_change_no_field(case: Told) -> None:
    text = case.paper.text.replace("\n", "\r\n\r\n")
    assert folded(extract(replace(case.paper, text=text))) == folded(extract(case.paper))


@pytest.mark.parametrize("case", TEXTS, ids=name)
def test_typographic_quotes_and_dashes_change_no_order(case: Told) -> None:
    text = case.paper.text.replace(" - ", " – ").replace('"', "”")
    read, plain = extract(replace(case.paper, text=text)), extract(case.paper)
    assert len(read.directives) == len(plain.directives)
    assert read.is_directive == plain.is_directive
