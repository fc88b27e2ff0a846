"""Whether an item is gone: properties over any history of hits and misses."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.absence import (
    MIN_INCIDENT,
    MIN_TRICKLE,
    WITHDRAWN_RECHECK,
    AbsenceDecision,
    AbsencePolicy,
    AbsenceReason,
    Incident,
    Missing,
    Stock,
    incident_in,
    judge,
)
from tests.ingest.samples import NOW

POLICY = AbsencePolicy(timedelta(hours=24), 3, 0.05)
SECOND = timedelta(seconds=1)
LARGE = Stock(known=100_000, seen=100_000, vanished=0)  # a source that loses next to nothing
State = Literal["live", "suspected", "withdrawn"]

policies = st.builds(
    AbsencePolicy,
    confirm_after=st.timedeltas(min_value=SECOND, max_value=timedelta(days=9)),
    checks=st.integers(1, 6),
    max_share=st.floats(0, 1, allow_nan=False),
)
looks = st.lists(
    st.tuples(st.booleans(), st.timedeltas(min_value=timedelta(), max_value=timedelta(days=3))),
    max_size=25,
)


@dataclass
class Life:
    """An item as the store keeps it between looks, with the misses since the last hit."""

    policy: AbsencePolicy
    now: datetime = NOW
    state: State = "live"
    suspected_at: datetime | None = None
    checks: int = 0
    misses: list[datetime] = field(default_factory=list)
    said: list[AbsenceDecision] = field(default_factory=list)

    def look(self, found: bool, after: timedelta) -> None:
        self.now += after
        if found:
            self.state, self.suspected_at, self.checks = "live", None, 0
            self.misses = []
            return
        self.misses.append(self.now)
        entry = Missing(1, self.state, self.suspected_at, self.checks)
        decision = judge(entry, self.now, self.policy)
        self.state, self.suspected_at = decision.state, decision.suspected_at
        self.checks = decision.checks
        self.said.append(decision)


def lived(policy: AbsencePolicy, history: list[tuple[bool, timedelta]]) -> Life:
    life = Life(policy)
    for found, after in history:
        life.look(found, after)
    return life


@given(policy=policies, history=looks)
def test_nothing_is_withdrawn_with_too_few_misses_or_too_early(
    policy: AbsencePolicy, history: list[tuple[bool, timedelta]]
) -> None:
    life = lived(policy, history)
    if life.state == "withdrawn":
        assert len(life.misses) >= policy.checks
        assert life.misses[-1] - life.misses[0] >= policy.confirm_after


@given(policy=policies, history=looks)
def test_enough_misses_over_enough_time_always_end_in_withdrawn(
    policy: AbsencePolicy, history: list[tuple[bool, timedelta]]
) -> None:
    life = lived(policy, history)
    for _ in range(policy.checks + 1):
        life.look(False, policy.confirm_after)
    assert life.state == "withdrawn"


@given(policy=policies, history=looks)
def test_a_hit_begins_everything_anew(
    policy: AbsencePolicy, history: list[tuple[bool, timedelta]]
) -> None:
    life = lived(policy, history)
    life.look(True, SECOND)
    life.look(False, SECOND)
    if policy.checks > 1:
        assert (life.state, life.checks) == ("suspected", 1)
    assert life.said[-1].suspected_at == life.now


@given(policy=policies, history=looks)
def test_each_turn_is_said_once(
    policy: AbsencePolicy, history: list[tuple[bool, timedelta]]
) -> None:
    life = Life(policy)
    for found, after in history:
        before = life.state
        life.look(found, after)
        if not found:
            assert life.said[-1].turned == (life.state != before)


@given(policy=policies, history=looks)
def test_the_next_look_is_always_ahead(
    policy: AbsencePolicy, history: list[tuple[bool, timedelta]]
) -> None:
    life = Life(policy)
    for _, after in history:
        life.look(False, after)
        assert life.said[-1].next_check_at > life.now


@given(policy=policies)
def test_looking_when_asked_to_withdraws_no_later_than_needed(policy: AbsencePolicy) -> None:
    life = Life(policy)
    life.look(False, SECOND)
    while life.state != "withdrawn":
        life.look(False, life.said[-1].next_check_at - life.now)
    waited = life.now - life.misses[0]
    assert waited <= policy.confirm_after + timedelta(microseconds=policy.checks)


def test_the_first_looks_after_a_miss_come_soon() -> None:
    life = Life(POLICY)
    pauses = []
    life.look(False, SECOND)
    while life.state != "withdrawn":
        pauses.append(life.said[-1].next_check_at - life.now)
        life.look(False, pauses[-1])
    assert [pause / timedelta(hours=1) for pause in pauses] == [1, 2, 4, 8, 9]


def test_reasons_are_told_in_their_order() -> None:
    life = lived(POLICY, [(False, SECOND), (False, SECOND), (False, SECOND)])
    life.look(False, timedelta(days=1))
    life.look(False, SECOND)

    assert [decision.reason for decision in life.said] == [
        AbsenceReason.FIRST_MISS,
        AbsenceReason.NOT_LONG_ENOUGH,
        AbsenceReason.NOT_LONG_ENOUGH,
        AbsenceReason.CONFIRMED,
        AbsenceReason.STILL_GONE,
    ]
    assert life.said[-1].next_check_at - life.now == WITHDRAWN_RECHECK


def missing(count: int, state: State = "live") -> list[Missing]:
    return [Missing(number, state, None, 0) for number in range(count)]


@pytest.mark.parametrize(
    ("gone", "checked", "incident"),
    [
        (0, 0, False),
        (3, 3, False),
        (4, 4, True),
        (4, 79, True),
        (4, 80, False),
        (5, 100, False),
        (6, 100, True),
        (10, 60, True),
        (500, 10_000, False),
    ],
)
def test_more_than_three_and_more_than_the_share_are_an_incident(
    gone: int, checked: int, incident: bool
) -> None:
    found = incident_in(missing(gone), checked, POLICY, LARGE)
    assert found is (Incident.AT_ONCE if incident else None)


@given(gone=st.integers(0, 500), checked=st.integers(0, 500), policy=policies)
def test_an_incident_is_what_exceeds_the_larger_of_both_limits(
    gone: int, checked: int, policy: AbsencePolicy
) -> None:
    limit = max(MIN_INCIDENT, policy.max_share * checked)
    found = incident_in(missing(gone), checked, policy, LARGE)
    assert (found is Incident.AT_ONCE) is (gone > limit)


def test_items_gone_for_long_do_not_make_an_incident() -> None:
    assert incident_in(missing(50, "withdrawn"), 60, POLICY, Stock(10, 10, 0)) is None


@pytest.mark.parametrize(
    ("gone", "others", "incident"),
    [
        (1, 0, None),  # the only item of a source may go
        (1, 1, None),
        (2, 2, None),  # half of four
        (3, 1, Incident.MOST),
        (2, 1, Incident.MOST),
        (2, 0, Incident.MOST),
        (3, 3, None),
    ],
)
def test_most_of_a_small_source_gone_is_an_incident(
    gone: int, others: int, incident: Incident | None
) -> None:
    assert incident_in(missing(gone), gone, POLICY, Stock(others, others, 0)) is incident


def test_most_of_a_small_source_gone_one_by_one_is_an_incident_too() -> None:
    others = Stock(known=3, seen=1, vanished=2)  # of the other three two are suspected
    assert incident_in(missing(1), 1, POLICY, others) is Incident.MOST


def test_a_section_that_vanishes_a_few_at_a_time_is_an_incident() -> None:
    before = Stock(known=5000, seen=150, vanished=MIN_TRICKLE)
    assert incident_in(missing(1), 40, POLICY, before) is Incident.ONE_BY_ONE
    assert incident_in(missing(1, "suspected"), 40, POLICY, before) is None
    assert incident_in(missing(1), 40, POLICY, Stock(5000, 400, MIN_TRICKLE)) is None


def test_who_allows_all_to_go_meets_no_incident() -> None:
    allowed = AbsencePolicy(POLICY.confirm_after, POLICY.checks, max_share=1.0)
    assert incident_in(missing(50), 50, allowed, Stock(0, 0, 0)) is None


def test_misses_of_an_incident_do_not_count_as_checks() -> None:
    decision = judge(Missing(1, "live", None, checks=9), NOW, POLICY)
    assert (decision.state, decision.checks) == ("suspected", 1)
