"""Invented items, papers and events in the forms that portals publish."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from alerts.model import (
    Alert,
    ChangeFacts,
    Event,
    EventKind,
    FillFacts,
    ItemFacts,
    Reason,
    ReasonKind,
    SourceFacts,
    Subscription,
)
from articles.model import Article, FieldChange, Weight
from directives.model import Deadline, Document, Extraction, Instruction

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 2, 3, 3, 30, tzinfo=UTC)  # Tuesday, 10:30 in Hà Nội
DELIVERY = "0123456789abcdef"
URL = "https://www.example.gov.vn/chi-tiet-tin/-/view-article/1/7/1770090000000"

REPORT = Instruction(
    span="Giao Sở KH&CN chủ trì, phối hợp với Sở Nội vụ báo cáo chuyển đổi số cấp xã, "
    "gửi Văn phòng UBND tỉnh trước ngày 10/02/2026.",
    issuer="UBND tỉnh",
    addressees=("Sở KH&CN",),
    cooperating=("Sở Nội vụ",),
    deadline=Deadline(
        "trước ngày 10/02/2026", "date", due=date(2026, 2, 10), safe_by=date(2026, 2, 9)
    ),
)
INSPECT = Instruction(
    span="Sở Xây dựng kiểm tra các công trình đang thi công, hoàn thành trong tháng 3/2026.",
    addressees=("Sở Xây dựng",),
    deadline=Deadline(
        "trong tháng 3/2026", "month", due=date(2026, 3, 31), safe_by=date(2026, 3, 31)
    ),
)
SPREAD = Instruction(
    span="Đẩy mạnh tuyên truyền về dịch vụ công trực tuyến tới người dân.",
    addressees=("Sở KH&CN",),
)
LETTER = Document(
    number="412/UBND-KGVX",
    type="CÔNG VĂN",
    issuer="UBND tỉnh Quảng Trị",
    issued_on=date(2026, 2, 3),
    urgency="KHẨN",
)
ARTICLE = Article(
    title="Đẩy mạnh chuyển đổi số cấp xã năm 2026",
    published_at=datetime(2026, 2, 3, 10, 5),
    published_precision="minute",
    lead="UBND tỉnh vừa có văn bản về chuyển đổi số tại các xã, phường.",
    paragraphs=(
        "UBND tỉnh vừa có văn bản về chuyển đổi số tại các xã, phường.",
        REPORT.span,
        "Các đơn vị ứng dụng CNTT trong cải cách hành chính.",
    ),
)
EXTRACTION = Extraction(is_directive=True, document=LETTER, directives=(REPORT,))


def item(article: Article = ARTICLE, extraction: Extraction = EXTRACTION) -> ItemFacts:
    """An item of the portal watched in these tests."""
    return ItemFacts(
        7, "quangtri", "Cổng thông tin điện tử tỉnh Quảng Trị", URL, article, extraction
    )


def change(*fields: FieldChange, weight: Weight = Weight.MAJOR) -> ChangeFacts:
    """A change seen between one look and the next, an hour later."""
    return ChangeFacts(weight, "", fields, NOW - timedelta(hours=1), NOW)


def event(
    kind: EventKind,
    facts: ItemFacts | None = None,
    changed: ChangeFacts | None = None,
    fill: FillFacts | None = None,
) -> Event:
    """An event of now."""
    return Event(kind, NOW, facts, changed, fill)


def alert(happened: Event, kind: ReasonKind = ReasonKind.EVERYTHING, detail: str = "") -> Alert:
    """An alert to a subscription whose name does not matter."""
    return Alert(happened, "chuyển đổi số", Reason(kind, detail))


def subscription(name: str = "a", on: tuple[str, ...] = ("*",), **keys: object) -> Subscription:
    """A subscription to the console."""
    return Subscription(name, ("console",), on, **keys)  # type: ignore[arg-type]


MOVED = FieldChange("deadline", "trước ngày 05/02/2026", "trước ngày 10/02/2026")
REWORDED = FieldChange("title", "Chuyển đổi số cấp xã", ARTICLE.title)
FILL = FillFacts(
    "quangtri",
    "Cổng thông tin điện tử tỉnh Quảng Trị",
    "https://www.example.gov.vn",
    items=412,
    directives=37,
    open=((URL, None, INSPECT), (URL, LETTER, REPORT)),
)
OUTAGE = SourceFacts(
    "quangtri",
    "Cổng thông tin điện tử tỉnh Quảng Trị",
    "https://www.example.gov.vn",
    why="blocked",
    blind_since=NOW - timedelta(hours=2),
    last_good=NOW - timedelta(hours=3),
    last_new=NOW - timedelta(days=1),
)
