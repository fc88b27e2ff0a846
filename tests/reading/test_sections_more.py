import pytest

from reading.addresses import canonical, is_home, is_trap, item_key, page_number_url, same_host
from reading.pages import EMPTY_PROFILE
from reading.sections import find_sections, kind_of_label
from sources.model import ArticleRules, Profile
from tests.reading.pages_written import HOME, page

HOST = "https://www.nam-hai.example.vn"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Thông tin chỉ đạo, điều hành", "directives"), ("Công điện - Chỉ thị", "directives"), ("CHỈ ĐẠO CỦA UBND TỈNH", "directives"),
        ("Văn bản pháp quy", "legal"), ("Công báo điện tử", "legal"), ("Hệ thống văn bản", "legal"), ("Quyết định", "legal"),
        ("Tin tức", "news"), ("Tin hoạt động", "news"), ("Thông báo", "news"), ("Bản tin", "news"), ("News", "news"),
        ("Tin chỉ đạo điều hành", "news"), ("Lịch tiếp công dân", None), ("Hỏi đáp", None), ("Góp ý dự thảo văn bản", None),
        ("Thông tin tuyển dụng", None), ("Đấu thầu", None), ("Sơ đồ cổng", None), ("Video", None), ("Tiếng Anh", None), ("", None), ("   ", None),
        ("Danh bạ điện tử", None), ("Thống kê truy cập", None), ("Tinh thần khởi nghiệp", None), ("a" * 61, None),
    ],
)  # fmt: skip
def test_labels_of_menus_have_their_kinds(label: str, kind: str | None) -> None:
    assert kind_of_label(label) == kind


def test_no_more_sections_than_a_portal_has() -> None:
    links = "".join(f"<a href='/muc-{n}'>Tin tức {n}</a>" for n in range(40))
    found = find_sections(page(f"<nav>{links}</nav>", HOME), EMPTY_PROFILE)
    assert len(found) == 12
    assert len({section.name for section in found}) == 12


@pytest.mark.parametrize(
    "href",
    [
        "/",
        "#",
        "",
        "javascript:x",
        "/rss",
        "/tin-tuc/print",
        "http://[::1",
        "//khac.example/tin-tuc",
        "/dang-nhap",
    ],
)
def test_links_that_lead_nowhere_are_no_sections(href: str) -> None:
    assert find_sections(page(f"<a href='{href}'>Tin tức</a>", HOME), EMPTY_PROFILE) == ()


def test_an_item_named_like_a_section_is_none() -> None:
    link = "<a href='/tb/77'>Thông báo</a>"
    profile = Profile(name="x", article=ArticleRules(url_pattern=r"/tb/\d+"))
    assert find_sections(page(link, HOME), profile) == ()
    assert len(find_sections(page(link, HOME), EMPTY_PROFILE)) == 1


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("/a?b=&c=1", "/a?b=&c=1"), ("/a?&&b=1&", "/a?b=1"), ("/a?T=1700000000000&id=1", "/a?id=1"), ("/a?t=12", "/a?t=12"),
        ("/a?_=1700000000000", "/a"), ("/a?sid=0123456789abcdef0123", "/a"), ("/a?sid=7", "/a?sid=7"), ("/a?print_mode=1&x=2", "/a?x=2"),
        ("/a;JSESSIONID=AB12.node1?x=1", "/a?x=1"), ("/a?_101_redirect=%2F&_101_cur=3", "/a?_101_cur=3"), ("/a%20b?q=%C4%91", "/a%20b?q=%C4%91"),
        ("/a?id=1#noidung", "/a?id=1"), ("/A/B", "/A/B"), ("/a?zarsrc=31&gclid=x&mc_cid=1&id=7", "/a?id=7"),
    ],
)  # fmt: skip
def test_more_of_what_does_and_does_not_identify(written: str, kept: str) -> None:
    assert canonical(HOST + written) == HOST + kept
    assert canonical(canonical(HOST + written)) == HOST + kept


@pytest.mark.parametrize("path", ["/c/portal/logout", "/tin/print.aspx", "/log-in", "/vi/en", "/a?languageId=en_US", "/a?tmpl=component", "/lich", "/wp-login.php",
                                  "/so-do-trang", "/user/login?x", "/a?lang=en", "/dang-ky/x", "ftp://a.example/x", "http://[::1"])  # fmt: skip
def test_more_traps(path: str) -> None:
    assert is_trap(path if ":" in path else HOST + path)


@pytest.mark.parametrize(
    "path",
    [
        "/lich-su",
        "/printing",
        "/tin?id=1",
        "/dang-bo",
        "/feedback",
        "/a?plang=1",
        "/vi/tin",
        "/en/news",
        "/logistics",
    ],
)
def test_near_misses_of_traps(path: str) -> None:
    assert not is_trap(HOST + path)


@pytest.mark.parametrize(
    "path",
    ["/vi", "/vi/", "/pages/home.aspx", "/Default.aspx", "/main.php", "/web/so-y-te/", "/portal"],
)
def test_more_front_pages(path: str) -> None:
    assert is_home(HOST + path)


@pytest.mark.parametrize(
    "path",
    [
        "/?p=12",
        "/vi/tin-tuc",
        "/homepage-news",
        "/index.php/vi/news",
        "/web/so-y-te/tin",
        "/van-ban",
    ],
)
def test_near_misses_of_front_pages(path: str) -> None:
    assert not is_home(HOST + path)


@pytest.mark.parametrize("url", ["http://[::1", "http://[x]/", "", "//", "javascript:1", "\x00"])
def test_no_address_makes_these_questions_fail(url: str) -> None:
    assert isinstance(item_key(url, EMPTY_PROFILE), str)
    assert is_home(url) in (True, False)
    assert same_host(url, HOST) is False


def test_a_page_number_is_set_once_and_the_rest_stays() -> None:
    assert page_number_url(HOST + "/t?a=1&page=2&b=", "page", 3) == HOST + "/t?a=1&b=&page=3"
    assert page_number_url(HOST + "/t", "page", 2) == HOST + "/t?page=2"
    assert page_number_url(HOST + "/t?q=%C4%91", "page", 2) == HOST + "/t?q=%C4%91&page=2"


def test_a_key_without_a_group_is_its_whole_match_and_one_that_fails_is_the_address() -> None:
    profile = Profile(name="x", article=ArticleRules(key=r"id=\d+"))
    assert item_key(HOST + "/a?c=1&id=77", profile) == "id=77"
    assert item_key(HOST + "/a?c=1", profile) == "nam-hai.example.vn/a?c=1"
