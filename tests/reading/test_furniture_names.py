import pytest

from reading.blocks import blocks
from reading.furniture import is_furniture, is_imprint_line, is_related_heading, is_tool_line
from reading.outline import Element
from tests.reading.pages_written import PROSE, page

TEXT = "".join(f"<p>{text}</p>" for text in PROSE)
LABEL = "Tin ngắn bên lề"


def part(attributes: str, *, tag: str = "div", inner: str = LABEL) -> Element:
    top = page(
        f"<body><main>{TEXT}</main><{tag} data-x=1 {attributes}>{inner}</{tag}></body>"
    ).outline
    return next(e for e in top.elements() if e.get("data-x"))


@pytest.mark.parametrize(
    "name",
    [
        "nav", "navbar", "main-nav", "menu", "top_menu", "mainmenu", "breadcrumb", "breadcrumbs", "footer",
        "page-footer", "sidebar", "left-sidebar", "aside", "banner", "top-banner", "ads", "ads2", "quangcao",
        "related", "related_asset", "tin-lien-quan", "tin_lien_quan", "lien-quan", "tin-khac", "tinkhac",
        "cac-tin-khac", "other-news", "comments", "binh-luan", "share", "social", "social-links", "zalo", "tags",
        "taglist", "pagination", "paging", "phantrang", "view-count", "luotxem", "luot-xem", "counter", "thongke",
        "visitors", "rating", "danhgia", "toolbar", "print", "font-size", "newsletter", "login", "search",
        "timkiem", "copyright", "cookie", "popup", "weather", "thoitiet", "clock", "egov_date", "language", "poll",
        "lienketweb", "weblinks", "widget", "portlet-topper-toolbar", "asset-ratings", "asset-metadata-actions",
    ],
)  # fmt: skip
def test_names_of_furniture_are_known_as_id_and_as_class(name: str) -> None:
    for attributes in (f"id='{name}'", f"class='box {name}'", f"class='{name.upper()} x'"):
        assert part(attributes).furniture


@pytest.mark.parametrize(
    "name",
    [
        "content_ad5f1b22", "content_ads5f1b", "c0ffee11", "block-abad1dea7", "id_5ad5_1", "noidung", "noi-dung",
        "content", "main-content", "chi-tiet", "journal-content-article", "article-body", "entry-content",
        "asset-abstract", "asset-summary", "divData", "excerpt", "portlet-body", "columns", "shared", "heading",
        "adsl", "sharepoint", "navy", "reading", "loads", "roadside", "statement", "printed-matter2", "viewer",
        "bannerman", "d-print-none", "no-print", "tintuc", "vanban", "thongbao", "searchresults", "search-results",
        "tagged", "pagecontent", "menus-of-day", "related0", "x-tin", "item", "postlist", "researcher",
    ],
)  # fmt: skip
def test_names_that_only_sound_like_it_are_no_furniture(name: str) -> None:
    if name == "related0":
        assert part(f"class='{name}'").furniture  # a number behind a name is that name
        return
    for attributes in (f"id='{name}'", f"class='box {name}'"):
        assert not part(attributes).furniture


@pytest.mark.parametrize("tag", ["nav", "footer", "aside", "menu", "dialog", "marquee", "form"])
def test_elements_that_are_furniture_by_nature(tag: str) -> None:
    assert part("", tag=tag).furniture


@pytest.mark.parametrize(
    "tag", ["div", "section", "article", "main", "header", "table", "ul", "center"]
)
def test_elements_that_are_not(tag: str) -> None:
    assert not part("", tag=tag, inner=f"<li><td>{LABEL}").furniture


@pytest.mark.parametrize(
    "role", ["navigation", "banner", "contentinfo", "complementary", "search", "menubar"]
)
def test_roles_tell_furniture(role: str) -> None:
    assert part(f"role={role}").furniture
    assert not part("role=main").furniture


@pytest.mark.parametrize(
    "name", ["content_ad5f1b22", "main_5ad5a1b2", "print9f8e7d6c", "p_0123abcd"]
)
def test_a_generated_id_around_the_text_does_not_hide_it(name: str) -> None:
    html = f"<div id='{name}'>{''.join(f'<p>{p[:50]}</p>' for p in PROSE)}</div>"
    assert len(blocks(page(html).outline, is_furniture)) == len(PROSE)


def test_everything_inside_furniture_is_furniture() -> None:
    element = part("class=sidebar", inner=f"<div class=article-body><p>{LABEL}</p></div>")
    assert all(inner.furniture for inner in element.elements())


