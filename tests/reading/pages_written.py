"""Pages written for the tests: the forms of portals, with invented places and contents."""

from reading.page import Page

HOME = "https://www.nam-hai.example.vn/"
ARTICLE_URL = HOME + "chi-tiet-tin/-/view-article/1/95/1769908597075"
LISTING_URL = HOME + "tin-tuc"

PROSE = (
    "(Web Nam Hải) Sáng 4/2, Ủy ban nhân dân tỉnh họp bàn việc sửa chữa hồ chứa nước Khe Lim.",
    "Theo báo cáo, mực nước hồ đã xuống thấp hơn trung bình nhiều năm, ảnh hưởng vụ đông xuân.",
    "Yêu cầu Sở Xây dựng báo cáo tiến độ trước ngày 15/02/2026.",
    "Các địa phương chủ động phương án tưới tiết kiệm, bảo đảm đủ nước cho 1.200 ha lúa.",
)


def page(html: str, url: str = ARTICLE_URL, *, final_url: str = "") -> Page:
    """A page of this text, as UTF-8."""
    return Page.parse(url, html.encode(), "text/html; charset=utf-8", final_url=final_url)


def framed(
    content: str, *, title: str = "Cổng thông tin điện tử tỉnh Nam Hải", views: int = 7
) -> str:
    """A whole page of the portal around some content; its frame moves with `views`."""
    return f"""<!DOCTYPE html><html lang="vi-VN"><head><title>{title}</title>
    <meta charset="utf-8"></head><body id="p{views}">
    <div class="header"><span class="clock">Thứ Tư, 0{views % 9 + 1}/03/2026</span></div>
    <nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/tin-tuc">Tin tức - Sự kiện</a></li>
    <li><a href="/chi-dao-dieu-hanh">Chỉ đạo điều hành</a></li>
    <li><a href="/van-ban">Văn bản</a></li><li><a href="/lien-he">Liên hệ</a></li>
    <li><a href="https://elsewhere.example/tin-tuc">Tin tức ngành</a></li></ul></nav>
    <div id="content-{views}">{content}</div>
    <div class="footer">Số lượt truy cập: {views * 1000}</div></body></html>"""


def article_html(*, views: int = 7, prose: tuple[str, ...] = PROSE, extra: str = "") -> str:
    """A detail page: title, time, lead, picture, paragraphs, author, then other news."""
    paragraphs = "".join(f"<p>{text}</p>" for text in prose)
    content = f"""<div class="portlet-body"><h2>Sửa chữa hồ chứa nước Khe Lim</h2>
    <div class="date">10:47, Thứ Sáu, 6-2-2026 Lượt xem: {views}</div>
    <div class="chi-tiet"><figure><img src="/image/ho.jpg?t={views}000000">
    <figcaption>Hồ Khe Lim nhìn từ đập chính</figcaption></figure>{paragraphs}
    <p style="text-align:right"><b>Thu Hà</b></p>{extra}</div>
    <div>Lượt xem: {views}</div>
    <p>Các tin khác</p><ul><li><a href="/chi-tiet-tin/-/view-article/1/95/17699085{views:05d}">
    Lịch tiếp dân tháng {views % 12 + 1} của lãnh đạo tỉnh</a> (0{views % 9 + 1}/02/2026)</li></ul></div>"""
    return framed(content, title="Chi tiết tin - Cổng thông tin điện tử tỉnh Nam Hải", views=views)


def listing_html(count: int = 6, *, sidebar: int = 8, views: int = 7) -> str:
    """A listing of `count` news with dates, a wordier sidebar beside it, and a next page."""
    items = "".join(
        f"""<div class="item item-{n}"><h3><a href="/chi-tiet-tin/-/view-article/1/82/17699{n:08d}">
        Xã số {n} khánh thành nhà văn hóa thôn mới</a></h3>
        <span class="date">{n + 1:02d}/01/2026</span><p>Tóm tắt ngắn về buổi lễ số {n}.</p></div>"""
        for n in range(count)
    )
    links = "".join(f'<li><a href="/muc/{n}">Chuyên mục {n}</a></li>' for n in range(sidebar))
    return framed(
        f"""<div class="list">{items}</div><div class="sidebar"><ul>{links}</ul></div>
        <div class="paging"><a href="/tin-tuc?trang=1">1</a>
        <a href="/tin-tuc?trang=2">Trang sau</a></div>""",
        views=views,
    )
