"""The files of items: kept by hash, asked for again in time, and never an error page among them."""

from datetime import timedelta

import pytest

from demo.faults import FaultName
from demo.items import Item, Kind
from demo.portal import Validators
from sources.faults import Fault
from storage.verify import verify
from tests.crawler.watching import DAY, EVERY, ITEMS, Watch, faults

FILES = 4  # of the papers in the first stock
HOURS = timedelta(hours=3)
MORE_THAN_A_DAY = DAY + EVERY


def a_paper(watch: Watch) -> Item:
    return next(item for item in watch.portal.items if item.attachments)


def hashes(watch: Watch, item: Item) -> list[list[str]]:
    return [
        [file.sha256 for file in version.content.attachments] for version in watch.versions(item)
    ]


def files_asked(watch: Watch) -> list[int]:
    return [v.status for v in watch.visits() if v.path.startswith("/documents/")]


def test_files_are_kept_with_size_type_and_hash(filled: Watch) -> None:
    paper = a_paper(filled)

    [version] = filled.versions(paper)
    [file] = version.content.attachments

    assert file.media_type == "application/pdf"
    assert file.size == len(paper.attachments[0].data)
    assert len(file.sha256) == 64
    assert verify(filled.store).broken is None


def test_files_are_not_asked_for_again_within_a_day(filled: Watch) -> None:
    filled.look(full=True, after=HOURS)

    assert files_asked(filled) == []


@pytest.mark.parametrize("validators", [Validators.HONEST, Validators.OFF])
def test_a_replaced_file_is_noticed_and_told_as_major(watch: Watch, validators: Validators) -> None:
    watch.portal.validators = validators
    watch.look()
    paper = a_paper(watch)
    watch.portal.replace_attachment(paper)
    assert watch.look(full=True).counts.changed == 0

    report = watch.look(full=True, after=MORE_THAN_A_DAY)

    assert (report.counts.changed, len(report.queued)) == (1, 1)
    [change] = watch.changes(paper)
    assert (change.verdict, change.weight) == ("content", "major")
    [[before], [after]] = hashes(watch, paper)
    assert before != after
    assert verify(watch.store).broken is None


@pytest.mark.parametrize("validators", [Validators.HONEST, Validators.OFF])
def test_files_that_stay_are_asked_for_daily_and_are_no_change(
    watch: Watch, validators: Validators
) -> None:
    watch.portal.validators = validators
    watch.look()
    watch.visits()

    report = watch.look(full=True, after=MORE_THAN_A_DAY)

    expected = 304 if validators is Validators.HONEST else 200
    assert files_asked(watch) == [expected] * FILES
    assert (report.counts.changed, report.counts.unchanged) == (0, ITEMS)
    watch.look(full=True, after=HOURS)
    assert files_asked(watch) == []


@pytest.mark.parametrize(
    ("fault", "named"),
    [
        (FaultName.ERROR_PAGE, Fault.NOT_A_FILE),
        (FaultName.MAINTENANCE, Fault.NOT_A_FILE),
        (FaultName.SPAM, Fault.NOT_A_FILE),
        (FaultName.REDIRECT_HOME, Fault.NOT_A_FILE),
        (FaultName.ERROR_500, Fault.SERVER_ERROR),
        (FaultName.FORBIDDEN, Fault.BLOCKED),
        (FaultName.DROP, Fault.NETWORK),
        (FaultName.HALF_SENT, Fault.TRUNCATED),
        (FaultName.REDIRECT_ELSEWHERE, Fault.REFUSED_ADDRESS),
        (FaultName.REDIRECT_METADATA, Fault.REFUSED_ADDRESS),
    ],
)
def test_no_error_is_kept_as_a_file_and_the_item_is_recorded_all_the_same(
    watch: Watch, fault: FaultName, named: Fault
) -> None:
    watch.portal.misbehave(fault, where="attachments")

    report = watch.look()

    assert report.counts.new == ITEMS
    assert faults(report) == {named}
    assert hashes(watch, a_paper(watch)) == [[""]]


@pytest.mark.parametrize("validators", [Validators.HONEST, Validators.OFF])
def test_a_file_that_arrives_late_is_kept_and_is_no_change(
    watch: Watch, validators: Validators
) -> None:
    watch.portal.validators = validators
    watch.portal.misbehave(FaultName.ERROR_500, where="attachments")
    watch.look()
    failed_again = watch.look(full=True, after=HOURS)
    assert faults(failed_again) == {Fault.SERVER_ERROR}
    watch.portal.behave()

    report = watch.look(full=True, after=HOURS)

    assert (report.counts.changed, report.queued) == (0, ())
    assert not report.counts.errors
    paper = a_paper(watch)
    [[before], [after]] = hashes(watch, paper)
    assert (before, len(after)) == ("", 64)
    assert [change.verdict for change in watch.changes(paper)] == ["reread"]


def test_a_file_that_fails_on_its_recheck_is_no_change(filled: Watch) -> None:
    filled.portal.misbehave(FaultName.ERROR_PAGE, where="attachments")

    report = filled.look(full=True, after=MORE_THAN_A_DAY)

    assert (report.counts.changed, report.queued) == (0, ())
    assert faults(report) == {Fault.NOT_A_FILE}
    assert len(filled.versions(a_paper(filled))) == 1


def test_a_page_with_a_byte_order_mark_is_no_file(filled: Watch) -> None:
    paper = filled.portal.publish(Kind.PAPER)
    filled.portal.replace_attachment(paper, "\ufeff<!DOCTYPE html><html>Lỗi</html>".encode())

    report = filled.look()

    assert faults(report) == {Fault.NOT_A_FILE}
    assert hashes(filled, paper) == [[""]]


def test_a_file_beyond_the_limit_is_named_and_left(filled: Watch) -> None:
    filled.crawler = filled.crawler.model_copy(update={"max_attachment_bytes": 20_000})
    paper = filled.portal.publish(Kind.PAPER)
    filled.portal.replace_attachment(paper, b"%PDF-1.4 " + bytes(50_000))

    report = filled.look()

    assert (report.counts.new, faults(report)) == (1, {Fault.TOO_LARGE})
    assert hashes(filled, paper) == [[""]]
