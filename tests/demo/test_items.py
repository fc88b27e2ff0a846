"""Dates, ids and addresses stand as on the portal of the province."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.items import (
    LOCAL,
    NEWS,
    PAPERS,
    SECTION_OF,
    SECTIONS,
    Attachment,
    Item,
    Kind,
    Paper,
    milliseconds,
    shown_time,
    written_date,
)

MOMENTS = st.datetimes(
    min_value=datetime(2000, 1, 1),
    max_value=datetime(2099, 1, 1),
    timezones=st.just(UTC),
)


def an_item() -> Item:
    paper = Paper("7/UBND-TH", date(2026, 2, 1), "UBND", "An", "Về việc A trước ngày 10/02/2026")
    return Item(
        id=1672976820000,
        kind=Kind.PAPER,
        section=PAPERS,
        category=117,
        title="A",
        published=datetime(2026, 2, 1, 8, tzinfo=LOCAL),
        lead="Xong trước ngày 10/02/2026",
        paragraphs=("một", "trước ngày 10/02/2026, sau ngày 10/02/2026"),
        paper=paper,
        closing="Công văn số 7/UBND-TH ngày 10/02/2026",
    )


def test_a_time_is_shown_without_leading_zeros() -> None:
    moment = datetime(2023, 1, 6, 10, 47, tzinfo=LOCAL)
    assert shown_time(moment) == "10:47, Thứ Sáu, 6-1-2023"
    assert shown_time(datetime(2026, 2, 1, 7, 5, tzinfo=LOCAL)) == "7:05, Chủ Nhật, 1-2-2026"


def test_a_time_is_shown_on_the_clock_of_the_province() -> None:
    assert shown_time(datetime(2025, 12, 31, 17, 30, tzinfo=UTC)) == "0:30, Thứ Năm, 1-1-2026"


@given(MOMENTS)
def test_a_shown_time_can_be_read_back_to_the_minute(moment: datetime) -> None:
    clock, _, day = shown_time(moment).split(", ")
    read = datetime.strptime(f"{day} {clock}", "%d-%m-%Y %H:%M").replace(tzinfo=LOCAL)
    assert moment - timedelta(minutes=1) < read <= moment


@given(MOMENTS)
def test_an_id_is_the_epoch_millisecond(moment: datetime) -> None:
    again = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds(moment))
    assert timedelta() <= moment - again < timedelta(milliseconds=1)


def test_the_known_id_of_a_known_day() -> None:
    moment = datetime(2025, 10, 27, 8, 45, 27, 136_000, tzinfo=LOCAL)
    assert milliseconds(moment) == 1761529527136


def test_a_deadline_is_written_with_leading_zeros() -> None:
    assert written_date(date(2026, 2, 9)) == "09/02/2026"


def test_an_address_has_the_form_of_liferay_3cms() -> None:
    assert an_item().path == "/chi-tiet-tin/-/view-article/1/117/1672976820000"


def test_replacing_text_reaches_every_place_and_leaves_the_original_alone() -> None:
    item = an_item()
    changed = item.with_text_replaced("10/02/2026", "11/02/2026")
    assert changed.lead == "Xong trước ngày 11/02/2026"
    assert changed.paragraphs == ("một", "trước ngày 11/02/2026, sau ngày 11/02/2026")
    assert changed.paper is not None
    assert changed.paper.subject.endswith("11/02/2026")
    assert changed.closing == item.closing, "the date of the paper is not its deadline"
    assert item == an_item()


def test_the_property_table_has_the_labels_of_the_province() -> None:
    paper = an_item().paper
    assert paper is not None
    assert dict(paper.rows()) == {
        "Số ký hiệu": "7/UBND-TH",
        "Ngày ban hành": "01/02/2026",
        "Cơ quan ban hành": "UBND",
        "Người ký": "An",
        "Trích yếu": "Về việc A trước ngày 10/02/2026",
    }


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_section(kind: Kind) -> None:
    assert SECTION_OF[kind] in SECTIONS


def test_the_sections_differ_in_address_and_category() -> None:
    assert len({section.slug for section in SECTIONS}) == 3
    assert len({section.category for section in SECTIONS}) == 3
    assert NEWS.title == "Tin tức - Sự kiện"


def test_the_bytes_of_a_file_do_not_fill_messages() -> None:
    assert repr(Attachment("a.pdf", b"%PDF" * 1000)) == "Attachment(name='a.pdf')"
