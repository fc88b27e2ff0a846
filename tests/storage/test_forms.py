"""Stored forms: what is written as JSON is read back as it was."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.model import Event, EventKind, Reason, ReasonKind, SourceFacts
from articles.model import Article, AttachmentLink, FieldChange, Image
from directives.model import Deadline, Document, Extraction, Instruction
from sources.runs import RunCounts
from storage import forms

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
TASK = Instruction("Giao Sở Nội vụ báo cáo.", "UBND xã", addressees=("Sở Nội vụ",))
VALUES = (
    Article(
        "Tin",
        datetime(2026, 3, 2, 8, 15),
        "minute",
        paragraphs=("Một", "Hai"),
        images=(Image("https://sc.example/a.jpg", "Ảnh"),),
        attachments=(AttachmentLink("https://sc.example/a.pdf", "Tệp"),),
        properties=(("number", "12/UBND-TH"),),
    ),
    Extraction(True, Document("12/UBND-TH", issued_on=date(2026, 3, 2)), (TASK,), (TASK,), ("Đ",)),
    RunCounts(requests=3, new=2),
    Reason(ReasonKind.WORD, "chuyển đổi số"),
    FieldChange("title", "Cũ", ""),
    Event(
        EventKind.SOURCE_BLIND,
        NOW,
        outage=SourceFacts("songcau", "Cổng", "https://sc.example/", "failed", NOW),
    ),
)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_every_stored_value_is_read_back_as_it_was(value: object) -> None:
    text = forms.dump(value)
    assert forms.load(type(value), text) == value
    assert forms.dump(forms.load(type(value), text)) == text


@pytest.mark.parametrize("due", [date(2026, 3, 20), datetime(2026, 3, 20), None])
def test_a_day_stays_a_day_and_midnight_a_minute(due: date | None) -> None:
    kept = forms.load(Deadline, forms.dump(Deadline("hạn", "date", due))).due
    assert (type(kept), kept) == (type(due), due)


def test_lone_surrogates_become_question_marks() -> None:
    kept = forms.load(Reason, forms.dump(Reason(ReasonKind.WORD, "số \ud800 hóa")))
    assert kept.detail == "số ? hóa"


def test_vietnamese_is_written_as_it_is() -> None:
    assert "chuyển đổi số" in forms.dump(Reason(ReasonKind.WORD, "chuyển đổi số"))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"kind": "khác"}', '{"detail": "x"}'])
def test_what_does_not_fit_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        forms.load(Reason, text)


@given(st.text(), st.lists(st.text()))
def test_any_text_survives(title: str, lines: list[str]) -> None:
    article = Article(title, paragraphs=tuple(lines))
    assert forms.load(Article, forms.dump(article)) == article


@given(st.text(st.characters(codec=None, categories=["Cs", "L", "P"])))
def test_any_text_with_surrogates_can_be_stored(title: str) -> None:
    forms.dump(Article(title)).encode()
