"""Items under new addresses: the same items, with their history; nothing new, nothing gone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from demo.items import NEWS
from demo.items import Item as PortalItem
from demo.portal import DemoPortal
from sources.model import ArticleRules
from storage import aliases, items
from storage.verify import verify
from tests.crawler.watching import DAY, ITEMS, TODAY_THERE, Watch, watching

MANY = 30


def known_by(watch: Watch, key: str) -> None:
    """From now on an item is known by this part of its address; "" for all of it."""
    rules = ArticleRules(url_pattern="/(?:view-article|bai-viet)/", key=key)
    profile = replace(watch.source.profile, article=rules)
    watch.source = replace(watch.source, profile=profile)


@pytest.fixture
def by_address(portal: DemoPortal, tmp_path: Path) -> Iterator[Watch]:
    """The portal after its first complete crawl, its items known by their addresses."""
    with watching(tmp_path, portal) as watch:
        known_by(watch, "")
        assert watch.look().counts.new == ITEMS
        watch.visits()
        yield watch


def kinds(watch: Watch) -> list[str]:
    """What was told of items since the first crawl, in order."""
    with watch.store.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT kind FROM events WHERE withheld = '' AND item_id IS NOT NULL ORDER BY id"
        )
        return [row[0] for row in rows]


def addresses(watch: Watch, item_id: int) -> list[str]:
    with watch.store.read() as connection:
        return aliases.of_item(connection, item_id)


def by_title(watch: Watch, which: PortalItem) -> list[items.Item]:
    return [item for item in watch.read() if item.title == which.title]


def test_an_item_that_moved_without_a_trace_is_the_same_item(by_address: Watch) -> None:
    portal = by_address.portal
    moved = portal.in_section(NEWS)[0]
    old = portal.url_of(moved)
    [before] = by_title(by_address, moved)
    portal.relocate(moved, f"/bai-viet/{moved.id}-ten-moi")

    reports = [by_address.look() for _ in range(2)] + [by_address.look(full=True)]

    assert [report.counts.new for report in reports] == [0, 0, 0]
    assert kinds(by_address) == []
    [after] = by_title(by_address, moved)
    assert (after.id, after.url, after.state) == (before.id, portal.url_of(moved), "live")
    assert addresses(by_address, after.id) == [old]
    assert len(by_address.read()) == ITEMS


@pytest.mark.parametrize("left", ["nothing", "redirect", "notice"])
@pytest.mark.parametrize("key", ["", r"view-article/\d+/\d+/(\d+)", r"/(\d{12,})$"])
def test_a_whole_portal_with_new_addresses_is_no_news(tmp_path: Path, left: str, key: str) -> None:
    with (
        DemoPortal(MANY, today=TODAY_THERE, validators="off", page_size=4) as portal,
        watching(tmp_path, portal) as watch,
    ):
        known_by(watch, key)
        watch.look()
        before = {item.id for item in watch.read()}
        for item in portal.items:
            portal.relocate(item, f"/bai-viet/{item.id}", left)

        reports = [watch.look(after=step, full=step == DAY) for step in (DAY / 144, DAY / 2, DAY)]

        assert sum(report.counts.new for report in reports) == 0
        assert kinds(watch) == []
        assert {item.id for item in watch.read()} == before
        assert {item.state for item in watch.read()} == {"live"}
        assert verify(watch.store).broken is None


def test_an_edit_after_the_move_is_told_of_the_same_item(by_address: Watch) -> None:
    portal = by_address.portal
    moved = portal.in_section(NEWS)[0]
    portal.relocate(moved, f"/bai-viet/{moved.id}-ten-moi")
    by_address.look()
    portal.edit_paragraph(moved, "Đoạn này nay nói về 4.321 hộ dân của ba thôn.")

    report = by_address.look(full=True)

    assert (report.counts.changed, kinds(by_address)) == (1, ["article.changed"])


def test_an_item_suspected_before_its_new_address_was_met_is_told_as_restored(
    by_address: Watch,
) -> None:
    portal = by_address.portal
    moved = portal.in_section(NEWS)[0]
    portal.withdraw(moved)
    assert by_address.look(full=True).counts.suspected == 1
    portal.restore(moved)
    portal.relocate(moved, f"/bai-viet/{moved.id}-ten-moi")

    report = by_address.look()

    assert (report.counts.new, report.counts.restored) == (0, 1)
    assert kinds(by_address) == ["article.suspected", "article.restored"]


def test_two_items_with_one_headline_stay_two(by_address: Watch) -> None:
    portal = by_address.portal
    one = portal.in_section(NEWS)[0]
    other = portal.publish("news", title=one.title, published=one.published)
    portal.withdraw(one)

    report = by_address.look()

    assert report.counts.new == 1
    assert {item.url for item in by_title(by_address, one)} >= {portal.url_of(other)}
    assert by_address.look(full=True).counts.suspected == 1


def test_a_copy_beside_the_original_is_an_item_of_its_own(by_address: Watch) -> None:
    portal = by_address.portal
    one = portal.in_section(NEWS)[0]
    portal.publish(
        "news",
        title=one.title,
        lead=one.lead,
        paragraphs=one.paragraphs,
        author=one.author,
        published=one.published,
    )
    assert by_address.look().counts.new == 1

    portal.withdraw(one)
    report = by_address.look(full=True)

    assert (report.counts.suspected, kinds(by_address)[1:]) == (0, [])


def test_an_old_address_that_does_not_answer_holds_the_new_one_back_for_a_day(
    by_address: Watch,
) -> None:
    portal = by_address.portal
    moved = portal.in_section(NEWS)[0]
    old = moved.path
    portal.relocate(moved, f"/bai-viet/{moved.id}-ten-moi")
    portal.misbehave("403", where=old)

    assert [by_address.look().counts.new for _ in range(2)] == [0, 0]
    assert by_address.look(after=DAY).counts.new == 1


def test_a_page_that_only_says_where_it_went_is_no_edit(by_address: Watch) -> None:
    portal = by_address.portal
    moved = portal.in_section(NEWS)[0]
    portal.relocate(moved, f"/bai-viet/{moved.id}-ten-moi", "notice")

    for _ in range(3):
        report = by_address.look(full=True)
        assert (report.counts.new, report.counts.changed, report.counts.suspected) == (0, 0, 0)
    assert kinds(by_address) == []
    [after] = by_title(by_address, moved)
    assert after.url == portal.url_of(moved)
