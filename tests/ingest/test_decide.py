"""What a fetch means, for every outcome and reason."""

from datetime import date

import pytest

from alerts.model import EventKind
from articles.model import Article, FieldChange, Weight
from directives.model import Extraction
from ingest.decide import SUMMARY_VALUE, DecisionReason, Outcome, Reading, decide, summarise
from tests.ingest.samples import PARAGRAPHS, TITLE, article, instruction, orders, reading

A, B = "a" * 64, "b" * 64
OTHER = article("Không tìm thấy tài nguyên", ("Máy chủ đang bận, vui lòng quay lại sau ít phút.",))
MORE = article(paragraphs=(*PARAGRAPHS, "Kinh phí là 4,5 tỷ đồng từ ngân sách tỉnh."))


def test_an_item_never_read_is_new() -> None:
    decision = decide(None, reading())

    assert (decision.outcome, decision.reason) == (Outcome.NEW, DecisionReason.FIRST_SEEN)
    assert decision.events == (EventKind.ARTICLE_NEW,)


def test_a_new_directive_is_two_events_the_more_specific_first() -> None:
    decision = decide(None, reading(extraction=orders(instruction())))

    assert decision.events == (EventKind.DIRECTIVE_NEW, EventKind.ARTICLE_NEW)


def test_the_same_content_is_unchanged() -> None:
    decision = decide(reading(sha256=A), reading(sha256=A))

    assert (decision.outcome, decision.reason) == (Outcome.UNCHANGED, DecisionReason.AS_BEFORE)
    assert decision.events == ()


@pytest.mark.parametrize(
    "form",
    [
        article(TITLE.replace(" ", "  ")),
        article(paragraphs=tuple(text.replace("hóa", "hoá") for text in PARAGRAPHS)),
        article(paragraphs=tuple(text + " " for text in PARAGRAPHS)),
    ],
)
def test_a_difference_no_reader_reads_is_no_event(form: Article) -> None:
    decision = decide(reading(), reading(form))

    assert decision.outcome in {Outcome.COSMETIC, Outcome.UNCHANGED}
    assert decision.events == ()


def test_other_words_are_a_change_with_what_differs() -> None:
    decision = decide(reading(), reading(MORE))

    assert (decision.outcome, decision.reason) == (Outcome.CHANGED, DecisionReason.CONTENT_DIFFERS)
    assert decision.events == (EventKind.ARTICLE_CHANGED,)
    assert decision.verdict is not None
    assert decision.verdict.weight is not None
    assert "4,5 tỷ" in decision.summary


def test_a_moved_deadline_is_major_and_comes_first() -> None:
    before = reading(extraction=orders(instruction(date(2026, 3, 20))))
    after = reading(MORE, orders(instruction(date(2026, 3, 10))))

    decision = decide(before, after)

    assert decision.events == (EventKind.DIRECTIVE_CHANGED, EventKind.ARTICLE_CHANGED)
    assert decision.verdict is not None
    assert decision.verdict.weight is Weight.MAJOR
    first = decision.verdict.fields[0]
    assert "20" in first.before
    assert "10" in first.after


def test_an_instruction_more_makes_a_minor_edit_major() -> None:
    typo = article(paragraphs=(PARAGRAPHS[0].replace("họp bàn", "hợp bàn"), PARAGRAPHS[1]))
    alone = decide(reading(), reading(typo))
    assert alone.verdict is not None

    decision = decide(reading(), reading(typo, orders(instruction())))

    assert decision.verdict is not None
    assert decision.verdict.weight is Weight.MAJOR
    assert alone.verdict.weight is not Weight.MAJOR


@pytest.mark.parametrize(
    ("before", "after", "events"),
    [
        (orders(), orders(instruction()), (EventKind.DIRECTIVE_NEW, EventKind.ARTICLE_CHANGED)),
        (orders(instruction()), orders(), (EventKind.DIRECTIVE_CHANGED, EventKind.ARTICLE_CHANGED)),
        (
            orders(instruction()),
            orders(instruction()),
            (EventKind.DIRECTIVE_CHANGED, EventKind.ARTICLE_CHANGED),
        ),
        (orders(), orders(), (EventKind.ARTICLE_CHANGED,)),
    ],
)
def test_events_of_one_moment_go_from_special_to_general(
    before: Extraction, after: Extraction, events: tuple[EventKind, ...]
) -> None:
    assert decide(reading(extraction=before), reading(MORE, after)).events == events


def test_another_extraction_of_the_same_words_is_no_news() -> None:
    decision = decide(reading(), reading(extraction=orders(instruction())))

    assert decision.events == ()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", A, (Outcome.BASELINE, DecisionReason.FILE_ARRIVED)),
        (A, "", (Outcome.UNCHANGED, DecisionReason.AS_BEFORE)),
        ("", "", (Outcome.UNCHANGED, DecisionReason.AS_BEFORE)),
        (A, B, (Outcome.CHANGED, DecisionReason.CONTENT_DIFFERS)),
    ],
)
def test_a_file_is_a_change_only_where_its_bytes_are_known_on_both_sides(
    before: str, after: str, expected: tuple[Outcome, DecisionReason]
) -> None:
    decision = decide(reading(sha256=before), reading(sha256=after))

    assert (decision.outcome, decision.reason) == expected
    assert bool(decision.events) == (decision.outcome is Outcome.CHANGED)


def test_other_bytes_of_a_file_are_major() -> None:
    verdict = decide(reading(sha256=A), reading(sha256=B)).verdict

    assert verdict is not None
    assert verdict.weight is Weight.MAJOR


def test_an_edit_is_a_change_even_while_a_file_arrives_or_fails() -> None:
    for before, after in (("", A), (A, "")):
        decision = decide(reading(sha256=before), reading(MORE, sha256=after))
        assert decision.outcome is Outcome.CHANGED
        assert decision.verdict is not None
        assert not [field for field in decision.verdict.fields if "attach" in field.field]


@pytest.mark.parametrize(("before", "after"), [(None, A), (A, None)])
def test_a_file_that_comes_or_goes_with_its_link_is_a_change(
    before: str | None, after: str | None
) -> None:
    assert decide(reading(sha256=before), reading(sha256=after)).outcome is Outcome.CHANGED


def test_a_page_with_nothing_in_common_is_doubted_until_it_stays() -> None:
    doubted = decide(reading(), reading(OTHER))
    believed = decide(reading(), reading(OTHER), confirmed=True)

    assert (doubted.outcome, doubted.reason) == (Outcome.DOUBTFUL, DecisionReason.WHOLLY_OTHER)
    assert doubted.events == ()
    assert believed.outcome is Outcome.CHANGED


def test_deciding_changes_neither_side() -> None:
    before, after = reading(sha256=""), reading(MORE, sha256=A)
    copies: tuple[Reading, Reading] = (reading(sha256=""), reading(MORE, sha256=A))

    decide(before, after)

    assert (before, after) == copies


def test_a_summary_names_three_fields_and_counts_the_rest() -> None:
    fields = tuple(FieldChange(f"f{n}", "cũ " * 99, "mới\n\nhơn") for n in range(5))

    summary = summarise(fields)

    assert summary.endswith("; +2")
    assert "mới hơn" in summary
    assert "\n" not in summary
    assert len(summary) < 3 * (2 * SUMMARY_VALUE + 20)
    assert summarise(()) == ""
