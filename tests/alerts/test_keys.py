"""Each key of a subscription: when it holds, why, and what it does not bind."""

from dataclasses import replace

import pytest

from alerts.matching import match
from alerts.model import Event, EventKind, FileText, Reason, ReasonKind
from articles.model import Weight
from directives.model import Document, Extraction, Instruction
from tests.alerts import samples
from tests.alerts.samples import change, event, item, subscription

CITING = replace(samples.EXTRACTION, citations=("8/CT-UBND", "12-NQ/TU"))
NEWS = replace(item(extraction=Extraction()), section="tin-tuc", section_title="Tin tức - Sự kiện")
ORDER = event(EventKind.DIRECTIVE_NEW, replace(NEWS, extraction=CITING))
UNREAD = replace(NEWS, files=(FileText("412.pdf"),))


def why(happened: Event = ORDER, **keys: object) -> Reason | None:
    alerts = match(happened, (subscription(**keys),))  # type: ignore[arg-type]
    return alerts[0].reason if alerts else None


@pytest.mark.parametrize(
    ("keys", "kind", "detail"),
    [
        ({"all": ("CNTT", "cap xa")}, ReasonKind.WORD, "CNTT, cấp xã"),
        ({"any": ("CNTT",), "all": ("cấp xã",)}, ReasonKind.WORD, "cấp xã, CNTT"),
        ({"none": ("bóng đá",)}, ReasonKind.EVERYTHING, ""),
        ({"sections": ("TIN TUC - SU KIEN",)}, ReasonKind.SECTION, "Tin tức - Sự kiện"),
        ({"sections": ("x", "tin-tuc")}, ReasonKind.SECTION, "Tin tức - Sự kiện"),
        ({"document_types": ("CHỈ THỊ", "CÔNG VĂN")}, ReasonKind.DOCUMENT_TYPE, "CÔNG VĂN"),
        ({"urgency": ("KHẨN",)}, ReasonKind.URGENCY, "KHẨN"),
        ({"watch": ("412/UBND-KGVX",)}, ReasonKind.WATCH_ITSELF, "412/UBND-KGVX"),
        ({"watch": ("08/CT-UBND",)}, ReasonKind.WATCH, "8/CT-UBND"),
        ({"watch": ("12 - nq / tu", "12-NQ/TU")}, ReasonKind.WATCH, "12-NQ/TU"),
        ({"issuers": ("Ủy ban nhân dân tỉnh",)}, ReasonKind.ISSUER, "UBND tỉnh Quảng Trị"),
        ({"issuers": ("Chủ tịch UBND tỉnh",)}, ReasonKind.ISSUER, "UBND tỉnh Quảng Trị"),
        ({"agencies": ("Sở TT&TT",)}, ReasonKind.RECEIVER, "Sở KH&CN"),
        ({"agencies": ("UBND tỉnh",)}, ReasonKind.ISSUER, "UBND tỉnh Quảng Trị"),
        ({"to": ("các sở, ban, ngành",)}, ReasonKind.RECEIVER, "Sở KH&CN"),
    ],
)
def test_a_key_holds_and_says_why(keys: dict[str, object], kind: ReasonKind, detail: str) -> None:
    reason = why(**keys)
    assert reason is not None
    assert (reason.kind, reason.detail) == (kind, detail)


@pytest.mark.parametrize(
    "keys",
    [
        {"all": ("CNTT", "đất đai")},
        {"none": ("cong nghe thong tin",)},
        {"none": ("x", "cấp xã")},
        {"sections": ("Văn bản",)},
        {"document_types": ("CHỈ THỊ",)},
        {"urgency": ("HỎA TỐC",)},
        {"watch": ("412/UBND-TH",)},
        {"watch": ("18/CT-UBND",)},
        {"issuers": ("Sở KH&CN",)},
        {"agencies": ("Sở Y tế",)},
        {"to": ("UBND các xã",)},
        {"watch": ("08/CT-UBND",), "any": ("đất đai",)},
    ],
)
def test_a_key_that_does_not_hold_keeps_everything_back(keys: dict[str, object]) -> None:
    assert why(**keys) is None


def test_reasons_stand_by_how_much_they_tell() -> None:
    reason = why(any=("CNTT",), to=("Sở KH&CN",), sources=("quangtri",), watch=("8/CT-UBND",))
    assert reason is not None
    assert [part.kind for part in reason.parts] == [
        ReasonKind.WATCH, ReasonKind.RECEIVER, ReasonKind.WORD, ReasonKind.SOURCE,
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["document_types", "urgency"])
def test_types_and_urgencies_bind_papers_only(key: str) -> None:
    wish = {key: ("CÔNG ĐIỆN",) if key == "document_types" else ("HỎA TỐC",)}
    assert why(event(EventKind.ARTICLE_NEW, NEWS), **wish) == Reason(ReasonKind.EVERYTHING)
    paper = Document(number="9/UBND-TH", type="CÔNG VĂN")
    numbered = replace(NEWS, extraction=Extraction(document=paper))
    assert why(event(EventKind.ARTICLE_NEW, numbered), **wish) is None


