"""Single values made harmless: addresses, long runs, holes, stored alerts."""

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts import changes, tasks
from alerts.messages import compose
from alerts.model import EventKind, Language, SourceFacts
from alerts.plain import MAX_ADDRESS, address, harmless
from articles.model import FieldChange
from directives.model import Deadline, Document, Extraction, Instruction
from tests.alerts import samples
from tests.alerts.samples import alert, change, event, item
from tests.alerts.stored import dump, load


def body(kind: EventKind, extraction: Extraction, language: Language = "vi", **facts: str) -> str:
    article = replace(samples.ARTICLE, **facts)  # type: ignore[arg-type]
    return compose(
        alert(event(kind, item(article, extraction))),
        delivery_id=samples.DELIVERY,
        language=language,
        now=samples.NOW,
        timezone=samples.HANOI,
    ).body


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("https://a.vn/@everyone", "https://a.vn/%40everyone"),
        ("https://a.vn/@HERE?x=@all", "https://a.vn/%40HERE?x=%40all"),
        ("https://a.vn/](https://b.vn)", "https://a.vn/%5D(https://b.vn)"),
        ("https://a.vn/{{x}}", "https://a.vn/%7B%7Bx%7D%7D"),
        ("https://a.vn/x#ffffffffffffffff", "https://a.vn/x"),
        ("https://a.vn/x#ffffffffffffffff.#a", "https://a.vn/x"),
        ("https://a.vn/x#ffffffffffffffff0", "https://a.vn/x#ffffffffffffffff0"),
        ("HTTPS://A.vn/x", "HTTPS://A.vn/x"),
        ("https://a.vn/e\u0302\u0301", "https://a.vn/ế"),
        ("https://a.vn/e\u200d", ""),
        ("https://a.vn/\ud800", ""),
        ("data:text/html,x", ""),
        (" https://a.vn/x", ""),
    ],
)
def test_an_address_leads_somewhere_and_does_nothing_else(hostile: str, shown: str) -> None:
    assert address(hostile) == shown


@given(st.text(st.sampled_from('abf0#@{}[]()%<>"\u200b\n /?=here'), max_size=60))
def test_no_address_acts(tail: str) -> None:
    shown = address(f"https://a.vn/{tail}")
    assert len(shown) <= MAX_ADDRESS
    assert not re.search(r"\s|@here|\]\(|\{\{|\{%|[<>]", shown)
    assert not re.search(r"#[0-9a-f]{16}(?![0-9a-f])", shown)


@pytest.mark.parametrize(
    "between", ["\u200d", "\u200b", "\ufeff", "\u202e", "\x00", "\ud800", "\ue000"]
)
def test_a_letter_meets_its_mark_when_what_parted_them_is_gone(between: str) -> None:
    line = harmless(f"u{between}\u031b\u0309 y{between} ban", 50)
    assert unicodedata.is_normalized("NFC", line)
    assert line == "ử y ban"


@given(st.text(st.sampled_from("aeđ\u0301\u0302\u0323\u200d\u200b\ufeff\u202e @#<[]({%")))
def test_what_is_harmless_stays_so_when_asked_again(text: str) -> None:
    once = harmless(text, 80)
    assert unicodedata.is_normalized("NFC", once)
    assert harmless(once, 80) == once


@pytest.mark.parametrize(
    "call", ["@everyone", "@everyoneSở", "@EVERYONE!", "@here", "@hereVà", "@all,"]
)
def test_nobody_is_called_by_a_title(call: str) -> None:
    assert f"@ {call[1:]}" in harmless(f"Tin {call} mới", 100)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x" * 300 + "a", "x" * 300 + "b"),
        ("https://a.vn/" + "1/" * 120 + "cu.pdf", "https://a.vn/" + "1/" * 120 + "moi.pdf"),
        ("đầu " + "y" * 400 + "1", "đầu " + "y" * 400 + "2"),
        ("z" * 500, "z" * 501),
    ],
)
def test_a_difference_deep_in_an_endless_word_is_seen(before: str, after: str) -> None:
    (row,) = changes.rows([FieldChange("body", before, after)], "vi")
    assert row.before != row.after
    assert max(len(row.before), len(row.after)) <= changes.VALUE_LIMIT


@given(
    st.lists(st.sampled_from(["a", "b", "rà", "soát", "x" * 90, "10/02"]), max_size=60),
    st.lists(st.sampled_from(["a", "b", "rà", "soát", "x" * 90, "10/02"]), max_size=60),
)
def test_two_values_that_differ_never_look_alike(before: list[str], after: list[str]) -> None:
    (row,) = changes.rows([FieldChange("body", " ".join(before), " ".join(after))], "vi")
    assert (row.before == row.after) == (before == after)


@pytest.mark.parametrize(
    "field",
    [
        "title", "published", "byline", "body", "images", "attachments", "properties.signer",
        "properties.issued_on", "addressees", "cooperating", "targets", "deadline", "instruction",
        "document.number", "document.type", "document.issuer", "document.issued_on",
        "document.effective_on", "document.signer", "document.urgency", "document.subject",
    ],
)  # fmt: skip
def test_every_field_has_a_name_in_both_languages(field: str) -> None:
    labels = [changes.rows([FieldChange(field, "1", "2")], lang)[0].label for lang in ("vi", "en")]
    assert labels[0] != labels[1]
    assert field not in labels
    assert labels[1].isascii()


