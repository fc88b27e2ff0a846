import pytest

from articles.model import Article
from reading.bodies import read_own_article
from reading.containers import content_blocks, find_container, prose_weight
from reading.pages import EMPTY_PROFILE, read_article
from tests.reading.pages_written import HOME, PROSE, framed, page

TEXT = "".join(f"<p>{text}</p>" for text in PROSE)
HEADING = "<h1>Sửa chữa hồ chứa Khe Lim</h1><div>06/02/2026 09:15</div>"


def article(content: str) -> Article:
    found = read_article(
        page(framed(HEADING + content), HOME + "tin/7-a.html"), EMPTY_PROFILE
    ).article
    assert found is not None
    return found


@pytest.mark.parametrize(
    "body",
    [
        TEXT, f"<div>{TEXT}</div>", f"<div class='noi-dung'>{TEXT}</div>", f"<article>{TEXT}</article>", "<br>".join(PROSE),
        "<div>" + "<br><br>".join(PROSE) + "</div>", "".join(f"<div>{p}</div>" for p in PROSE), f"<table><tr><td>{TEXT}</td></tr></table>", f"<section><div itemprop='articleBody'>{TEXT}</div></section>",
        "".join(f"<p><span style='font-size:14pt'><font>{p}</font></span></p>" for p in PROSE), f"<form>{TEXT}</form>",
        f"<blockquote>{TEXT}</blockquote>", f"<p>{PROSE[0]}</p><ul>" + "".join(f"<li>{p}</li>" for p in PROSE[1:]) + "</ul>",
    ],
)  # fmt: skip
def test_the_paragraphs_are_found_however_they_are_drawn(body: str) -> None:
    assert article(body).paragraphs == PROSE


@pytest.mark.parametrize(
    "noise",
    [
        "<div>Lượt xem: 12</div>", "<p>Chia sẻ bài viết</p>", "<div class='tags'>hạn hán, Khe Lim</div>", "<p>Cỡ chữ: A- A A+</p>",
        "<div class='rating'>Đánh giá: 5 sao</div>", "<p>Các tin khác</p><ul><li><a href='/t/1001'>Lễ hội xuân</a> (01/02/2026)</li></ul>",
        "<div class='binh-luan'><p>Rất hay, mong tỉnh làm sớm để bà con có nước tưới cho vụ này!</p></div>", "<button>Nghe</button>",
        "<p>- Trao quà cho hộ nghèo xã Cồn Vang (03/02/2026)</p>", "<div id='comments'>Bình luận (3)</div>", "<p>[Trở về]</p>",
    ],
)  # fmt: skip
def test_what_stands_around_the_text_is_not_of_it(noise: str) -> None:
    for content in (
        f"<div class='noi-dung'>{TEXT}{noise}</div>",
        f"<div class='noi-dung'>{TEXT}</div>{noise}",
    ):
        assert article(content).paragraphs == PROSE


def test_the_title_and_the_time_are_no_paragraphs_even_within_the_body() -> None:
    content = f"<div class='chi-tiet'><h2>Sửa chữa hồ chứa Khe Lim</h2><p>09:15, Thứ Sáu, 6-2-2026</p>{TEXT}</div>"
    assert article(content).paragraphs == PROSE


def test_a_paragraph_that_comes_twice_in_a_row_is_one() -> None:
    assert article(f"<div class=noi-dung><p>{PROSE[0]}</p>{TEXT}</div>").paragraphs == PROSE


def test_the_lead_is_what_is_named_so_or_the_first_long_line() -> None:
    assert article(
        f"<div class='noi-dung'><p class='sapo'>Tỉnh sẽ sửa hồ ngay trong mùa khô.</p>{TEXT}</div>"
    ).lead.startswith("Tỉnh sẽ")
    assert article(f"<div class='noi-dung'><p>NHẬT KÝ</p>{TEXT}</div>").lead == PROSE[0]


def test_tables_in_a_text_are_rows() -> None:
    table = "<table><tr><th>Xã</th><th>Hộ</th></tr><tr><td>Khe Lim</td><td>120</td></tr></table>"
    found = article(f"<div class='noi-dung'>{TEXT}{table}</div>").paragraphs
    assert found == (*PROSE, "Xã | Hộ", "Khe Lim | 120")