@pytest.mark.parametrize("name", ["widget", "sidebar", "search", "teaser", "promo", "vote"])
def test_the_part_that_holds_the_text_is_kept_under_any_name(name: str) -> None:
    top = page(
        f"<body><div class='{name}'>{TEXT}</div><div class='{name}'>{LABEL}</div></body>"
    ).outline
    assert [b.text for b in blocks(top, is_furniture)] == list(PROSE)


@pytest.mark.parametrize("name", ["comment", "comments", "cookie-consent", "popup", "binh-luan"])
def test_comments_and_consents_are_never_the_text(name: str) -> None:
    top = page(f"<body><p>{PROSE[0]}</p><div class='{name}'>{TEXT * 3}</div></body>").outline
    assert [b.text for b in blocks(top, is_furniture)] == [PROSE[0]]


def test_a_form_around_the_whole_page_is_no_furniture() -> None:
    top = page(f"<body><form action='/x.aspx'><div>{TEXT}</div></form></body>").outline
    assert len(blocks(top, is_furniture)) == len(PROSE)


@pytest.mark.parametrize(
    "line",
    [
        "Lượt xem: 1.204", "Số lượt xem: 12", "Đã xem 77 lượt", "Lượt truy cập: 12.345.678", "View count: 308",
        "123 lượt xem", "[Trở về]", "Quay lại", "Về đầu trang", "In trang này", "Gửi email", "Chia sẻ bài viết",
        "| In | Email |", "Cỡ chữ: A- A A+", "Đánh giá bài viết", "Facebook · Zalo", "Đang online: 12", "Theo dõi",
    ],
)  # fmt: skip
def test_more_tools_and_counters(line: str) -> None:
    assert is_tool_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Xem 12 mẫu đơn tại Phụ lục", "Đã xem xét 12 hồ sơ", "Tải 12 tấn gạo", "Lượt 2: đội Cồn Vang thắng",
        "In ấn tài liệu: 12 bộ", "Zalo của Sở: 0905", "12", "Theo dõi mực nước", "Về đầu tư công năm 2026",
        "Số người chết: 12", "Chia sẻ khó khăn với người dân vùng lũ", "Lượt xem: giảm", "Top 10 xã dẫn đầu",
    ],
)  # fmt: skip
def test_near_misses_of_tools_are_text(line: str) -> None:
    assert not is_tool_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Các tin khác", "Các tin khác (12)", "Tin khác:", "Tin liên quan", "Bài viết liên quan", "Các bài cùng chuyên mục",
        "Văn bản liên quan", "Tin mới hơn", "Những tin cũ hơn", "Xem thêm:", "Đọc nhiều nhất"[:0] or "Tin đọc nhiều",
        "Có thể bạn quan tâm", "RELATED NEWS", "Thông tin khác", "Tin bài khác…", "» Các tin đã đưa",
    ],
)  # fmt: skip
def test_more_headings_of_other_news(line: str) -> None:
    assert is_related_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "Các tin khác cho biết bão đã đổi hướng", "Thông tin về dịch bệnh", "Tin vui từ xã Khe Lim", "Văn bản mới ban hành"
        " của Thủ tướng", "Xem thêm tại phụ lục kèm theo Quyết định", "Bài học kinh nghiệm", "Khác",
    ],
)  # fmt: skip
def test_near_misses_of_such_headings_are_text(line: str) -> None:
    assert not is_related_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "Địa chỉ: Số 12 đường Bến Cá - Điện thoại: (0299) 3512353; Fax: (0299) 3736661", "© 2026 Sở Y tế tỉnh Nam Hải",
        "Ghi rõ nguồn: “Cổng thông tin điện tử tỉnh Nam Hải” khi phát hành lại thông tin", "Copyright 2026 VNPT",
        "Chịu trách nhiệm nội dung: Ông Lê Văn Tám", "Bản quyền thuộc Ủy ban nhân dân tỉnh Nam Hải",
        "Điện thoại: 0299.3512353, Email: vanthu@nam-hai.example.vn",
        "Bộ phận Một cửa: (0299) 37367115; Email: motcua@nam-hai.example.vn",
    ],
)  # fmt: skip
def test_the_imprint_of_a_site_is_known(line: str) -> None:
    assert is_imprint_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Địa chỉ thường trú của hộ bị ảnh hưởng được lập thành danh sách", "Các sở báo cáo qua điện thoại khi có sự cố",
        "Sở Y tế chịu trách nhiệm chủ trì thực hiện", "Vi phạm bản quyền phần mềm giảm 12%", "Cấp giấy phép số 12 cho mỏ cát",
        "Địa chỉ: phòng tiếp công dân, số 12 đường Bến Cá", PROSE[0],
    ],
)  # fmt: skip
def test_near_misses_of_an_imprint_are_text(line: str) -> None:
    assert not is_imprint_line(line)