@pytest.mark.parametrize(
    ("span", "task"),
    [
        (
            "Sở Y tế gửi báo cáo kết quả trước ngày 10/02, đồng thời rà soát hồ sơ.",
            "gửi báo cáo kết quả, đồng thời rà soát hồ sơ",
        ),
        ("Sở Y tế rà soát hồ sơ (trước ngày 10/02) và công khai.", "rà soát hồ sơ và công khai"),
        ("Trước ngày 10/02, Sở Y tế rà soát toàn bộ hồ sơ.", "rà soát toàn bộ hồ sơ"),
        ("Sở Y tế rà soát hồ sơ; trước ngày 10/02: công khai.", "rà soát hồ sơ: công khai"),
    ],
)
def test_a_task_without_its_deadline_reads_as_a_sentence(span: str, task: str) -> None:
    phrase = "trước ngày 10/02" if "trước ngày" in span else "Trước ngày 10/02"
    told = Instruction(span, addressees=("Sở Y tế",), deadline=Deadline(phrase, "date"))
    assert tasks.task(told) == task


@pytest.mark.parametrize(
    "kind", [EventKind.DIRECTIVE_NEW, EventKind.ARTICLE_WITHDRAWN, EventKind.ARTICLE_NEW]
)
@pytest.mark.parametrize("title", ["", "\u200b", " \n "])
def test_a_page_without_a_title_shows_no_empty_quotes(kind: EventKind, title: str) -> None:
    told = body(kind, Extraction(), title=title)
    assert '""' not in told
    assert "ăng 10:05 ngày 03/02/2026, Cổng thông tin điện tử tỉnh Quảng Trị" in told


def test_a_task_whose_words_cannot_be_shown_sends_the_reader_to_the_paper() -> None:
    mute = Extraction(is_directive=True, directives=(Instruction("\u200b", addressees=("Sở A",)),))
    assert body(EventKind.DIRECTIVE_NEW, mute).startswith("Sở A: xem văn bản. Không nêu hạn")
    assert body(EventKind.DIRECTIVE_NEW, mute, "en").startswith("Sở A: see the paper. No deadline")


def test_urgency_is_told_though_the_number_is_not_known() -> None:
    urgent = replace(samples.EXTRACTION, document=Document(urgency="HỎA TỐC"))
    assert "\nHỎA TỐC. Theo chỉ đạo của UBND tỉnh." in body(EventKind.DIRECTIVE_NEW, urgent)
    assert "\nURGENT (HỎA TỐC). Ordered by" in body(EventKind.DIRECTIVE_NEW, urgent, "en")


def test_names_that_cannot_be_shown_leave_no_comma() -> None:
    assert tasks.names(("\u200b", "Sở Y tế", "", "\x00")) == "Sở Y tế"


def test_an_alert_with_signs_no_store_takes_is_stored_all_the_same() -> None:
    odd = alert(event(EventKind.ARTICLE_NEW, item(replace(samples.ARTICLE, title="a\ud800b"))))
    stored = load(dump(odd))
    assert stored.event.item is not None
    assert stored.event.item.article.title == "a?b"
    assert dump(stored).encode()


@pytest.mark.parametrize("why", ["failed", "blocked", "empty", "silence"])
def test_an_outage_says_why_in_the_language_of_the_reader(why: str) -> None:
    facts = replace(samples.OUTAGE, why=why)
    told = {language: _outage(facts, language) for language in ("vi", "en")}
    assert "Vì sao: " in told["vi"]
    assert "Why: " in told["en"]
    assert why not in told["vi"]
    assert "KHÔNG có nghĩa là không có văn bản" in told["vi"]


def test_an_outage_for_a_reason_of_another_version_is_told_harmlessly() -> None:
    told = _outage(replace(samples.OUTAGE, why="@everyone\n{{x}}", last_good=None), "vi")
    assert "Vì sao: @ everyone { {x}}." in told
    assert "Đọc được lần cuối" not in told


def _outage(facts: SourceFacts, language: str) -> str:
    happened = replace(event(EventKind.SOURCE_BLIND), outage=facts)
    return compose(
        alert(happened),
        delivery_id=samples.DELIVERY,
        language="vi" if language == "vi" else "en",
        now=samples.NOW,
        timezone=samples.HANOI,
    ).body


def test_a_change_of_nothing_to_something_says_so() -> None:
    changed = change(FieldChange("attachments", "", "kế hoạch.pdf"))
    happened = event(EventKind.ARTICLE_CHANGED, item(extraction=Extraction()), changed)
    for language, words in (("vi", "Cũ: (không có) Mới: "), ("en", "Old: (nothing) New: ")):
        told = compose(
            alert(happened),
            delivery_id=samples.DELIVERY,
            language="vi" if language == "vi" else "en",
            now=samples.NOW,
            timezone=samples.HANOI,
        ).body
        assert f'{words}"kế hoạch.pdf"' in told
