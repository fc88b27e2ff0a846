"""Readings, fetches and desks with invented places and papers."""

from datetime import UTC, date, datetime, timedelta

from alerts.model import Subscription
from articles.model import Article, Attachment, AttachmentLink, Content
from directives.model import Deadline, Document, Extraction, Instruction
from ingest.decide import Reading
from ingest.desk import Desk, Fetched
from ingest.rules import Rules
from reading.model import PageReading
from sources.model import Capture, Profile, Source
from storage import items
from storage.files import FetchedFile
from storage.items import Item, Listed
from storage.session import Connection
from storage.sources import keep_sections
from storage.sources import sync as sync_sources

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
EVERY = timedelta(minutes=10)
SOURCE = Source(
    "songcau", Profile(name="songcau", title="Cổng Sông Cầu", url="https://sc.example/")
)
FILE_URL = "https://sc.example/tep/12.pdf"
EVERYTHING = Subscription("tất cả", ("phòng", "zalo"), ("*",))
MARK = " | "  # between the lines of a page of these tests

TITLE = "Xã Sông Cầu triển khai đề án chuyển đổi số"
PARAGRAPHS = (
    "Ngày 2/3, xã Sông Cầu họp bàn về đề án chuyển đổi số giai đoạn mới.",
    "Hội nghị ghi nhận ý kiến của các thôn về hạ tầng viễn thông.",
)


def article(
    title: str = TITLE, paragraphs: tuple[str, ...] = PARAGRAPHS, *, files: tuple[str, ...] = ()
) -> Article:
    """An article with links to files."""
    links = tuple(AttachmentLink(url, "Tệp đính kèm") for url in files)
    return Article(title=title, lead=paragraphs[0], paragraphs=paragraphs, attachments=links)


def instruction(due: date = date(2026, 3, 20), to: str = "Sở Nội vụ") -> Instruction:
    """An instruction to a body, with a day."""
    phrase = f"trước ngày {due:%d/%m/%Y}"
    span = f"Giao {to} báo cáo {phrase}."
    deadline = Deadline(phrase, "date", due, due)
    return Instruction(span=span, issuer="UBND xã", addressees=(to,), deadline=deadline)


def orders(*entries: Instruction) -> Extraction:
    """What a directive orders."""
    number = Document(number="12/UBND-TH", type="CÔNG VĂN", issuer="UBND xã Sông Cầu")
    return Extraction(bool(entries), number if entries else None, entries)


def reading(
    content: Article | None = None,
    extraction: Extraction | None = None,
    *,
    sha256: str | None = None,
) -> Reading:
    """An item at one time; `sha256` of its one file, "" for one that failed."""
    files = () if sha256 is None else (Attachment(FILE_URL, "Tệp", "application/pdf", 9, sha256),)
    return Reading(Content(content or article(), files), extraction or Extraction())


def read_line(capture: Capture, _: Profile) -> PageReading:
    """The rules of these tests: a page is its title and paragraphs with marks between."""
    title, *paragraphs = capture.body.decode().split(MARK)
    return PageReading("article", "test", article(title, tuple(paragraphs)))


def extract_giao(found: Article) -> Extraction:
    """Each paragraph that begins with "Giao" is an instruction to the body behind it."""
    due = date(2026, 3, 20)
    told = [line for line in found.paragraphs if line.startswith("Giao ")]
    bodies = [line.removeprefix("Giao ").partition(" báo cáo")[0] for line in told]
    return orders(*(instruction(due, body) for body in bodies))


RULES = Rules("test 1", read_line, extract_giao)


def an_item(connection: Connection, number: int = 1) -> Item:
    """An item that was listed and not read yet."""
    sync_sources(connection, [SOURCE])
    keep_sections(connection, SOURCE.name, [])
    url = f"https://sc.example/tin/{number}"
    entry = Listed(str(number), url, f"Tin {number}")
    found = items.discover(connection, SOURCE.name, "tin-tuc", [entry], NOW)
    known = found[0] if found else items.by_key(connection, SOURCE.name, entry.key)
    assert known is not None
    return known


def page(item: Item, *lines: str, at: datetime = NOW, to: str = "") -> Capture:
    """A page in the form that `read_line` reads."""
    body = MARK.join(lines or (TITLE, *PARAGRAPHS)).encode()
    return Capture(item.url, to or item.url, at, 200, {"etag": '"1"'}, body)


def fetched(
    item: Item,
    *lines: str,
    at: datetime = NOW,
    to: str = "",
    files: tuple[FetchedFile, ...] = (),
    rules: Rules = RULES,
) -> Fetched:
    """A fetch of an item as the crawler hands it over."""
    capture = page(item, *lines, at=at, to=to)
    found = rules.read(capture, SOURCE.profile).article
    assert found is not None
    if files:
        found = article(found.title, found.paragraphs, files=tuple(file.url for file in files))
    return Fetched(item=item, capture=capture, article=found, files=files)


def a_file(body: bytes, at: datetime = NOW) -> FetchedFile:
    """A file as fetched."""
    return FetchedFile(FILE_URL, body, "application/pdf", at)


def desk(
    *subscriptions: Subscription, now: datetime = NOW, withheld: str = "", rules: Rules = RULES
) -> Desk:
    """A desk; without subscriptions everybody hears everything."""
    return Desk(SOURCE, EVERY, subscriptions or (EVERYTHING,), now, withheld, rules)
