"""Differences as text, HTML and data."""

import json

from hypothesis import given
from hypothesis import strategies as st

from articles.diff import diff_paragraphs
from articles.render import Labels, as_data, as_html, as_text

BEFORE = ["Mở đầu.", "Gửi trước ngày 10/02.", "Đoạn ba.", "Đoạn bốn.", "Đoạn năm.", "Bỏ đi."]
AFTER = ["Mở đầu.", "Gửi trước ngày 15/02.", "Đoạn ba.", "Đoạn bốn.", "Đoạn năm."]


def test_changed_words_are_marked_and_far_paragraphs_left_out() -> None:
    assert as_text(diff_paragraphs(BEFORE, AFTER)).splitlines() == [
        "  Mở đầu.",
        "- Gửi trước ngày [-10/02-].",
        "+ Gửi trước ngày {+15/02+}.",
        "  Đoạn ba.",
        "  …",
        "  Đoạn năm.",
        "- Bỏ đi.",
    ]


def test_no_context_shows_changes_alone() -> None:
    lines = as_text(diff_paragraphs(["a", "b"], ["a", "b", "c"]), context=0).splitlines()
    assert lines == ["  …", "+ c"]


def test_equal_texts_show_nothing_but_the_gap() -> None:
    assert as_text(diff_paragraphs(["a"], ["a"])) == "  …"
    assert as_text(()) == ""


def test_a_long_paragraph_is_shortened_to_the_words_beside_the_edit() -> None:
    far = " ".join(f"xa{number}" for number in range(50))
    text = as_text(diff_paragraphs([f"{far} cũ {far}"], [f"{far} mới {far}"]))
    old, new = text.splitlines()
    assert old.startswith("- ")
    assert "xa49 [-cũ-] xa0" in old
    assert "xa49 {+mới+} xa0" in new
    assert "xa20" not in text


def test_the_middle_between_two_edits_is_shortened_on_both_sides() -> None:
    far = " ".join(f"xa{number}" for number in range(60))
    (old, _) = as_text(diff_paragraphs([f"cũ {far} cũ"], [f"mới {far} mới"])).splitlines()
    assert old.startswith("- [-cũ-] xa0 ")
    assert old.endswith(" xa59 [-cũ-]")
    assert " … " in old


def test_html_marks_by_element_and_by_word() -> None:
    html = as_html(diff_paragraphs(["Gửi ngày 10/02."], ["Gửi ngày 15/02."]))
    assert html == (
        '<p class="diff-change">Gửi ngày '
        '<del title="bỏ" aria-label="bỏ: 10/02">10/02</del>'
        '<ins title="thêm" aria-label="thêm: 15/02">15/02</ins>.</p>'
    )


def test_labels_follow_the_language_of_the_reader() -> None:
    html = as_html(diff_paragraphs([], ["x"]), labels=Labels("deleted", "inserted"))
    assert 'title="inserted"' in html


@given(st.lists(st.text(alphabet="<>&\"'a /=", max_size=15), max_size=4))
def test_nothing_of_the_page_becomes_markup(lines: list[str]) -> None:
    html = as_html(diff_paragraphs(lines, ["<script>", *lines[::-1]]))
    assert "<script" not in html
    for element in ("<p ", "</p>", "<del ", "</del>", "<ins ", "</ins>"):
        html = html.replace(element, "")
    assert "<" not in html


def test_skipped_paragraphs_are_said_in_html_too() -> None:
    assert "diff-skipped" in as_html(diff_paragraphs(BEFORE, AFTER))


def test_data_holds_everything_and_survives_json() -> None:
    diff = diff_paragraphs(["a b", "c"], ["a d", "c"])
    data = as_data(diff)
    assert json.loads(json.dumps(data)) == data
    assert data[1] == {"op": "equal", "coarse": False, "segments": [{"op": "equal", "text": "c"}]}
    assert data[0]["op"] == "change"
