"""Faults of lists, of the wire, and items that were put elsewhere."""

import pytest

from demo.items import NEWS, PAPERS, DemoError
from demo.portal import DemoPortal
from tests.demo.browser import article_links, fetch


def shown(portal: DemoPortal) -> list[str]:
    return list(article_links(fetch(portal.url, f"/{NEWS.slug}")))


def test_half_a_list_shows_every_second_item(portal: DemoPortal) -> None:
    whole = shown(portal)
    portal.misbehave("half_list")
    assert set(shown(portal)) < {item.path for item in portal.in_section(NEWS)}
    assert shown(portal)[0] == whole[0]


def test_a_stale_list_stays_as_it_was_when_the_fault_began(portal: DemoPortal) -> None:
    before = shown(portal)
    portal.misbehave("stale_list")
    new = portal.publish("news")
    assert shown(portal) == before
    portal.behave()
    assert new.path in shown(portal)


def test_a_list_shows_the_items_of_another_section(portal: DemoPortal) -> None:
    portal.misbehave("other_section", where=f"/{NEWS.slug}")
    assert set(shown(portal)) <= {item.path for item in portal.in_section(PAPERS)}


def test_a_fault_may_be_bound_to_the_beginning_of_addresses(portal: DemoPortal) -> None:
    portal.misbehave("404", where=f"/chi-tiet-tin/-/view-article/1/{NEWS.category}/*")
    assert fetch(portal.url, portal.in_section(NEWS)[0].path).status == 404
    assert fetch(portal.url, portal.in_section(PAPERS)[0].path).status == 200


def test_an_item_put_elsewhere_leaves_what_was_asked_for(portal: DemoPortal) -> None:
    for left, status in (("nothing", 404), ("notice", 200)):
        item = portal.in_section(NEWS)[0]
        portal.relocate(item, f"/bai-viet/{left}", left)
        assert fetch(portal.url, item.first_path).status == status
        assert item.title in fetch(portal.url, portal.item(item).path).text
        assert f'href="/bai-viet/{left}"' in fetch(portal.url, f"/{NEWS.slug}").text
    with pytest.raises(DemoError):
        portal.relocate(portal.items[0], "/noi-khac")


def test_a_reset_takes_everything_back(portal: DemoPortal) -> None:
    before = portal.items
    portal.publish("news")
    portal.withdraw(before[0])
    portal.misbehave("500")
    portal.reset()
    assert (portal.items, portal.faults, portal.journal.visits) == (before, (), ())
