"""What was asked is noted, with the answer that was given."""

from datetime import UTC, date, datetime

from demo.portal import DemoPortal
from tests.demo.browser import fetch, post


def test_visits_are_counted_by_path_and_status(portal: DemoPortal) -> None:
    fetch(portal.url, "/tin-tuc?page=2")
    fetch(portal.url, "/tin-tuc")
    portal.misbehave("500", times=1)
    fetch(portal.url, "/tin-tuc")
    assert portal.stats == {("/tin-tuc", 200): 2, ("/tin-tuc", 500): 1}


def test_a_visit_tells_what_was_asked_and_when() -> None:
    moment = datetime(2026, 2, 4, 3, 0, tzinfo=UTC)
    with DemoPortal(5, today=date(2026, 2, 4), clock=lambda: moment) as portal:
        tag = fetch(portal.url, "/tin-tuc?page=1").headers["etag"]
        fetch(portal.url, "/tin-tuc?page=1", {"If-None-Match": tag})
        first, second = portal.journal.visits
    assert (first.method, first.target, first.path) == ("GET", "/tin-tuc?page=1", "/tin-tuc")
    assert (first.status, first.conditional) == (200, False)
    assert (second.status, second.conditional) == (304, True)
    assert first.at == moment


def test_commands_leave_no_trace(portal: DemoPortal) -> None:
    fetch(portal.url, "/admin/items")
    post(portal.url, "/admin/publish", {})
    assert portal.journal.visits == ()


def test_the_journal_can_be_cleared(portal: DemoPortal) -> None:
    fetch(portal.url)
    portal.journal.clear()
    assert not portal.stats


def test_an_address_with_tones_is_noted_as_people_read_it(portal: DemoPortal) -> None:
    fetch(portal.url, "/văn bản")
    assert portal.stats == {("/văn bản", 404): 1}
    assert "%" in portal.journal.visits[0].target
