from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.model import AttachmentLink, Image
from reading.pages import EMPTY_PROFILE, comparable, read, read_article
from reading.platforms import detect, liferay_3cms
from sources.model import ArticleRules, Profile
from tests.reading.pages_written import ARTICLE_URL, HOME, PROSE, article_html, framed, page

GENERIC = Profile(name="generic", platform="generic")
PROPERTIES = """<h2>Quyết định về giá nước sạch</h2><table>
<tr><td>Số ký hiệu</td><td>12/2026/QĐ-UBND</td></tr>
<tr><td>Ngày ban hành</td><td>03/02/2026</td></tr>
<tr><td>Cơ quan ban hành:</td><td>UBND tỉnh Nam Hải</td></tr>
<tr><td>Người ký</td><td>Lê Văn Tám</td></tr></table>
<p>Quyết định quy định giá nước sạch sinh hoạt trên địa bàn tỉnh từ ngày 01/03/2026.</p>
<a href="/documents/10/20/qd12_signed.pdf?t=1657507804930">Tải quyết định</a>
<a href="/download?id=77">Phụ lục</a><a href="/FileHandler.ashx?id=9">Tệp đính kèm</a><object data="/tep/phu luc.docx"></object>"""


def test_the_form_of_the_portal_is_read_field_by_field() -> None:
    reading = read(page(article_html()), EMPTY_PROFILE)
    article = reading.article
    assert article is not None
    assert (reading.kind, reading.platform) == ("article", "liferay_3cms")
    assert article.title == "Sửa chữa hồ chứa nước Khe Lim"
    assert article.published_at == datetime.fromisoformat("2026-02-06T10:47")
    assert article.published_precision == "minute"
    assert article.paragraphs == PROSE
    assert article.lead == PROSE[0]
    assert article.byline == ("Thu Hà",)
    picture = Image(HOME + "image/ho.jpg", "Hồ Khe Lim nhìn từ đập chính")
    assert article.images == (picture,)


def test_the_generic_reading_differs_only_in_the_author() -> None:
    article = read_article(page(article_html()), GENERIC).article
    assert article is not None
    assert article.paragraphs == (*PROSE, "Thu Hà")
    assert article.title == "Sửa chữa hồ chứa nước Khe Lim"
    assert article.published_at == datetime.fromisoformat("2026-02-06T10:47")


@settings(deadline=None, max_examples=25)
@given(st.integers(1, 99_999))
def test_counters_clocks_stamps_and_other_news_change_nothing(views: int) -> None:
    one, other = page(article_html()), page(article_html(views=views))
    for profile in (EMPTY_PROFILE, GENERIC):
        assert read_article(one, profile).article == read_article(other, profile).article
    assert comparable(one, "article") == comparable(other, "article")


@pytest.mark.parametrize("number", range(len(PROSE)))
def test_an_edit_of_any_paragraph_is_seen(number: int) -> None:
    edited = tuple(t.replace("n", "m", 1) if n == number else t for n, t in enumerate(PROSE))
    assert comparable(page(article_html(prose=edited)), "article") != comparable(
        page(article_html()), "article"
    )


def test_other_news_glued_to_the_body_are_cut_and_a_dated_task_is_kept() -> None:
    glued = "".join(f"<p>- Thông báo số {n} về lịch cắt điện (0{n}/02/2026)</p>" for n in (1, 2))
    task = (*PROSE, "- Sở Nội vụ báo cáo kết quả trước ngày 20/02/2026 (qua Văn phòng).")
    article = read_article(page(article_html(prose=task, extra=glued)), EMPTY_PROFILE).article
    assert article is not None
    assert article.paragraphs[: len(task)] == task
    assert not any("lịch cắt điện" in paragraph for paragraph in article.paragraphs)


def test_a_property_table_makes_a_document_with_its_files() -> None:
    reading = read(page(framed(PROPERTIES), HOME + "van-ban/12"), EMPTY_PROFILE)
    article = reading.article
    assert reading.kind == "document"
    assert article is not None
    assert dict(article.properties) == {
        "number": "12/2026/QĐ-UBND",
        "issued_on": "03/02/2026",
        "issuer": "UBND tỉnh Nam Hải",
        "signer": "Lê Văn Tám",
    }
    assert article.attachments == (
        AttachmentLink(HOME + "documents/10/20/qd12_signed.pdf", "Tải quyết định"),
        AttachmentLink(HOME + "download?id=77", "Phụ lục"),
        AttachmentLink(HOME + "FileHandler.ashx?id=9", "Tệp đính kèm"),
        AttachmentLink(HOME + "tep/phu%20luc.docx", "phu luc.docx"),
    )


