"""Every kept text is read as it is told, field by field."""

import pytest

from directives.extract import extract
from directives.normal import nfc
from tests.directives.told import Told, faults, pairs, told

TEXTS = told()
QUIET = [case for case in TEXTS if not case.orders]
LEAST_TEXTS, LEAST_QUIET = 60, 20


def name(case: Told) -> str:
    return case.name


@pytest.mark.parametrize("case", TEXTS, ids=name)
def test_a_text_is_read_as_told(case: Told) -> None:
    """Known gaps stand as `open` in the text's file; one that closes must be struck there."""
    found = faults(case, extract(case.paper))
    assert [f for f in found if not f.startswith(case.open)] == []
    assert [gap for gap in case.open if not any(f.startswith(gap) for f in found)] == []


@pytest.mark.parametrize("case", QUIET, ids=name)
def test_a_text_that_orders_nothing_is_no_directive(case: Told) -> None:
    read = extract(case.paper)
    assert not read.is_directive
    assert read.directives == ()


@pytest.mark.parametrize("case", [c for c in TEXTS if c.orders], ids=name)
def test_orders_come_in_reading_order_and_without_doubles(case: Told) -> None:
    spans = [i.span for i in extract(case.paper).directives]
    places = [nfc(case.paper.text).index(span) for span in spans]
    assert places == sorted(places)
    assert len(set(spans)) == len(spans)


@pytest.mark.parametrize("case", [c for c in TEXTS if c.orders], ids=name)
def test_each_order_has_giver_rule_and_its_own_receivers(case: Told) -> None:
    read = extract(case.paper)
    assert read.is_directive
    for order, seen in pairs(case.orders, read):
        assert seen.rule
        assert seen.issuer_body == order.body
        assert len(set(seen.addressees)) == len(seen.addressees)
        assert not set(seen.addressees) & set(seen.cooperating)


def test_there_are_enough_texts_of_both_kinds() -> None:
    assert len(TEXTS) >= LEAST_TEXTS
    assert len(QUIET) >= LEAST_QUIET
    assert len({case.name for case in TEXTS}) == len(TEXTS)


def test_the_judge_sees_a_missed_and_an_invented_order() -> None:
    loud, quiet = next(c for c in TEXTS if c.orders), QUIET[0]
    missed = faults(loud, extract(quiet.paper))
    invented = faults(quiet, extract(loud.paper))
    assert sum(f.startswith("missed") for f in missed) == len(loud.orders)
    assert any(f.startswith("invented") for f in invented)
