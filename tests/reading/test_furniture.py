import pytest

from reading.blocks import blocks
from reading.furniture import is_furniture, is_related_heading, is_tool_line
from tests.reading.pages_written import PROSE, page


@pytest.mark.parametrize(
    "line",
    [
        "Lượt xem: 1.234", "Đã xem: 7", "(912 lượt xem)", "[In trang]", "Cỡ chữ | In | Chia sẻ (30)",
        "Views: 12", "A- A A+", "« Quay lại", "Số lượt truy cập: 7000", "Chia sẻ / Bình luận (0)",
    ],
)  # fmt: skip
def test_counters_and_buttons_are_no_text(line: str) -> None:
    assert is_tool_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "In 500 tờ rơi phát cho người dân", "Xem xét, quyết định trước ngày 15/02/2026",
        "Tỷ lệ đạt 95%", "Lượt khách đến Cồn Vang tăng 12%", "", "Hồng Hà",
    ],
)  # fmt: skip
def test_short_sentences_are_text(line: str) -> None:
    assert not is_tool_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Các tin khác",
        "Tin liên quan:",
        "CÁC BÀI VIẾT KHÁC",
        "» Tin cùng chuyên mục",
        "Các tin đã đưa",
    ],
)
def test_headings_of_other_news_are_known(line: str) -> None:
    assert is_related_heading(line)


@pytest.mark.parametrize("line", ["Tin lũ khẩn cấp", "Văn bản này thay thế văn bản khác số 12", ""])
def test_headings_of_content_are_not_taken_for_them(line: str) -> None:
    assert not is_related_heading(line)


@pytest.mark.parametrize("name", ["sidebar", "widget", "views", "related"])
def test_a_part_with_most_of_the_prose_is_content_whatever_its_name(name: str) -> None:
    html = f"<div class='{name}'>{''.join(f'<p>{p}</p>' for p in PROSE)}</div><p>Liên hệ</p>"
    kept = [b.text for b in blocks(page(html).outline, is_furniture)]
    assert set(PROSE) <= set(kept)


def test_comments_are_never_content() -> None:
    html = f"<p>{PROSE[0]}</p><div id='comments'>{''.join(f'<p>{p}</p>' for p in PROSE)}</div>"
    assert [b.text for b in blocks(page(html).outline, is_furniture)] == [PROSE[0]]


def test_cells_of_a_simple_row_are_one_paragraph_and_of_a_layout_several() -> None:
    html = "<table><tr><td>1</td><td>Sở Nội vụ</td><td>10/02</td></tr><tr><td><p>a</p><p>b</p></td></tr></table>"
    assert [b.text for b in blocks(page(html).outline)] == ["1 | Sở Nội vụ | 10/02", "a", "b"]