def test_a_body_excluded_by_name_does_not_exclude_those_it_became() -> None:
    assert why(none=("Sở TT&TT",)) is not None
    assert why(none=("Sở Khoa học và Công nghệ",)) is None
    assert why(any=("Sở TT&TT",)) == Reason(ReasonKind.WORD, "Sở KH&CN")


def test_words_are_sought_in_the_files_too() -> None:
    file = FileText("phu-luc.pdf", "Danh mục\nđập Hồ Xuân")
    happened = event(EventKind.ARTICLE_NEW, replace(NEWS, files=(file,)))
    assert why(happened, any=("dap ho xuan",)) == Reason(ReasonKind.WORD, "đập Hồ Xuân")
    assert why(happened, none=("đập Hồ Xuân",)) is None


@pytest.mark.parametrize(
    "keys", [{"any": ("đập",)}, {"all": ("đập",)}, {"to": ("Sở Y tế",)}, {"issuers": ("Sở Y tế",)},
             {"agencies": ("Sở Y tế",)}]
)  # fmt: skip
def test_a_file_that_could_not_be_read_may_hold_what_is_sought(keys: dict[str, object]) -> None:
    happened = event(EventKind.ARTICLE_NEW, UNREAD)
    reason = why(happened, **keys)
    assert reason == Reason(ReasonKind.UNREAD, "412.pdf")
    assert reason.unsure
    assert why(happened, **keys, unsure="skip") is None
    assert why(replace(happened, kind=EventKind.ARTICLE_WITHDRAWN), **keys) is None


def test_an_unread_file_says_nothing_against_what_the_page_says() -> None:
    told = replace(UNREAD, extraction=samples.EXTRACTION)
    assert why(event(EventKind.DIRECTIVE_NEW, told), to=("Sở Y tế",)) is None
    assert why(event(EventKind.DIRECTIVE_NEW, told), any=("CNTT",)) == Reason(
        ReasonKind.WORD, "CNTT"
    )
    assert why(event(EventKind.ARTICLE_NEW, UNREAD), none=("CNTT",)) is None


def test_who_skips_what_is_unsure_hears_no_order_without_receiver() -> None:
    nameless = Extraction(True, None, (Instruction("Báo cáo."),))
    happened = event(EventKind.DIRECTIVE_NEW, item(extraction=nameless))
    assert why(happened, to=("Sở Y tế",)) == Reason(ReasonKind.UNCLEAR, "Sở Y tế")
    assert why(happened, to=("Sở Y tế",), unsure="skip") is None


def test_sections_and_types_do_not_keep_a_blind_source_back() -> None:
    blind = replace(event(EventKind.SOURCE_BLIND), outage=samples.OUTAGE)
    keys = {"sections": ("x",), "watch": ("1/CT-UBND",), "none": ("a",), "urgency": ("KHẨN",)}
    assert why(blind, **keys) == Reason(ReasonKind.EVERYTHING)


def test_a_first_crawl_of_other_sections_is_not_told() -> None:
    fill = replace(samples.FILL, sections=("tin-tuc", "Tin tức"))
    filled = event(EventKind.SOURCE_FILLED, fill=fill)
    assert why(filled, sections=("TIN TỨC",)) == Reason(ReasonKind.FIRST_FILL, "quangtri")
    assert why(filled, sections=("Văn bản",)) is None
    assert why(replace(filled, fill=samples.FILL), sections=("Văn bản",)) is not None


def test_an_agency_hears_of_open_deadlines_that_it_set_itself() -> None:
    mine = replace(samples.INSPECT, issuer="UBND tỉnh")
    fill = replace(
        samples.FILL, open=((samples.URL, None, mine), (samples.URL, None, samples.REPORT))
    )
    (alert,) = match(
        event(EventKind.SOURCE_FILLED, fill=fill), (subscription(agencies=("UBND tỉnh",)),)
    )
    assert alert.event.fill is not None
    assert len(alert.event.fill.open) == 2
    (alert,) = match(
        event(EventKind.SOURCE_FILLED, fill=fill), (subscription(agencies=("Sở Xây dựng",)),)
    )
    assert alert.event.fill is not None
    assert [entry[2] for entry in alert.event.fill.open] == [mine]


def test_weight_and_kind_are_asked_before_any_key() -> None:
    light = event(EventKind.ARTICLE_CHANGED, NEWS, change(weight=Weight.MINOR))
    assert why(light, any=("CNTT",)) is None
    assert why(light, any=("CNTT",), min_weight=Weight.MINOR) == Reason(ReasonKind.WORD, "CNTT")
