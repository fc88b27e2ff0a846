"""Numbers of papers in all their shapes and dirt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.citations import citations, normal_number, numbers, type_of_number


def read(text: str) -> tuple[str, ...]:
    return numbers(citations(text))


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("15/CT-UBND", "15/CT-UBND"),
        ("1889/UBND-NN", "1889/UBND-NN"),
        ("3571/VP-CTXD", "3571/VP-CTXD"),
        ("5105/BTTTT-PTTH&TTĐT", "5105/BTTTT-PTTH&TTĐT"),
        ("34/2009/QĐ-UBND", "34/2009/QĐ-UBND"),
        ("90/2025/QH15", "90/2025/QH15"),
        ("1656/NQ-UBTVQH15", "1656/NQ-UBTVQH15"),
        ("56/2005/TTLT-BNV-VPCP", "56/2005/TTLT-BNV-VPCP"),
        ("11-NQ/TU", "11-NQ/TU"),
        ("764-TB/TU", "764-TB/TU"),
        ("36-HD/VPTW", "36-HD/VPTW"),
        ("05-CT/TW", "05-CT/TW"),
        ("847 /UBND-TH", "847/UBND-TH"),
        ("117/TTr- STTTT", "117/TTr-STTTT"),
        ("13/CĐ.UBND", "13/CĐ-UBND"),
        ("02/1999/QĐ.UB", "02/1999/QĐ-UB"),
        ("45 /2005/QĐ-UBND", "45/2005/QĐ-UBND"),
        ("77/QĐUBND", "77/QĐ-UBND"),
        ("12/NQ–TU", "12-NQ/TU"),
        ("57 - NQ/TW", "57-NQ/TW"),
        ("30/2020/N\u00d0-CP", "30/2020/NĐ-CP"),
        ("2158 / QĐ-TTg", "2158/QĐ-TTg"),
    ],
)
def test_a_number_gets_its_normal_form(written: str, normal: str) -> None:
    assert read(f"theo văn bản số {written} ngày 01/02/2024.") == (normal,)
    assert normal_number(f"Số: {written}") == normal


@pytest.mark.parametrize(
    "text",
    [
        "trực 24/7", "ngày 10/12/2023", "50 km/h", "giá 30.000 đồng/kg", "1/3 dân số", "3/KCN", "10/BN",
        "tỷ lệ 5/10", "đạt 95/100 điểm", "số nhà 12/A đường Lê Lợi", "năm 2023/2024",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("thực hiện Nghị quyết 02 của Tỉnh ủy về chuyển đổi số", "02-NQ/TU"),
        ("Nghị quyết số 05 của Ban Thường vụ Tỉnh uỷ", "05-NQ/TU"),
        ("Nghị quyết 57 của Bộ Chính trị", "57-NQ/TW"),
        ("Chỉ thị 16 của Thủ tướng Chính phủ", "16/CT-TTg"),
        ("Nghị quyết số 128 của Chính phủ", "128/NQ-CP"),
        ("Nghị định 30 năm 2020 của Chính phủ", "30/2020/NĐ-CP"),
        ("Chỉ thị 05, ngày 15/5/2016 của Bộ Chính trị", "05-CT/TW"),
    ],
)
def test_a_spoken_reference_gets_the_number_of_its_body(text: str, normal: str) -> None:
    assert read(text) == (normal,)


def test_the_end_of_a_sentence_does_not_stick_to_the_number() -> None:
    assert read("theo 84/UBND-TH. Sau đó") == ("84/UBND-TH",)
    assert read("Công văn 846/UBND-TH - Sở Y tế") == ("846/UBND-TH",)


def test_mentions_stand_verbatim_and_repeat_but_numbers_are_unique() -> None:
    text = "Công văn 12/UBND-TH và 12 /UBND-TH, Quyết định 7/QĐ-UBND"
    found = citations(text)
    assert [c.written for c in found] == ["12/UBND-TH", "12 /UBND-TH", "7/QĐ-UBND"]
    assert all(text[c.start : c.end] == c.written for c in found)
    assert numbers(found, own="12/UBND-TH") == ("7/QĐ-UBND",)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("08/CT-UBND", "CHỈ THỊ"),
        ("33/2009/QĐ-UBND", "QUYẾT ĐỊNH"),
        ("1889/UBND-NN", "CÔNG VĂN"),
        ("12-NQ/TU", "NGHỊ QUYẾT"),
        ("441/CĐ-TTg", "CÔNG ĐIỆN"),
        ("42/TTr-VPUB", "TỜ TRÌNH"),
        ("91/2025/QH15", None),
    ],
)
def test_the_symbol_tells_the_type(number: str, kind: str | None) -> None:
    assert type_of_number(number) == kind


@given(
    n=st.integers(1, 99999),
    year=st.integers(1990, 2040),
    kind=st.sampled_from(["QĐ", "CT", "KH", "TB", "NQ"]),
)
def test_any_state_number_survives_a_round_trip(n: int, year: int, kind: str) -> None:
    number = f"{n}/{year}/{kind}-UBND"
    assert read(f"căn cứ {number};") == (number,)
    assert normal_number(number) == number


@given(st.text(alphabet="0123456789/-. QĐUBNDTtr&", max_size=80))
def test_no_text_of_number_letters_breaks_reading(text: str) -> None:
    for citation in citations(text):
        assert text[citation.start : citation.end] == citation.written