def test_numbered_and_dated_tasks_at_the_end_are_kept() -> None:
    tasks = (
        "1. Sở Xây dựng trình phương án trước ngày 20/02/2026.",
        "2. Sở Tài chính bố trí vốn (xong trước 25/02/2026).",
        "- Lưu: VT, TH.",
    )
    body = TEXT + "".join(f"<p>{task}</p>" for task in tasks)
    assert article(f"<div class='noi-dung'>{body}</div>").paragraphs == (*PROSE, *tasks)


def test_a_last_line_that_is_a_name_is_the_author_on_the_platform_only() -> None:
    html = framed(f"{HEADING}<div class='noi-dung'>{TEXT}<p>Hồng Hà</p></div>")
    url = HOME + "chi-tiet-tin/-/view-article/1/95/1769908597075"
    known = read_article(page(html, url), EMPTY_PROFILE).article
    assert known is not None
    assert (known.byline, known.paragraphs) == (("Hồng Hà",), PROSE)
    assert article(f"<div class='noi-dung'>{TEXT}<p>Hồng Hà</p></div>").byline == ()


@pytest.mark.parametrize(
    "line", ["Tác giả: Hồng Hà", "Tin, ảnh: Lê Tám", "Thu Hà - Lê Tám", "Nguồn tin: Hồng Hà"]
)
def test_forms_of_an_authors_line(line: str) -> None:
    html = framed(f"{HEADING}<div class='noi-dung'>{TEXT}<p>{line}</p></div>")
    found = read_article(page(html), EMPTY_PROFILE).article
    assert found is not None
    assert found.byline
    assert found.paragraphs == PROSE


@pytest.mark.parametrize(
    "line",
    ["Trân trọng", "Xin cảm ơn!", "UBND TỈNH", "hồng hà", "Sở Nội vụ chủ trì, phối hợp", "Hà"],
)
def test_last_lines_that_are_no_names_stay(line: str) -> None:
    html = framed(f"{HEADING}<div class='noi-dung'>{TEXT}<p>{line}</p></div>")
    found = read_article(page(html), EMPTY_PROFILE).article
    assert found is not None
    assert found.paragraphs[-1] == line


def test_the_own_reading_does_not_depend_on_the_language() -> None:
    lines = [
        f"The council approved the {n} bridge over the river after a long debate."
        for n in ("first", "second", "third", "fourth")
    ]
    html = (
        "<html><body><h1>Bridges</h1><div>"
        + "".join(f"<p>{line}</p>" for line in lines)
        + "</div></body></html>"
    )
    assert read_own_article(page(html)).paragraphs == tuple(lines)


def test_the_container_is_the_smallest_element_that_holds_the_text() -> None:
    top = page(f"<body><div id=a><div id=b>{TEXT}</div><p>x</p></div></body>")
    container = find_container(top)
    assert container is not None
    assert container.element.get("id") == "b"
    assert container.share == 1


def test_a_name_of_content_wins_over_the_smallest_element() -> None:
    top = page(
        f"<body><div class='journal-content-article'><p>Ngắn.</p><div>{TEXT}</div></div></body>"
    )
    container = find_container(top)
    assert container is not None
    assert container.named
    assert container.element.get("class") == "journal-content-article"


@pytest.mark.parametrize(
    "html", ["", "<p>x</p>", "<ul><li><a href=/1>Một tin dài và chỉ là liên kết thôi nhé</a></ul>"]
)
def test_a_page_without_prose_has_no_container(html: str) -> None:
    assert find_container(page(html)) is None


@pytest.mark.parametrize(
    ("html", "weighs"),
    [
        (f"<p>{PROSE[1]}</p>", True), ("<p>Ngắn.</p>", False), (f"<p><a href=/1>{PROSE[1]}</a></p>", False),
        ("<p>Số lượt truy cập trong tháng: 1.204.000</p>", True), ("<p>Các tin khác</p>", False),
        ("<p>Địa chỉ: Số 12 đường Bến Cá, phường Nam Hải - Điện thoại: (0299) 3512353</p>", False),
    ],
)  # fmt: skip
def test_running_text_weighs_and_labels_links_and_imprints_do_not(html: str, weighs: bool) -> None:
    (block,) = content_blocks(page(html))
    assert (prose_weight(block) > 0) is weighs
