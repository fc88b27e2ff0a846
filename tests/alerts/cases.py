"""Every event told in the tests: alerts as officials get them, by the name of their file."""

from dataclasses import replace
from datetime import date

from alerts.digests import Digest
from alerts.model import (
    Alert,
    AmendmentFacts,
    EventKind,
    FileText,
    Reason,
    ReasonKind,
)
from articles.model import Article, FieldChange
from directives.model import Deadline, Document, Extraction, Instruction
from tests.alerts import samples
from tests.alerts.samples import alert, change, event, item

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

DECISION = Document(
    number="95/QĐ-UBND",
    type="QUYẾT ĐỊNH",
    issuer="UBND tỉnh Quảng Trị",
    issued_on=date(2026, 2, 3),
)
AMENDED = AmendmentFacts(
    DECISION,
    f"{samples.URL}1",
    "Quyết định này thay thế Công văn số 412/UBND-KGVX ngày 03/02/2026 của UBND tỉnh.",
)
SCANNED = replace(
    item(extraction=replace(samples.EXTRACTION, directives=(samples.INSPECT,))),
    files=(FileText("412-ubnd-kgvx.pdf", f"CÔNG VĂN\f{samples.INSPECT.span}"),),
)


def amended(kind: EventKind, paper: AmendmentFacts = AMENDED) -> Alert:
    """An alert of a paper that another one speaks of."""
    return alert(
        replace(event(kind, item()), amendment=paper), ReasonKind.WATCH_ITSELF, "412/UBND-KGVX"
    )


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
    "directive.new-scan": Alert(
        event(EventKind.DIRECTIVE_NEW, SCANNED),
        "chuyển đổi số",
        Reason(
            ReasonKind.RECEIVER,
            "Sở Xây dựng",
            more=(Reason(ReasonKind.READ_FROM_SCAN, "412-ubnd-kgvx.pdf"),),
        ),
    ),
    "document.corrected": alert(event(EventKind.DOCUMENT_CORRECTED, item())),
    "document.replaced": amended(EventKind.DOCUMENT_REPLACED),
    "document.revoked": amended(EventKind.DOCUMENT_REVOKED, replace(AMENDED, span="")),
    "source.blind": alert(event(EventKind.SOURCE_BLIND)),
    "source.back": alert(event(EventKind.SOURCE_BACK)),
    "source.blind-why": alert(replace(event(EventKind.SOURCE_BLIND), outage=samples.OUTAGE)),
    "source.back-why": alert(replace(event(EventKind.SOURCE_BACK), outage=samples.OUTAGE)),
    "service.back": alert(event(EventKind.SERVICE_BACK)),
    "source.filled": alert(event(FILLED, fill=samples.FILL), ReasonKind.FIRST_FILL, "quangtri"),
}


SEVERAL_ALERTS = Digest(
    "chuyển đổi số",
    tuple(CASES[name] for name in ("article.new", "directive.new-speech", "directive.new")),
    samples.NOW.replace(day=2),
    samples.NOW,
    head="5f2b" * 16,
)
DIGESTS = {
    "digest": SEVERAL_ALERTS,
    "digest-empty": Digest(
        "chuyển đổi số", (), samples.NOW.replace(day=2), samples.NOW, "5f2b" * 16
    ),
}
