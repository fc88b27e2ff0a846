"""What goes first where the room is small, and what never goes."""

from dataclasses import replace

import pytest

from alerts.forms import Form, Shape
from alerts.messages import Style, compose
from alerts.model import Alert, EventKind, FillFacts, Message, ReasonKind
from articles.model import FieldChange
from directives.model import Extraction
from tests.alerts import samples
from tests.alerts.samples import alert, change, event, item

MARK = f"#{samples.DELIVERY}"
NEEDED = ("10/02/2026", "báo cáo chuyển đổi số cấp xã", "412/UBND-KGVX", samples.URL, MARK)
MANY = Extraction(
    is_directive=True,
    document=samples.LETTER,
    directives=(
        samples.REPORT,
        *(replace(samples.SPREAD, addressees=(f"UBND xã số {n}",)) for n in range(9)),
    ),
)
FULL = alert(event(EventKind.DIRECTIVE_NEW, item(extraction=MANY)), ReasonKind.RECEIVER, "Sở KH&CN")


def told(what: Alert, room: int, form: Form = Form.PLAIN, style: Style = Style()) -> Message:  # noqa: B008
    return compose(
        what,
        delivery_id=samples.DELIVERY,
        language="vi",
        now=samples.NOW,
        timezone=samples.HANOI,
        shape=Shape(form, room, 0),
        style=style,
    )


@pytest.mark.parametrize("room", [2_000, 900, 700, 600, 500])
def test_deadline_task_paper_address_and_id_are_never_cut(room: int) -> None:
    body = told(FULL, room).body
    assert len(body) <= room
    assert [part for part in NEEDED if part not in body] == []


def test_others_are_counted_when_they_go() -> None:
    for room in (2_000, 900, 700, 600):
        body = told(FULL, room).body
        shown = body.count("\n+ UBND xã số")
        assert f"+ … và {9 - shown} việc khác" in body
    assert told(FULL, 600).body.count("\n+ UBND xã số") < told(FULL, 2_000).body.count("\n+ UBND xã số")  # fmt: skip


def test_verbatim_words_are_shortened_before_they_go() -> None:
    quoted = [room for room in range(400, 1_400, 20) if "Nguyên văn" in told(FULL, room).body]
    assert quoted == list(range(min(quoted), 1_400, 20))


def test_no_room_is_left_unused_by_half() -> None:
    """A shorter message is chosen only because the longer one does not fit."""
    lengths = [len(told(FULL, room).body) for room in range(300, 1_200, 10)]
    assert lengths == sorted(lengths)


def test_a_short_message_is_one_line_and_begins_with_the_deadline() -> None:
    body = told(FULL, 300, Form.SHORT).body
    assert body.startswith("HẠN thứ Hai 09/02 (còn 4 ngày làm việc). Sở KH&CN: báo cáo")
    assert "KHẨN 412/UBND-KGVX" in body
    assert "\n" not in body


@pytest.mark.parametrize("room", [160, 120, 90, 60, 40, 18, 17])
def test_the_least_needed_goes_first_and_the_id_never(room: int) -> None:
    body = told(FULL, room, Form.SHORT).body
    assert len(body) <= room
    assert body.endswith(MARK)
    assert ("412/UBND-KGVX" in body) == (room > 60 or "412/UBND-KGVX" in body)


def test_our_own_page_stands_in_for_a_longer_address() -> None:
    style = Style("https://c.vn")
    assert "https://c.vn/articles/7" in told(FULL, 160, Form.SHORT, style).body
    assert samples.URL not in told(FULL, 160, Form.SHORT, style).body
    whole = told(FULL, 2_000, Form.PLAIN, style).body
    assert f"{samples.URL}\nBản lưu và các lần sửa: https://c.vn/articles/7\n" in whole


@pytest.mark.parametrize("public", ["", "javascript:x", "ftp://c.vn", "https://c.vn/<b>"])
def test_an_address_of_ours_that_is_none_is_left_out(public: str) -> None:
    assert "articles/7" not in told(FULL, 2_000, Form.PLAIN, Style(public)).body


def test_a_long_change_keeps_old_and_new() -> None:
    fields = tuple(
        FieldChange(name, "cũ " * 60, "mới " * 60) for name in ("title", "body", "byline", "lead")
    )
    what = alert(event(EventKind.ARTICLE_CHANGED, item(), change(samples.MOVED, *fields)))
    body = told(what, 600).body
    assert len(body) <= 600
    assert 'Cũ: "trước ngày 05/02/2026" Mới: "trước ngày 10/02/2026"' in body
    assert "chỗ sửa khác" in body


def test_a_long_list_keeps_the_nearest_deadlines_and_counts_the_rest() -> None:
    entries = tuple((f"{samples.URL}{n}", None, samples.REPORT) for n in range(150))
    fill = FillFacts("quangtri", "", samples.URL, 900, 150, entries)
    what = alert(event(EventKind.SOURCE_FILLED, fill=fill), ReasonKind.FIRST_FILL)
    body = told(what, 4_096, Form.HTML).body
    shown = body.count("- trước 10/02/2026")
    assert 5 < shown < 30
    assert f"… và {150 - shown} việc khác còn hạn" in body
    assert "Còn hạn (150 nhiệm vụ):" in body
