import pytest

from reading.metadata import Metadata
from reading.pages import EMPTY_PROFILE, read_article
from reading.titles import read_title, without_site
from tests.reading.pages_written import PROSE, page

BODY = "<div class='noi-dung'>" + "".join(f"<p>{text}</p>" for text in PROSE) + "</div>"
TITLE = "Khởi công đường tránh lũ xã Bãi Nhạn"


def title_of(content: str, head: str = "") -> str:
    found = page(
        f"<html><head>{head}</head><body>{content}</body></html>", "https://a.example/tin/t-12.html"
    )
    article = read_article(found, EMPTY_PROFILE).article
    assert article is not None
    return article.title


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Chi tiết tin - Sửa đường liên xã", "Sửa đường liên xã"),
        ("Chi tiết tin tức: Sửa đường liên xã", "Sửa đường liên xã"),
        ("Sửa đường liên xã | Cổng thông tin điện tử tỉnh Nam Hải", "Sửa đường liên xã"),
        ("Cổng thông tin điện tử tỉnh Nam Hải - Sửa đường liên xã", "Sửa đường liên xã"),
        ("Sửa đường liên xã - Sở Xây dựng", "Sửa đường liên xã"),
        ("Sửa đường liên xã » Trang chủ", "Sửa đường liên xã"),
        ("Sửa đường liên xã", "Sửa đường liên xã"),
        ("Đường tỉnh 571 Khe Lim-Suối Ngà", "Đường tỉnh 571 Khe Lim-Suối Ngà"),
        ("", ""),
    ],
)
def test_the_name_of_the_site_is_no_title(written: str, kept: str) -> None:
    assert without_site(written) == kept


def test_the_told_name_of_the_site_is_taken_off_whatever_it_is() -> None:
    told = "Nam Hải hôm nay và mai sau trên đường đổi mới"
    assert without_site(f"Lũ về - {told}", told) == "Lũ về"
    assert without_site(f"{told} | Lũ về", told) == "Lũ về"


@pytest.mark.parametrize(
    "heading",
    [
        f"<h1>{TITLE}</h1>", f"<h2 class='title'>{TITLE}</h2>", f"<div class='tieu-de'>{TITLE}</div>",
        f"<span class='asset-full-content-title'>{TITLE}</span>", f"<h1><a href='/tin/t-12.html'>{TITLE}</a></h1>",
        f"<h1 class='entry-title'><span>{TITLE}</span></h1>", f"<b class='tieude'>{TITLE}</b>",
        f"<table><td class='detail-title'>{TITLE}</table>", f"<h3>{TITLE}</h3>",
    ],
)  # fmt: skip
def test_the_heading_is_the_title_however_it_is_drawn(heading: str) -> None:
    for head in ("", f"<title>{TITLE} | Cổng thông tin điện tử tỉnh Nam Hải</title>"):
        assert title_of(f"{heading}<p>02/02/2026</p>{BODY}", head) == TITLE


def test_the_name_of_the_portal_in_the_first_heading_is_not_the_title() -> None:
    content = f"<h1>Cổng thông tin điện tử tỉnh Nam Hải</h1><h2 class='title'>{TITLE}</h2>{BODY}"
    assert title_of(content, f"<title>{TITLE}</title>") == TITLE


def test_headings_of_boxes_and_of_listed_news_are_not_the_title() -> None:
    content = (
        "<div class='sidebar'><h3>Thông báo mới</h3></div><h2 class='tieu-de'>" + TITLE + "</h2>" + BODY
        + "<h3><a href='/tin/t-99.html'>Lễ ra quân thu gom rác thải ven biển</a></h3>"
    )  # fmt: skip
    assert title_of(content) == TITLE


def test_a_head_that_cuts_the_title_short_confirms_the_whole_one() -> None:
    head = f"<title>{TITLE[:26]}…</title>"
    assert title_of(f"<h2>{TITLE}</h2>{BODY}", head) == TITLE


def test_metadata_name_a_page_without_headings() -> None:
    head = f"<meta property='og:title' content='{TITLE}'><title>Tin tức</title>"
    assert title_of(BODY, head) == TITLE


def test_the_title_of_the_head_serves_when_nothing_else_does() -> None:
    assert title_of(BODY, f"<title>{TITLE} - Sở Xây dựng</title>") == TITLE


def test_a_title_with_a_dash_is_not_cut() -> None:
    whole = "Nam Hải - Vĩnh Lộc: ký kết hợp tác phát triển du lịch biển giai đoạn mới"
    assert title_of(f"<h1>{whole}</h1>{BODY}", f"<title>{whole}</title>") == whole


def test_marks_capitals_and_spaces_between_head_and_heading_do_not_matter() -> None:
    head = f"<title>{TITLE.upper()}</title>"
    assert title_of(f"<h2>  {TITLE.replace(' ', '&nbsp; ')}</h2>{BODY}", head) == TITLE


@pytest.mark.parametrize("html", ["", "<p>x</p>", "<h1></h1>", "<title> </title>", "<h1>ab</h1>"])
def test_a_page_without_a_title_has_none(html: str) -> None:
    assert read_title(page(html), Metadata(), None) == ""


def test_a_heading_longer_than_any_title_is_text() -> None:
    assert title_of(f"<h1>{'Sở Nội vụ ' * 60}</h1>{BODY}", f"<title>{TITLE}</title>") == TITLE
