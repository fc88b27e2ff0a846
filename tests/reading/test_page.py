import pytest

from reading.blocks import blocks
from reading.page import Page, absolute
from tests.reading.pages_written import ARTICLE_URL, HOME, page


def test_relative_addresses_start_from_the_address_that_answered() -> None:
    found = page("<a href='x'>", HOME + "cu/", final_url=HOME + "moi/")
    assert found.absolute("x") == HOME + "moi/x"
    assert found.absolute("/x") == HOME + "x"
    assert found.absolute("//nam-hai.example/x") == "https://nam-hai.example/x"


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("<base href='/web/so/'>", HOME + "web/so/tin"),
        ("<base href='https://tep.example/a/b'>", "https://tep.example/a/tin"),
        ("<base href=''>", HOME + "muc/tin"),
        ("<base>", HOME + "muc/tin"),
        ("<base target='_blank'><base href='/hai/'>", HOME + "hai/tin"),
    ],
)
def test_a_base_element_moves_the_start(base: str, expected: str) -> None:
    assert page(f"<head>{base}</head>", HOME + "muc/x").absolute("tin") == expected


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        (" /tep/phụ lục 1.pdf ", HOME + "tep/phụ%20lục%201.pdf"),
        ("?id=7", ARTICLE_URL + "?id=7"),
        ("../../x", HOME + "chi-tiet-tin/-/view-article/x"),
        ("http://[::1", ""),
        ("http://[not-an-ip]/x", ""),
        ("mailto:vanthu@nam-hai.example.vn", "mailto:vanthu@nam-hai.example.vn"),
    ],
)
def test_hrefs_become_addresses_or_nothing(href: str, expected: str) -> None:
    assert absolute(ARTICLE_URL, href) == expected


@pytest.mark.parametrize(
    "fragment",
    [
        "<tr><th>Số ký hiệu</th><td>12/KH-UBND</td></tr>",
        "  \n<TR class=a><td>Số ký hiệu</td><td>12/KH-UBND</td></tr>",
        "<tbody><tr><td>Số ký hiệu</td><td>12/KH-UBND</td></tr></tbody>",
        "<thead><tr><td>Số ký hiệu</td><td>12/KH-UBND</td></tr>",
    ],
)
def test_a_fragment_that_begins_inside_a_table_keeps_its_rows(fragment: str) -> None:
    assert [b.text for b in blocks(page(fragment).outline)] == ["Số ký hiệu | 12/KH-UBND"]


def test_a_page_that_begins_with_another_tag_is_no_table() -> None:
    found = page("<track><p>Sở Nội vụ</p>")
    assert not found.outline.find("table")


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>\n Tin  mới </title>", "\n Tin  mới "),
        ("<p>không có</p>", ""),
        ("<title></title>", ""),
        ("<title>A</title><title>B</title>", "A"),
    ],
)
def test_the_head_title_is_the_first_as_written(html: str, title: str) -> None:
    assert page(html).head_title == title


@pytest.mark.parametrize(
    ("lang", "language"), [("vi-VN", "vi"), ("EN", "en"), ("", ""), ("x", "x")]
)
def test_the_language_is_two_letters(lang: str, language: str) -> None:
    assert page(f"<html lang='{lang}'><body>x").language == language


@pytest.mark.parametrize(
    "body", [b"", b"   ", b"\x00\x00", b"<!--", b"<", b"<!doctype", b"\xff" * 9]
)
def test_a_page_without_anything_has_trees_all_the_same(body: bytes) -> None:
    found = Page.parse(HOME, body)
    assert found.outline.tag == "html"
    assert found.lxml_tree.tag == "html"
    assert found.size == len(body)
    assert found.base == HOME


def test_without_a_final_address_the_page_answered_itself() -> None:
    assert Page.parse(HOME, b"").final_url == HOME
    assert Page.parse(HOME, b"", final_url=HOME + "a").final_url == HOME + "a"


def test_two_pages_of_one_text_are_two_pages() -> None:
    assert page("<p>x") != page("<p>x")
    assert len({page("<p>x"), page("<p>x")}) == 2


def test_the_lxml_tree_holds_vietnamese_and_entities_as_text() -> None:
    found = page("<p>Ủy ban &amp; Sở &#7897;&nbsp;x</p>").lxml_tree
    assert "Ủy ban & Sở ộ\xa0x" in found.text_content()
