"""The JSON of single values: every key, every type, every degree of precision."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest

from articles.model import Article, Attachment, AttachmentLink, Content, Image
from cli import shapes
from cli.context import iso
from directives.model import Deadline, DeadlineKind, Document, Extraction, Instruction
from storage.versions import StoredVersion

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MOMENT = datetime(2026, 2, 3, 1, 2, 3, 456789, tzinfo=UTC)
DIGEST = "ab" * 32
WHOLE = Document(
    number="412/UBND-KGVX",
    number_as_written="412 /UBND-KGVX",
    type="CÔNG VĂN",
    issuer="UBND tỉnh",
    issued_on=date(2026, 2, 3),
    effective_on=date(2026, 3, 1),
    signer="Người Ký Thử",
    urgency="HỎA TỐC",
    subject="V/v chuyển đổi số",
)
ORDER = Instruction(
    span="giao Sở A\nbáo cáo",
    issuer="Chủ tịch UBND tỉnh",
    issuer_body="UBND tỉnh",
    addressees=("Sở A", "Sở B"),
    cooperating=("Sở C",),
    deadline=Deadline("trước ngày 10/02", "date", date(2026, 2, 10), date(2026, 2, 9)),
    targets=("100%",),
    cites=("12/CT-TTg",),
    rule="giao",
)


def stored(article: Article, **other: Any) -> StoredVersion:
    values: dict[str, Any] = {
        "id": 9,
        "n": 2,
        "fetched_at": MOMENT,
        "url": "https://x.example/a",
        "capture_id": 4,
        "capture_sha256": DIGEST,
        "status": 200,
        "capture_bytes": 1234,
        "facts_sha256": "cd" * 32,
        "hash": "ef" * 32,
        "previous_hash": None,
        "read_by": "reading 1, directives 1",
        "article_sha256": "cd" * 32,
        "content": Content(article),
        "extraction": Extraction(),
    }
    return StoredVersion(**{**values, **other})


def test_a_whole_paper_has_each_value_under_its_own_key() -> None:
    assert shapes.document(WHOLE) == {
        "number": "412/UBND-KGVX",
        "number_as_written": "412 /UBND-KGVX",
        "type": "CÔNG VĂN",
        "issuer": "UBND tỉnh",
        "issued_on": "2026-02-03",
        "effective_on": "2026-03-01",
        "signer": "Người Ký Thử",
        "urgency": "HỎA TỐC",
        "subject": "V/v chuyển đổi số",
    }


def test_a_paper_of_which_nothing_is_known_has_all_keys() -> None:
    told = shapes.document(Document())
    assert told is not None
    assert list(told) == list(shapes.document(WHOLE) or ())
    assert set(told.values()) == {None}
    assert shapes.document(None) is None


def test_an_instruction_has_each_value_under_its_own_key_and_no_rule() -> None:
    assert shapes.instruction(ORDER) == {
        "span": "giao Sở A\nbáo cáo",
        "issuer": "Chủ tịch UBND tỉnh",
        "issuer_body": "UBND tỉnh",
        "addressees": ["Sở A", "Sở B"],
        "cooperating": ["Sở C"],
        "deadline": {
            "phrase": "trước ngày 10/02",
            "kind": "date",
            "due": "2026-02-10",
            "safe_by": "2026-02-09",
        },
        "targets": ["100%"],
        "cites": ["12/CT-TTg"],
    }


def test_an_instruction_of_a_span_alone_has_lists_and_texts_that_are_empty() -> None:
    told = shapes.instruction(Instruction("làm ngay"))
    assert told["deadline"] is None
    assert [told[key] for key in ("addressees", "cooperating", "targets", "cites")] == [[]] * 4
    assert (told["issuer"], told["issuer_body"]) == ("", "")


@pytest.mark.parametrize(
    ("due", "safe_by", "told"),
    [
        (date(2026, 2, 10), date(2026, 2, 9), ("2026-02-10", "2026-02-09")),
        (datetime(2026, 2, 10, 16), date(2026, 2, 10), ("2026-02-10T16:00", "2026-02-10")),
        (datetime(2026, 2, 10), None, ("2026-02-10T00:00", None)),
        (datetime(2026, 2, 10, 16, 5, 59), None, ("2026-02-10T16:05", None)),
        (date(2026, 2, 28), date(2026, 2, 27), ("2026-02-28", "2026-02-27")),
        (None, None, (None, None)),
    ],
)
def test_a_deadline_is_as_precise_as_the_text(
    due: date | None, safe_by: date | None, told: tuple[str | None, str | None]
) -> None:
    shape = shapes.deadline(Deadline("hạn", "date", due, safe_by))
    assert shape is not None
    assert (shape["due"], shape["safe_by"]) == told


@pytest.mark.parametrize("kind", get_args(DeadlineKind))
def test_every_kind_of_deadline_keeps_its_name(kind: DeadlineKind) -> None:
    shape = shapes.deadline(Deadline("hạn", kind))
    assert shape == {"phrase": "hạn", "kind": kind, "due": None, "safe_by": None}


@pytest.mark.parametrize(
    ("article", "alone", "in_version"),
    [
        (Article(""), None, None),
        (Article("", datetime(2026, 2, 3), "day"), "2026-02-03", "2026-02-03"),
        (
            Article("", datetime(2026, 2, 3, 8, 5), "minute"),
            "2026-02-03T08:05",
            "2026-02-03T08:05+07:00",
        ),
        (
            Article("", datetime(2026, 2, 3, 8, 5, 40, tzinfo=UTC), "minute"),
            "2026-02-03T08:05+00:00",
            "2026-02-03T08:05+00:00",
        ),
        (
            Article("", datetime(2026, 2, 3, tzinfo=timezone(timedelta(hours=7))), "day"),
            "2026-02-03",
            "2026-02-03",
        ),
    ],
)
def test_when_it_was_published_is_as_precise_as_the_page_says(
    article: Article, alone: str | None, in_version: str | None
) -> None:
    assert shapes.published(article) == alone
    assert shapes.version(stored(article), ZONE)["published_at"] == in_version


def test_a_version_has_each_value_under_its_own_key() -> None:
    article = Article(
        "Tiêu đề",
        byline=("An Thử", "Bình Thử"),
        lead="Một.",
        paragraphs=("Một.", "Hai."),
        images=(Image("https://x.example/i.jpg", "Ảnh"),),
    )
    extraction = Extraction(True, WHOLE, (ORDER,), (Instruction("có thể"),))
    value = stored(article, extraction=extraction, previous_hash="01" * 32)
    told = shapes.version(value, ZONE)
    assert told.pop("document") == shapes.document(WHOLE)
    assert told.pop("directives") == [shapes.instruction(ORDER)]
    assert told.pop("unsure") == [shapes.instruction(Instruction("có thể"))]
    assert told == {
        "n": 2,
        "fetched_at": "2026-02-03T08:02:03.456789+07:00",
        "url": "https://x.example/a",
        "title": "Tiêu đề",
        "published_at": None,
        "published_precision": "unknown",
        "byline": "An Thử, Bình Thử",
        "lead": "Một.",
        "paragraphs": ["Một.", "Hai."],
        "images": [{"url": "https://x.example/i.jpg", "caption": "Ảnh"}],
        "attachments": [],
        "capture": {"sha256": DIGEST, "status": 200, "bytes": 1234},
        "read_by": "reading 1, directives 1",
        "facts_sha256": "cd" * 32,
        "hash": "ef" * 32,
        "previous_hash": "01" * 32,
    }


def test_a_version_without_byline_has_null_there() -> None:
    assert shapes.version(stored(Article("")), ZONE)["byline"] is None


def test_a_fetched_file_is_told_from_one_that_was_only_linked() -> None:
    linked = Article("", attachments=(AttachmentLink("https://x.example/only-linked.pdf"),))
    files = (
        Attachment("https://x.example/a.pdf", "A", "application/pdf", 77, DIGEST),
        Attachment("https://x.example/b.doc", "", "", 0, ""),
    )
    told = shapes.version(stored(linked, content=Content(linked, files)), ZONE)["attachments"]
    assert isinstance(told, list)
    unread = {"pages": None, "text": None, "text_from": "none", "ocr_confidence": None}
    whole, lost = told
    assert whole == {
        "url": "https://x.example/a.pdf",
        "name": "A",
        "media_type": "application/pdf",
        "size": 77,
        "sha256": DIGEST,
        **unread,
    }
    assert (lost["media_type"], lost["size"], lost["sha256"]) == (None, 0, None)


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        (ZONE, "2026-02-03T08:02:03+07:00"),
        (UTC, "2026-02-03T01:02:03+00:00"),
        (timezone(timedelta(hours=-3, minutes=-30)), "2026-02-02T21:32:03-03:30"),
    ],
)
def test_a_time_is_told_in_the_zone_of_the_settings(zone: Any, told: str) -> None:
    assert iso(MOMENT, zone) == told
    assert iso(None, zone) is None


def test_every_shape_can_be_written_as_json() -> None:
    article = Article("Tiêu đề “\\” \u2028", published_at=MOMENT, published_precision="minute")
    value = stored(article, extraction=Extraction(True, WHOLE, (ORDER,)))
    told = shapes.version(value, ZONE)
    assert json.loads(json.dumps(told)) == told
