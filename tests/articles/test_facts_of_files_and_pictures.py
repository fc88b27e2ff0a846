"""Files, pictures, properties, titles and times: the change a person would name, and no other."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from articles.facts import facts, fold_address, published_text
from articles.model import Article, Content, FieldChange, Image, VerdictKind, Weight
from articles.verdict import compare
from tests.articles.samples import HOST, linking, page, stored

A, B = "a" * 64, "b" * 64
HANOI = timezone(timedelta(hours=7))


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (linking("a.pdf"), linking("a.pdf", "b.pdf"), "attachment added"),
        (linking("a.pdf", "b.pdf"), linking("a.pdf"), "attachment removed"),
        (linking("a.pdf"), linking("b.pdf"), "attachment replaced"),
        (
            linking("a.pdf", known=(stored("a.pdf", A),)),
            linking("a.pdf", known=(stored("a.pdf", B),)),
            "attachment replaced",
        ),
        (
            linking("a.pdf", known=(stored("a.pdf", A),)),
            linking("b.pdf", known=(stored("b.pdf", B),)),
            "attachment replaced",
        ),
        (
            linking("a.pdf", known=(stored("a.pdf", A),)),
            linking("b.pdf"),
            "attachment replaced",
        ),
        (linking(), linking("a.pdf", known=(stored("a.pdf", A),)), "attachment added"),
        (
            linking("a.pdf", known=(stored("a.pdf", A),)),
            linking("a.pdf", "b.pdf", known=(stored("b.pdf", B),)),
            "attachment added",
        ),
    ],
)
def test_a_file_that_came_went_or_became_another_is_major(
    before: Content, after: Content, reason: str
) -> None:
    verdict = compare(before, after)
    assert (verdict.weight, verdict.reason) == (Weight.MAJOR, reason)
    assert [change.field for change in verdict.fields] == ["attachments"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (linking("a.pdf"), linking("a.pdf", known=(stored("a.pdf", A),))),
        (linking("a.pdf", known=(stored("a.pdf"),)), linking("a.pdf")),
        (
            linking("a.pdf", known=(stored("a.pdf", A),)),
            linking("b.pdf", known=(stored("b.pdf", A.upper()),)),
        ),
        (linking("a.pdf"), linking("a.pdf?t=99")),
        (linking("a.pdf", "b.pdf"), linking("b.pdf", "a.pdf")),
        (
            linking("a.pdf", "b.pdf", known=(stored("a.pdf", A),)),
            linking("a.pdf", "b.pdf", known=(stored("b.pdf", A),)),
        ),
        (
            linking("a.pdf", "b.pdf", known=(stored("a.pdf", A), stored("b.pdf", A))),
            linking("a.pdf", known=(stored("a.pdf", A),)),
        ),
    ],
)
def test_not_knowing_bytes_renaming_and_reordering_are_no_change(
    before: Content, after: Content
) -> None:
    assert compare(before, after).kind is not VerdictKind.CONTENT
    assert compare(after, before).kind is not VerdictKind.CONTENT


def test_only_the_file_that_changed_is_named() -> None:
    before = linking("a.pdf")
    after = linking("a.pdf", "b.pdf", known=(stored("a.pdf", A),))
    (change,) = compare(before, after).fields
    assert change == FieldChange("attachments", "", "b.pdf")


def test_only_the_picture_that_changed_is_named() -> None:
    before = page("a", images=(Image(f"{HOST}/1.jpg?t=1", "Hoá chất"),))
    after = page(
        "a", images=(Image(f"{HOST}/1.jpg?t=2", "hóa chất"), Image(f"{HOST}/2.jpg", "Mới"))
    )
    (change,) = compare(before, after).fields
    assert change == FieldChange("images", "", f"{HOST}/2.jpg Mới")


@pytest.mark.parametrize(
    ("images", "others", "reason"),
    [
        ([], ["1.jpg"], "picture added"),
        (["1.jpg", "2.jpg"], ["2.jpg"], "picture removed"),
        (["1.jpg"], ["2.jpg"], "picture replaced"),
    ],
)
def test_a_picture_that_came_or_went_is_normal(
    images: list[str], others: list[str], reason: str
) -> None:
    one, other = (
        page("a", images=tuple(Image(f"{HOST}/{name}") for name in names))
        for names in (images, others)
    )
    verdict = compare(one, other)
    assert (verdict.weight, verdict.reason) == (Weight.NORMAL, reason)


def test_a_figure_in_a_caption_counts_and_a_misprint_there_is_minor() -> None:
    def captioned(text: str) -> Content:
        return page("a", images=(Image(f"{HOST}/1.jpg", text),))

    figures = compare(captioned("Trao 12 suất quà"), captioned("Trao 13 suất quà"))
    misprint = compare(captioned("Trao xuất quà"), captioned("Trao suất quà"))
    assert (figures.weight, figures.reason) == (Weight.NORMAL, "number changed")
    assert (misprint.weight, misprint.reason) == (Weight.MINOR, "spelling")
    assert [change.field for change in figures.fields] == ["images"]


@pytest.mark.parametrize("empty", ["", "—", " ", "\u200b", "..."])
def test_a_property_without_words_is_none(empty: str) -> None:
    bare, blank = page("a"), page("a", properties=(("signer", empty),))
    assert compare(bare, blank).kind is VerdictKind.COSMETIC
    filled = page("a", properties=(("signer", "Trần Văn B"),))
    verdict = compare(blank, filled)
    assert (verdict.weight, verdict.reason) == (Weight.MAJOR, "property signer changed")
    assert verdict.fields == (FieldChange("properties.signer", empty, "Trần Văn B"),)


def test_a_property_named_twice_is_told_with_both_values() -> None:
    before = page("a", properties=(("signer", "Ông A"), ("signer", "Ông B")))
    after = page("a", properties=(("signer", "Ông C"), ("signer", "Ông B")))
    (change,) = compare(before, after).fields
    assert change == FieldChange("properties.signer", "Ông A; Ông B", "Ông C; Ông B")


def test_the_order_of_properties_says_nothing() -> None:
    rows = (("number", "12/QĐ"), ("signer", "Ông A"))
    assert compare(page(properties=rows), page(properties=rows[::-1])).kind is VerdictKind.COSMETIC


def test_only_a_new_title_is_a_change_of_the_title_alone() -> None:
    verdict = compare(page("a", title="Họp 5 xã"), page("a", title="Họp 6 xã"))
    assert [change.field for change in verdict.fields] == ["title"]
    assert (verdict.weight, verdict.reason) == (Weight.NORMAL, "number changed")
    assert [op.after for op in verdict.operations] == ["6"]


@pytest.mark.parametrize("counter", ["(5 lượt xem)", "| Lượt xem: 1.205", "• 7 lượt đọc"])
def test_a_counter_behind_the_lead_is_no_content(counter: str) -> None:
    plain = "Sáng nay tỉnh họp bàn việc lớn"
    other = counter.replace("5", "9").replace("7", "8")
    for first in (plain, f"{plain} {counter}"):
        before = page(first, "x", lead=f"{plain} {counter}")
        after = page(first, "x", lead=f"{plain} {other}")
        assert compare(before, after).kind is VerdictKind.COSMETIC


def at(moment: datetime, precision: str) -> Content:
    return page("a", published_at=moment, published_precision=precision)


@pytest.mark.parametrize("precision", ["minute", "day", "unknown"])
@pytest.mark.parametrize("zone", [None, UTC, HANOI, timezone(timedelta(hours=-11))])
@pytest.mark.parametrize("moment", [datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59)])
def test_the_empty_dates_of_portals_are_times_like_any(
    moment: datetime, zone: timezone | None, precision: str
) -> None:
    odd = at(moment.replace(tzinfo=zone), precision)
    assert compare(odd, odd).kind is VerdictKind.SAME
    assert compare(odd, page("b")).kind is VerdictKind.CONTENT


def test_publication_counts_to_its_precision_and_wherever_the_clock_hangs() -> None:
    noon = datetime(2026, 2, 3, 12, 0, 1)
    assert compare(at(noon, "minute"), at(noon.replace(second=59), "minute")).fields == ()
    assert compare(at(noon, "day"), at(noon.replace(hour=1), "day")).fields == ()
    assert compare(at(noon, "unknown"), at(noon.replace(year=2001), "unknown")).fields == ()
    local, world = noon.replace(tzinfo=HANOI), noon.replace(hour=5, second=9, tzinfo=UTC)
    assert compare(at(local, "minute"), at(world, "minute")).kind is VerdictKind.COSMETIC
    moved = compare(at(noon, "minute"), at(noon.replace(minute=1), "minute"))
    assert moved.fields == (FieldChange("published", "2026-02-03T12:00", "2026-02-03T12:01"),)
    assert published_text(Article("x", noon, "day")) == "2026-02-03"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.vn/x", "https://A.VN/x"),
        ("https://a.vn:443/x", "http://a.vn:80/x"),
        ("https://a.vn/x?a=1&b=2", "https://a.vn/x?b=2&a=1"),
        ("https://a.vn/x?a=1&t=5", "https://a.vn/x?t=9&a=1"),
        ("https://a.vn/x?1770000000000", "https://a.vn/x"),
        ("https://a.vn/K%E1%BA%BF.pdf", "https://a.vn/Kế.pdf"),
        ("https://a.vn/Ke\u0302\u0301.pdf", "https://a.vn/Kế.pdf"),
        ("https://a.vn/x;jsessionid=9", "https://a.vn/x#muc-2"),
    ],
)
def test_one_address_in_many_forms_is_one(one: str, other: str) -> None:
    assert fold_address(one) == fold_address(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.vn/%D0.pdf", "https://a.vn/%D1.pdf"),
        ("https://a.vn/?f=%D0", "https://a.vn/?f=%D1"),
        ("https://a.vn/x?version=1.0", "https://a.vn/x?version=1.1"),
        ("https://a.vn/X.pdf", "https://a.vn/x.pdf"),
        ("https://a.vn:8080/x", "https://a.vn/x"),
        ("https://a.vn/x?id=1", "https://a.vn/x?id=2"),
    ],
)
def test_other_addresses_stay_other_ones(one: str, other: str) -> None:
    assert fold_address(one) != fold_address(other)


@pytest.mark.parametrize(
    "odd", ["", "http://[", "?\ud800=\ud800", "/\ud800", "//", "%", "http://x:y/"]
)
def test_no_address_is_too_odd(odd: str) -> None:
    assert isinstance(fold_address(odd), str)
    content = page("a", images=(Image(odd),))
    assert facts(replace(content)) == facts(content)
