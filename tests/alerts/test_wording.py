"""Papers, days of publication and reasons in the words of a message."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from alerts.messages import compose, heading_of
from alerts.model import EventKind, Language, ReasonKind
from alerts.wording import Teller
from articles.model import Article, Precision
from directives.model import Document, Extraction
from tests.alerts import samples
from tests.alerts.samples import alert, event, item

SAID_AT = datetime(2026, 2, 3, 10, 5)


def teller(language: Language = "vi") -> Teller:
    return Teller(language, samples.NOW, samples.HANOI)


@pytest.mark.parametrize(
    ("paper", "vietnamese", "english"),
    [
        (
            samples.LETTER,
            "KHẨN. Công văn 412/UBND-KGVX ngày 03/02/2026, UBND tỉnh Quảng Trị",
            "URGENT (KHẨN). Công văn 412/UBND-KGVX of 3 Feb 2026, UBND tỉnh Quảng Trị",
        ),
        (Document(number="08/CT-UBND", type="CHỈ THỊ"), "Chỉ thị 08/CT-UBND", "Chỉ thị 08/CT-UBND"),
        (Document(number_as_written="846 /UBND-TH"), "846 /UBND-TH", "846 /UBND-TH"),
        (
            Document(number="12-NQ/TU", issued_on=date(2026, 1, 5), urgency="HỎA TỐC"),
            "HỎA TỐC. 12-NQ/TU ngày 05/01/2026",
            "URGENT (HỎA TỐC). 12-NQ/TU of 5 Jan 2026",
        ),
        (Document(urgency="KHẨN"), "KHẨN.", "URGENT (KHẨN)."),
        (Document(issuer="UBND tỉnh"), "UBND tỉnh", "UBND tỉnh"),
    ],
)
def test_a_paper_is_told_by_what_is_known_of_it(
    paper: Document, vietnamese: str, english: str
) -> None:
    assert teller().paper(paper) == vietnamese
    assert teller("en").paper(paper) == english


def test_a_paper_without_number_is_told_by_the_title_of_its_page() -> None:
    unnumbered = Extraction(is_directive=True, document=Document(type="CHỈ THỊ"))
    view = teller().view(alert(event(EventKind.DIRECTIVE_NEW, item(extraction=unnumbered))), "x")
    assert view.item is not None
    assert view.item.paper == ""


@pytest.mark.parametrize(
    ("at", "precision", "vietnamese", "english"),
    [
        (SAID_AT, "minute", "10:05 ngày 03/02/2026", "3 Feb 2026 10:05"),
        (SAID_AT, "day", "03/02/2026", "3 Feb 2026"),
        (SAID_AT, "unknown", "", ""),
        (None, "minute", "", ""),
        (
            datetime(2026, 2, 2, 20, 5, tzinfo=UTC),
            "minute",
            "03:05 ngày 03/02/2026",
            "3 Feb 2026 03:05",
        ),
        (datetime(2026, 2, 2, 20, 5, tzinfo=UTC), "day", "03/02/2026", "3 Feb 2026"),
    ],
)
def test_publication_is_as_precise_as_the_page(
    at: datetime | None, precision: Precision, vietnamese: str, english: str
) -> None:
    article = Article("Tin", published_at=at, published_precision=precision)
    told = alert(event(EventKind.ARTICLE_NEW, item(article, Extraction())))
    for language, expected in (("vi", vietnamese), ("en", english)):
        view = teller("vi" if language == "vi" else "en").view(told, "x")
        assert view.item is not None
        assert view.item.published == expected


@pytest.mark.parametrize(
    ("kind", "detail", "vietnamese", "english"),
    [
        (ReasonKind.EVERYTHING, "", "theo dõi mọi tin", "everything is watched"),
        (ReasonKind.WORD, "CNTT, xã", 'có từ "CNTT, xã"', 'holds "CNTT, xã"'),
        (ReasonKind.RECEIVER, "Sở KH&CN", "Sở KH&CN chủ trì", "Sở KH&CN leads"),
        (ReasonKind.RECEIVER, "Sở Xây dựng", "giao Sở Xây dựng", "Sở Xây dựng must act"),
        (ReasonKind.COOPERATING, "Sở Nội vụ", "Sở Nội vụ phối hợp", "Sở Nội vụ cooperates"),
        (ReasonKind.SOURCE, "quangtri", "theo dõi nguồn quangtri", "source quangtri is watched"),
        (ReasonKind.WORD, "{0.__class__}", 'có từ "{0.__class__}"', 'holds "{0.__class__}"'),
    ],
)
def test_a_reason_says_what_decided(
    kind: ReasonKind, detail: str, vietnamese: str, english: str
) -> None:
    both = Extraction(is_directive=True, directives=(samples.REPORT, samples.INSPECT))
    told = alert(event(EventKind.DIRECTIVE_NEW, item(extraction=both)), kind, detail)
    assert teller().view(told, "x").because == vietnamese
    assert teller("en").view(told, "x").because == english


def test_the_watched_receiver_is_found_under_its_other_names() -> None:
    renamed = replace(samples.INSPECT, addressees=("Sở Khoa học và Công nghệ",))
    both = Extraction(is_directive=True, directives=(samples.REPORT, renamed, samples.INSPECT))
    happened = event(EventKind.DIRECTIVE_NEW, item(extraction=both))
    view = teller().view(alert(happened, ReasonKind.RECEIVER, "Sở KH&CN"), "x")
    assert view.task is not None
    assert view.task.who == "Sở KH&CN"
    assert [line.text.partition(":")[0] for line in view.others] == [
        "Sở Khoa học và Công nghệ",
        "Sở Xây dựng",
    ]


@pytest.mark.parametrize("kind", list(EventKind))
def test_every_event_has_a_heading_in_both_languages(kind: EventKind) -> None:
    assert heading_of(kind, "vi") != heading_of(kind, "en")


@pytest.mark.parametrize("kind", list(EventKind))
def test_an_event_without_facts_still_has_words(kind: EventKind) -> None:
    message = compose(
        alert(event(kind)),
        delivery_id=samples.DELIVERY,
        language="vi",
        now=samples.NOW,
        timezone=samples.HANOI,
    )
    assert message.title
    assert message.body.endswith(samples.DELIVERY)
