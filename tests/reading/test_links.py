from itertools import pairwise

import pytest

from reading.links import Link, class_name, host_of, links_of, place, shape
from reading.paging import next_page
from reading.records import (
    boilerplate_of,
    date_of,
    is_date_line,
    is_empty_title,
    records_of,
    title_of,
)
from tests.reading.pages_written import HOME, LISTING_URL, page

HOST = "www.nam-hai.example.vn"


def links(html: str) -> list[Link]:
    return list(links_of(page(html, LISTING_URL)))


@pytest.mark.parametrize(
    "link",
    [
        "<a>x</a>", "<a href=''>x</a>", "<a href='#top'>x</a>", "<a href='javascript:void(0)'>x</a>", "<a href='tel:0299'>x</a>",
        "<a href='mailto:a@b.example'>x</a>", "<a href='/tin-tuc#2'>x</a>", "<a href='/'>x</a>", "<a href='/trang-chu'>x</a>",
        "<a href='/c/portal/login?x=1'>x</a>", "<a href='/tin/print'>x</a>", "<a href='/a?p_p_state=pop_up'>x</a>",
        "<a href='/tin/1'>Quay lại</a>", "<a href='/tin/1'>Chia sẻ</a>", "<nav><a href='/tin/1'>x</a></nav>",
        "<div class=paging><a href='/tin/1'>x</a></div>", "<a href='http://[::1'>x</a>",
    ],
)  # fmt: skip
def test_links_that_lead_to_no_item_are_left_out(link: str) -> None:
    assert links(link) == []


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/tin/1'>Tin một</a>",
        "<a href='tin/1'></a>",
        "<a href='/a.pdf'>In</a>",
        "<a href='?id=7'>x</a>",
    ],
)
def test_links_that_may_are_kept(link: str) -> None:
    assert len(links(link)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/tin/1-a.html", "/tin/2-b-c.html"), ("/vb?id=1&c=2", "/vb?c=9&id=77"), ("/tin/mot-hai-ba", "/tin/bon-nam"),
        ("/x?ParentUNID=0A1B", "/x?ParentUNID=FF00"), ("/tep/qd%2012.PDF", "/tep/ke-hoach.pdf"), ("/view/95/1769908597075", "/view/82/17"),
    ],
)  # fmt: skip
def test_items_of_one_list_have_one_shape(one: str, other: str) -> None:
    assert shape(HOME + one[1:]) == shape(HOME + other[1:])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/tin/1", "/vb/1"),
        ("/tin/1.pdf", "/tin/1.doc"),
        ("/vb?id=1", "/vb?page=1"),
        ("/tin/1", "/tin/1/2"),
        ("/tin", "/lien"),
    ],
)
def test_other_folders_files_and_parameters_have_other_shapes(one: str, other: str) -> None:
    assert shape(HOME + one[1:]) != shape(HOME + other[1:])


def test_the_host_is_part_of_the_shape() -> None:
    (link,) = links("<a href='https://khac.example/tin/1'>Tin</a>")
    assert host_of(link) == "khac.example"
    (own,) = links("<a href='/tin/1'>Tin</a>")
    assert host_of(own) == HOST


def test_place_and_class_tell_where_a_link_stands() -> None:
    one, other = links(
        "<ul><li class='a odd'><a class='t first' href=/tin/1>x</a><li><a class='t last' href=/tin/2>y</a></ul>"
    )
    assert place(one.element) == place(other.element)
    assert place(one.element).endswith("ul/li/a")
    assert class_name(one.element) == class_name(other.element) == "t"


def test_a_link_around_a_picture_is_named_by_its_tooltip() -> None:
    (link,) = links("<a href=/tin/1 title='Lễ hội'><img src=a.jpg></a>")
    assert link.text == "Lễ hội"


ROWS = (
    "<ul><li><a href=/tin/1001>Họp báo quý một</a> <i>02/02/2026</i><p>Tóm tắt.</p>"
    "<li><a href=/tin/1002>Ra quân trồng rừng</a> (03/02/2026 14:30)<li><a href=/tin/1003>Đón Tết</a></ul>"
)


def test_each_entry_has_its_own_lines_title_and_date() -> None:
    records = records_of(links(ROWS))
    lines = [record.lines() for record in records]
    assert [title_of(r, own) for r, own in zip(records, lines, strict=True)] == [
        "Họp báo quý một",
        "Ra quân trồng rừng",
        "Đón Tết",
    ]
    dates = [date_of(r, own) for r, own in zip(records, lines, strict=True)]
    assert [d and d.at.isoformat(timespec="minutes") for d in dates] == [
        "2026-02-02T00:00",
        "2026-02-03T14:30",
        None,
    ]
    ranges = [record.range for record in records]
    assert all(first[1] < second[0] for first, second in pairwise(ranges))


