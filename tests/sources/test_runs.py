"""How the outcome of a crawl is named."""

import pytest

from sources.faults import BLOCKING_FAULTS, Fault, FetchError
from sources.runs import RunCounts, RunOutcome, judge


def failed(*faults: Fault) -> list[FetchError]:
    return [FetchError("https://a.example/", fault, "it failed") for fault in faults]


def test_a_listing_with_items_is_ok() -> None:
    assert judge(RunCounts(listings_read=1, listed=20), allow_empty=False) is RunOutcome.OK


def test_some_failed_addresses_make_it_partial() -> None:
    counts = RunCounts(listings_read=1, listed=20, errors=failed(Fault.TIMEOUT))
    assert judge(counts, allow_empty=False) is RunOutcome.PARTIAL


def test_no_listing_at_all_is_a_failure() -> None:
    assert judge(RunCounts(errors=failed(Fault.DNS)), allow_empty=True) is RunOutcome.FAILED


@pytest.mark.parametrize("fault", sorted(BLOCKING_FAULTS))
def test_a_refusal_without_any_listing_is_blocked(fault: Fault) -> None:
    counts = RunCounts(errors=failed(Fault.TIMEOUT, fault))
    assert judge(counts, allow_empty=False) is RunOutcome.BLOCKED


def test_an_empty_listing_is_a_fault_unless_it_was_declared() -> None:
    counts = RunCounts(listings_read=2)
    assert judge(counts, allow_empty=False) is RunOutcome.EMPTY
    assert judge(counts, allow_empty=True) is RunOutcome.OK
