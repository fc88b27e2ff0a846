import pytest

from articles.model import Article
from reading.model import READING_VERSION
from reading.page import Page
from reading.pages import EMPTY_PROFILE, CompareKind, comparable, read, read_article, read_listing
from reading.platforms import NAMES, detect, generic, liferay_3cms, named
from sources.model import Profile
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

GENERIC = Profile(name="generic", platform="generic")


def test_a_reading_holds_what_its_kind_has_and_nothing_else() -> None:
    article = read(page(article_html()), EMPTY_PROFILE)
    assert (article.kind, article.article is None, article.listing) == ("article", False, None)
    listing = read(page(listing_html(), LISTING_URL), EMPTY_PROFILE)
    assert (listing.kind, listing.article, listing.listing is None) == ("listing", None, False)
    home = read(page(listing_html(), HOME), EMPTY_PROFILE)
    assert (home.kind, home.article, home.listing) == ("other", None, None)
    error = read(page("<html><body><p>Không tìm thấy trang</p></body></html>"), EMPTY_PROFILE)
    assert (error.kind, error.article, error.listing) == ("error", None, None)
    assert error.quality.score < 0.5


def test_the_doors_read_what_they_are_asked_for_whatever_the_page_is() -> None:
    assert read_article(page(listing_html(), LISTING_URL), EMPTY_PROFILE).article is not None
    assert read_listing(page(article_html()), EMPTY_PROFILE).listing is not None
    assert READING_VERSION >= 1


def test_a_list_at_the_address_of_an_article_is_read_as_a_listing() -> None:
    assert read(page(listing_html(8), ARTICLE_URL), EMPTY_PROFILE).kind == "listing"


def test_a_short_page_at_the_address_of_an_article_is_an_article() -> None:
    html = framed(
        "<h2>Thông báo nghỉ lễ</h2><div>10:00, Thứ Ba, 3-3-2026</div><p>Xem tệp đính kèm.</p>"
    )
    assert read(page(html), EMPTY_PROFILE).kind == "article"


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_profile_names_its_platform(name: str) -> None:
    assert detect(page(article_html()), Profile(name="x", platform=name)).name == name
    assert named(name).name == name


def test_an_unknown_platform_is_found_by_traits_and_has_no_name() -> None:
    assert (
        detect(page(article_html()), Profile(name="x", platform="no-such")).name == "liferay_3cms"
    )
    with pytest.raises(KeyError):
        named("no-such")
    assert generic.PLATFORM.is_shown_by(page(""))
    assert not generic.PLATFORM.is_article_address(ARTICLE_URL)


@pytest.mark.parametrize(
    ("url", "number"),
    [
        (HOME + "chi-tiet-tin/-/view-article/1/95/1769908597075", "1769908597075"),
        (HOME + "vi/chi-tiet-tin/-/view-article/1/13848241201238/1769908597075", "1769908597075"),
        (
            HOME + "chi-tiet-tin/-/view-article/1/tin-moi/1769908597075?redirect=%2F",
            "1769908597075",
        ),
        (HOME + "chi-tiet-tin/-/view-article/1/95/1769908597075#binh-luan", "1769908597075"),
        (HOME + "chi-tiet-tin/-/view-article/1/95/12", ""),
        (HOME + "chi-tiet-tin/-/view-article/1/95/1769908597075x", ""),
        (HOME + "tin?u=/-/view-content/1/95/1769908597075", ""),
        ("", ""),
    ],
)
def test_the_portals_own_id_stands_in_its_addresses(url: str, number: str) -> None:
    assert liferay_3cms.item_id(url) == number
    assert liferay_3cms.is_article_address(url) == bool(number)


def test_portlets_show_the_platform_and_its_name_in_a_text_does_not() -> None:
    assert liferay_3cms.is_shown_by(
        page("<div id='p_p_id_view_WAR_3cmsnewportlet_INSTANCE_a_'>", HOME)
    )
    assert not liferay_3cms.is_shown_by(
        page("<title>Liferay 3CMS</title><p>view-article</p>", HOME)
    )


KINDS: tuple[CompareKind, ...] = ("article", "list", "fragment")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "html", ["", "<p>", "<tr><td>", "text only", article_html(), listing_html()]
)
def test_any_page_is_comparable_as_any_kind(kind: CompareKind, html: str) -> None:
    assert isinstance(comparable(page(html), kind), Article)
    assert comparable(page(html), kind) == comparable(page(html), kind)


def test_a_list_is_compared_by_lines_without_tools_menus_and_counters() -> None:
    one, other = (
        comparable(page(listing_html(4, views=v, sidebar=s), LISTING_URL), "list")
        for v, s in ((3, 5), (9, 8))
    )
    assert one == other
    grown = comparable(page(listing_html(5), LISTING_URL), "list")
    assert grown != one
    assert len(grown.paragraphs) > len(one.paragraphs)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("02/01/2026", "03/01/2026"),
        ("Xã số 2 khánh", "Xã số 2 chưa khánh"),
        ("buổi lễ số 3", "buổi lễ số 30"),
    ],
)
def test_any_word_or_date_of_a_list_counts(old: str, new: str) -> None:
    html = listing_html(4)
    assert old in html
    assert comparable(page(html.replace(old, new), LISTING_URL), "list") != comparable(
        page(html, LISTING_URL), "list"
    )


def test_a_fragment_is_compared_by_all_of_its_lines() -> None:
    html = (
        "<tr><th>Số ký hiệu</th><td>12/KH-UBND</td></tr><tr><th>Người ký</th><td>Lê Tám</td></tr>"
    )
    assert comparable(page(html), "fragment").paragraphs == (
        "Số ký hiệu | 12/KH-UBND",
        "Người ký | Lê Tám",
    )
    for old, new in (("12/KH", "13/KH"), ("Lê Tám", "Lê Tâm"), ("Người ký", "Người trình")):
        assert comparable(page(html.replace(old, new)), "fragment") != comparable(
            page(html), "fragment"
        )


def test_a_vietnamese_and_a_foreign_page_are_compared_by_our_own_structure() -> None:
    english = "".join(
        f"<p>The council met on day {n} and decided about the new bridge over the river.</p>"
        for n in range(6)
    )
    html = f"<html><body><h1>Council decides</h1><div>{english}</div></body></html>"
    found = comparable(page(html), "article")
    assert len(found.paragraphs) == 6
    assert comparable(page(html.replace("day 3", "day 33")), "article") != found


def test_the_platform_and_the_generic_reading_agree_on_everything_but_the_author() -> None:
    platform = read_article(page(article_html()), EMPTY_PROFILE).article
    plain = read_article(page(article_html()), GENERIC).article
    assert platform is not None
    assert plain is not None
    assert plain.paragraphs[:-1] == platform.paragraphs == PROSE
    assert (plain.title, plain.published_at, plain.images) == (
        platform.title,
        platform.published_at,
        platform.images,
    )


def test_a_page_of_bytes_is_read_like_its_text() -> None:
    text = article_html()
    by_bytes = read(Page.parse(ARTICLE_URL, text.encode("utf-16"), "text/html"), EMPTY_PROFILE)
    assert by_bytes.article == read(page(text), EMPTY_PROFILE).article
