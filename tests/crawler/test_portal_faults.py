"""Everything a portal can do wrong: each fault gets its name, and none of it is ever news."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from demo.faults import OF_LISTS, FaultName
from demo.items import NEWS
from demo.portal import DemoPortal
from sources.faults import Fault
from sources.runs import RunOutcome
from storage import sources, told
from tests.crawler.watching import OF_ITEMS, TODAY_THERE, Watch, faults, lists_asked, watching
from tests.journeys.fault_matrix import cells

FEW = 12
PAGE_LIMIT = 200_000  # bytes; the large pages of these tests are larger
LARGE = 400_000
LONG_WAIT = "120"  # seconds: longer than a crawl waits
SHORT_TIMEOUT = timedelta(seconds=0.5)

NAMES: dict[FaultName, set[Fault]] = {
    FaultName.ERROR_500: {Fault.SERVER_ERROR},
    FaultName.ERROR_503: {Fault.SERVER_ERROR, Fault.RATE_LIMITED},
    FaultName.FORBIDDEN: {Fault.BLOCKED},
    FaultName.TOO_MANY: {Fault.RATE_LIMITED},
    FaultName.HANG: {Fault.TIMEOUT},
    FaultName.DROP: {Fault.NETWORK},
    FaultName.EMPTY_LIST: {Fault.EMPTY_LISTING},
    FaultName.HALF_PAGE: {Fault.TRUNCATED},
    FaultName.HALF_SENT: {Fault.TRUNCATED},
    FaultName.ERROR_PAGE: {Fault.SOFT_NOT_FOUND, Fault.MASS_ABSENCE},
    FaultName.MAINTENANCE: {Fault.MAINTENANCE},
    FaultName.MAINTENANCE_503: {Fault.MAINTENANCE, Fault.RATE_LIMITED},
    FaultName.REDIRECT_HOME: {Fault.REDIRECTED_HOME, Fault.MASS_ABSENCE},
    FaultName.REDIRECT_LOGIN: {Fault.LOGIN, Fault.ROBOTS},
    FaultName.REDIRECT_PRIVATE: {Fault.REFUSED_ADDRESS},
    FaultName.REDIRECT_METADATA: {Fault.REFUSED_ADDRESS},
    FaultName.REDIRECT_ELSEWHERE: {Fault.REFUSED_ADDRESS},
    FaultName.REDIRECT_LOOP: {Fault.SERVER_ERROR},
    FaultName.CHALLENGE: {Fault.CHALLENGE},
    FaultName.SPAM: {Fault.SPAM},
    FaultName.HUGE: {Fault.TOO_LARGE},
    FaultName.GZIP_BOMB: {Fault.TOO_LARGE},
}
#: Tried one by one in the fault matrix, in tests/journeys.
ELSEWHERE = {
    *(FaultName.EMPTY_200, FaultName.BAD_GZIP, FaultName.DRIP, FaultName.RESET, FaultName.TLS),
    *(FaultName.DNS, FaultName.FLAPPING, FaultName.LIST_INSTEAD, FaultName.NOT_FOUND),
    *(OF_LISTS - {FaultName.EMPTY_LIST}),
}
HARMLESS = (FaultName.SLOW, FaultName.WRONG_CHARSET)
REFUSED = {FaultName.FORBIDDEN, FaultName.TOO_MANY, FaultName.CHALLENGE}
OF_LISTS_ONLY = {FaultName.EMPTY_LIST}


@pytest.fixture(scope="module")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    """One filled store for all faults: as none of them changes it, any order is as good."""
    folder: Path = tmp_path_factory.mktemp("faults")
    with (
        DemoPortal(FEW, today=TODAY_THERE, validators="off", page_size=4) as portal,
        watching(folder, portal, subscription=OF_ITEMS) as fresh,
    ):
        fresh.crawler = fresh.crawler.model_copy(update={"max_page_bytes": PAGE_LIMIT})
        assert fresh.look().counts.new == FEW
        yield fresh


@pytest.fixture(autouse=True)
def well_again(watch: Watch) -> Iterator[None]:
    """Whatever a test did to the portal ends with it; and it must have left nothing behind."""
    watch.visits()
    yield
    watch.portal.behave()
    assert _unmoved(watch)


def _unmoved(watch: Watch) -> bool:
    with watch.store.read() as connection:
        happened = [told.of_item(connection, item.id) for item in watch.read()]
    live = {(item.state, item.version_count) for item in watch.read()} == {("live", 1)}
    return live and all(
        {event.withheld for event in events} == {"first_fill"} for events in happened
    )


def spoil(watch: Watch, fault: FaultName, where: str) -> None:
    wait = LONG_WAIT if where == "articles" else ""
    watch.portal.misbehave(fault, where=where, retry_after=wait, size=LARGE, seconds=0.05)
    timeout = SHORT_TIMEOUT if fault is FaultName.HANG else timedelta(seconds=30)
    watch.crawler = watch.crawler.model_copy(update={"timeout": timeout})


def test_every_fault_that_the_portal_has_is_tried_here_or_in_the_matrix() -> None:
    in_the_matrix = {cell.fault for cell in cells()}
    assert set(FaultName) == set(NAMES) | set(HARMLESS) | ELSEWHERE | in_the_matrix


@pytest.mark.parametrize("fault", list(NAMES), ids=str)
def test_a_fault_of_the_lists_is_named_and_changes_nothing(watch: Watch, fault: FaultName) -> None:
    spoil(watch, fault, "lists")

    report = watch.look(full=True)

    assert faults(report)
    assert faults(report) <= NAMES[fault]
    assert report.outcome is (RunOutcome.BLOCKED if fault in REFUSED else RunOutcome.FAILED)
    assert (report.counts.changed, report.counts.suspected, report.queued) == (0, 0, ())


@pytest.mark.parametrize("fault", [name for name in NAMES if name not in OF_LISTS_ONLY], ids=str)
def test_a_fault_of_the_articles_is_named_and_changes_nothing(
    watch: Watch, fault: FaultName
) -> None:
    spoil(watch, fault, "articles")

    report = watch.look(full=True)

    assert faults(report)
    assert faults(report) <= NAMES[fault]
    assert report.outcome is RunOutcome.PARTIAL
    assert (report.counts.changed, report.counts.suspected, report.queued) == (0, 0, ())
    assert report.counts.unchanged == 0
    assert all(error.message.endswith(".") for error in report.counts.errors)


@pytest.mark.parametrize("where", ["lists", "articles"])
@pytest.mark.parametrize("fault", HARMLESS, ids=str)
def test_a_portal_that_is_only_odd_is_read_as_ever(
    watch: Watch, fault: FaultName, where: str
) -> None:
    spoil(watch, fault, where)

    report = watch.look(full=True)

    assert report.outcome is RunOutcome.OK
    assert report.counts.unchanged == FEW


@pytest.mark.parametrize("fault", [FaultName.ERROR_500, FaultName.SPAM, FaultName.EMPTY_LIST])
def test_a_fault_of_one_list_leaves_the_others_read(watch: Watch, fault: FaultName) -> None:
    watch.portal.misbehave(fault, where=f"/{NEWS.slug}")

    report = watch.look(full=True)

    assert report.outcome is RunOutcome.PARTIAL
    assert faults(report) <= NAMES[fault]
    assert report.counts.unchanged == FEW


@pytest.mark.parametrize(
    "fault",
    [FaultName.REDIRECT_PRIVATE, FaultName.REDIRECT_METADATA, FaultName.REDIRECT_ELSEWHERE],
    ids=str,
)
def test_nothing_outside_the_pinned_hosts_is_asked_for(watch: Watch, fault: FaultName) -> None:
    spoil(watch, fault, "everything")

    report = watch.look(full=True)

    assert faults(report) == {Fault.REFUSED_ADDRESS}
    assert len(lists_asked(watch.visits())) == 3


def test_private_addresses_are_refused_unless_they_are_allowed(watch: Watch) -> None:
    allowed = watch.crawler
    watch.crawler = allowed.model_copy(update={"allow_private_addresses": False})

    report = watch.look(full=True)

    watch.crawler = allowed
    assert faults(report) == {Fault.REFUSED_ADDRESS}
    assert watch.visits() == []


def test_a_portal_that_asks_to_wait_is_remembered(watch: Watch) -> None:
    watch.portal.misbehave(FaultName.TOO_MANY, where="lists", retry_after=LONG_WAIT)

    watch.look(full=True)

    with watch.store.read() as connection:
        state = sources.state(connection, watch.source.name)
    assert state is not None
    assert state.not_before is not None
    assert state.not_before - watch.now == timedelta(seconds=int(LONG_WAIT))
