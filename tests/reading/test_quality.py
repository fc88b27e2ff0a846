import pytest

from reading.model import Quality
from reading.page import Page
from reading.pages import EMPTY_PROFILE
from reading.quality import USABLE, Expected, judge
from sources.faults import Fault
from tests.reading.pages_written import (
    ARTICLE_URL,
    HOME,
    LISTING_URL,
    article_html,
    framed,
    listing_html,
    page,
)


def judged(found: Page, expected: Expected = "article", status: int = 200) -> Quality:
    return judge(found, status=status, expected=expected, profile=EMPTY_PROFILE, home_url=HOME)


def test_whole_pages_have_no_fault() -> None:
    assert judged(page(article_html())).fault is None
    assert judged(page(listing_html(), LISTING_URL), "listing").fault is None


@pytest.mark.parametrize(
    ("status", "fault"),
    [(403, Fault.BLOCKED), (404, Fault.NOT_FOUND), (410, Fault.NOT_FOUND),
     (429, Fault.RATE_LIMITED), (500, Fault.SERVER_ERROR), (418, Fault.BLOCKED)],
)  # fmt: skip
def test_a_status_names_its_fault(status: int, fault: Fault) -> None:
    assert judged(page("<html><body><h1>Error</h1></body></html>"), status=status).fault is fault


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("Tài nguyên không được tìm thấy.", Fault.SOFT_NOT_FOUND),
        ("Không tìm thấy trang bạn yêu cầu", Fault.SOFT_NOT_FOUND),
        ("Hệ thống đang bảo trì, mời quay lại sau.", Fault.MAINTENANCE),
        ("Vui lòng đăng nhập để xem nội dung.", Fault.LOGIN),
        ("Checking your browser before accessing", Fault.CHALLENGE),
    ],
)
def test_a_notice_with_status_200_is_no_content(words: str, fault: Fault) -> None:
    for html in (framed(f"<div>{words}</div>"), f"<html><body><p>{words}</p></body></html>"):
        for expected in ("article", "listing"):
            quality = judged(page(html), expected)
            assert quality.fault is fault
            assert quality.score < USABLE
            assert quality.reasons


def test_a_text_about_maintenance_is_content() -> None:
    prose = tuple(
        f"Điểm {n}: hệ thống cấp nước đang bảo trì, người dân thôn {n} nhận nước từ xe bồn của "
        "công ty; không tìm thấy trang thiết bị thay thế nên việc sửa chữa kéo dài thêm hai ngày."
        for n in range(9)
    )
    assert judged(page(article_html(prose=prose))).fault is None


def test_a_redirect_to_the_front_page_is_named() -> None:
    assert judged(page(listing_html(), final_url=HOME)).fault is Fault.REDIRECTED_HOME
    assert judged(page(listing_html(), HOME), "listing").fault is None


def test_a_redirect_to_a_login_is_named() -> None:
    found = page(framed("<form>Tên</form>"), final_url=HOME + "dang-nhap?redirect=x")
    assert judged(found).fault is Fault.LOGIN


def test_half_a_page_is_truncated() -> None:
    html = article_html()
    assert judged(page(html[: len(html) // 2])).fault is Fault.TRUNCATED


def test_an_empty_list_is_a_fault() -> None:
    found = page(listing_html(0, sidebar=0), LISTING_URL)
    assert judged(found, "listing").fault is Fault.EMPTY_LISTING


def test_a_list_at_the_address_of_an_article_is_no_article() -> None:
    assert judged(page(listing_html(9), ARTICLE_URL)).fault is Fault.NOT_AN_ARTICLE


def test_a_page_without_text_has_another_layout() -> None:
    assert judged(page(framed("<div></div>", title=""))).fault is Fault.LAYOUT_CHANGED


def test_advertising_of_gambling_is_spam_and_news_about_it_is_not() -> None:
    lure = "Nhà cái kubet uy tín số 1: tài xỉu, game bài đổi thưởng, nạp đầu tặng 100k. " * 3
    assert judged(page(article_html(extra=f"<p>{lure}</p>"))).fault is Fault.SPAM
    news = ("Công an tỉnh triệt phá đường dây cá cược bóng đá qua mạng, bắt giữ bảy đối tượng.",
            "Các đối tượng lập trang game bài trái phép để lôi kéo người chơi ở nhiều huyện.")  # fmt: skip
    assert judged(page(article_html(prose=news))).fault is None


@pytest.mark.parametrize("body", [b"", b"\x00" * 50, b"%PDF-1.7 abc", b"{}", b"<", b"\xff\xfe<"])
def test_no_bytes_make_judging_fail_or_pass_as_content(body: bytes) -> None:
    quality = judged(Page.parse(ARTICLE_URL, body))
    assert quality.fault is not None
    assert quality.score < USABLE
