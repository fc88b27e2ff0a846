"""The first crawl of a portal and those after it: all is recorded, and little is asked twice."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from demo.items import NEWS, Kind
from demo.portal import DemoPortal
from scheduler.reactor import run_in_reactor
from sources.faults import Fault
from sources.model import Section
from sources.runs import RunOutcome
from storage import sources
from storage.session import Store
from storage.verify import verify
from tests.crawler.watching import (
    ITEMS,
    LISTS,
    NAME,
    Watch,
    articles_asked,
    faults,
    lists_asked,
    profile_of,
)

A_MOMENT = timedelta(seconds=0.3)
LIST_PAGES = 5


def test_first_crawl_records_every_item_once_and_tells_one_summary(watch: Watch) -> None:
    report = watch.look()

    assert report.outcome is RunOutcome.OK
    assert (report.counts.new, report.counts.listed) == (ITEMS, ITEMS)
    assert not report.counts.errors
    assert {item.key for item in watch.read()} == {str(item.id) for item in watch.portal.items}
    assert all(item.version_count == 1 for item in watch.read())
    assert len(report.queued) == 1
    assert verify(watch.store).broken is None


def test_first_crawl_asks_for_each_page_once(watch: Watch) -> None:
    watch.look()

    visits = watch.visits()
    assert len(lists_asked(visits)) == len(set(lists_asked(visits))) == LIST_PAGES
    assert articles_asked(visits) == sorted(item.path for item in watch.portal.items)


def test_events_of_a_first_crawl_are_withheld_from_everybody(watch: Watch) -> None:
    watch.look()

    for item in watch.portal.items:
        happened = watch.told(item)
        assert happened
        assert {event.withheld for event in happened} == {"first_fill"}
        assert not any(event.deliveries for event in happened)


def test_second_crawl_asks_only_for_the_first_page_of_each_list(filled: Watch) -> None:
    report = filled.look()

    visits = filled.visits()
    assert lists_asked(visits) == sorted(LISTS)
    assert articles_asked(visits) == []
    assert report.outcome is RunOutcome.OK
    assert (report.counts.new, report.counts.changed) == (0, 0)


def test_an_item_is_looked_at_again_when_it_is_due(filled: Watch) -> None:
    report = filled.look(after=timedelta(hours=2))

    assert articles_asked(filled.visits()) == sorted(item.path for item in filled.portal.items)
    assert report.counts.unchanged == ITEMS


def test_new_items_are_read_page_by_page_until_a_page_is_wholly_known(filled: Watch) -> None:
    new = [filled.portal.publish(Kind.NEWS) for _ in range(5)]

    report = filled.look()

    assert report.counts.new == len(new)
    asked = lists_asked(filled.visits())
    assert len([target for target in asked if target.startswith(f"/{NEWS.slug}")]) == 3
    assert len(asked) == 5


def test_a_new_directive_is_told_once_and_at_once(filled: Watch) -> None:
    order = filled.portal.publish(Kind.ORDER)

    report = filled.look()

    assert len(report.queued) == 1
    kinds = [(event.kind, len(event.deliveries)) for event in filled.told(order)]
    assert kinds == [("directive.new", 1), ("article.new", 0)]
    assert filled.look(full=True).queued == ()


def test_crawl_stopped_in_the_first_fill_goes_on_and_misses_nothing(watch: Watch) -> None:
    watch.portal.misbehave("slow", where="articles", seconds=0.25)
    first = watch.look(limit=A_MOMENT)
    watch.portal.behave()
    assert len(watch.read()) < ITEMS

    last = watch.look()

    assert {item.key for item in watch.read()} == {str(item.id) for item in watch.portal.items}
    assert all(item.version_count == 1 for item in watch.read())
    assert (first.queued, first.outcome) == ((), RunOutcome.PARTIAL)
    assert Fault.TIMEOUT in faults(first)
    assert len(last.queued) == 1
    assert last.outcome is RunOutcome.OK


def test_crawl_stopped_before_its_first_answer_leaves_nothing_behind(watch: Watch) -> None:
    watch.portal.misbehave("hang")
    report = watch.look(limit=timedelta(seconds=0.1))
    watch.portal.behave()

    assert report.outcome is RunOutcome.FAILED
    assert watch.look().counts.new == ITEMS


def test_an_item_that_fails_when_it_is_met_is_read_later(watch: Watch) -> None:
    chosen = watch.portal.in_section(NEWS)[0]
    watch.portal.misbehave("500", where=chosen.path)

    first = watch.look()
    assert faults(first) == {Fault.SERVER_ERROR}
    assert first.outcome is RunOutcome.PARTIAL
    assert first.counts.new == ITEMS - 1
    assert len(_filled_sections(watch.store)) == 2

    watch.portal.behave()
    second = watch.look(after=timedelta(hours=1))
    assert second.counts.new == 1
    assert len(second.queued) == 1
    assert len(watch.versions(chosen)) == 1
    assert len(_filled_sections(watch.store)) == 3


def test_an_item_that_never_answers_does_not_hold_up_the_summary_for_ever(watch: Watch) -> None:
    broken = watch.portal.in_section(NEWS)[0]
    watch.portal.misbehave("500", where=broken.path)

    reports = [watch.look(after=timedelta(hours=12)) for _ in range(4)]

    assert [len(report.queued) for report in reports] == [1, 0, 1, 0]


def test_items_published_while_a_fill_is_not_complete_belong_to_its_summary(watch: Watch) -> None:
    broken = watch.portal.in_section(NEWS)[0]
    watch.portal.misbehave("500", where=broken.path)
    watch.look()
    late = watch.portal.publish(Kind.NEWS)
    watch.portal.behave()

    report = watch.look(after=timedelta(hours=1))

    assert [event.withheld for event in watch.told(late)] == ["first_fill"]
    assert len(report.queued) == 1


def test_two_crawls_of_one_source_at_once_end_with_one_of_them_busy(watch: Watch) -> None:
    async def both() -> list[tuple[bool, RunOutcome]]:
        reports = await asyncio.gather(watch.crawl(), watch.crawl())
        return [(report.busy, report.outcome) for report in reports]

    found = run_in_reactor(both)

    assert sorted(found) == [(False, RunOutcome.OK), (True, RunOutcome.FAILED)]
    assert len(watch.read()) == ITEMS
    assert watch.look().busy is False


def test_a_source_without_any_section_says_what_to_do(watch: Watch) -> None:
    watch.portal.misbehave("maintenance", where="home")

    report = watch.look()

    assert report.outcome is RunOutcome.FAILED
    assert faults(report) & {Fault.MAINTENANCE, Fault.LAYOUT_CHANGED}
    watch.portal.behave()
    assert watch.look().counts.new == ITEMS


def test_sections_named_in_the_settings_need_no_home_page(watch: Watch) -> None:
    url = f"{watch.portal.url}/{NEWS.slug}"
    profile = replace(profile_of(watch.portal), sections=(Section("tin", "Tin", url),))
    watch.source = replace(watch.source, profile=profile)
    watch.__post_init__()

    assert watch.look().counts.new == len(watch.portal.in_section(NEWS))
    assert "/" not in {visit.path for visit in watch.visits()}


def test_a_section_of_one_page_is_read_through_at_once(watch: Watch, portal: DemoPortal) -> None:
    portal.page_size = 100

    watch.look()

    assert lists_asked(watch.visits()) == sorted(LISTS)
    assert len(_filled_sections(watch.store)) == len(LISTS)


def _filled_sections(store: Store) -> set[str]:
    with store.read() as connection:
        known = sources.sections_of(connection, NAME)
    return {state.section.name for state in known if state.filled_at}
