"""What a visitor sees, over real HTTP: home, lists, articles, files, and what moves on them."""

import re
from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from demo.items import Item, Kind
from demo.pages import file_path
from demo.portal import DemoPortal
from tests.demo.browser import Answer, article_links, fetch, whole_list
from tests.demo.test_pdf import text_of


def page_of(portal: DemoPortal, item: Item) -> Answer:
    return fetch(portal.url, portal.item(item).path)


def of_kind(portal: DemoPortal, kind: Kind) -> Item:
    return next(item for item in portal.items if item.kind is kind)


def test_the_home_page_shows_the_furniture_of_a_portal(portal: DemoPortal) -> None:
    home = fetch(portal.url).text
    assert re.search(r"(Thứ \w+|Chủ Nhật), \d+-\d+-\d{4} \d\d:\d\d:\d\d", home)
    assert re.search(r"\d\d°C", home)
    assert "Tổng lượt truy cập: 480" in home
    assert "_WAR_3cmsnewportlet_INSTANCE_" in home


def test_the_speech_is_shown_in_the_form_of_the_portal(portal: DemoPortal) -> None:
    page = page_of(portal, of_kind(portal, Kind.SEED)).text
    parts = [
        '<h1 class="news-title">Triển khai nhiệm vụ thông tin và truyền thông năm 2023</h1>',
        '<span class="news-date">10:47, Thứ Sáu, 6-1-2023</span>',
        "<strong>(Web Quảng Trị) Ngày 4/1, Sở Thông tin",
        "trao bằng khen và danh hiệu",
        "<strong>Hồng Hà</strong>",
        "<h3>Các tin khác</h3>",
    ]
    places = [page.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_paragraph_of_every_kind_is_on_its_page(portal: DemoPortal, kind: Kind) -> None:
    item = of_kind(portal, kind)
    page = page_of(portal, item).text
    for text in (item.title, item.lead, *item.paragraphs, item.closing, item.author, item.caption):
        assert text in page


def test_a_relayed_letter_has_the_prefix_in_its_page_title(portal: DemoPortal) -> None:
    page = page_of(portal, of_kind(portal, Kind.LETTER)).text
    assert "<title>Chi tiết tin - " in page
    assert "Chi tiết tin" not in page_of(portal, of_kind(portal, Kind.NEWS)).text


def test_a_paper_shows_its_properties_and_its_file(portal: DemoPortal) -> None:
    item = of_kind(portal, Kind.PAPER)
    page = page_of(portal, item).text
    assert item.paper is not None
    for label, value in item.paper.rows():
        assert f"<th>{label}</th><td>{value}</td>" in page
    assert f'<a href="{file_path(item, item.attachments[0])}">' in page


def test_every_attached_file_is_a_pdf_with_the_number_in_it(portal: DemoPortal) -> None:
    papers = [item for item in portal.items if item.paper]
    assert any(" " in item.attachments[0].name for item in papers)
    for item in papers:
        got = fetch(portal.url, file_path(item, item.attachments[0]))
        assert got.headers["content-type"] == "application/pdf"
        assert got.body == item.attachments[0].data
        assert item.paper is not None
        assert f"Số: {item.paper.number}" in text_of(got.body)


def test_a_replaced_file_has_the_same_address(portal: DemoPortal) -> None:
    item = of_kind(portal, Kind.PAPER)
    path = file_path(item, item.attachments[0])
    before = fetch(portal.url, path)
    portal.replace_attachment(item)
    after = fetch(portal.url, path)
    assert after.status == 200
    assert after.body != before.body


def test_two_fetches_differ_only_in_furniture(portal: DemoPortal) -> None:
    item = of_kind(portal, Kind.ORDER)
    one, two = page_of(portal, item), page_of(portal, item)
    assert one.body != two.body
    moving = r"Lượt xem: \d+|t=[0-9a-f]{8}|[0-9a-f]{8}|\d\d:\d\d:\d\d|\d\d°C|truy cập: \d+"
    lines = zip(one.text.splitlines(), two.text.splitlines(), strict=True)
    different = [pair for pair in lines if pair[0] != pair[1]]
    assert len(different) > 5
    assert all(re.search(moving, line) for line, _ in different)


def test_the_view_counter_counts_each_page_for_itself(portal: DemoPortal) -> None:
    first, second = portal.items[0], portal.items[1]
    page_of(portal, first)
    assert "Lượt xem: 2" in page_of(portal, first).text
    assert "Lượt xem: 1<" in page_of(portal, second).text


def test_other_items_change_with_each_publication(portal: DemoPortal) -> None:
    item = of_kind(portal, Kind.ORDER)
    before = article_links(page_of(portal, item))
    new = portal.publish("order")
    after = article_links(page_of(portal, item))
    assert before != after
    assert new.path in after
    assert item.path not in after, "an item is not its own neighbour"


def test_a_withdrawn_item_is_gone_with_its_file_and_comes_back(portal: DemoPortal) -> None:
    item = of_kind(portal, Kind.PAPER)
    path = file_path(item, item.attachments[0])
    portal.withdraw(item)
    gone = page_of(portal, item)
    assert gone.status == fetch(portal.url, path).status == 404
    assert "Không tìm thấy trang" in gone.text
    assert item.path not in whole_list(portal.url, "van-ban")
    portal.restore(item)
    assert page_of(portal, item).status == fetch(portal.url, path).status == 200


def test_a_moved_item_is_reached_from_its_old_address(portal: DemoPortal) -> None:
    item = portal.items[0]
    portal.move(item, 777)
    old = fetch(portal.url, item.path)
    assert old.status == 301
    assert old.headers["location"] == portal.item(item).path
    assert fetch(portal.url, old.headers["location"]).status == 200
    assert portal.item(item).path in whole_list(portal.url, item.section.slug)


@pytest.mark.parametrize(
    "path",
    [
        "/chi-tiet-tin/-/view-article/1/82/1",
        "/chi-tiet-tin/-/view-article/1/82/",
        "/chi-tiet-tin/-/view-article/1/82/99999999999999999999999999",
        "/documents/20181/x/y.pdf",
        "/documents/20181/",
        "/tin-tuc/khac",
        "/../etc/passwd",
        "/favicon.ico",
    ],
)
def test_an_unknown_address_is_a_404(portal: DemoPortal, path: str) -> None:
    assert fetch(portal.url, path).status == 404


def test_an_item_under_a_category_it_never_had_is_a_404(portal: DemoPortal) -> None:
    item = portal.items[0]
    assert fetch(portal.url, f"/chi-tiet-tin/-/view-article/1/5/{item.id}").status == 404


def test_robots_keep_out_of_login_and_commands(portal: DemoPortal) -> None:
    robots = fetch(portal.url, "/robots.txt")
    assert robots.headers["content-type"].startswith("text/plain")
    assert "Disallow: /admin/" in robots.text


def test_no_page_links_to_the_commands(portal: DemoPortal) -> None:
    for path in ("/", "/tin-tuc", "/gioi-thieu", "/lien-he", "/c/portal/login", "/khong-co"):
        assert "/admin" not in fetch(portal.url, path).text


def test_images_of_articles_exist(portal: DemoPortal) -> None:
    item = of_kind(portal, Kind.NEWS)
    found = re.search(r'src="(/image/journal/article[^"]+)"', page_of(portal, item).text)
    assert found is not None
    assert fetch(portal.url, found.group(1)).body.startswith(b"GIF89a")


def test_hostile_text_is_escaped(portal: DemoPortal) -> None:
    item = portal.publish("news", title='<script>alert(1)</script> & "hai"', paragraphs=("a<b",))
    raw = page_of(portal, item).body.decode()
    assert "<script>alert(1)" not in raw
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in raw
    assert '<p style="text-align: justify;">a&lt;b</p>' in raw


def test_an_address_may_be_quoted_more_than_needed(portal: DemoPortal) -> None:
    item = next(item for item in portal.items if item.paper)
    quoted = quote(file_path(item, item.attachments[0]), safe="/")
    assert fetch(portal.url, quoted).status == 200


def test_the_banner_follows_the_given_clock() -> None:
    noon = datetime(2026, 2, 5, 5, 0, 7, tzinfo=UTC)
    with DemoPortal(5, today=noon.date(), clock=lambda: noon) as portal:
        assert "Thứ Năm, 5-2-2026 12:00:07" in fetch(portal.url).text
