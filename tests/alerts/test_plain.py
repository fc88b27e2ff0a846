"""What a page may contain is harmless in a message."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.plain import MAX_ADDRESS, address, fit, harmless, shorten

LIMIT = 200
ID = "#0123456789abcdef"


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("một\r\nhai\tba\u2028bốn\u00a0năm", "một hai ba bốn năm"),
        ("\u202eđảo\u202c \u2066ngược\u2069", "đảo ngược"),
        ("không\u200b\ufeff\u00adthấy", "khôngthấy"),
        ("\x00\x1b[31mđỏ\x07", "[31mđỏ"),
        ("@everyone @here họp", "@ everyone @ here họp"),
        ("<!everyone> <@123>", "< !everyone> < @ 123>"),
        ("<script>alert(1)</script>", "< script>alert(1)< /script>"),
        ("[bấm](https://example.com)", "[bấm] (https://example.com)"),
        ("{{ 7*7 }} {% if %} ${x}", "{ { 7*7 }} { % if %} $ {x}"),
        ("#0123456789abcdef", "# 0123456789abcdef"),
        ("\U000e0041\U000e0042nhãn", "nhãn"),
        ("\ud800lẻ", "lẻ"),
        ("Hoà\u0300\u0301\u0302\u0303\u0304", "Hoà\u0300\u0301"),
        (unicodedata.normalize("NFD", "Ủy ban"), "Ủy ban"),
        ("a@quangtri.gov.vn, KH&CN, 5 < 7, số #12", "a@quangtri.gov.vn, KH&CN, 5 < 7, số #12"),
        ("", ""),
    ],
)
def test_what_could_act_is_taken_out_and_words_stay(hostile: str, shown: str) -> None:
    assert harmless(hostile, LIMIT) == shown


@given(st.text(), st.integers(1, 60))
def test_any_text_becomes_one_bounded_visible_line(text: str, limit: int) -> None:
    line = harmless(text, limit)
    assert len(line) <= limit
    assert line == " ".join(line.split())
    assert not {unicodedata.category(sign) for sign in line} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert line.encode().decode() == line


def test_ten_thousand_signs_are_cut_at_a_word() -> None:
    line = harmless("chuyển đổi số " * 800, LIMIT)
    assert len(line) <= LIMIT
    assert line.endswith(("chuyển…", "đổi…", "số…"))


def test_one_endless_word_is_cut_inside() -> None:
    assert shorten("x" * 50, 10) == "x" * 9 + "…"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "ftp://example.gov.vn/x",
        "//example.gov.vn",
        "https://example.gov.vn/a b",
        "https://example.gov.vn/\nNhận vì: giả",
        "https://example.gov.vn/\u202egnp.exe",
        'https://example.gov.vn/"><b>',
        "https://example.gov.vn/" + "a" * MAX_ADDRESS,
        "",
    ],
)
def test_an_address_that_is_no_plain_one_is_left_out(url: str) -> None:
    assert address(url) == ""


def test_a_plain_address_stays_as_it_is() -> None:
    url = "https://example.gov.vn/tin-tức?id=1&p=%C4%91#x"
    assert address(url) == url


@given(st.lists(st.text(st.characters(exclude_characters="\n")), max_size=8), st.integers(18, 200))
def test_a_body_always_fits_and_keeps_its_id(lines: list[str], limit: int) -> None:
    body = "\n".join((*lines, f"https://example.gov.vn/x  Nhận vì: CNTT. {ID}"))
    fitted = fit(body, limit)
    assert len(fitted) <= limit
    assert fitted.endswith(ID)
    assert fitted == body or len(body) > limit
