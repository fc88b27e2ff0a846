"""Every pair of tests/changes gets the verdict a person would give."""

import pytest

from articles.fingerprint import fingerprint
from articles.model import VerdictKind
from articles.verdict import compare
from tests.articles import cases


@pytest.mark.parametrize("name", cases.names())
def test_a_pair_gets_its_verdict_with_weight_reason_and_fields(name: str) -> None:
    case = cases.load(name)
    verdict = compare(case.before, case.after, protected=case.protected)
    assert (verdict.kind, verdict.weight, verdict.reason) == (case.kind, case.weight, case.reason)
    assert tuple(change.field for change in verdict.fields) == case.fields


@pytest.mark.parametrize("name", cases.names())
def test_the_name_of_a_pair_says_whether_it_is_content(name: str) -> None:
    case = cases.load(name)
    assert name.startswith("real-") == (case.kind is VerdictKind.CONTENT)


@pytest.mark.parametrize("name", cases.names())
def test_fingerprints_differ_exactly_where_the_verdict_is_content(name: str) -> None:
    case = cases.load(name)
    differ = fingerprint(case.before) != fingerprint(case.after)
    assert differ == (case.kind is VerdictKind.CONTENT)


@pytest.mark.parametrize("name", cases.names())
def test_the_way_back_is_of_the_same_kind_and_weight(name: str) -> None:
    case = cases.load(name)
    back = compare(case.after, case.before, protected=case.protected)
    assert (back.kind, back.weight) == (case.kind, case.weight)
