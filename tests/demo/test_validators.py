"""Conditional requests: answered truly, not at all, or with lies, as the portal was told."""

from collections.abc import Callable
from datetime import date
from email.utils import format_datetime

import pytest

from demo.items import Kind
from demo.pages import file_path
from demo.portal import DemoPortal, Validators
from tests.demo.browser import Answer, fetch

TODAY = date(2026, 2, 4)


def an_order(portal: DemoPortal) -> str:
    return next(item.path for item in portal.items if item.kind is Kind.ORDER)


def again(portal: DemoPortal, path: str, first: Answer) -> Answer:
    return fetch(portal.url, path, {"If-None-Match": first.headers["etag"]})


@pytest.mark.parametrize("path", ["/", "/tin-tuc", "/van-ban?page=2", "/robots.txt", "/lien-he"])
def test_an_unchanged_page_is_a_304_without_a_body(portal: DemoPortal, path: str) -> None:
    first = fetch(portal.url, path)
    second = again(portal, path, first)
    assert (second.status, second.body) == (304, b"")
    assert second.headers["etag"] == first.headers["etag"]


def test_counters_alone_do_not_change_the_tag(portal: DemoPortal) -> None:
    path = an_order(portal)
    tags = {fetch(portal.url, path).headers["etag"] for _ in range(3)}
    assert len(tags) == 1


def test_a_connection_lives_on_after_a_304(portal: DemoPortal) -> None:
    first = fetch(portal.url, "/tin-tuc")
    assert again(portal, "/tin-tuc", first).headers["connection"] == "keep-alive"


CHANGES: list[Callable[[DemoPortal, int], object]] = [
    lambda portal, item: portal.edit_typo(item),
    lambda portal, item: portal.edit_title(item, "Khác"),
    lambda portal, item: portal.move_deadline(item, date(2027, 1, 1)),
    lambda portal, item: portal.edit_paragraph(item, "Khác"),
    lambda portal, _: portal.publish("order"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_a_reader_can_see_changes_the_tag(
    portal: DemoPortal, change: Callable[[DemoPortal, int], object]
) -> None:
    item = next(item for item in portal.items if item.kind is Kind.ORDER)
    first = fetch(portal.url, item.path)
    change(portal, item.id)
    assert again(portal, item.path, first).status == 200


def test_an_edit_undone_brings_the_old_tag_back(portal: DemoPortal) -> None:
    item = next(item for item in portal.items if item.kind is Kind.ORDER)
    first = fetch(portal.url, item.path)
    portal.edit_title(item, "Khác")
    portal.edit_title(item, item.title)
    assert again(portal, item.path, first).status == 304


def test_a_replaced_file_has_another_tag(portal: DemoPortal) -> None:
    item = next(item for item in portal.items if item.attachments)
    path = file_path(item, item.attachments[0])
    first = fetch(portal.url, path)
    assert again(portal, path, first).status == 304
    portal.replace_attachment(item)
    assert again(portal, path, first).status == 200


def test_one_of_several_tags_suffices_and_weak_ones_count(portal: DemoPortal) -> None:
    tag = fetch(portal.url, "/tin-tuc").headers["etag"]
    for sent in (f'"a", {tag}', f"W/{tag}", "*"):
        assert fetch(portal.url, "/tin-tuc", {"If-None-Match": sent}).status == 304


def test_the_day_of_the_last_change_works_too(portal: DemoPortal) -> None:
    first = fetch(portal.url, "/tin-tuc")
    since = {"If-Modified-Since": first.headers["last-modified"]}
    assert fetch(portal.url, "/tin-tuc", since).status == 304
    portal.edit_typo(portal.items[0])
    assert fetch(portal.url, "/tin-tuc", since).status == 200


def test_a_tag_is_heard_before_a_day(portal: DemoPortal) -> None:
    day = format_datetime(portal.changed_at)
    headers = {"If-None-Match": '"khac"', "If-Modified-Since": day}
    assert fetch(portal.url, "/tin-tuc", headers).status == 200


@pytest.mark.parametrize("day", ["hôm qua".encode().decode("latin-1"), "", "0", "Wed, 99 Feb 2026"])
def test_a_day_that_is_none_is_ignored(portal: DemoPortal, day: str) -> None:
    assert fetch(portal.url, "/tin-tuc", {"If-Modified-Since": day}).status == 200


def test_a_portal_without_validators_always_answers_in_full() -> None:
    with DemoPortal(20, today=TODAY, validators=Validators.OFF) as portal:
        first = fetch(portal.url, "/tin-tuc")
        assert "etag" not in first.headers
        assert "last-modified" not in first.headers
        headers = {"If-None-Match": "*", "If-Modified-Since": "Wed, 04 Feb 2099 00:00:00 GMT"}
        second = fetch(portal.url, "/tin-tuc", headers)
        assert second.status == 200
        assert second.body != first.body


def test_a_lying_portal_says_unchanged_whatever_happened() -> None:
    with DemoPortal(20, today=TODAY, validators="lying") as portal:
        first = fetch(portal.url, "/tin-tuc")
        portal.publish("news")
        assert again(portal, "/tin-tuc", first).status == 304
        assert fetch(portal.url, "/tin-tuc").body != first.body


def test_an_unknown_way_to_validate_is_refused() -> None:
    with pytest.raises(ValueError, match="perhaps"):
        DemoPortal(1, today=TODAY, validators="perhaps")


def test_errors_carry_no_validators(portal: DemoPortal) -> None:
    missing = fetch(portal.url, "/khong-co", {"If-None-Match": "*"})
    assert missing.status == 404
    assert "etag" not in missing.headers
