"""Items that are gone: believed only after several looks over a day while the portal is well."""

from datetime import timedelta
from pathlib import Path

import pytest

from demo.items import NEWS, Kind
from demo.portal import DemoPortal
from sources.faults import Fault
from sources.runs import RunOutcome
from tests.crawler.watching import DAY, ITEMS, TODAY_THERE, Watch, faults, watching

HALF_A_DAY = timedelta(hours=12)
MANY = 60
VANISHED = 10


def test_one_miss_makes_an_item_suspected_and_no_more(filled: Watch) -> None:
    gone = filled.portal.in_section(NEWS)[0]
    filled.portal.withdraw(gone)

    report = filled.look(full=True)

    assert (report.counts.suspected, report.counts.withdrawn) == (1, 0)
    assert filled.stored(gone).state == "suspected"
    assert report.outcome is RunOutcome.OK


def test_many_misses_within_a_day_prove_nothing(filled: Watch) -> None:
    gone = filled.portal.in_section(NEWS)[0]
    filled.portal.withdraw(gone)

    reports = [filled.look(full=True) for _ in range(4)]

    assert sum(report.counts.withdrawn for report in reports) == 0
    assert filled.stored(gone).absence_checks == 4


def test_an_item_is_withdrawn_after_three_misses_over_a_day_and_told_once(filled: Watch) -> None:
    gone = filled.portal.in_section(NEWS)[0]
    filled.portal.withdraw(gone)

    counted = [filled.look(after=HALF_A_DAY).counts for _ in range(4)]

    assert [counts.suspected for counts in counted] == [1, 0, 0, 0]
    assert [counts.withdrawn for counts in counted] == [0, 0, 1, 0]
    told = [(event.kind, len(event.deliveries)) for event in filled.told(gone)][-2:]
    assert told == [("article.suspected", 1), ("article.withdrawn", 1)]


def test_a_withdrawn_item_that_comes_back_is_restored_and_told(filled: Watch) -> None:
    gone = filled.portal.in_section(NEWS)[0]
    filled.portal.withdraw(gone)
    for _ in range(3):
        filled.look(after=HALF_A_DAY)
    filled.portal.restore(gone)

    report = filled.look(full=True)

    assert (report.counts.restored, len(report.queued)) == (1, 1)
    assert filled.told(gone)[-1].kind == "article.restored"
    assert len(filled.versions(gone)) == 1


def test_an_item_that_comes_back_changed_is_told_as_both(filled: Watch) -> None:
    gone = filled.portal.in_section(NEWS)[0]
    filled.portal.withdraw(gone)
    filled.look(full=True)
    filled.portal.restore(gone)
    filled.portal.edit_paragraph(gone, "Đoạn này được viết lại hoàn toàn với 4.321 hộ dân.")

    report = filled.look(full=True)

    assert (report.counts.restored, report.counts.changed) == (1, 1)
    assert [change.verdict for change in filled.changes(gone)][-2:] == ["content", "restored"]


def test_a_hit_in_between_begins_the_count_anew(filled: Watch) -> None:
    gone = filled.portal.in_section(NEWS)[0]
    for _ in range(2):
        filled.portal.withdraw(gone)
        for _ in range(2):
            filled.look(full=True, after=HALF_A_DAY)
        filled.portal.restore(gone)
        assert filled.look(full=True, after=HALF_A_DAY).counts.restored == 1

    assert "withdrawn" not in [change.verdict for change in filled.changes(gone)]


def test_a_miss_while_a_listing_fails_proves_nothing(filled: Watch) -> None:
    gone = filled.portal.in_section(NEWS)[0]
    filled.portal.withdraw(gone)
    filled.portal.misbehave("500", where="/van-ban")

    reports = [filled.look(full=True, after=DAY) for _ in range(4)]

    assert sum(report.counts.suspected + report.counts.withdrawn for report in reports) == 0
    assert filled.stored(gone).state == "live"
    filled.portal.behave()
    assert filled.look(full=True, after=DAY).counts.suspected == 1


def test_a_crawl_that_is_cut_short_proves_nothing(filled: Watch) -> None:
    gone = filled.portal.in_section(NEWS)[0]
    filled.portal.withdraw(gone)
    filled.portal.misbehave("hang", where=filled.portal.in_section(NEWS)[1].path)

    report = filled.look(full=True, limit=timedelta(seconds=1))

    assert report.counts.suspected == 0
    assert filled.stored(gone).state == "live"


def test_many_gone_at_once_are_an_incident_of_the_portal_and_no_news(tmp_path: Path) -> None:
    with (
        DemoPortal(MANY, today=TODAY_THERE, validators="off") as portal,
        watching(tmp_path, portal) as watch,
    ):
        watch.look()
        for item in portal.items[:VANISHED]:
            portal.withdraw(item)

        reports = [watch.look(full=True, after=DAY) for _ in range(2)]

        for report in reports:
            assert (report.counts.suspected, report.counts.withdrawn) == (0, 0)
            assert Fault.MASS_ABSENCE in faults(report)
            assert report.queued == ()
        assert {item.state for item in watch.read()} == {"live"}


def test_three_gone_at_once_are_still_news(filled: Watch) -> None:
    for item in filled.portal.in_section(NEWS)[:3]:
        filled.portal.withdraw(item)

    assert filled.look(full=True).counts.suspected == 3


def test_without_its_canary_nothing_is_judged(portal: DemoPortal, tmp_path: Path) -> None:
    bird = portal.in_section(NEWS)[-1]
    with watching(tmp_path, portal, canary=portal.url_of(bird)) as watch:
        watch.look()
        gone = portal.in_section(NEWS)[0]
        portal.withdraw(gone)
        portal.misbehave("error_page", where=bird.path)
        report = watch.look(full=True, after=DAY)
        assert report.counts.suspected == 0
        assert [error.url for error in report.counts.errors] == [portal.url_of(bird)]
        assert watch.stored(gone).state == "live"

        portal.behave()
        assert watch.look(full=True, after=DAY).counts.suspected == 1


def test_an_item_never_read_is_never_missed(watch: Watch) -> None:
    watch.look()
    listed = watch.portal.publish(Kind.NEWS)
    watch.portal.misbehave("error_page", where=listed.path)

    report = watch.look()

    assert (report.counts.new, report.counts.suspected) == (0, 0)
    assert report.outcome is RunOutcome.PARTIAL
    assert len(watch.read()) == ITEMS


@pytest.mark.parametrize("no_alerts", [True, False])
def test_absences_of_a_pass_without_alerts_are_never_told(filled: Watch, no_alerts: bool) -> None:
    gone = filled.portal.in_section(NEWS)[0]
    filled.portal.withdraw(gone)

    filled.look(full=True, no_alerts=no_alerts)

    event = filled.told(gone)[-1]
    assert event.kind == "article.suspected"
    assert (event.withheld, len(event.deliveries)) == (("no_alerts", 0) if no_alerts else ("", 1))
