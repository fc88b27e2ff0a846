from datetime import datetime

import pytest

from reading.lists import read_listing
from reading.pages import EMPTY_PROFILE, read
from reading.pages import read_listing as read_by_profile
from reading.selectors import SelectorError
from sources.model import ListingRules, Profile
from tests.reading.pages_written import LISTING_URL, article_html, framed, listing_html, page


def table(rows: str) -> str:
    return framed(f"<table><tr><th>Số ký hiệu</th><th>Ngày</th><th>Tệp</th></tr>{rows}</table>")


def test_the_items_of_an_unknown_page_are_found_with_titles_dates_and_order() -> None:
    listing = read_listing(page(listing_html(6), LISTING_URL))
    assert [item.date for item in listing.items] == [
        datetime.fromisoformat(f"2026-01-0{n}") for n in range(1, 7)
    ]
    assert listing.items[0].title == "Xã số 0 khánh thành nhà văn hóa thôn mới"
    assert listing.items[0].url.startswith("https://www.nam-hai.example.vn/chi-tiet-tin/")
    assert listing.next == "/tin-tuc?trang=2"


def test_the_page_is_known_as_a_listing_and_an_article_with_related_news_is_not() -> None:
    assert read(page(listing_html(6), LISTING_URL), EMPTY_PROFILE).kind == "listing"
    assert read(page(article_html(), "https://a.example/x-1.html"), EMPTY_PROFILE).kind == "article"


@pytest.mark.parametrize("count", [2, 3, 40])
def test_short_and_long_lists_are_whole(count: int) -> None:
    assert len(read_listing(page(listing_html(count), LISTING_URL)).items) == count


def test_a_table_whose_links_only_say_download_is_named_by_its_cells() -> None:
    rows = "".join(
        f"<tr><td>Quyết định phê duyệt dự án hồ chứa xã {name}</td><td>0{n}/03/2026</td>"
        f"<td><a href='/tep/{n}00{n}.pdf'>Tải về</a></td></tr>"
        for n, name in enumerate(("Khe Lim", "Cồn Vang", "Đồng Mít", "Bãi Nhạn", "Suối Ngà"), 1)
    )
    items = read_listing(page(table(rows), LISTING_URL)).items
    assert [item.title for item in items][:2] == [
        "Quyết định phê duyệt dự án hồ chứa xã Khe Lim",
        "Quyết định phê duyệt dự án hồ chứa xã Cồn Vang",
    ]
    assert [item.date for item in items] == [
        datetime.fromisoformat(f"2026-03-0{n}") for n in range(1, 6)
    ]


def test_other_formats_of_one_paper_are_no_further_items() -> None:
    rows = "".join(
        f"<tr><td>Báo cáo số {n} về thu ngân sách</td><td>0{n}/03/2026</td><td>"
        f"<a href='/tep/{n}00.pdf'>PDF</a> <a href='/tep/{n}00.doc'>DOC</a></td></tr>"
        for n in range(1, 6)
    )
    items = read_listing(page(table(rows), LISTING_URL)).items
    assert [item.href for item in items] == [f"/tep/{n}00.pdf" for n in range(1, 6)]


def test_a_heading_dates_the_items_below_it() -> None:
    days = "".join(
        f"<h4>Ngày {day:02d}/05/2026</h4><ul>"
        + "".join(
            f"<li><a href='/tb/{day}{n}0001'>Thông báo tuyển sinh lớp {day}{n} hệ mới</a></li>"
            for n in range(3)
        )
        + "</ul>"
        for day in (12, 11)
    )
    items = read_listing(page(framed(days), LISTING_URL)).items
    assert [item.date.day for item in items if item.date] == [12, 12, 12, 11, 11, 11]


def test_a_picture_and_a_title_with_one_address_are_one_item() -> None:
    entries = "".join(
        f"<div class='n'><a href='/tin/{n}777-le-hoi'><img src='/{n}.jpg'></a>"
        f"<a href='/tin/{n}777-le-hoi'>Lễ hội đua thuyền lần thứ {n} trên sông Vàm</a> (0{n}/02/2026)</div>"
        for n in range(1, 6)
    )
    items = read_listing(page(framed(entries), LISTING_URL)).items
    assert [item.title for item in items] == [
        f"Lễ hội đua thuyền lần thứ {n} trên sông Vàm" for n in range(1, 6)
    ]


def test_sidebar_counters_and_clocks_do_not_change_a_listing() -> None:
    one, other = (
        read_listing(page(listing_html(5, views=views, sidebar=size), LISTING_URL))
        for views, size in ((3, 4), (88, 12))
    )
    assert one == other


def test_selectors_of_a_profile_go_before_what_is_found() -> None:
    for link in ("h3 a::attr(href)", "./h3/a/@href"):
        rules = ListingRules(
            item="div.item", link=link, title="h3", date=".date::text",
            date_format="%d/%m/%Y", next="//div[@class='paging']/a[1]/@href",
        )  # fmt: skip
        profile = Profile(name="x", listing=rules)
        listing = read_by_profile(page(listing_html(4), LISTING_URL), profile).listing
        assert listing is not None
        assert [item.date for item in listing.items] == [
            datetime.fromisoformat(f"2026-01-0{n}") for n in range(1, 5)
        ]
        assert listing.next == "/tin-tuc?trang=1"


@pytest.mark.parametrize("selector", ["div[", "//a[", "a::nothing"])
def test_a_selector_that_cannot_be_read_is_named(selector: str) -> None:
    profile = Profile(name="x", listing=ListingRules(item=selector))
    with pytest.raises(SelectorError, match=r"selector"):
        read_by_profile(page(listing_html(2), LISTING_URL), profile)


@pytest.mark.parametrize("html", ["", "<p>", "<a href='http://[::1'>x</a>" * 3, "<a>" * 3000])
def test_pages_without_a_list_have_no_items(html: str) -> None:
    assert read_listing(page(html, LISTING_URL)).items == ()


def entries(names: tuple[str, ...], second: str) -> str:
    return (
        "<ul>"
        + "".join(
            f"<li><h3><a href='/item/{n}001/index.do'>{name}</a> - 2026-03-0{n}</h3>"
            f"<a href='/doc/{n}001/document.pdf'>{second}</a></li>"
            for n, name in enumerate(names, 1)
        )
        + "</ul>"
    )


def test_where_each_paper_has_a_page_and_a_file_vietnamese_portals_list_the_page() -> None:
    names = (
        "Kế hoạch chống hạn ở các xã",
        "Quyết định về giá nước sạch",
        "Thông báo lịch cắt điện",
    )
    items = read_listing(page(framed(entries(names, "Tải về")), LISTING_URL)).items
    assert [item.title for item in items] == list(names)
    assert all(item.href.startswith("/item/") for item in items)
    assert [item.date.day for item in items if item.date] == [1, 2, 3]


def test_and_elsewhere_the_file_is_the_item_with_the_same_title_and_date() -> None:
    names = (
        "Morel v. Hubbard Water Company",
        "State v. Sanders and others",
        "Reed v. City of Gurdon",
    )
    html = f"<html lang=en><body>{entries(names, 'Download the PDF version')}</body></html>"
    items = read_listing(page(html, "https://courts.example/opinions")).items
    assert all(item.href.startswith("/doc/") for item in items)
    assert [item.date.day for item in items if item.date] == [1, 2, 3]
    assert [item.title.partition(" - ")[0] for item in items] == list(names)
