"""When an outage is the network's: a dead portal is not, and one portal that answers disproves it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.faults import NETWORK_FAULTS, Fault
from sources.outage import Reach, began, tell_at

NOW = datetime(2026, 2, 3, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TEN = 10 * MINUTE
DAY = timedelta(days=1)
PORTAL_FAULTS = sorted(NETWORK_FAULTS - {Fault.OFFLINE})


def away(name: str, minutes: int, *, host: str = "", blind: bool = False) -> Reach:
    """A source that has not answered for so many minutes."""
    return Reach(name, host or f"{name}.example", TEN, NOW - DAY, NOW - minutes * MINUTE, blind)


def there(name: str, minutes: int, every: timedelta = TEN) -> Reach:
    """A source that answered so many minutes ago."""
    return Reach(name, f"{name}.example", every, NOW - minutes * MINUTE)


A = away("a", 0)


def test_a_machine_without_network_is_believed_with_a_single_source() -> None:
    assert began(Fault.OFFLINE, A, [], NOW) == NOW
    assert began(Fault.OFFLINE, away("a", 30), [there("b", 40)], NOW) == NOW - 30 * MINUTE


def test_it_is_not_believed_when_another_portal_has_just_been_reached() -> None:
    assert began(Fault.OFFLINE, A, [there("b", 2)], NOW) is None
    assert began(Fault.OFFLINE, away("a", 30), [there("b", 20)], NOW) is None


@pytest.mark.parametrize("fault", PORTAL_FAULTS)
def test_a_single_source_that_fails_fails_by_itself(fault: Fault) -> None:
    assert began(fault, A, [], NOW) is None
    assert began(fault, A, [away("b", 5, host="a.example")], NOW) is None


@pytest.mark.parametrize("fault", PORTAL_FAULTS)
def test_all_sources_on_two_hosts_failing_is_the_network_since_the_first_of_them(
    fault: Fault,
) -> None:
    assert began(fault, A, [away("b", 7), away("c", 3)], NOW) == NOW - 7 * MINUTE


def test_one_source_that_was_read_disproves_it() -> None:
    assert began(Fault.TIMEOUT, A, [away("b", 7), there("c", 9)], NOW) is None


def test_one_that_was_never_asked_may_disprove_it_in_a_moment() -> None:
    assert began(Fault.DNS, A, [away("b", 7), Reach("c", "c.example", TEN)], NOW) is None


def test_one_that_is_asked_once_a_day_says_nothing_about_now() -> None:
    assert began(Fault.DNS, A, [away("b", 7), there("c", 300, DAY)], NOW) is not None
    assert began(Fault.DNS, A, [away("b", 7), there("c", 30, DAY)], NOW) is None


def test_a_portal_that_is_down_for_long_makes_no_second_witness() -> None:
    dead = away("dead", 60 * 24 * 30, blind=True)
    assert began(Fault.TIMEOUT, A, [dead], NOW) is None
    assert began(Fault.TIMEOUT, A, [dead, away("b", 7)], NOW) == NOW - 7 * MINUTE


REACHES = st.lists(
    st.builds(
        Reach,
        st.text("abc", min_size=1, max_size=2),
        st.sampled_from(["a.example", "b.example", "c.example"]),
        st.sampled_from([TEN, DAY]),
        st.none() | st.integers(0, 5000).map(lambda minutes: NOW - minutes * MINUTE),
        st.none() | st.integers(0, 5000).map(lambda minutes: NOW - minutes * MINUTE),
        st.booleans(),
    ),
    max_size=5,
)


@given(st.sampled_from(sorted(NETWORK_FAULTS)), REACHES)
def test_whatever_is_known_an_outage_began_with_one_of_those_that_are_away(
    fault: Fault, others: list[Reach]
) -> None:
    since = began(fault, A, others, NOW)
    known = {NOW, *(reach.unreachable_since for reach in others if not reach.blind)}
    assert since is None or since in known
    just_reached = [there("z", 1), *others]
    assert began(fault, A, just_reached, NOW) is None


def test_an_outage_of_everything_is_told_while_it_lasts_and_seldom() -> None:
    first = tell_at(NOW, None, 0)
    assert timedelta() < first - NOW <= timedelta(hours=2)
    assert tell_at(NOW, first, 1) - first == DAY
    assert tell_at(NOW, first, 2) - first == 7 * DAY
