"""Is it one item under two addresses? A headline alone never says so."""

from dataclasses import replace
from datetime import datetime

import pytest

from articles.model import Article, Attachment, Content, Image
from ingest.moves import is_same_item, portal_id, reads_the_same

TITLE = "Thông báo lịch tiếp công dân định kỳ"
TEXT = (
    "Ủy ban nhân dân xã Sông Cầu thông báo lịch tiếp công dân định kỳ tại trụ sở như sau.",
    "Buổi sáng từ 7 giờ 30 đến 11 giờ 30, buổi chiều từ 13 giờ 30 đến 17 giờ, vào thứ Năm hằng "
    "tuần; đề nghị các thôn thông tin rộng rãi để Nhân dân được biết và thực hiện.",
)
MORNING = datetime(2026, 3, 2, 7, 45)
PAPER = (("number", "12/UBND-TH"), ("issuer", "UBND xã"), ("issued_on", "02/03/2026"))


def article(**parts: object) -> Article:
    plain = Article(TITLE, MORNING, "minute", paragraphs=TEXT)
    return replace(plain, **parts)  # type: ignore[arg-type]


def file(url: str, sha256: str) -> Attachment:
    return Attachment(url, "Tệp", "application/pdf", 9, sha256)


@pytest.mark.parametrize(
    "after",
    [
        article(),
        article(images=(Image("https://moi.example/anh.jpg"),)),
        article(title=TITLE.upper()),
        article(published_at=MORNING.replace(hour=0, minute=0), published_precision="day"),
    ],
    ids=["same", "picture", "case", "day"],
)
def test_what_reads_the_same_is_the_same(after: Article) -> None:
    assert is_same_item(Content(article()), Content(after))


@pytest.mark.parametrize(
    "after",
    [
        article(paragraphs=(TEXT[0], TEXT[1].replace("thứ Năm", "thứ Sáu"))),
        article(paragraphs=(TEXT[0], TEXT[1].replace("7 giờ 30", "8 giờ"))),
        article(published_at=MORNING.replace(month=4)),
        article(title="Thông báo lịch nghỉ lễ"),
        article(paragraphs=("Nội dung hoàn toàn khác, chỉ có tên là như cũ, không hơn.",)),
    ],
    ids=["weekday", "hour", "month", "title", "text"],
)
def test_two_of_a_series_under_one_headline_are_two(after: Article) -> None:
    assert not is_same_item(Content(article()), Content(after))


def test_a_short_text_proves_nothing_unless_the_file_is_the_same() -> None:
    short = article(paragraphs=("Xem tệp đính kèm.",))
    before = Content(short, (file("https://a.example/1.pdf", "a"),))
    assert not is_same_item(Content(short), Content(short))
    assert is_same_item(before, Content(short, (file("https://b.example/2.pdf", "a"),)))
    assert not is_same_item(before, Content(short, (file("https://b.example/2.pdf", "b"),)))


def test_a_paper_is_known_by_number_issuer_and_day_together() -> None:
    before = Content(article(properties=PAPER, paragraphs=()))
    assert is_same_item(before, Content(article(properties=PAPER, paragraphs=())))
    other = (*PAPER[:2], ("issued_on", "02/03/2027"))
    assert not is_same_item(before, Content(article(properties=other, paragraphs=())))
    assert not is_same_item(before, Content(article(title="Quyết định", properties=PAPER)))


def test_one_id_of_the_portal_needs_one_headline_or_one_text() -> None:
    renamed, rewritten = article(title="Lịch tiếp dân"), article(paragraphs=("Khác.",))
    for after in (renamed, rewritten):
        assert is_same_item(Content(article()), Content(after), same_id=True)
    alien = article(title="Giá lúa tăng", paragraphs=("Khác.",))
    assert not is_same_item(Content(article()), Content(alien), same_id=True)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://a.example/chi-tiet-tin/-/view-article/1/82/1761529527136", "1761529527136"),
        ("https://a.example/bai-viet/ten-moi-1761529527136.html", "1761529527136"),
        ("https://a.example/2026/03/02/tin-12", ""),
        ("https://a.example/?ItemID=34668", ""),
    ],
)
def test_the_id_in_an_address(url: str, found: str) -> None:
    assert portal_id(url) == found


def test_other_files_are_no_mere_move() -> None:
    before = Content(article(), (file("https://a.example/1.pdf", "a"),))
    assert reads_the_same(before, Content(article(), (file("https://b.example/1.pdf", "a"),)))
    assert not reads_the_same(before, Content(article(), (file("https://b.example/1.pdf", "b"),)))
