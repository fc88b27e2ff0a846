"""Facts: addresses without stamps, paragraphs without counters, files by their bytes."""

import unicodedata
from datetime import UTC, datetime, timedelta, timezone

import pytest

from articles.facts import fold_address, published_text, reading_paragraphs, without_counter
from articles.fingerprint import fingerprint
from articles.model import Article, Attachment, AttachmentLink, Content, Image

HOST = "https://cong.example.vn"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{HOST}/a.jpg?t=1", f"{HOST}/a.jpg?t=2"),
        (f"{HOST}/a.jpg?1770001", f"{HOST}/a.jpg"),
        (f"{HOST}/a.jpg?imageThumbnail=1&id=5", f"{HOST}/a.jpg?id=5"),
        (f"{HOST}/a.jpg", "http://CONG.example.vn/a.jpg#x"),
        (f"{HOST}/t%E1%BB%87p.pdf", f"{HOST}/tệp.pdf"),
        (f"{HOST}/a;jsessionid=AB12?id=5", f"{HOST}/a?id=5"),
        (f"{HOST}/a?x=1&y=2", f"{HOST}/a?y=2&x=1"),
    ],
)
def test_addresses_of_one_thing_fold_alike(one: str, other: str) -> None:
    assert fold_address(one) == fold_address(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{HOST}/a.jpg", f"{HOST}/b.jpg"),
        (f"{HOST}/image?img_id=1", f"{HOST}/image?img_id=2"),
        (f"{HOST}/a.pdf?version=1.0", f"{HOST}/a.pdf?version=1.1"),
        ("https://khac.example.vn/a.jpg", f"{HOST}/a.jpg"),
    ],
)
def test_addresses_of_two_things_stay_different(one: str, other: str) -> None:
    assert fold_address(one) != fold_address(other)


@pytest.mark.parametrize(
    "url", ["http://[", "", "không phải địa chỉ", "data:image/png;base64,AAA="]
)
def test_no_address_is_too_odd(url: str) -> None:
    assert isinstance(fold_address(url), str)


@pytest.mark.parametrize(
    "line",
    [
        "Lượt xem: 123",
        "Số lượt xem: 1.204",
        "(Đã xem: 96 lần)",
        "1.204 lượt xem",
        "Lượt truy cập : 5",
        "Đã đọc 45",
        "Views: 12",
        "Chia sẻ (30)",
        unicodedata.normalize("NFD", "Lượt xem: 123"),
        "Lượt\u200b xem:\u00a0123",
    ],
)
def test_a_counter_is_no_text(line: str) -> None:
    assert not without_counter(line).strip()


@pytest.mark.parametrize(
    "line",
    [
        "Phim đạt 2 triệu lượt xem trong ngày đầu.",
        "Đã xem xét 123 hồ sơ",
        "Hội nghị có 45 người xem tại chỗ",
        "Điều 5",
        "Cổng dịch vụ công ghi nhận 1.204 lượt truy cập trong tháng 1",
    ],
)
def test_a_sentence_with_figures_is_no_counter(line: str) -> None:
    assert without_counter(line) == line


def test_a_counter_behind_a_date_goes_and_the_date_stays() -> None:
    assert without_counter("Cập nhật 3/2/2026 | Lượt xem: 12") == "Cập nhật 3/2/2026"


def test_a_hostile_line_is_searched_in_no_time() -> None:
    line = "1 " * 200_000 + "("
    assert without_counter(line) == line


def test_the_opening_is_read_once_however_often_it_is_printed() -> None:
    article = Article("Tin", lead="Mở đầu", paragraphs=("TIN", "Mở đầu", "Mở đầu.", "Thân bài"))
    assert [line.strip(".") for line in reading_paragraphs(article)] == ["Mở đầu", "Thân bài"]


def test_a_lead_that_stands_nowhere_else_is_read() -> None:
    assert reading_paragraphs(Article("Tin", lead="Mở đầu")) == ("Mở đầu",)


def test_a_lead_is_found_wherever_its_lines_break() -> None:
    lines = ("Mở đầu của", "bài viết. Thân bài")
    assert (
        reading_paragraphs(Article("Tin", lead="Mở đầu của bài viết.", paragraphs=lines)) == lines
    )


def test_a_lead_nobody_named_is_read_once_but_equal_cells_stay_two() -> None:
    lead = "Sáng nay hội đồng họp phiên đầu năm."
    assert reading_paragraphs(Article("", paragraphs=(lead, lead, "Thân"))) == (lead, "Thân")
    assert reading_paragraphs(Article("", paragraphs=("0", "0"))) == ("0", "0")


def test_a_lead_that_only_repeats_the_title_is_no_text() -> None:
    article = Article("Tin", lead="TIN", paragraphs=("Tin", "Thân bài"))
    assert reading_paragraphs(article) == ("Thân bài",)


def test_a_paragraph_that_begins_like_the_lead_does_not_swallow_it() -> None:
    lines = ("Giao các xã.", "Giao các xã 12 việc.")
    assert reading_paragraphs(Article("Tin", lead=lines[0], paragraphs=lines)) == lines


def test_an_empty_article_has_a_fingerprint() -> None:
    assert len(fingerprint(Content(Article("")))) == 64


def test_the_time_of_publication_counts_as_precisely_as_it_is_known() -> None:
    moment = datetime(2026, 2, 3, 10, 47)
    assert published_text(Article("", moment, "minute")) == "2026-02-03T10:47"
    assert published_text(Article("", moment, "day")) == "2026-02-03"
    assert published_text(Article("", moment, "unknown")) == ""


def test_one_moment_in_two_zones_is_one_time() -> None:
    local = datetime(2026, 2, 3, 17, 0, tzinfo=timezone(timedelta(hours=7)))
    same = datetime(2026, 2, 3, 10, 0, tzinfo=UTC)
    assert published_text(Article("", local, "minute")) == published_text(
        Article("", same, "minute")
    )


def test_pictures_are_known_by_address_and_caption_not_by_order() -> None:
    one, other = Image(f"{HOST}/1.jpg", "Một"), Image(f"{HOST}/2.jpg")
    forward = fingerprint(Content(Article("", images=(one, other))))
    assert forward == fingerprint(Content(Article("", images=(other, one, one))))
    assert forward != fingerprint(Content(Article("", images=(one,))))


def test_a_file_is_known_by_its_bytes_once_they_are_known() -> None:
    link = AttachmentLink(f"{HOST}/a.pdf")
    file = Attachment(link.url, "a.pdf", "application/pdf", 9, "AB" * 32)
    with_bytes = fingerprint(Content(Article("", attachments=(link,)), (file,)))
    moved = Attachment(f"{HOST}/b.pdf", "b.pdf", "application/pdf", 9, "ab" * 32)
    assert with_bytes == fingerprint(Content(Article(""), (moved,)))
    assert with_bytes != fingerprint(Content(Article("", attachments=(link,))))


def test_a_broken_surrogate_does_not_stop_the_fingerprint() -> None:
    assert fingerprint(Content(Article("a\ud800b"))) == fingerprint(Content(Article("a b")))
