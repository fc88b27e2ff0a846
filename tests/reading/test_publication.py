from datetime import datetime

import pytest

from reading.pages import EMPTY_PROFILE, read_article
from reading.publication import is_publication_line
from tests.reading.pages_written import PROSE, page

TITLE = "Khánh thành cầu Suối Ngà"
BODY = "".join(f"<p>{text}</p>" for text in PROSE)


def published(around: str, *, head: str = "", body: str = BODY) -> str | None:
    """What `around` (with {title} and {body}) says of its time: minute, day or None."""
    content = around.format(title=f"<h1>{TITLE}</h1>", body=f"<div class='noi-dung'>{body}</div>")
    found = page(
        f"<html><head>{head}</head><body>{content}</body></html>", "https://a.example/t-1.html"
    )
    article = read_article(found, EMPTY_PROFILE).article
    assert article is not None
    if article.published_at is None:
        return None
    exact = article.published_precision == "minute"
    return (
        article.published_at.isoformat(timespec="minutes")
        if exact
        else str(article.published_at.date())
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("10:47, Thứ Sáu, 6-1-2023", "2023-01-06T10:47"),
        ("7:05, Chủ Nhật, 16-11-2025", "2025-11-16T07:05"),
        ("27/07/2021 | 04:30 PM", "2021-07-27T16:30"),
        ("27/07/2021 | 12:00 AM", "2021-07-27"),
        ("27/07/2021 | 12:00 PM", "2021-07-27T12:00"),
        ("Publish date 26/08/2013 | 12:00 AM | View count: 308", "2013-08-26"),
        ("Publish date 05/04/2019 | 10:03 AM | View count: 1204", "2019-04-05T10:03"),
        ("Cập nhật: Thứ Ba, ngày 14/01/2020", "2020-01-14"),
        ("Thứ hai - 02/03/2026 15:20 | Đã xem: 301", "2026-03-02T15:20"),
        ("Đăng ngày 02-03-2026", "2026-03-02"),
        ("Ngày đăng: 2/3/2026 8:05", "2026-03-02T08:05"),
        ("Đăng lúc: 08:05:09 02/03/2026", "2026-03-02T08:05"),
        ("16h30 ngày 02/09/2025", "2025-09-02T16:30"),
        ("Thứ Năm, 21/5/2020, 10:00 (GMT+7)", "2020-05-21T10:00+07:00"),
        ("Ngày 06 tháng 7 năm 2005", "2005-07-06"),
        ("2023-01-06 08:05", "2023-01-06T08:05"),
        ("Lượt xem: 20 | 13/7/2026", "2026-07-13"),
        ("02.03.2026", "2026-03-02"),
        ("March 2, 2026", "2026-03-02"),
    ],
)
def test_the_line_below_the_title_says_when(line: str, expected: str) -> None:
    for tag in ("div class='date'", "p", "span class=x", "td"):
        name = tag.split()[0]
        assert published(f"{{title}}<{tag}>{line}</{name}><br>{{body}}") == expected


@pytest.mark.parametrize(
    "banner",
    [
        "<div class='clock'>Thứ Tư, 11/3/2026</div>",
        "<div id='today'>Hôm nay, 11/3/2026 09:12</div>",
        "<div class='header'><span>Thứ Tư, ngày 11 tháng 03 năm 2026</span></div>",
        "<div class='top-date'>11/03/2026 07:30</div>",
        "<p>Thứ Tư, 11/03/2026</p>",
    ],
)
@pytest.mark.parametrize("line", ["<div>Ngày đăng: 02/02/2026</div>", "<p>02/02/2026</p>"])
def test_a_banner_that_says_what_day_it_is_loses(banner: str, line: str) -> None:
    assert published(f"{banner}{{title}}{line}{{body}}") == "2026-02-02"


def test_dates_within_the_text_are_not_its_publication() -> None:
    text = (
        *PROSE,
        "Hội nghị diễn ra ngày 12/01/2026 tại hội trường Ủy ban nhân dân xã với 300 đại biểu.",
    )
    body = "".join(f"<p>{t}</p>" for t in text)
    assert published("{title}{body}", body=body) is None
    assert published("{title}<div>05/02/2026</div>{body}", body=body) == "2026-02-05"


