"""Every event in both languages as an official reads it, kept as files beside this one."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from alerts.messages import compose
from alerts.model import Alert, EventKind, Language, ReasonKind
from articles.model import Article, FieldChange
from directives.model import Deadline, Extraction, Instruction
from tests.alerts import samples
from tests.alerts.samples import alert, change, event, item

MESSAGES = Path(__file__).parent / "messages"
FILLED = EventKind.SOURCE_FILLED
LEADING = (ReasonKind.RECEIVER, "Sở KH&CN")
NO_DAY = Instruction(
    span="Yêu cầu UBND các xã, phường báo cáo kết quả ngay sau khi nhận được công văn này.",
    addressees=("UBND các xã, phường",),
    deadline=Deadline("ngay sau khi nhận được công văn này", "immediate"),
)
SEVERAL = Extraction(
    is_directive=True,
    document=samples.LETTER,
    directives=(samples.INSPECT, samples.SPREAD, NO_DAY, samples.REPORT, *[samples.SPREAD] * 3),
)
PASSED = replace(
    samples.EXTRACTION,
    directives=(
        replace(
            samples.REPORT,
            span=samples.REPORT.span.replace("10/02", "02/02"),
            deadline=Deadline(
                "trước ngày 02/02/2026", "date", due=date(2026, 2, 2), safe_by=date(2026, 1, 30)
            ),
        ),
    ),
)
SPEECH = Extraction(is_directive=True, directives=(samples.SPREAD,))
SPOKEN = Extraction(
    is_directive=True,
    directives=tuple(
        replace(samples.SPREAD, span=span, issuer="Phó Chủ tịch UBND tỉnh")
        for span in (
            "Phó Chủ tịch UBND tỉnh đề nghị Sở KH&CN cần hoàn thiện kế hoạch ứng dụng CNTT.",
            "Tổ chức tập huấn kỹ năng số cho cán bộ cấp xã.",
            "Nâng cấp cổng dữ liệu mở của tỉnh.",
        )
    ),
)
NOTICE = Article(title=samples.ARTICLE.title, lead=samples.ARTICLE.lead)
LONG = "Các xã, phường rà soát hạ tầng số. " * 10

CASES: dict[str, Alert] = {
    "directive.new": alert(event(EventKind.DIRECTIVE_NEW, item()), *LEADING),
    "directive.new-several": alert(
        event(EventKind.DIRECTIVE_NEW, item(extraction=SEVERAL)), *LEADING
    ),
    "directive.new-speech": alert(
        event(EventKind.DIRECTIVE_NEW, item(extraction=SPEECH)), ReasonKind.WORD, "chuyển đổi số"
    ),
    "directive.new-spoken": alert(
        event(EventKind.DIRECTIVE_NEW, item(extraction=SPOKEN)), *LEADING
    ),
    "directive.new-no-day": alert(
        event(
            EventKind.DIRECTIVE_NEW,
            item(extraction=Extraction(is_directive=True, directives=(NO_DAY,))),
        ),
        ReasonKind.SOURCE,
        "quangtri",
    ),
    "directive.new-unread": alert(
        event(EventKind.DIRECTIVE_NEW, item(extraction=Extraction(is_directive=True)))
    ),
    "directive.changed-deadline": alert(
        event(EventKind.DIRECTIVE_CHANGED, item(), change(samples.MOVED)), *LEADING
    ),
    "directive.changed-dropped": alert(
        event(
            EventKind.DIRECTIVE_CHANGED,
            item(extraction=SPEECH),
            change(FieldChange("deadline", "trước ngày 05/02/2026", "")),
        ),
        ReasonKind.COOPERATING,
        "Sở Nội vụ",
    ),
    "article.new": alert(
        event(EventKind.ARTICLE_NEW, item(extraction=Extraction())), ReasonKind.WORD, "CNTT"
    ),
    "article.new-undated": alert(event(EventKind.ARTICLE_NEW, item(NOTICE, Extraction()))),
    "article.changed": alert(
        event(
            EventKind.ARTICLE_CHANGED,
            item(extraction=Extraction()),
            change(
                samples.REWORDED,
                FieldChange("paragraphs", f"{LONG}Có 12 xã. {LONG}", f"{LONG}Có 21 xã. {LONG}"),
                FieldChange("byline", "", "Hồng Hà"),
                FieldChange("images", "1", "2"),
            ),
        )
    ),
    "article.suspected": alert(event(EventKind.ARTICLE_SUSPECTED, item())),
    "article.withdrawn": alert(event(EventKind.ARTICLE_WITHDRAWN, item())),
    "article.restored": alert(event(EventKind.ARTICLE_RESTORED, item())),
    "deadline.near": alert(event(EventKind.DEADLINE_NEAR, item()), *LEADING),
    "deadline.overdue": alert(event(EventKind.DEADLINE_OVERDUE, item(extraction=PASSED)), *LEADING),
    "document.corrected": alert(event(EventKind.DOCUMENT_CORRECTED, item())),
    "document.replaced": alert(event(EventKind.DOCUMENT_REPLACED, item())),
    "document.revoked": alert(event(EventKind.DOCUMENT_REVOKED, item())),
    "source.blind": alert(event(EventKind.SOURCE_BLIND)),
    "source.back": alert(event(EventKind.SOURCE_BACK)),
    "source.blind-why": alert(replace(event(EventKind.SOURCE_BLIND), outage=samples.OUTAGE)),
    "source.back-why": alert(replace(event(EventKind.SOURCE_BACK), outage=samples.OUTAGE)),
    "service.back": alert(event(EventKind.SERVICE_BACK)),
    "source.filled": alert(event(FILLED, fill=samples.FILL), ReasonKind.FIRST_FILL, "quangtri"),
}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("case", CASES)
def test_a_message_reads_as_the_one_that_a_person_has_read(case: str, language: Language) -> None:
    message = compose(
        CASES[case],
        delivery_id=samples.DELIVERY,
        language=language,
        now=samples.NOW,
        timezone=samples.HANOI,
    )
    text = f"{message.title}\n\n{message.body}\n"
    path = MESSAGES / f"{case}.{language}.txt"
    if not path.exists():
        path.write_text(text, encoding="utf-8")
        pytest.fail(f"{path.name} was written: read it as the one who gets it, then keep it")
    assert text == path.read_text(encoding="utf-8")


def test_every_event_has_a_message_that_was_read() -> None:
    assert {kind.value for kind in EventKind} == {case.partition("-")[0] for case in CASES}
