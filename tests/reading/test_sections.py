import pytest

from reading.page import Page
from reading.pages import EMPTY_PROFILE, read
from reading.sections import find_sections, kind_of_label
from sources.model import Profile
from tests.reading.pages_written import HOME, framed, page


def home(extra: str = "") -> Page:
    return page(framed(f"<p>Chào mừng đến với tỉnh Nam Hải.</p>{extra}"), HOME)


def test_the_listings_of_the_navigation_are_found_with_their_kinds() -> None:
    found = find_sections(home(), EMPTY_PROFILE)
    assert [(s.name, s.kind, s.url) for s in found] == [
        ("tin-tuc-su-kien", "news", HOME + "tin-tuc"),
        ("chi-dao-dieu-hanh", "directives", HOME + "chi-dao-dieu-hanh"),
        ("van-ban", "legal", HOME + "van-ban"),
    ]


def test_other_hosts_items_and_repeated_links_are_no_sections() -> None:
    extra = """<a href="/chi-tiet-tin/-/view-article/1/9/1769908597075">Thông báo nghỉ Tết</a>
    <a href="/tin-tuc#2">Tin tức</a><a href="javascript:void(0)">Tin tức</a>
    <a href="/c/portal/login?x=1">Tin tức nội bộ</a>"""
    assert len(find_sections(home(extra), EMPTY_PROFILE)) == 3


def test_two_sections_of_one_title_have_two_names() -> None:
    names = [s.name for s in find_sections(home('<a href="/b">Văn bản</a>'), EMPTY_PROFILE)]
    assert names[-2:] == ["van-ban", "van-ban-2"]


def test_the_hosts_of_a_profile_decide_where_sections_may_be() -> None:
    profile = Profile(name="x", hosts=("elsewhere.example",))
    assert [s.url for s in find_sections(home(), profile)] == ["https://elsewhere.example/tin-tuc"]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Thông tin chỉ đạo", "directives"), ("CHỈ ĐẠO, ĐIỀU HÀNH", "directives"),
        ("Văn bản quy phạm pháp luật", "legal"), ("Thời sự - Chính trị", "news"),
        ("Liên hệ", None), ("Lịch công tác", None), ("", None), ("Giới thiệu văn bản mới", None),
        ("Tin tức " * 20, None),
    ],
)  # fmt: skip
def test_a_label_tells_what_it_leads_to(label: str, kind: str | None) -> None:
    assert kind_of_label(label) == kind


def test_a_front_page_is_neither_article_nor_listing() -> None:
    assert read(home(), EMPTY_PROFILE).kind == "other"