@pytest.mark.parametrize(
    ("entry", "day"),
    [
        ("<a href=/t/1001>Hội nghị triển khai kế hoạch năm</a> <span>02/02/2026</span>", "2026-02-02"),
        ("<a href=/t/1001>Hội nghị ngày 01/01/2026 tại xã Khe Lim về kế hoạch</a> <span>02/02/2026</span>", "2026-02-02"),
        ("<a href=/t/1001>Hội nghị triển khai (02/02/2026)</a>", "2026-02-02"),
        ("<a href=/t/1001>02/02/2026 - Hội nghị triển khai</a>", "2026-02-02"),
        ("<a href=/t/1001>Hội nghị</a><time datetime='2026-02-02T08:00'>hôm qua</time>", "2026-02-02"),
        ("<a href=/t/1001>Hội nghị</a><span title='02/02/2026'>2 ngày trước</span>", "2026-02-02"),
        ("<a href=/t/1001>Kỷ niệm ngày 02/02/1976 của xã</a>", None),
        ("<a href=/t/1001>Hội nghị</a>", None),
    ],
)  # fmt: skip
def test_the_date_of_an_entry_is_the_one_that_dates_it(entry: str, day: str | None) -> None:
    html = f"<ul><li>{entry}</li><li><a href=/t/1002>Tin khác nữa</a></li></ul>"
    record = records_of(links(html))[0]
    found = date_of(record, record.lines())
    assert (found and str(found.at.date())) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Xem",
        "Xem chi tiết",
        "Tải về",
        "PDF",
        "Download",
        "123",
        "02/02/2026",
        "...",
        "Read more",
        "[PDF]",
        "Tệp",
    ],
)
def test_actions_and_numbers_name_no_item(text: str) -> None:
    assert is_empty_title(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lễ hội",
        "Xem hội đua thuyền",
        "Tải trọng xe qua cầu",
        "Quyết định số 12 về giá đất và bồi thường",
    ],
)
def test_short_titles_name_items(text: str) -> None:
    assert not is_empty_title(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("02/02/2026", True),
        ("Ngày 02/02/2026", True),
        ("Họp báo ngày 02/02/2026 tại Sở", False),
        ("", False),
    ],
)
def test_lines_that_date_are_known(text: str, expected: bool) -> None:
    assert is_date_line(text) is expected


def test_words_of_most_entries_tell_none_from_another() -> None:
    records = records_of(
        links(
            "".join(
                f"<li><a href=/t/{n}001>Xem văn bản {w}</a></li>"
                for n, w in enumerate(("một", "hai", "ba", "tư"))
            )
        )
    )
    common = boilerplate_of([record.lines() for record in records])
    assert {"xem", "văn", "bản"} <= common
    assert not {"một", "hai"} & common
    assert boilerplate_of([]) == frozenset()


@pytest.mark.parametrize(
    ("html", "href"),
    [
        ("<a href='?page=2'>Trang sau</a>", "?page=2"), ("<a href='?page=2'>Tiếp theo »</a>", "?page=2"), ("<a href='/t?cur=2'>›</a>", "/t?cur=2"),
        ("<a href='/t?_101_cur=2'>Next</a>", "/t?_101_cur=2"), ("<link rel=next href='/t/2'>", "/t/2"), ("<a rel='nofollow next' href='/t/2'>2</a>", "/t/2"),
        ("<a class='next' href='?start=10'><img></a>", "?start=10"), ("<a href='?page=2' title='Trang tiếp'><i></i></a>", "?page=2"),
        ("<a href='/xa'>›</a><a href='?page=3'>&gt;&gt;</a>", "?page=3"),
        ("<a href='#'>Trang sau</a>", None), ("<a href='javascript:n()'>Tiếp</a>", None), ("<a>Trang sau</a>", None), ("", None),
        ("<a href='/t/1'>Tiếp tục chỉ đạo chống hạn</a>", None), ("<a href='?page=1'>Trang trước</a>", None), ("<a href='?page=1'>«</a>", None),
    ],
)  # fmt: skip
def test_the_next_page_is_found(html: str, href: str | None) -> None:
    assert next_page(page(html, LISTING_URL)) == href


@pytest.mark.parametrize(
    "text",
    [
        "Download the PDF version",
        "View document",
        "Open file",
        "Read the full text"[:0] or "Read this document",
        "PDF file",
    ],
)
def test_longer_names_of_actions_name_no_item_either(text: str) -> None:
    assert is_empty_title(text)


def test_a_cell_of_most_entries_is_no_title() -> None:
    rows = "".join(
        f"<tr><td>0{n}/03/2026</td><td>{name}</td><td>Văn bản hành chính khác</td><td><a href=/t/{n}00.pdf>PDF</a></td></tr>"
        for n, name in enumerate(("Hạn mặn", "Cháy rừng", "Lũ quét", "Bão số 3", "Sạt lở"), 1)
    )
    records = records_of(links(f"<table>{rows}</table>"))
    lines = [record.lines() for record in records]
    common = boilerplate_of(lines)
    assert "văn bản hành chính khác" in common
    titles = [title_of(r, own, common) for r, own in zip(records, lines, strict=True)]
    assert titles == ["Hạn mặn", "Cháy rừng", "Lũ quét", "Bão số 3", "Sạt lở"]
