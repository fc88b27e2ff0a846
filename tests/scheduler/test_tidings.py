"""The log of a service: one line when a portal turns bad and one when it is good again."""

from collections.abc import Iterator

import pytest

from demo.faults import FaultName
from demo.items import NEWS
from demo.portal import DemoPortal
from ingest.outages import Noted
from scheduler.jobs import CrawlReport
from scheduler.tidings import Tidings
from sources.faults import Fault, FetchError
from sources.health import Tier
from sources.runs import RunCounts, RunOutcome
from tests.crawler.watching import ITEMS, PAGE_SIZE, TODAY_THERE, Watch, watching
from tests.scheduler.household import Line, logged


@pytest.fixture
def watch(tmp_path: object) -> Iterator[Watch]:
    with (
        DemoPortal(ITEMS, today=TODAY_THERE, validators="off", page_size=PAGE_SIZE) as portal,
        watching(str(tmp_path), portal) as fresh,
    ):
        fresh.look()
        yield fresh


def said(tidings: Tidings, *reports: CrawlReport) -> list[Line]:
    """The lines that these crawls make."""
    with logged() as lines:
        for report in reports:
            tidings.note(report)
    return lines


def test_a_portal_that_is_away_is_said_once_and_its_return_once(watch: Watch) -> None:
    tidings = Tidings()
    watch.portal.misbehave(FaultName.DROP)
    [line] = said(tidings, *[watch.look(full=True) for _ in range(4)])
    assert line["event"] == "source can not be read"
    assert (line["source"], line["outcome"], line["fault"]) == ("songcau", "failed", "network")
    assert line["why"] == "The portal could not be reached, or dropped the connection."
    watch.portal.behave()
    [line] = said(tidings, watch.look(), watch.look())
    assert line["event"] == "source readable again"


def test_a_service_that_starts_says_what_is_away_already(watch: Watch) -> None:
    watch.portal.misbehave(FaultName("500"))
    report = watch.look()
    assert len(said(Tidings(), report)) == len(said(Tidings(), watch.look())) == 1


def test_pages_that_fail_are_counted_in_one_line_and_not_again_while_they_do(watch: Watch) -> None:
    watch.portal.misbehave(FaultName("500"), where=f"/{NEWS.slug}")
    [line] = said(Tidings(), watch.look(), watch.look())
    assert (line["event"], line["server_error"]) == ("crawl met faults", 1)


def test_a_well_portal_is_not_spoken_of(watch: Watch) -> None:
    assert said(Tidings(), watch.look(), watch.look()) == []


def offline(source: str) -> CrawlReport:
    error = FetchError("https://a.example/", Fault.OFFLINE, "No network.")
    counts = RunCounts(errors=[error])
    noted = Noted(Tier.WELL, "", offline=True)
    return CrawlReport(source, RunOutcome.FAILED, counts, 0.1, noted=noted)


def test_a_network_that_is_away_is_said_once_for_all_sources() -> None:
    good = CrawlReport("b", RunOutcome.OK, RunCounts(listings_read=1), 0.1)
    lines = said(Tidings(), offline("a"), offline("b"), offline("c"), offline("a"), good, good)
    assert [line["event"] for line in lines] == [
        "no source can be reached, the network is down",
        "network back",
    ]
    assert lines[0]["why"] == "No network."
