import pytest

from reading.model import Quality
from reading.page import Page
from reading.pages import EMPTY_PROFILE
from reading.quality import USABLE, Expected, judge
from sources.faults import Fault
from sources.model import ListingRules, Profile
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


def judged(
    found: Page,
    expected: Expected = "article",
    status: int = 200,
    home: str = HOME,
    profile: Profile = EMPTY_PROFILE,
) -> Quality:
    return judge(found, status=status, expected=expected, profile=profile, home_url=home)


@pytest.mark.parametrize("status", [200, 203, 206, 301, 304])
def test_statuses_that_are_no_errors_name_nothing(status: int) -> None:
    assert judged(page(article_html()), status=status).fault is None


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (400, Fault.BLOCKED), (401, Fault.BLOCKED), (403, Fault.BLOCKED), (404, Fault.NOT_FOUND), (407, Fault.BLOCKED),
        (410, Fault.NOT_FOUND), (429, Fault.RATE_LIMITED), (451, Fault.BLOCKED), (500, Fault.SERVER_ERROR),
        (502, Fault.SERVER_ERROR), (503, Fault.SERVER_ERROR), (504, Fault.SERVER_ERROR), (599, Fault.SERVER_ERROR),
    ],
)  # fmt: skip
def test_an_error_status_counts_even_over_a_whole_page(status: int, fault: Fault) -> None:
    quality = judged(page(article_html()), status=status)
    assert quality.fault is fault
    assert str(status) in quality.reasons[0]


def test_maintenance_and_challenges_are_named_before_their_status() -> None:
    sign = page("<html><body><h1>Hệ thống đang bảo trì</h1></body></html>")
    assert judged(sign, status=503).fault is Fault.MAINTENANCE
    check = page("<html><body><h1>Just a moment...</h1></body></html>")
    assert judged(check, status=403).fault is Fault.CHALLENGE
    assert judged(check, status=503).fault is Fault.CHALLENGE
    assert judged(check, status=404).fault is Fault.NOT_FOUND


@pytest.mark.parametrize(
    "answered",
    ["/", "/index.html", "/trang-chu", "/web/nam-hai", "/vi", "/home?x=1"[:5]],
)
def test_an_article_that_leads_to_a_front_page_is_named(answered: str) -> None:
    found = page(listing_html(), ARTICLE_URL, final_url=HOME.rstrip("/") + answered)
    assert judged(found).fault is Fault.REDIRECTED_HOME


@pytest.mark.parametrize(
    "answered",
    [
        "/chi-tiet-tin/-/view-article/1/82/1769908597075",
        "/vi/chi-tiet-tin/-/view-article/1/95/1769908597075",
    ],
)
def test_a_move_to_another_address_of_the_article_is_no_fault(answered: str) -> None:
    assert judged(page(article_html(), final_url=HOME.rstrip("/") + answered)).fault is None


@pytest.mark.parametrize(
    "asked", ["http://nam-hai.example.vn/tin-tuc", "https://www.nam-hai.example.vn/tin-tuc/"]
)
def test_scheme_www_and_slash_make_no_redirect(asked: str) -> None:
    assert judged(page(listing_html(), asked, final_url=LISTING_URL), "listing").fault is None


@pytest.mark.parametrize(
    "answered", ["/c/portal/login?p_l_id=7", "/dang-nhap", "/sso/?next=x", "/Login.aspx?r=1"]
)
def test_a_way_to_a_login_is_named_whatever_it_shows(answered: str) -> None:
    assert (
        judged(page(framed("<p>Xin chào</p>"), final_url=HOME.rstrip("/") + answered)).fault
        is Fault.LOGIN
    )


CUT: tuple[tuple[str, Expected, str], ...] = (
    (article_html(), "article", ARTICLE_URL),
    (listing_html(30), "listing", LISTING_URL),
)


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7, 0.9, 0.97])
def test_a_page_cut_off_anywhere_is_truncated(share: float) -> None:
    for html, expected, url in CUT:
        fault = judged(page(html[: int(len(html) * share)], url), expected).fault
        assert fault is not None
        assert fault in {Fault.TRUNCATED, Fault.EMPTY_LISTING}


@pytest.mark.parametrize(
    "end",
    [
        "",
        "</html>\n\n",
        "</HTML> ",
        "</html><!-- trang 0.2s -->",
        "</body>",
        "</html>" + " " * 5_000,
    ],
)
def test_odd_ends_are_ends(end: str) -> None:
    html = article_html().removesuffix("</body></html>") + end
    fault = Fault.TRUNCATED if not end else None
    assert judged(page(html)).fault is fault


def test_a_fragment_without_html_is_not_truncated() -> None:
    text = "".join(f"<p>{p}</p>" for p in PROSE)
    assert judged(page(f"<div><h2>Sửa hồ Khe Lim</h2><p>06/02/2026</p>{text}</div>")).fault is None


@pytest.mark.parametrize("body", ['{"a": 1}', "plain", "%PDF-1.7", "GIF89a"])
def test_what_holds_no_markup_is_no_html(body: str) -> None:
    assert judged(page(body)).fault is Fault.NOT_HTML


def test_a_text_where_a_list_should_be_is_named() -> None:
    long = tuple(f"{PROSE[n % 4]} Đợt {n} của kế hoạch năm." for n in range(60))
    html = f"<html><body><h1>Kế hoạch</h1>{''.join(f'<p>{p}</p>' for p in long)}</body></html>"
    assert judged(page(html, LISTING_URL), "listing").fault is Fault.NOT_A_LISTING


def test_a_list_where_an_article_should_be_is_named() -> None:
    quality = judged(page(listing_html(10), ARTICLE_URL))
    assert quality.fault is Fault.NOT_AN_ARTICLE
    assert "10" in quality.reasons[0]


def test_a_list_by_rules_that_match_nothing_is_empty() -> None:
    profile = Profile(name="x", listing=ListingRules(item="div.no"))
    assert (
        judged(page(listing_html(0, sidebar=0), LISTING_URL), "listing", profile=profile).fault
        is Fault.EMPTY_LISTING
    )


def test_a_page_that_is_a_picture_or_a_file_is_content() -> None:
    for part in (
        "<img src='/quyet-dinh.jpg' width=800>",
        "<a href='/qd.pdf'>Toàn văn</a>",
        "<iframe src='/qd.pdf'></iframe>",
    ):
        html = framed(
            f"<h1>Quyết định về giá đất</h1><div>06/02/2026</div><div class='noi-dung'>{part}</div>"
        )
        assert judged(page(html)).fault is None


def test_a_page_without_a_time_is_usable_with_a_reason() -> None:
    html = framed(
        f"<h1>Chức năng, nhiệm vụ</h1><div class='noi-dung'><p>{PROSE[1]}</p><p>{PROSE[3]}</p></div>"
    )
    quality = judged(page(html))
    assert quality.fault is None
    assert USABLE < quality.score < 1
    assert quality.reasons


def test_every_fault_has_a_reason_that_is_a_sentence() -> None:
    for body in (b"", b"{}", b"<html><body>Access denied</body></html>", b"<html><p>x"):
        quality = judged(Page.parse(ARTICLE_URL, body))
        assert quality.reasons[0].endswith(".")
        assert quality.score < USABLE
