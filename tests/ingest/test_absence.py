"""Whether an item is gone: properties over any history of hits and misses."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.absence import (
    MIN_INCIDENT,
    WITHDRAWN_RECHECK,
    AbsenceDecision,
    AbsencePolicy,
    AbsenceReason,
    Missing,
    is_incident,
    judge,
)
from tests.ingest.samples import NOW

POLICY = AbsencePolicy(timedelta(hours=24), 3, 0.05)
SECOND = timedelta(seconds=1)
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
    for _ in range(policy.checks):
        if life.state != "withdrawn":
            life.look(False, life.said[-1].next_check_at - life.now)
    assert life.state == "withdrawn"


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
    assert is_incident(missing(gone), checked, POLICY) is incident


@given(gone=st.integers(0, 500), checked=st.integers(0, 500), policy=policies)
def test_an_incident_is_what_exceeds_the_larger_of_both_limits(
    gone: int, checked: int, policy: AbsencePolicy
) -> None:
    limit = max(MIN_INCIDENT, policy.max_share * checked)
    assert is_incident(missing(gone), checked, policy) is (gone > limit)


def test_items_gone_for_long_do_not_make_an_incident() -> None:
    assert not is_incident(missing(50, "withdrawn"), 60, POLICY)
