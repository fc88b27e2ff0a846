import pytest

from reading.kinds import kind_of, signs_of
from tests.reading.pages_written import (
    ARTICLE_URL,
    HOME,
    LISTING_URL,
    PROSE,
    article_html,
    framed,
    listing_html,
    page,
)

NEWS = [
    f"Xã {name} tổ chức lễ ra quân đầu năm"
    for name in ("Khe Lim", "Cồn Vang", "Bãi Nhạn", "Suối Ngà")
]


def kind(content: str, path: str = "muc/x") -> str:
    return kind_of(page(framed(content), HOME + path))


@pytest.mark.parametrize(
    "content",
    [
        "".join(f"<div><a href='/tin/{n}001'>{t}</a> (0{n}/02/2026)</div>" for n, t in enumerate(NEWS, 1)),
        "<table>" + "".join(f"<tr><td>{n}/KH-UBND</td><td>0{n}/02/2026</td><td><a href='/vb/{n}001'>{t}</a></td></tr>"
                            for n, t in enumerate(NEWS, 1)) + "</table>",
        "<ul>" + "".join(f"<li><a href='/tep/{n}001.pdf'>{t}</a></li>" for n, t in enumerate(NEWS, 1)) + "</ul>",
        "".join(f"<h3><a href='/tin/{n}001-a-b'>{t}</a></h3><p>{PROSE[1]}</p>" for n, t in enumerate(NEWS, 1)),
        f"<div><h3><a href='/tin/1001-a-b'>{NEWS[0]}</a></h3><span>02/02/2026</span><p>{PROSE[2]}</p></div>",
    ],
)  # fmt: skip
def test_listings_are_known_however_they_are_drawn(content: str) -> None:
    assert kind(content) == "listing"


@pytest.mark.parametrize(
    "content",
    [
        "<h1>Sửa hồ Khe Lim</h1>" + "".join(f"<p>{p}</p>" for p in PROSE),
        "<h1>Sửa hồ Khe Lim</h1>" + "<br>".join(PROSE),
        "<h1>Sửa hồ</h1>" + "".join(f"<p>{p}</p>" for p in PROSE) + "<p><a href='/a.pdf'>Công văn số 5/UBND ngày 02/02/2026</a></p>",
        "<h1>Sửa hồ</h1>" + "".join(f"<p>{p}</p>" for p in PROSE) + "<p>Các tin khác</p><ul>"
        + "".join(f"<li><a href='/tin/{n}001'>{t}</a> (0{n}/02/2026)</li>" for n, t in enumerate(NEWS, 1)) + "</ul>",
        "<h1>Sửa hồ</h1>" + "".join(f"<p>{p} Theo <a href='/vb/{n}001'>Nghị quyết số {n}</a>, kinh phí do tỉnh cấp.</p>" for n, p in enumerate(PROSE)),
        "<form action=/x.aspx><h1>Sửa hồ</h1>" + "".join(f"<p>{p}</p>" for p in PROSE) + "</form>",
    ],
)  # fmt: skip
def test_articles_are_known_with_files_links_and_other_news(content: str) -> None:
    assert kind(content) == "article"


@pytest.mark.parametrize(
    "content",
    ["", "<p>Trang đang cập nhật</p>", "<h1>Bản đồ</h1><img src=/bd.png>", "<p>Xin chào</p><a href='/tin/1001-a-b'>Xem</a>",
     "<h1>Góp ý</h1><form><input type=text><input type=email><input type=text><textarea></textarea></form><p>" + PROSE[1] + "</p>"],
)  # fmt: skip
def test_pages_that_say_little_are_other(content: str) -> None:
    assert kind(content) == "other"


@pytest.mark.parametrize(
    "path",
    [
        "lien-he",
        "contact.html",
        "hoi-dap",
        "gop-y.aspx",
        "vi/so-do-cong",
        "sitemap",
        "dang-nhap",
        "faq/",
    ],
)
def test_pages_that_serve_visitors_are_other_whatever_they_tell_them(path: str) -> None:
    letter = "".join(f"<p>{p}</p>" for p in PROSE)
    assert kind(f"<h1>Kính gửi công dân</h1>{letter}", path) == "other"
    assert kind(f"<h1>Kính gửi công dân</h1>{letter}", path.rstrip("/") + "-cua-dan/7") == "article"


@pytest.mark.parametrize("path", ["", "index.html", "trang-chu", "web/nam-hai/home"])
def test_a_front_page_is_other_even_if_it_lists_news(path: str) -> None:
    assert kind_of(page(listing_html(9), HOME + path)) == "other"


def test_an_imprint_under_a_list_of_one_makes_no_article() -> None:
    one = f"<div><h3><a href='/tin/1001-a-b'>{NEWS[0]}</a></h3><span>02/02/2026</span></div>"
    imprint = (
        "<p>Địa chỉ: Số 12 đường Bến Cá, phường Nam Hải - Điện thoại: (0299) 3512353; Fax: (0299) 3736661; hòm thư góp ý</p>"
        "<p>Ghi rõ nguồn “Cổng thông tin điện tử tỉnh Nam Hải” khi phát hành lại thông tin từ các trang thuộc Cổng này.</p>"
    )
    assert kind(one + imprint) == "listing"


def test_signs_measure_prose_and_list_apart() -> None:
    article = signs_of(page(article_html(), ARTICLE_URL))
    assert article.prose_outside > 200
    assert article.listed < 0.5
    listing = signs_of(page(listing_html(6), LISTING_URL))
    assert listing.items == 6
    assert listing.dated == 1
    assert listing.listed > 0.6
    assert not listing.home
    assert not listing.notice


def test_fields_to_fill_in_are_counted() -> None:
    assert not signs_of(page(framed("<input type=text>"))).form
    assert signs_of(
        page(framed("<textarea></textarea><input type=text><input type=password>"))
    ).form