def test_a_header_row_above_values_is_no_property() -> None:
    rows = "<tr><th>Số ký hiệu</th><th>Ngày ban hành</th><th>Trích yếu</th></tr>" + "".join(
        f"<tr><td>{n}/KH-UBND</td><td>0{n}/01/2026</td><td><a href='/vb/{n}001'>Kế hoạch {n} "
        "về phòng chống hạn mặn</a></td></tr>"
        for n in range(1, 5)
    )
    reading = read(page(framed(f"<table>{rows}</table>"), HOME + "van-ban"), EMPTY_PROFILE)
    assert reading.kind == "listing"
    assert reading.listing is not None
    assert len(reading.listing.items) == 4


def test_a_label_of_the_profile_names_a_field() -> None:
    html = PROPERTIES.replace("Người ký", "Lãnh đạo ký duyệt")
    profile = Profile(name="x", document={"signer": "Lãnh đạo ký duyệt"})
    article = read_article(page(framed(html), HOME + "van-ban/12"), profile).article
    assert article is not None
    assert dict(article.properties)["signer"] == "Lê Văn Tám"


def test_selectors_of_a_profile_win_over_structure() -> None:
    rules = ArticleRules(
        title="title::text",
        published="//div[@class='date']",
        body=".chi-tiet",
        remove=("figure", ".chi-tiet p:last-child"),
        attachments="a::attr(href)",
    )
    article = read_article(page(article_html()), Profile(name="x", article=rules)).article
    assert article is not None
    assert article.title.startswith("Chi tiết tin")
    assert article.paragraphs == PROSE
    assert article.images == ()
    assert article.published_precision == "minute"


def test_selectors_that_match_nothing_leave_the_structure() -> None:
    rules = ArticleRules(title="h9", published=".no", body=".no", attachments=".no")
    found = read_article(page(article_html()), Profile(name="x", article=rules)).article
    assert found == read_article(page(article_html()), EMPTY_PROFILE).article


def test_metadata_with_an_offset_goes_before_the_text() -> None:
    head = "<meta property='article:published_time' content='2026-02-06T08:00:00+07:00'>"
    html = article_html().replace("<meta charset", head + "<meta charset")
    article = read_article(page(html), EMPTY_PROFILE).article
    assert article is not None
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2026-02-06T08:00:00+07:00"


@pytest.mark.parametrize(
    "ld", ["{", '{"@type": ["NewsArticle"], "author": 7}', "[[[[[[[[[[]", "null"]
)
def test_broken_json_ld_is_passed_over(ld: str) -> None:
    html = article_html().replace(
        "</head>", f"<script type='application/ld+json'>{ld}</script></head>"
    )
    article = read_article(page(html), EMPTY_PROFILE).article
    assert article == read_article(page(article_html()), EMPTY_PROFILE).article


def test_the_platform_is_known_by_addresses_and_never_by_the_title() -> None:
    assert detect(page(article_html()), EMPTY_PROFILE).name == "liferay_3cms"
    named = page("<title>Liferay 3cms view-article</title><p>x", HOME)
    assert detect(named, EMPTY_PROFILE).name == "generic"
    assert detect(page(article_html()), GENERIC).name == "generic"
    assert liferay_3cms.item_id(ARTICLE_URL) == "1769908597075"
    assert liferay_3cms.item_id(HOME + "vi/chi-tiet-tin/-/view-article/1/x") == ""


def test_text_in_endless_nesting_is_not_lost() -> None:
    deep = "<div><b>" * 2000 + PROSE[1]
    assert any(PROSE[1] in p for p in comparable(page(deep), "fragment").paragraphs)


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="<>/apdivtrh1 \"'=&;ủễ\x00", max_size=150))
def test_no_markup_makes_reading_fail(html: str) -> None:
    for profile in (EMPTY_PROFILE, GENERIC):
        read(page(html, ""), profile)
        read_article(page(html, "not an address"), profile)
