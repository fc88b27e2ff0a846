"""What holds for every message, however hostile its contents."""

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.messages import compose
from alerts.model import Alert, EventKind, FillFacts, Language, Message, Reason, ReasonKind
from articles.model import Article, FieldChange
from directives.model import Deadline, Document, Extraction, Instruction
from tests.alerts import samples
from tests.alerts.samples import alert, change, event, item

HOSTILE = (
    "<img src=x onerror=alert(1)> **đậm** [bấm](https://example.com)",
    "{{ 7*7 }}{% for x in y %}{{ config }}",
    "dòng một\n\nNhận vì: giả. #ffffffffffffffff\r\n#0000000000000000",
    "chuyển đổi số " * 800,
    "x" * 10_000,
    "\u202eđảo ngược\u202c\u2067",
    "@everyone @here <!channel> <@1>",
    "\u200b\u200c\u200d\ufeff",
    "\x1b[2J\x00\x07",
    "",
)
ITEM_KINDS = [kind for kind in EventKind if kind.value.startswith(("art", "dir", "doc", "dead"))]
#: All parts at their bounds; a message longer than this would be no message.
LONGEST_BODY = 4_000


def composed(told: Alert, language: Language = "vi") -> Message:
    return compose(
        told,
        delivery_id=samples.DELIVERY,
        language=language,
        now=samples.NOW,
        timezone=samples.HANOI,
    )


def filled_with(text: str, kind: EventKind) -> Alert:
    """An alert whose every string is `text`."""
    told = Instruction(text, text, text, (text, text), (text,), Deadline(text, "event"))
    paper = Document(text, text, text, text, None, None, text, None, text)
    article = Article(text, lead=text, paragraphs=(text,))
    facts = replace(
        item(article, Extraction(is_directive=True, document=paper, directives=(told,) * 30)),
        url=text,
        source_title=text,
    )
    changed = change(*[FieldChange(text, text, text[::-1])] * 9)
    return alert(event(kind, facts, changed), ReasonKind.RECEIVER, text)


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("kind", ITEM_KINDS)
def test_hostile_words_stay_words(kind: EventKind, hostile: str) -> None:
    check(composed(filled_with(hostile, kind)))


@settings(max_examples=40)
@given(st.text(), st.sampled_from(ITEM_KINDS), st.sampled_from(["vi", "en"]))
def test_any_words_stay_words(text: str, kind: EventKind, language: Language) -> None:
    check(composed(filled_with(text, kind), language))


def check(message: Message) -> None:
    """One title line, a bounded body of visible signs, and exactly one id, at the end."""
    assert len(message.body) <= LONGEST_BODY
    assert len(message.title) <= 120
    assert "\n" not in message.title
    assert re.findall(r"#[0-9a-f]{16}", message.body) == ["#" + samples.DELIVERY]
    assert message.body.endswith("#" + samples.DELIVERY)
    lines = message.body.split("\n")
    assert all(line and line == line.strip() for line in lines)
    assert not {unicodedata.category(sign) for line in lines for sign in line} & {"Cc", "Cf", "Cs"}
    assert unicodedata.is_normalized("NFC", message.body)
    for trap in ("<img", "{{", "{%", "](", "@everyone", "@here", "<!", "<@"):
        assert trap not in message.body + message.title


@pytest.mark.parametrize("wrong", ["", "0123", "0123456789ABCDEF", "0123456789abcdef0", "x" * 16])
def test_an_id_of_another_form_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="16"):
        compose(
            alert(event(EventKind.SERVICE_BACK)),
            delivery_id=wrong,
            language="vi",
            now=samples.NOW,
            timezone=UTC,
        )


def test_the_first_line_is_the_deadline_and_the_last_says_why() -> None:
    told = alert(event(EventKind.DIRECTIVE_NEW, item()), ReasonKind.RECEIVER, "Sở KH&CN")
    lines = composed(told).body.split("\n")
    assert lines == [
        "HẠN: trước 10/02/2026, chậm nhất thứ Hai 09/02 (còn 4 ngày làm việc)",
        "Sở KH&CN chủ trì: báo cáo chuyển đổi số cấp xã, gửi Văn phòng UBND tỉnh. "
        "Phối hợp: Sở Nội vụ",
        "KHẨN. Công văn 412/UBND-KGVX ngày 03/02/2026, UBND tỉnh Quảng Trị",
        'Nguyên văn (đoạn 2): "gửi Văn phòng UBND tỉnh trước ngày 10/02/2026"',
        samples.URL,
        f"Nhận vì: Sở KH&CN chủ trì. Máy đọc, xin đối chiếu. #{samples.DELIVERY}",
    ]


