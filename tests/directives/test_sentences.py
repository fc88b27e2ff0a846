"""Paragraphs and sentences with their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.sentences import paragraphs, unwrap


def sentences(text: str) -> list[str]:
    return [s.of(text) for p in paragraphs(text) for s in p.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rà soát kỹ. Báo cáo ngay.", ["Rà soát kỹ.", "Báo cáo ngay."]),
        ("Gửi về TP. Đông Hà trước 5/6.", ["Gửi về TP. Đông Hà trước 5/6."]),
        (
            "1. Sở Y tế báo cáo. 2. Sở Nội vụ rà soát.",
            ["1. Sở Y tế báo cáo.", "2. Sở Nội vụ rà soát."],
        ),
        ("Điều 3. Chánh Văn phòng thi hành.", ["Điều 3. Chánh Văn phòng thi hành."]),
        ("Trước ngày 20.7.2020 phải xong. Hết.", ["Trước ngày 20.7.2020 phải xong.", "Hết."]),
        ("Đạt 3.5 triệu tấn.", ["Đạt 3.5 triệu tấn."]),
        ("Ông nói: “Làm ngay!” Sau đó về.", ["Ông nói: “Làm ngay!”", "Sau đó về."]),
        ("Còn thiếu… Đề nghị bổ sung.", ["Còn thiếu…", "Đề nghị bổ sung."]),
        (
            "GS.TS Trần A. phát biểu v.v. và kết luận.",
            ["GS.TS Trần A. phát biểu v.v. và kết luận."],
        ),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_each_line_is_a_paragraph() -> None:
    text = "Một dòng\n\n  Hai dòng. Ba câu.  \n"
    assert [p.place.of(text) for p in paragraphs(text)] == ["Một dòng", "Hai dòng. Ba câu."]


def test_lines_broken_inside_sentences_are_joined_in_place() -> None:
    text = (
        "Điều 2. Giám đốc Sở Y tế phối hợp với các sở,\nban, ngành có liên quan tổ chức\n"
        "thực hiện Quyết định này.\nĐiều 3. Quyết định có hiệu lực\ntừ ngày ký."
    )
    joined = unwrap(text)
    assert len(joined) == len(text)
    assert "các sở, ban, ngành có liên quan tổ chức thực hiện" in joined
    assert "\nĐiều 3." in joined


def test_an_article_with_whole_paragraphs_is_left_alone() -> None:
    text = "Một đoạn văn dài và đầy đủ.\nMột đoạn nữa cũng vậy.\nẢnh: Minh Họa"
    assert unwrap(text) == text


@given(st.text(alphabet='aB. \n;:!?"1Điều)(-…”', max_size=200))
def test_sentences_lie_in_order_inside_their_paragraph(text: str) -> None:
    last = 0
    for paragraph in paragraphs(text):
        for sentence in paragraph.sentences:
            assert paragraph.place.start <= sentence.start < sentence.end <= paragraph.place.end
            assert sentence.start >= last
            assert sentence.of(text) == sentence.of(text).strip()
            last = sentence.end


@given(st.text(max_size=300))
def test_unwrapping_keeps_every_place(text: str) -> None:
    joined = unwrap(text)
    assert len(joined) == len(text)
    assert all(a == b or (a == "\n" and b == " ") for a, b in zip(text, joined, strict=True))
