"""What a difference looks like, for any text: nothing lost in data, nothing alive in HTML."""

import json
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.diff import ParagraphDiff, Segment, apply, diff_paragraphs
from articles.render import Labels, as_data, as_html, as_text

TEXTS = st.text(st.sampled_from("ab <>&\"'`=/{}[]()\n\t-+đ\u202e\u200b🇻…"), min_size=1, max_size=30)
PARAGRAPHS = st.lists(TEXTS, max_size=4)
SPEECH = "Chủ tịch UBND tỉnh yêu cầu các sở rà soát, báo cáo kết quả trước ngày {}."


class _Page(HTMLParser):
    """The paragraphs of a rendered difference as a browser reads them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.sides: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)
        if tag == "p":
            self.sides.append((str(dict(attrs)["class"]), "", ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open:
            assert data == "\n"
            return
        name, before, after = self.sides.pop()
        inside = self.open[-1]
        before += data if inside != "ins" else ""
        after += data if inside != "del" else ""
        self.sides.append((name, before, after))


def browsed(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    page.close()
    assert page.open == []
    return page


def read_back(data: Sequence[Mapping[str, Any]]) -> tuple[ParagraphDiff, ...]:
    return tuple(
        ParagraphDiff(
            part["op"],
            tuple(Segment(piece["op"], piece["text"]) for piece in part["segments"]),
            part["coarse"],
        )
        for part in data
    )


@given(PARAGRAPHS, PARAGRAPHS)
def test_data_is_the_whole_difference_through_json_and_back(
    before: list[str], after: list[str]
) -> None:
    diff = diff_paragraphs(before, after)
    back = read_back(json.loads(json.dumps(as_data(diff))))
    assert back == diff
    assert apply(before, back) == tuple(after)


@given(PARAGRAPHS, PARAGRAPHS)
def test_a_browser_reads_both_texts_out_of_the_html(before: list[str], after: list[str]) -> None:
    page = browsed(as_html(diff_paragraphs(before, after), context=9))
    assert {tag for tag, _ in page.tags} <= {"p", "del", "ins"}
    olds = [old for name, old, _ in page.sides if name != "diff-insert"]
    news = [new for name, _, new in page.sides if name != "diff-delete"]
    if any(name == "diff-skipped" for name, _, _ in page.sides):
        assert before == after
    else:
        assert (olds, news) == (before, after)


@given(PARAGRAPHS, PARAGRAPHS)
def test_every_mark_says_in_words_what_it_marks(before: list[str], after: list[str]) -> None:
    page = browsed(as_html(diff_paragraphs(before, after), labels=Labels("out", "in")))
    for tag, attributes in page.tags:
        if tag != "p":
            label = "out" if tag == "del" else "in"
            assert attributes["title"] == label
            assert str(attributes["aria-label"]).startswith(f"{label}: ")
            assert set(attributes) == {"title", "aria-label"}
        else:
            assert set(attributes) == {"class"}


@given(TEXTS)
def test_hostile_labels_stay_labels(label: str) -> None:
    page = browsed(as_html(diff_paragraphs(["x"], ["y"]), labels=Labels(label, label)))
    marks = [attributes for tag, attributes in page.tags if tag != "p"]
    assert [mark["title"] for mark in marks] == [label, label]


@given(PARAGRAPHS, PARAGRAPHS)
def test_text_has_one_line_a_paragraph_and_two_for_an_edited_one(
    before: list[str], after: list[str]
) -> None:
    diff = diff_paragraphs(before, after)
    lines = as_text(diff, context=9).split("\n") if diff else []
    if any(part.op != "equal" for part in diff):
        assert len(lines) == len(diff) + sum(part.op == "change" for part in diff)
    assert all(line[:2] in {"  ", "- ", "+ "} for line in lines)


@pytest.mark.parametrize("context", [0, 1, 2, 50])
def test_context_is_counted_on_both_sides_of_a_change(context: int) -> None:
    before = [f"đoạn {number}" for number in range(21)]
    after = [*before]
    after[10] = "đoạn mới"
    lines = as_text(diff_paragraphs(before, after), context=context).splitlines()
    equal = [line for line in lines if line.startswith("  ") and line != "  …"]
    assert len(equal) == min(2 * context, 20)
    assert ("  …" in lines) == (context < 10)


def test_a_date_changed_in_a_speech_is_seen_at_a_glance() -> None:
    diff = diff_paragraphs([SPEECH.format("10/02/2026")], [SPEECH.format("15/02/2026")])
    old, new = as_text(diff).splitlines()
    assert old.endswith("báo cáo kết quả trước ngày [-10/02/2026-].")
    assert new.endswith("báo cáo kết quả trước ngày {+15/02/2026+}.")


def test_marks_hold_words_and_leave_the_blanks_outside() -> None:
    old, new = as_text(diff_paragraphs(["gửi ngay hôm nay"], ["gửi hôm nay"])).splitlines()
    assert "[-ngay-]" in old
    assert "  " not in old[2:] + new[2:]
    added = as_text(diff_paragraphs(["hộ được cấp"], ["hộ không được cấp"])).splitlines()[1]
    assert added == "+ hộ {+không+} được cấp"
