"""When a page that became wholly another is believed."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.model import Article
from ingest.doubt import DOUBT_FOR, is_confirmed, is_wholly_other
from tests.ingest.samples import NOW, PARAGRAPHS, TITLE, article

ERROR = article("Thông báo", ("Hệ thống quá tải, mời quý vị trở lại sau.",))
A, B = "a" * 64, "b" * 64
texts = st.lists(st.text(max_size=60), min_size=1, max_size=4).map(tuple)


def test_an_error_page_is_wholly_other() -> None:
    assert is_wholly_other(article(), ERROR)


def test_a_kept_headline_means_the_same_article_however_much_was_rewritten() -> None:
    assert not is_wholly_other(article(), article(TITLE, ERROR.paragraphs))


def test_a_kept_text_means_the_same_article_under_another_headline() -> None:
    assert not is_wholly_other(article(), article("Thông báo", PARAGRAPHS))


@given(title=st.text(max_size=40), paragraphs=texts)
def test_no_page_is_wholly_other_than_itself(title: str, paragraphs: tuple[str, ...]) -> None:
    one = article(title, paragraphs)
    assert not is_wholly_other(one, one)


@given(one=texts, other=texts, first=st.text(max_size=20), second=st.text(max_size=20))
def test_doubt_does_not_depend_on_which_page_came_first(
    one: tuple[str, ...], other: tuple[str, ...], first: str, second: str
) -> None:
    a, b = article(first, one), article(second, other)
    assert is_wholly_other(a, b) == is_wholly_other(b, a)


def test_empty_pages_are_alike_and_do_not_break() -> None:
    assert not is_wholly_other(Article(""), Article(""))
    assert is_wholly_other(article(), Article(""))


@pytest.mark.parametrize(
    ("doubted", "since", "shared", "believed"),
    [
        (A, DOUBT_FOR, False, True),
        (A, DOUBT_FOR - timedelta(seconds=1), False, False),
        (A, DOUBT_FOR * 9, True, False),
        (B, DOUBT_FOR * 9, False, False),
        ("", None, False, False),
        (A, timedelta(minutes=-5), False, False),
    ],
)
def test_a_page_is_believed_when_the_same_stood_there_long_enough_for_one_item_alone(
    doubted: str, since: timedelta | None, shared: bool, believed: bool
) -> None:
    at = None if since is None else NOW - since
    assert is_confirmed(A, doubted, at, now=NOW, shared=shared) is believed
