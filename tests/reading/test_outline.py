import pytest

from reading.blocks import blocks
from reading.nesting import bounded
from reading.outline import Element
from reading.page import Page
from reading.pages import EMPTY_PROFILE, comparable, read
from tests.reading.pages_written import HOME, PROSE, article_html, page


def texts(html: str) -> list[str]:
    return [block.text for block in blocks(page(html).outline)]


def only(html: str, tag: str) -> Element:
    (found,) = page(html).outline.find(tag)
    return found


@pytest.mark.parametrize(
    "part",
    [
        "<script>document.write('Tin ẩn')</script>", "<style>p{content:'Tin ẩn'}</style>",
        "<noscript>Tin ẩn</noscript>", "<template><p>Tin ẩn</p></template>", "<!-- Tin ẩn -->",
        "<p hidden>Tin ẩn</p>", "<p HIDDEN=''>Tin ẩn</p>", "<div style='display : none'>Tin ẩn</div>",
        "<div style='color:red;VISIBILITY: hidden;'><p>Tin ẩn</p></div>", "<svg><text>Tin ẩn</text></svg>",
        "<iframe>Tin ẩn</iframe>", "<video>Tin ẩn</video>", "<map><area alt='x'>Tin ẩn</map>",
        "<head><title>Tin ẩn</title></head>",
    ],
)  # fmt: skip
def test_what_no_reader_sees_is_left_out(part: str) -> None:
    assert "Tin ẩn" not in " ".join(texts(f"<p>Tin thấy</p>{part}<p>Hết</p>"))
    assert "Tin thấy" in texts(f"<p>Tin thấy</p>{part}<p>Hết</p>")


@pytest.mark.parametrize(
    "part",
    [
        "<p style='display:block'>Tin thấy</p>", "<p class='hidden-xs'>Tin thấy</p>",
        "<p style='overflow:hidden'>Tin thấy</p>", "<p aria-label='hidden'>Tin thấy</p>",
        "<p data-hidden='1'>Tin thấy</p>", "<center>Tin thấy</center>", "<x-tin>Tin thấy</x-tin>",
    ],
)  # fmt: skip
def test_what_only_sounds_hidden_is_seen(part: str) -> None:
    assert texts(part) == ["Tin thấy"]


@pytest.mark.parametrize("tag", ["div", "b", "span", "table", "ul", "blockquote", "font"])
def test_a_hundred_thousand_nested_tags_neither_fail_nor_lose_text(tag: str) -> None:
    found = page(f"<p>{PROSE[0]}</p>" + f"<{tag}>" * 100_000 + PROSE[1])
    read(found, EMPTY_PROFILE)
    seen = " ".join(comparable(found, "fragment").paragraphs)
    assert PROSE[0] in seen
    assert PROSE[1] in seen


def test_a_page_of_five_megabytes_is_read_whole() -> None:
    rows = "".join(
        f"<p>{n}. {'Xã hoàn thành kế hoạch trồng rừng. ' * 40}</p>" for n in range(2_600)
    )
    found = page(article_html(extra=rows))
    assert found.size > 4_800_000
    reading = read(found, EMPTY_PROFILE)
    assert reading.article is not None
    assert len(reading.article.paragraphs) >= 2_600


def test_balanced_nesting_is_bounded_and_what_follows_is_read() -> None:
    deep = "<ul>" * 30_000 + PROSE[0] + "</ul>" * 30_000
    assert texts(deep + f"<p>{PROSE[1]}</p>") == [PROSE[0], PROSE[1]]


def test_nesting_within_the_bound_is_left_as_written() -> None:
    html = "<div><b>x</b></div>" * 8_000 + "<div>" * 100 + "y"
    assert bounded(html) == html


def test_a_tag_with_a_hundred_thousand_attributes_keeps_its_text() -> None:
    many = " ".join(f"a{n}=1" for n in range(100_000))
    assert texts(f"<div {many}>Sở Nội vụ</div><p>Hết</p>") == ["Sở Nội vụ", "Hết"]


def test_a_picture_within_an_attribute_stays() -> None:
    html = f"<img alt='Đập chính' src='data:image/png;base64,{'A' * 90_000}'>"
    assert bounded(html) == html


def test_one_attribute_of_five_megabytes_is_no_burden() -> None:
    found = page(f"<div style='{'a' * 5_000_000}' class='{'b ' * 100_000}'><p>{PROSE[0]}</p></div>")
    assert PROSE[0] in comparable(found, "article").paragraphs


def test_unclosed_tags_keep_their_paragraphs_apart() -> None:
    assert texts("<p>Một<p>Hai<ul><li>Ba<li>Bốn</ul>Năm") == ["Một", "Hai", "Ba", "Bốn", "Năm"]


def test_a_range_holds_exactly_what_lies_below() -> None:
    top = page("<div id=a><p>Một</p><p>Hai</p></div><div id=b><i>Ba</i></div>").outline
    first, second = top.find("div")
    assert all(first.holds(p) for p in first.find("p"))
    assert not first.holds(second)
    assert not second.holds(first)
    assert all(top.holds(element) for element in top.elements())


def test_elements_come_in_document_order_and_know_their_parents() -> None:
    top = page("<div><p>a<b>b</b></p></div><ul><li>c</ul>").outline
    found = top.elements()
    assert [e.start for e in found] == sorted(e.start for e in found)
    for element in found[1:]:
        assert element.parent is not None
        assert element in element.parent.children
        assert next(iter(element.ancestors())) is element.parent
    assert list(top.ancestors()) == []


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Quyết<b> định</b> số <i>1</i>2</p>", "Quyết định số 12"),
        ("<p>a<br>b</p>", "a b"),
        ("<p>a<span>b</span>c</p>", "abc"),
        ("<p>a<u>&nbsp; </u>b</p>", "a b"),
        ("<p>Hoà<!-- x -->\u00ad bình</p>", "Hoà bình"),
    ],
)
def test_inline_elements_do_not_part_words_and_others_do(html: str, text: str) -> None:
    assert only(html, "p").text == text


@pytest.mark.parametrize(
    ("attributes", "hint"),
    [
        ("id=Menu class='Top BAR'", "menu top bar"),
        ("id=content_ad5f1b22", "content_"),
        ("class='item-000123456 x'", "item- x"),
        ("class=facade", "facade"),
        ("role=Navigation", "navigation"),
    ],
)
def test_generated_parts_of_names_say_nothing(attributes: str, hint: str) -> None:
    assert only(f"<div {attributes}>x</div>", "div").hint.split() == hint.split()


def test_an_attribute_without_value_is_empty() -> None:
    link = only("<a href>x</a>", "a")
    assert link.get("href") == link.get("no-such") == ""


def test_svg_in_text_and_tables_in_paragraphs_do_not_move_text() -> None:
    html = "<p>Một <svg><g>x</g></svg>hai</p><p>Ba<table><tr><td>Bốn</table>"
    assert texts(html) == ["Một hai", "Ba", "Bốn"]


@pytest.mark.parametrize(
    "body", [b"<frameset><frame src=a></frameset>", b"<plaintext>a<b>c", b"<title>a"]
)
def test_pages_of_another_age_are_read(body: bytes) -> None:
    assert read(Page.parse(HOME, body), EMPTY_PROFILE).kind in {"other", "error"}