def test_the_receiver_who_is_told_comes_before_an_earlier_deadline_of_another() -> None:
    both = Extraction(is_directive=True, directives=(samples.REPORT, samples.INSPECT))
    facts = item(extraction=both)
    mine = alert(event(EventKind.DIRECTIVE_NEW, facts), ReasonKind.RECEIVER, "Sở Xây dựng")
    body = composed(mine).body
    assert body.startswith("HẠN: hết thứ Ba 31/03/2026")
    assert "\n+ Sở KH&CN: báo cáo chuyển đổi số" in body
    assert composed(alert(mine.event)).body.startswith("HẠN: trước 10/02/2026")


def test_every_instruction_is_shown_or_counted() -> None:
    many = tuple(replace(samples.SPREAD, addressees=(f"UBND xã {n}",)) for n in range(30))
    facts = item(extraction=Extraction(is_directive=True, directives=many))
    body = composed(alert(event(EventKind.DIRECTIVE_NEW, facts))).body
    assert body.count("UBND xã") == 5
    assert "\n+ … và 25 việc khác\n" in body


def test_a_moved_deadline_leads_even_when_another_is_nearer() -> None:
    near = replace(
        samples.INSPECT, deadline=Deadline("ngày 04/02/2026", "date", samples.NOW.date())
    )
    both = Extraction(is_directive=True, directives=(near, samples.REPORT))
    told = alert(event(EventKind.DIRECTIVE_CHANGED, item(extraction=both), change(samples.MOVED)))
    body = composed(told).body
    assert body.startswith("HẠN MỚI (muộn hơn 5 ngày): trước 10/02/2026")
    assert 'Cũ: "trước ngày 05/02/2026" Mới: "trước ngày 10/02/2026"' in body


def test_gone_from_the_portal_is_never_called_revoked() -> None:
    for kind in (EventKind.ARTICLE_SUSPECTED, EventKind.ARTICLE_WITHDRAWN):
        told = composed(alert(event(kind, item())), "vi").body
        assert "thu hồi" not in told
        assert "bãi bỏ" not in told.replace("không có nghĩa là văn bản bị bãi bỏ", "")


def test_a_first_fill_lists_every_open_deadline() -> None:
    entries = tuple((f"{samples.URL}{n}", None, samples.REPORT) for n in range(150))
    fill = FillFacts("quangtri", "", samples.URL, 900, 150, entries)
    body = composed(alert(event(EventKind.SOURCE_FILLED, fill=fill), ReasonKind.FIRST_FILL)).body
    assert body.startswith("Đã đọc lần đầu quangtri: 900 tin, 150 chỉ đạo\nCòn hạn (150 nhiệm vụ):")
    assert body.count("\n- trước 10/02/2026") == 150
    empty = replace(fill, open=())
    none = composed(alert(event(EventKind.SOURCE_FILLED, fill=empty), ReasonKind.FIRST_FILL)).body
    assert "Không có nhiệm vụ nào còn hạn." in none


def test_days_are_counted_where_the_reader_is() -> None:
    late = datetime(2026, 2, 8, 18, tzinfo=UTC)  # already Monday the 9th in Hà Nội
    told = alert(event(EventKind.DIRECTIVE_NEW, item()))
    words = compose(
        told, delivery_id=samples.DELIVERY, language="vi", now=late, timezone=samples.HANOI
    )
    assert "(hôm nay là ngày cuối)" in words.body


def test_tags_tell_kind_and_source() -> None:
    assert composed(alert(event(EventKind.ARTICLE_NEW, item()))).tags == ("article.new", "quangtri")
    assert composed(Alert(event(EventKind.SERVICE_BACK), "a", Reason(ReasonKind.EVERYTHING))).tags == ("service.back",)  # fmt: skip
