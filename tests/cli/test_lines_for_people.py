"""What people read of articles, papers, instructions and listings, line by line."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from articles.model import Article, AttachmentLink, Image
from cli.context import Context
from cli.explained import page_lines, text_lines
from cli.readable import deadline_words, document_lines, instruction_lines, published_words
from directives.model import Deadline, Document, Extraction, Instruction
from reading.model import Listing, ListItem, PageReading, Quality


@pytest.fixture
def vi() -> Context:
    return Context(config=None, plain=True, env={})


@pytest.fixture
def en(tmp_path: Path) -> Context:
    file = tmp_path / "chidao.toml"
    file.write_text('language = "en"\n[web]\nlisten = ""\n', encoding="utf-8")
    return Context(config=file, plain=True, env={})


WHOLE = Document(
    "412/UBND-KGVX", "412 / UBND-KGVX", "CÔNG VĂN", "UBND tỉnh", date(2026, 2, 3),
    date(2026, 3, 1), "Người Ký Thử", "KHẨN", "V/v chuyển đổi số",
)  # fmt: skip


def test_a_whole_paper_is_a_line_for_each_thing_known(vi: Context) -> None:
    assert list(document_lines(vi, WHOLE)) == [
        "Số ký hiệu: 412 / UBND-KGVX",
        "Loại văn bản: CÔNG VĂN",
        "Cơ quan ban hành: UBND tỉnh",
        "Ngày ban hành: 03/02/2026",
        "Có hiệu lực: 01/03/2026",
        "Người ký: Người Ký Thử",
        "Độ khẩn: KHẨN",
        "Trích yếu: V/v chuyển đổi số",
    ]


def test_a_paper_is_labelled_in_english_with_its_values_untouched(en: Context) -> None:
    told = list(document_lines(en, WHOLE))
    assert [line.partition(": ")[0] for line in told] == [
        *("Number", "Type of paper", "Issued by", "Issued on", "In force from"),
        *("Signer", "Urgency", "Subject"),
    ]
    assert told[-1].endswith("V/v chuyển đổi số")


@pytest.mark.parametrize("value", [None, Document()])
def test_an_unknown_paper_is_no_line(vi: Context, value: Document | None) -> None:
    assert list(document_lines(vi, value)) == []


def test_the_number_stands_in_for_one_not_written(vi: Context) -> None:
    assert list(document_lines(vi, Document(number="1/QĐ-UBND"))) == ["Số ký hiệu: 1/QĐ-UBND"]


ORDER = Instruction(
    "giao Sở A\n  báo cáo",
    "Chủ tịch",
    "UBND tỉnh",
    ("Sở A", "Sở B"),
    ("Sở C", "Sở D"),
    Deadline("trước 10/02", "date", date(2026, 2, 10), date(2026, 2, 9)),
    ("100%", "50 xã"),
    ("12/CT-TTg",),
    "giao",
)


def test_an_instruction_says_who_until_when_and_what(vi: Context) -> None:
    assert list(instruction_lines(vi, ORDER)) == [
        "→ Sở A, Sở B",
        "  Phối hợp: Sở C, Sở D",
        "  Hạn: 10/02/2026 (nên xong hết 09/02/2026)",
        "  Chỉ tiêu: 100%; 50 xã",
        "  Dẫn chiếu: 12/CT-TTg",
        "  Người giao: Chủ tịch",
        "  Nhiệm vụ: giao Sở A báo cáo",
    ]


def test_the_rule_is_shown_only_where_it_is_asked_for(vi: Context, en: Context) -> None:
    assert "  Quy tắc: giao" in list(instruction_lines(vi, ORDER, rule=True))
    assert "  Rule: giao" in list(instruction_lines(en, ORDER, rule=True))
    assert not any(line.strip() == "giao" for line in instruction_lines(vi, ORDER))


def test_a_receiver_nobody_names_is_a_question_mark(vi: Context) -> None:
    assert list(instruction_lines(vi, Instruction("làm ngay"))) == ["→ ?", "  Nhiệm vụ: làm ngay"]


@pytest.mark.parametrize(
    ("deadline", "vietnamese", "english"),
    [
        (None, "–", "–"),
        (Deadline("khi xong việc", "event"), "khi xong việc", "khi xong việc"),
        (Deadline("x", "date", date(2026, 2, 10)), "10/02/2026", "10/02/2026"),
        (
            Deadline("x", "datetime", datetime(2026, 2, 10, 16, 5), date(2026, 2, 10)),
            "10/02/2026 16:05",
            "10/02/2026 16:05",
        ),
        (
            Deadline("x", "datetime", datetime(2026, 2, 10, 0, 0), date(2026, 2, 9)),
            "10/02/2026 00:00 (nên xong hết 09/02/2026)",
            "10/02/2026 00:00 (safe by 09/02/2026)",
        ),
        (
            Deadline("x", "month", date(2026, 2, 28), date(2026, 2, 27)),
            "28/02/2026 (nên xong hết 27/02/2026)",
            "28/02/2026 (safe by 27/02/2026)",
        ),
    ],
)
def test_a_deadline_in_words(
    vi: Context, en: Context, deadline: Deadline | None, vietnamese: str, english: str
) -> None:
    assert deadline_words(vi, deadline) == vietnamese
    assert deadline_words(en, deadline) == english


@pytest.mark.parametrize(
    ("article", "words"),
    [
        (Article(""), "–"),
        (Article("", datetime(2026, 2, 3), "day"), "03/02/2026"),
        (Article("", datetime(2026, 2, 3, 0, 0), "minute"), "03/02/2026 00:00"),
        (Article("", datetime(2026, 2, 3, 8, 5, tzinfo=UTC), "minute"), "03/02/2026 08:05"),
    ],
)
def test_midnight_is_shown_only_where_the_page_says_it(article: Article, words: str) -> None:
    assert published_words(article) == words


def lines(found: Iterable[str]) -> list[str]:
    return list(found)


def test_an_article_is_shown_from_its_kind_to_its_files(vi: Context) -> None:
    article = Article(
        "Khai mạc",
        datetime(2026, 2, 3),
        "day",
        ("An Thử", "Bình Thử"),
        paragraphs=("Một.", "Hai."),
        images=(Image("https://x.example/1.jpg", "Ảnh 1"), Image("https://x.example/2.jpg")),
        attachments=(AttachmentLink("https://x.example/a.pdf", "Tệp A"), AttachmentLink("b")),
    )
    reading = PageReading("article", "liferay", article, quality=Quality(0.5, None, ("một", "hai")))
    assert lines(page_lines(vi, reading)) == [
        "Loại trang: bài viết",
        "Nền tảng: liferay",
        "Độ tin cậy: 0.50",
        "Lý do: một; hai",
        "Tiêu đề: Khai mạc",
        "Đăng lúc: 03/02/2026",
        "Tác giả: An Thử, Bình Thử",
        *("", "Một.", "Hai.", ""),
        "Ảnh: Ảnh 1 (https://x.example/1.jpg)",
        "Ảnh: – (https://x.example/2.jpg)",
        "Tệp: Tệp A (https://x.example/a.pdf)",
        "Tệp: – (b)",
    ]


def test_a_page_with_nothing_on_it_is_its_kind_and_quality(vi: Context, en: Context) -> None:
    empty = PageReading("other", "", Article(""))
    assert lines(page_lines(vi, empty)) == ["Loại trang: trang khác", "Độ tin cậy: 1.00"]
    assert lines(page_lines(en, empty)) == ["Kind of page: another page", "Quality: 1.00"]


def test_a_listing_shows_day_title_and_address_of_each_item(vi: Context, en: Context) -> None:
    items = (
        ListItem("/a", "https://x.example/a", "A", datetime(2026, 2, 3, 8), "minute"),
        ListItem("/b", "https://x.example/b", "B"),
    )
    reading = PageReading("listing", "", listing=Listing(items, "?page=2"))
    assert lines(page_lines(vi, reading))[2:] == [
        "Số mục: 2",
        "  03/02/2026  A (/a)",
        "  –  B (/b)",
        "Trang sau: ?page=2",
    ]
    last = PageReading("listing", "", listing=Listing(()))
    assert lines(page_lines(en, last))[2:] == ["Items: 0"]


def test_sure_and_possible_instructions_are_counted_apart(vi: Context, en: Context) -> None:
    found = Extraction(True, None, (ORDER,), (Instruction("có thể"),), ("1/CT-UBND", "2/CT-UBND"))
    told = lines(text_lines(vi, found))
    assert told[:4] == [
        "Có chỉ đạo: có",
        "Văn bản được dẫn: 1/CT-UBND, 2/CT-UBND",
        "",
        "Nhiệm vụ: 1",
    ]
    assert told[-4:] == ["", "Chưa chắc là nhiệm vụ: 1", "→ ?", "  Nhiệm vụ: có thể"]
    assert "Possible instructions: 1" in lines(text_lines(en, found))


def test_a_text_without_orders_says_so_in_one_line(vi: Context, en: Context) -> None:
    assert lines(text_lines(vi, Extraction())) == ["Có chỉ đạo: không"]
    assert lines(text_lines(en, Extraction())) == ["Gives orders: no"]
