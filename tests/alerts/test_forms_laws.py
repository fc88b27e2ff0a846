"""Laws of every form: harmless, within its length, with its id; over any event with hostile facts."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from alerts.digests import Digest, compose_digest
from alerts.forms import Form, Shape, link, small, strong, units, unmarked, written
from alerts.messages import compose
from alerts.model import Alert, EventKind, Message
from tests.alerts import samples
from tests.alerts.facts import HOSTILE, alerts

MARK = f"#{samples.DELIVERY}"
#: What the forms themselves write; anything else would have come from a page.
TAGS = {"html", "head", "meta", "title", "body", "p", "b", "span", "a", "br"}
MARKDOWN_TAGS = {"p", "strong", "a"}
HREF = re.compile(r"https?://[^\s\"'<>]+")
CALLS = re.compile(r"@(everyone|here|channel\b)|<!\w|<@\d|<#\w|\|\||```|\]\(", re.IGNORECASE)
FACTS = {"language": "vi", "now": samples.NOW, "timezone": samples.HANOI}


class Page(HTMLParser):
    """The tags, links and text of a page; anything else that a browser would act on fails."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert {name for name, _ in attrs} <= {"href", "style", "lang", "charset"}
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def told(alert: Alert, shape: Shape) -> Message:
    return compose(alert, delivery_id=samples.DELIVERY, shape=shape, **FACTS)  # type: ignore[arg-type]


def check(message: Message, shape: Shape) -> None:
    """Within its length, with its id, and nothing in it that acts."""
    assert shape.size(message.body) <= shape.body
    assert len(message.title) <= shape.title
    assert "\n" not in message.title
    assert not CALLS.search(message.title)
    assert message.body.count(MARK) == 1
    assert not re.search("[\ue000-\uf8ff\u202a-\u202e\u2066-\u2069\u200b\ufeff]", message.body)
    if shape.form in (Form.MAIL, Form.HTML):
        page = Page(message.body)
        assert page.tags <= TAGS
        assert all(HREF.fullmatch(link) for link in page.links)
    else:
        assert message.body.endswith(MARK)
        assert not CALLS.search(message.body)
    if shape.form is Form.MARKDOWN:
        page = Page(MarkdownIt("commonmark").render(message.body))
        assert page.tags <= MARKDOWN_TAGS
        assert all(HREF.fullmatch(link) for link in page.links)
    if shape.form is Form.SHORT:
        assert "\n" not in message.body


@pytest.mark.parametrize("form", Form)
@settings(max_examples=30, deadline=None)
@given(alert=alerts(), room=st.integers(60, 4_000), title=st.sampled_from([0, 20, 120]))
def test_a_message_is_harmless_in_every_form_and_length(
    form: Form, alert: Alert, room: int, title: int
) -> None:
    page = 1_500 if form is Form.MAIL else 0  # a page has a head and a body besides its words
    shape = Shape(form, room + page, title)
    check(told(alert, shape), shape)


@pytest.mark.parametrize("form", Form)
@settings(max_examples=15, deadline=None)
@given(several=st.lists(alerts(), max_size=4), head=HOSTILE)
def test_a_digest_is_too(form: Form, several: list[Alert], head: str) -> None:
    digest = Digest("đăng ký", tuple(several), samples.NOW, samples.NOW, head)
    shape = Shape(form, 3_000, 120)
    message = compose_digest(digest, delivery_id=samples.DELIVERY, shape=shape, **FACTS)  # type: ignore[arg-type]
    check(message, shape)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80) | HOSTILE)
def test_escaped_words_read_as_they_were_written(text: str) -> None:
    """What Markdown and HTML show is the text itself, whatever signs it holds."""
    line = " ".join(unmarked(text).replace("<", "‹").split()).replace("\x00", "")
    shown = Page(written(line, Form.HTML)).words
    assert shown == line or not line.isprintable()
    if line.isprintable():
        marked = Page(MarkdownIt("commonmark").render(written(f"x {line}", Form.MARKDOWN))).words
        assert " ".join(marked.split()) == f"x {line}".strip()


def test_signs_of_emphasis_can_not_be_forged_by_values() -> None:
    forged = "\ue000đậm\ue001 \ue002https://a.vn\ue003"
    assert unmarked(forged) == "đậm https://a.vn"
    assert strong(unmarked(forged)).count("\ue000") == 1


def test_only_what_looks_like_an_address_becomes_a_link() -> None:
    assert link("javascript:alert(1)") == ""
    assert link("") == small("") == strong("") == ""
    assert written(link("https://a.vn/?x=1&y=2"), Form.HTML) == (
        '<a href="https://a.vn/?x=1&amp;y=2">https://a.vn/?x=1&amp;y=2</a>'
    )


def test_the_length_is_counted_as_services_count() -> None:
    assert units("ệ") == 1
    assert units("𝕏") == 2
    assert units("\ud800") == 1


def test_what_the_channel_itself_adds_counts_too() -> None:
    """A channel that writes "&" as five signs gets a shorter message, not a longer one."""
    shape = Shape(Form.PLAIN, 400, 0, lambda text: len(text.replace("&", "&amp;")))
    message = told(samples.alert(samples.event(EventKind.DIRECTIVE_NEW, samples.item())), shape)  # fmt: skip
    assert shape.holds(message.body)
