"""Known items looked at again: true, missing and lying validators, edits, moves and sticky items."""

from datetime import datetime, timedelta

import pytest

from crawler.spiders.portal import ASK_PLAINLY_EVERY
from demo.items import LOCAL, NEWS, Kind
from demo.portal import Validators
from sources.runs import RunOutcome
from storage.aliases import of_item as aliases_of
from storage.verify import verify
from tests.crawler.watching import DAY, ITEMS, Watch, articles_asked

NEW_DAY = datetime(2026, 3, 12, tzinfo=LOCAL).date()


def test_true_validators_answer_not_modified_and_nothing_is_read_again(watch: Watch) -> None:
    watch.portal.validators = Validators.HONEST
    watch.look()
    watch.visits()

    report = watch.look(full=True)

    asked = [visit for visit in watch.visits() if "/view-article/" in visit.path]
    assert {(visit.conditional, visit.status) for visit in asked} == {(True, 304)}
    assert len(asked) == ITEMS
    assert (report.outcome, report.counts.unchanged) == (RunOutcome.OK, ITEMS)


def test_true_validators_do_not_hide_an_edit(watch: Watch) -> None:
    watch.portal.validators = Validators.HONEST
    watch.look()
    order = watch.portal.publish(Kind.ORDER)
    watch.look()
    watch.portal.move_deadline(order, NEW_DAY)

    report = watch.look(full=True)

    assert (report.counts.changed, len(report.queued)) == (1, 1)


def test_without_validators_the_same_page_is_no_change(filled: Watch) -> None:
    report = filled.look(full=True)

    asked = [visit for visit in filled.visits() if "/view-article/" in visit.path]
    assert {(visit.conditional, visit.status) for visit in asked} == {(False, 200)}
    assert (report.counts.unchanged, report.counts.changed) == (ITEMS, 0)
    assert report.queued == ()


def test_a_portal_that_lies_about_its_pages_does_not_break_the_crawl(watch: Watch) -> None:
    watch.portal.validators = Validators.LYING
    assert watch.look().counts.new == ITEMS
    new = watch.portal.publish(Kind.ORDER)

    report = watch.look(full=True)

    assert report.outcome is RunOutcome.OK
    assert (report.counts.new, report.counts.unchanged) == (1, ITEMS)
    assert len(watch.versions(new)) == 1


@pytest.mark.parametrize("validators", list(Validators))
def test_an_item_back_on_the_portal_is_restored_whatever_its_validators_say(
    watch: Watch, validators: Validators
) -> None:
    watch.portal.validators = validators
    watch.look()
    gone = watch.portal.in_section(NEWS)[0]
    watch.portal.withdraw(gone)
    assert watch.look(full=True).counts.suspected == 1
    watch.portal.restore(gone)

    report = watch.look(full=True)

    assert report.counts.restored == 1
    assert watch.stored(gone).state == "live"
    assert [change.verdict for change in watch.changes(gone)] == ["suspected", "restored"]
    assert watch.look(full=True).counts.restored == 0


def test_a_typo_is_a_minor_change_that_is_kept_and_not_told_as_normal(filled: Watch) -> None:
    chosen = filled.portal.in_section(NEWS)[-2]
    filled.portal.edit_typo(chosen)

    report = filled.look(full=True)

    assert report.counts.changed == 1
    assert [change.weight for change in filled.changes(chosen)] == ["minor"]
    assert report.queued == ()


def test_there_and_back_again_is_three_versions(filled: Watch) -> None:
    chosen = filled.portal.in_section(NEWS)[-2]
    for _ in range(2):
        filled.portal.edit_typo(chosen)
        assert filled.look(full=True).counts.changed == 1

    first, second, third = filled.versions(chosen)
    assert first.article_sha256 == third.article_sha256 != second.article_sha256
    assert (second.previous_hash, third.previous_hash) == (first.hash, second.hash)
    assert verify(filled.store).broken is None


def test_a_moved_deadline_is_told_once_with_both_days(filled: Watch) -> None:
    order = filled.portal.publish(Kind.ORDER)
    filled.look()
    filled.portal.move_deadline(order, NEW_DAY)

    report = filled.look(full=True)

    assert (report.counts.changed, len(report.queued)) == (1, 1)
    [change] = filled.changes(order)
    assert change.weight == "major"
    assert any(
        "12/03/2026" in field.after or "2026-03-12" in field.after for field in change.fields
    )


def test_an_item_stuck_on_top_is_no_news(filled: Watch) -> None:
    filled.portal.stick(filled.portal.in_section(NEWS)[-1])

    report = filled.look(full=True)

    assert (report.counts.new, report.counts.changed, report.queued) == (0, 0, ())


def test_an_item_moved_to_another_address_is_no_news_and_keeps_both(filled: Watch) -> None:
    chosen = filled.portal.in_section(NEWS)[0]
    filled.portal.move(chosen, 999)

    report = filled.look(full=True)

    assert (report.counts.new, report.counts.changed, report.queued) == (0, 0, ())
    assert report.counts.suspected == 0
    with filled.store.read() as connection:
        known = aliases_of(connection, filled.stored(chosen).id)
    assert known == [filled.portal.url_of(chosen)]
    assert filled.look(full=True).counts.unchanged == ITEMS


def test_an_item_that_shows_an_old_date_is_found_in_the_daily_sweep(filled: Watch) -> None:
    late = filled.portal.back_date(datetime(2026, 2, 20, 8, tzinfo=LOCAL), kind=Kind.NEWS)
    assert filled.look().counts.new == 0

    report = filled.look(after=DAY)

    assert report.counts.new == 1
    assert len(report.queued) == 1
    assert len(filled.versions(late)) == 1


def test_an_item_under_another_date_keeps_its_key(filled: Watch) -> None:
    chosen = filled.portal.in_section(NEWS)[-1]
    filled.portal.republish(chosen, datetime(2026, 3, 1, 9, tzinfo=LOCAL))

    report = filled.look(full=True)

    assert (report.counts.new, report.counts.changed) == (0, 1)


@pytest.mark.parametrize(
    "odd", ["A\x00B dự án", "\ud7ff <b>&lt;script&gt;", "\u202eđảo", "x" * 5000]
)
def test_headlines_of_any_form_are_recorded(filled: Watch, odd: str) -> None:
    strange = filled.portal.publish(Kind.NEWS, title=odd)

    report = filled.look()

    assert (report.counts.new, report.counts.errors) == (1, [])
    assert len(filled.versions(strange)) == 1


def test_items_are_asked_for_less_often_the_longer_they_stay_as_they_are(filled: Watch) -> None:
    filled.look(after=timedelta(hours=6))
    assert len(articles_asked(filled.visits())) == ITEMS

    filled.look(after=timedelta(days=20))
    filled.visits()
    filled.look(after=timedelta(hours=6))
    assert len(articles_asked(filled.visits())) < ITEMS


def test_an_edit_behind_lying_validators_is_found_in_the_end(watch: Watch) -> None:
    watch.portal.validators = Validators.LYING
    watch.look()
    order = watch.portal.publish(Kind.ORDER)
    watch.look()
    watch.portal.move_deadline(order, NEW_DAY)

    changed = [watch.look(full=True).counts.changed for _ in range(ASK_PLAINLY_EVERY)]

    assert sum(changed) == 1
