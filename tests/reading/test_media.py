import pytest

from articles.model import AttachmentLink, Image
from reading.media import caption_of, file_name, is_file, next_element, without_stamp
from reading.pages import EMPTY_PROFILE, comparable, read_article
from tests.reading.pages_written import HOME, PROSE, framed, page


def html_with(part: str, *, around: str = "<div class='noi-dung'>{}</div>") -> str:
    text = (
        "".join(f"<p>{p}</p>" for p in PROSE[:2]) + part + "".join(f"<p>{p}</p>" for p in PROSE[2:])
    )
    return framed(f"<h1>Kiểm tra hồ chứa Khe Lim</h1>{around.format(text)}")


def images(part: str) -> tuple[Image, ...]:
    article = read_article(page(html_with(part), HOME + "tin/1"), EMPTY_PROFILE).article
    assert article is not None
    assert article.paragraphs == PROSE or part.count("<p>")
    return article.images


def files(part: str) -> tuple[AttachmentLink, ...]:
    article = read_article(page(html_with(part), HOME + "tin/1"), EMPTY_PROFILE).article
    assert article is not None
    return article.attachments


@pytest.mark.parametrize(
    "part",
    [
        "<figure><img src='/ho.jpg'><figcaption>Đập chính</figcaption></figure>",
        "<figure class='wp-caption'><img src='/ho.jpg'><figcaption class='wp-caption-text'>Đập chính</figcaption></figure>",
        "<div class='wp-caption'><img src='/ho.jpg'><p class='wp-caption-text'>Đập chính</p></div>",
        "<table><tr><td><img src='/ho.jpg'></td></tr><tr><td>Đập chính</td></tr></table>",
        "<div><img src='/ho.jpg'><div class='caption'>Đập chính</div></div>",
        "<div><img src='/ho.jpg'><p class='chu-thich'>Đập chính</p></div>",
        "<div class='anh'><a href='/ho-lon.jpg'><img src='/ho.jpg'></a><p class='image-caption'>Đập chính</p></div>",
    ],
)
def test_a_caption_belongs_to_its_picture_and_to_no_paragraph(part: str) -> None:
    article = read_article(page(html_with(part), HOME + "tin/1"), EMPTY_PROFILE).article
    assert article is not None
    assert article.images == (Image(HOME + "ho.jpg", "Đập chính"),)
    assert article.paragraphs == PROSE


@pytest.mark.parametrize(
    "attributes",
    [
        "data-src='/ho.jpg' src='data:image/gif;base64,R0lG'", "data-original=/ho.jpg src=/loading.gif",
        "data-lazy-src=/ho.jpg", "srcset='/ho.jpg 800w, /ho-nho.jpg 400w'", "src=/ho.jpg?t=1700000000000",
        "src='/ho.jpg' width=640 height=480", "src=' /ho.jpg '", "src='/ho.jpg' width='100%'",
    ],
)  # fmt: skip
def test_lazy_and_stamped_pictures_are_one(attributes: str) -> None:
    assert images(f"<p><img {attributes}></p>") == (Image(HOME + "ho.jpg"),)


@pytest.mark.parametrize(
    "attributes",
    [
        "src=/icon-new.gif", "src=/images/logo.png", "src=/spacer.gif", "src=/ho.jpg width=16 height=16", "src=''",
        "alt='x'", "src='data:image/png;base64,AAAA'", "src=/theme/arrow_right.png", "src='http://[::1'",
    ],
)  # fmt: skip
def test_decoration_is_no_picture(attributes: str) -> None:
    assert images(f"<p><img {attributes}></p>") == ()


def test_pictures_keep_their_order_and_come_once() -> None:
    part = "<p><img src=/b.jpg></p><p><img src=/a.jpg></p><p><img src=/b.jpg?t=1700000000000></p>"
    assert [image.url for image in images(part)] == [HOME + "b.jpg", HOME + "a.jpg"]


def test_pictures_of_furniture_are_not_of_the_article() -> None:
    assert (
        images(
            "<div class='related'><img src=/khac.jpg></div><div class=quangcao><img src=/qc.jpg></div>"
        )
        == ()
    )


@pytest.mark.parametrize(
    "href",
    [
        "/tep/a.pdf", "/tep/A.PDF", "/tep/a.docx?t=1700000000000", "/a.xlsx", "/a.zip", "/a.rar", "/a.rtf", "/a.odt",
        "/documents/20181/77/cv+512.pdf/0a1b-22?version=1.0", "/download?id=7", "/news/download?fileid=31",
        "/FileHandler.ashx?id=9", "/tai-ve/12", "/c/document_library/get_file?uuid=a-b&groupId=1", "/attachments/7",
        "/vb.nsf/0/$FILE/qd 12.pdf", "/tep/phụ lục.doc", "/tep/k%E1%BA%BF%20ho%E1%BA%A1ch.pdf", "/x?download=1",
        "/documents/10/20/qd12",
    ],
)  # fmt: skip
def test_files_are_known_by_extension_or_query(href: str) -> None:
    assert is_file(href)
    assert len(files(f"<p><a href='{href}'>Tệp</a></p>")) == 1