def test_related_news_below_do_not_date_the_article() -> None:
    below = "<p>Các tin khác</p><ul><li><a href='/1'>Lễ hội đua thuyền</a> (01/01/2026)</li></ul>"
    assert published("{title}<div>05/02/2026 09:15</div>{body}" + below) == "2026-02-05T09:15"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<meta property='article:published_time' content='2026-02-06T08:00:00+07:00'>", "2026-02-06T08:00+07:00"),
        ("<meta name='pubdate' content='2026-02-06T08:00'>", "2026-02-06T08:00"),
        ("<meta itemprop='datePublished' content='2026-02-06 08:00:00'>", "2026-02-06T08:00"),
        ("<meta name='dc.date.issued' content='2026-02-06'>", "2026-02-06"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-02-06T01:00:00Z"}</script>',
         "2026-02-06T01:00+00:00"),
    ],
)  # fmt: skip
def test_the_head_says_when(head: str, expected: str) -> None:
    assert published("{title}{body}", head=head) == expected


def test_a_day_in_the_head_takes_the_minute_of_the_page_when_they_agree() -> None:
    head = "<meta name='date' content='2026-02-06'>"
    assert published("{title}<div>06/02/2026 09:15</div>{body}", head=head) == "2026-02-06T09:15"
    assert published("{title}<div>07/02/2026 09:15</div>{body}", head=head) == "2026-02-06"


@pytest.mark.parametrize(
    "content", ["", "soon", "0000-00-00", "1970-01-01", "2026-13-45", "31/02/2026", "9" * 99]
)
def test_a_head_that_says_nonsense_is_passed_over(content: str) -> None:
    head = f"<meta property='article:published_time' content='{content}'>"
    assert published("{title}<div>05/02/2026</div>{body}", head=head) == "2026-02-05"


@pytest.mark.parametrize(
    "line",
    ["Thứ Tư, 11/03/2026", "Wednesday, March 11, 2026", "Chủ nhật, ngày 15 tháng 3 năm 2026"],
)
def test_a_weekday_above_the_title_is_the_day_of_the_visit(line: str) -> None:
    body = f"<p>{PROSE[1]}</p>"
    assert published(f"<p>{line}</p>{{title}}{{body}}", body=body) is None
    assert published("<p>Ngày đăng: 11/03/2026</p>{title}{body}", body=body) == "2026-03-11"


def test_a_time_element_dates_a_page_without_a_line() -> None:
    marked = "<time datetime='2026-02-06T09:15:00+07:00'>hôm qua</time>{title}{body}"
    assert published(marked) == "2026-02-06T09:15+07:00"


def test_a_time_of_modification_is_not_the_publication() -> None:
    marked = (
        "<time class='updated' datetime='2026-02-08T09:15'></time>{title}<p>06/02/2026</p>{body}"
    )
    assert published(marked) == "2026-02-06"


def test_a_page_without_dates_has_no_time() -> None:
    assert published("{title}{body}", body=f"<p>{PROSE[1]}</p>") is None


@pytest.mark.parametrize(
    "text",
    ["10:47, Thứ Sáu, 6-1-2023", "Cập nhật lúc 08:05 ngày 02/03/2026", "Thứ hai - 02/03/2026 15:20 Đã xem: 301",
     "27/07/2021 | 04:30 PM | View count: 12", "Đăng ngày 02/03/2026"],
)  # fmt: skip
def test_lines_that_only_date_are_known(text: str) -> None:
    assert is_publication_line(text)


@pytest.mark.parametrize(
    "text",
    ["Ngày 02/03/2026, Sở Nội vụ họp", "Hạn cuối: 02/03/2026", "Báo cáo trước ngày 02/03/2026", "", "Sở Nội vụ",
     "Thời gian: sáng thứ Tư", "Hoàn thành ngày 02/03/2026"],
)  # fmt: skip
def test_lines_that_say_more_are_text(text: str) -> None:
    assert not is_publication_line(text)


def test_a_naive_time_stays_naive() -> None:
    found = page(f"<h1>{TITLE}</h1><p>9:05, Thứ Sáu, 6-2-2026</p>{BODY}")
    article = read_article(found, EMPTY_PROFILE).article
    assert article is not None
    assert article.published_at == datetime.fromisoformat("2026-02-06T09:05")
