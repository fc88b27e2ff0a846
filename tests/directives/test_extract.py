"""The door: the seed text, odd texts, and what always holds."""

import json
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from directives.extract import DIRECTIVES_VERSION, extract
from directives.model import Extraction, Instruction, Paper
from directives.normal import nfc
from tests.directives.cases import ORDERING, QUIET

SEED = json.loads((Path(__file__).parent / "texts" / "seed.json").read_text(encoding="utf-8"))
STARTS = (
    "Để phấn đấu đạt các mục tiêu",
    "Đẩy mạnh công tác tuyên truyền",
    "Đẩy mạnh thông tin, tuyên truyền đối ngoại",
    "Tham mưu cho UBND tỉnh",
    "Triển khai thực hiện tốt Nghị quyết 02",
    "Tập trung chỉ đạo các doanh nghiệp",
    "Quan tâm đầu tư phát triển",
)
PIECES = st.sampled_from(
    [c.text for c in ORDERING]
    + [t for _, t in QUIET]
    + ["\n", " ", "./.", "Số: 12/CT-UBND", "Nơi nhận:", "1. ", "QUYẾT ĐỊNH"]
)


def seed() -> Extraction:
    return extract(Paper(text=SEED["text"], title=SEED["title"], published=date(2023, 1, 6)))


def test_the_seed_yields_its_seven_instructions() -> None:
    found = seed().directives
    assert len(found) == len(STARTS)
    assert all(i.span.startswith(start) for i, start in zip(found, STARTS, strict=True))
    assert {i.issuer for i in found} == {"Phó Chủ tịch UBND tỉnh Hoàng Nam"}
    assert {i.issuer_body for i in found} == {"UBND tỉnh Quảng Trị"}
    assert {i.addressees for i in found} == {("Sở TT&TT",)}
    assert {i.deadline for i in found} == {None}


def test_the_seed_has_its_target_and_citations() -> None:
    found = seed()
    assert [t for i in found.directives for t in i.targets] == [
        "100% thôn bản, hộ dân được phủ sóng điện thoại"
    ]
    cites = [c for i in found.directives for c in i.cites]
    assert "Nghị quyết 02 của Tỉnh ủy" in cites
    assert "kế hoạch chuyển đổi số năm 2023" in cites
    assert found.citations == ("02-NQ/TU",)
    assert found.is_directive
    assert found.document is None
    assert found.unsure == ()


def test_reading_twice_gives_the_same() -> None:
    assert seed() == seed()
    assert DIRECTIVES_VERSION >= 1


def test_empty_and_blank_texts_give_nothing() -> None:
    for text in ("", "\n\n \t", "...", "\u200b"):
        assert extract(Paper(text=text)) == Extraction()


def quoted(instruction: Instruction) -> list[str]:
    phrase = [instruction.deadline.phrase] if instruction.deadline else []
    names = [*instruction.addressees, *instruction.cooperating]
    return [instruction.span, *names, *instruction.targets, *instruction.cites, *phrase]


@given(st.lists(PIECES, max_size=8), st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_every_quoted_string_stands_verbatim_in_the_text(
    pieces: list[str], day: date | None
) -> None:
    text = " ".join(pieces)
    found = extract(Paper(text=text, published=day))
    for instruction in (*found.directives, *found.unsure):
        assert all(quote in nfc(text) for quote in quoted(instruction))
        assert instruction.span
    assert not set(found.directives) & set(found.unsure)


@given(st.text(max_size=300), st.text(max_size=40))
def test_no_text_breaks_the_door(text: str, title: str) -> None:
    extract(Paper(text=text, title=title))