@pytest.mark.parametrize(
    "href",
    [
        "/tin/1-a.html", "/tin?id=7", "javascript:taive(7)", "mailto:a@b.example", "#tep", "/anh/ho.jpg", "/pdf",
        "/huong-dan-tai-ve-ung-dung-vneid-1.html", "/doc/12", "/a.pdf.html", "/dowload.aspx", "data:x.pdf", "",
        "/tin/zip-line-o-khe-lim",
    ],
)  # fmt: skip
def test_pages_and_pictures_are_no_files(href: str) -> None:
    assert not is_file(href)
    assert files(f"<p><a href='{href}'>Tệp</a></p>") == ()


@pytest.mark.parametrize(
    "part",
    [
        "<object data='/tep/qd 12.pdf' type='application/pdf'></object>",
        "<embed src='/tep/qd 12.pdf'>",
        "<p><a href='/tep/qd 12.pdf'></a></p>",
        "<p><a href='/tep/qd%2012.pdf'><img src='/icon-pdf.gif'></a></p>",
        "<iframe src='/tep/qd 12.pdf'></iframe>",
        "<iframe src='/viewer.html?file=/tep/qd%2012.pdf'></iframe>",
    ],
)
def test_an_embedded_or_unnamed_file_is_named_by_its_path(part: str) -> None:
    assert files(part) == (AttachmentLink(HOME + "tep/qd%2012.pdf", "qd 12.pdf"),)


def test_the_words_of_the_link_name_a_file_and_each_comes_once() -> None:
    part = (
        "<p><a href='/a.pdf?t=1700000000000'>Công văn số 512</a> <a href='/a.pdf'>(tải về)</a></p>"
    )
    assert files(part) == (AttachmentLink(HOME + "a.pdf", "Công văn số 512"),)


@pytest.mark.parametrize(
    "part",
    ["<div class=related><a href=/k.pdf>x</a></div>", "<footer><a href=/k.pdf>x</a></footer>"],
)
def test_files_of_furniture_are_not_of_the_article(part: str) -> None:
    assert files(part) == ()


def test_files_beside_the_text_are_of_the_article() -> None:
    beside = "<div class='noi-dung'>{}</div><div class='tep'><b>Tải về:</b> <a href='/a.pdf'>Toàn văn</a></div>"
    article = comparable(page(html_with("", around=beside), HOME + "tin/1"), "article")
    assert article.attachments == (AttachmentLink(HOME + "a.pdf", "Toàn văn"),)


def test_a_new_file_or_picture_in_any_place_is_a_change() -> None:
    before = comparable(page(html_with(""), HOME), "article")
    for part in (
        "<div class='teaser-image'><img src='/ho.jpg'></div>",
        "<p><img src='/ho.jpg'></p>", "<object data='/a.pdf'></object>", "<iframe src='/a.pdf'></iframe>",
        "<p><a href='/a.pdf'><img src=/icon.gif></a></p>", "<table><tr><td><img src='/ho.jpg'></td></tr></table>",
    ):  # fmt: skip
        assert comparable(page(html_with(part), HOME), "article") != before, part


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/a.jpg?t=1&w=2", "https://a.example/a.jpg"),
        ("https://a.example/image?id=7", "https://a.example/image?id=7"),
        ("https://a.example/image/journal/article?img_id=7&t=1700000000000", "https://a.example/image/journal/article?img_id=7"),
    ],
)  # fmt: skip
def test_a_picture_named_by_its_query_keeps_it(url: str, kept: str) -> None:
    assert without_stamp(url) == kept


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://a.example/t/k%E1%BA%BF%20ho%E1%BA%A1ch.pdf?x=1", "kế hoạch.pdf"),
        ("https://a.example/", ""),
        ("", ""),
    ],
)
def test_the_name_of_a_file_is_its_last_part(url: str, name: str) -> None:
    assert file_name(url) == name


def test_captions_end_where_text_begins() -> None:
    top = page("<div><p><img src=a.jpg></p><p>Không phải chú thích</p></div>").outline
    (image,) = top.find("img")
    assert caption_of(image) == ""
    first, second = top.find("p")
    assert next_element(first) is second
    assert next_element(second) is None
