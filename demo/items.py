"""What the demo portal holds: items with their text, image, properties and files."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")  # the clock on every page of the portal
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
MILLISECOND = timedelta(milliseconds=1)
RELOCATED = "/bai-viet/"  # where items are put by hand
EPOCH = datetime(1970, 1, 1, tzinfo=ZoneInfo("UTC"))


class DemoError(Exception):
    """The portal was asked for something it cannot do; the message says what."""


class Kind(StrEnum):
    """What sort of text an item is."""

    NEWS = "news"
    TRAP = "trap"
    SPEECH = "speech"
    ORDER = "order"
    LETTER = "letter"
    URGENT = "urgent"
    PAPER = "paper"
    SEED = "seed"


@dataclass(frozen=True, slots=True)
class Section:
    """One listing of the portal: its address, name and the category in its items' addresses."""

    slug: str
    title: str
    category: int


NEWS = Section("tin-tuc", "Tin tức - Sự kiện", 82)
DIRECTIVES = Section("chi-dao-dieu-hanh", "Chỉ đạo điều hành", 95)
PAPERS = Section("van-ban", "Văn bản", 117)
SECTIONS = (NEWS, DIRECTIVES, PAPERS)
SECTION_OF = {
    Kind.NEWS: NEWS,
    Kind.TRAP: NEWS,
    Kind.SPEECH: NEWS,
    Kind.SEED: NEWS,
    Kind.ORDER: DIRECTIVES,
    Kind.LETTER: DIRECTIVES,
    Kind.URGENT: DIRECTIVES,
    Kind.PAPER: PAPERS,
}


@dataclass(frozen=True, slots=True)
class Paper:
    """The property table of a paper in the section `Văn bản`."""

    number: str
    issued_on: date
    issuer: str
    signer: str
    subject: str

    def rows(self) -> Iterator[tuple[str, str]]:
        """Label and value, in the order in which the page shows them."""
        yield "Số ký hiệu", self.number
        yield "Ngày ban hành", f"{self.issued_on:%d/%m/%Y}"
        yield "Cơ quan ban hành", self.issuer
        yield "Người ký", self.signer
        yield "Trích yếu", self.subject


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file: its name as people see it, and its bytes."""

    name: str
    data: bytes = field(repr=False)


class Left(StrEnum):
    """What stands at the first address of an item that was put elsewhere."""

    NOTHING = "nothing"
    REDIRECT = "redirect"
    NOTICE = "notice"  # a page that says where it went


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the portal; `id` is its creation in epoch milliseconds, `published` what is shown."""

    id: int
    kind: Kind
    section: Section
    category: int
    title: str
    published: datetime
    lead: str
    paragraphs: tuple[str, ...]
    author: str = ""
    closing: str = ""
    caption: str = ""
    paper: Paper | None = None
    attachments: tuple[Attachment, ...] = ()
    deadline: date | None = None
    withdrawn: bool = False
    stuck: bool = False
    former_categories: tuple[int, ...] = ()
    address: str = ""  # where it was put by hand, "" = in the form of the portal's software
    left: Left = Left.NOTHING

    @property
    def path(self) -> str:
        """The address below the host."""
        return self.address or self.first_path

    @property
    def first_path(self) -> str:
        """The address in the form of the portal's software."""
        return f"/chi-tiet-tin/-/view-article/1/{self.category}/{self.id}"

    def with_text_replaced(self, old: str, new: str) -> "Item":
        """The same item with `old` replaced in everything a reader reads."""
        paper = self.paper and replace(self.paper, subject=self.paper.subject.replace(old, new))
        return replace(
            self,
            title=self.title.replace(old, new),
            lead=self.lead.replace(old, new),
            paragraphs=tuple(text.replace(old, new) for text in self.paragraphs),
            paper=paper,
        )


def milliseconds(moment: datetime) -> int:
    """`moment` as Unix epoch milliseconds."""
    return (moment - EPOCH) // MILLISECOND


def shown_time(moment: datetime) -> str:
    """`10:47, Thứ Sáu, 6-1-2023`: as an article shows when it was published."""
    local = moment.astimezone(LOCAL)
    day = f"{local.day}-{local.month}-{local.year}"
    return f"{local.hour}:{local:%M}, {WEEKDAYS[local.weekday()]}, {day}"


def written_date(day: date) -> str:
    """`10/02/2026`: as the texts write a deadline."""
    return f"{day:%d/%m/%Y}"
