"""Crawls into a store: on each database, under other rules, and when it can not be written."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from articles.model import Article
from demo.items import NEWS, Kind
from demo.portal import DemoPortal
from directives.model import Extraction
from ingest.rules import TODAY, Rules, read_capture
from reading.model import PageReading
from sources.faults import Fault
from sources.model import Capture, Profile
from sources.runs import RunOutcome
from storage.session import Store
from storage.verify import verify
from tests.crawler.watching import ITEMS, TODAY_THERE, Watch, faults, watching

SMALL = 6
POISON = "Tin không ghi được"


@pytest.fixture
def small(store_url: str, tmp_path: Path) -> Iterator[Watch]:
    """A portal of six items, watched from each database."""
    with (
        DemoPortal(SMALL, today=TODAY_THERE, validators="off") as portal,
        watching(tmp_path, portal, url=store_url) as fresh,
    ):
        yield fresh


def test_the_whole_loop_on_each_database(small: Watch) -> None:
    assert small.look().counts.new == SMALL
    order = small.portal.publish(Kind.ORDER)
    assert len(small.look().queued) == 1
    small.portal.edit_typo(small.portal.in_section(NEWS)[0])
    small.portal.withdraw(order)

    report = small.look(full=True)

    assert (report.counts.changed, report.counts.suspected) == (1, 1)
    assert report.outcome is RunOutcome.OK
    assert verify(small.store).broken is None


def renamed(store: Store, before: str, after: str) -> None:
    with store.write() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {before} RENAME TO {after}")


def test_what_can_not_be_written_is_named_and_read_again_later(small: Watch) -> None:
    renamed(small.store, "directives", "away")
    broken = small.look()
    renamed(small.store, "away", "directives")

    assert broken.outcome is RunOutcome.PARTIAL
    assert faults(broken) == {Fault.STORE}
    assert broken.counts.new == 0
    assert small.look(after=timedelta(hours=1)).counts.new == SMALL


def test_a_listing_that_can_not_be_written_down_is_no_good_run(small: Watch) -> None:
    small.look()
    renamed(small.store, "items", "away")
    broken = small.look()
    renamed(small.store, "away", "items")

    assert broken.outcome is not RunOutcome.OK
    assert Fault.STORE in faults(broken)
    assert small.look(full=True).counts.unchanged == SMALL


def _read_shorter(capture: Capture, profile: Profile) -> PageReading:
    reading = read_capture(capture, profile)
    if reading.article is None:
        return reading
    shorter = replace(reading.article, paragraphs=reading.article.paragraphs[:-1])
    return replace(reading, article=shorter)


def _extract_nothing(_: Article) -> Extraction:
    return Extraction()


def _extract_with_poison(article: Article) -> Extraction:
    if article.title == POISON:
        raise RecursionError("no way out")
    return TODAY.extract(article)


@pytest.mark.parametrize(
    "rules",
    [
        Rules("shorter", _read_shorter, TODAY.extract),
        Rules("nothing", TODAY.read, _extract_nothing),
    ],
    ids=lambda rules: rules.name,
)
def test_a_change_of_our_rules_raises_nothing(filled: Watch, rules: Rules) -> None:
    report = filled.look(full=True, rules=rules)

    assert (report.counts.unchanged, report.counts.changed) == (ITEMS, 0)
    assert report.queued == ()
    assert {item.version_count for item in filled.read()} == {1}
    back = filled.look(full=True)
    assert (back.counts.changed, back.queued) == (0, ())
    assert verify(filled.store).broken is None


def test_an_edit_met_together_with_new_rules_is_told_alone(filled: Watch) -> None:
    edited = filled.portal.in_section(NEWS)[0]
    filled.portal.edit_paragraph(edited, "Nay có 4.321 hộ dân tham gia mô hình này.")

    report = filled.look(full=True, rules=Rules("shorter", _read_shorter, TODAY.extract))

    assert (report.counts.changed, len(report.queued)) == (1, 1)


def test_a_page_that_breaks_our_rules_is_named_and_stops_no_other(filled: Watch) -> None:
    filled.portal.publish(Kind.NEWS, title=POISON)
    other = filled.portal.publish(Kind.NEWS)

    report = filled.look(rules=replace(TODAY, extract=_extract_with_poison))

    assert (report.counts.new, faults(report)) == (1, {Fault.INTERNAL})
    assert len(filled.versions(other)) == 1
    assert filled.look(after=timedelta(hours=1)).counts.new == 1
