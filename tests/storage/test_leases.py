"""A lease has one holder, who keeps it while alive and renewing."""

import os
import subprocess
import sys
import threading
from datetime import timedelta

import pytest

from storage import leases
from storage.leases import LEASE_FOR, Owner, alive, give_back, take
from storage.session import Store
from tests.storage.samples import MINUTE, NOW, dead_owner, owner

NAME = "crawl/songcau"
ELSEWHERE = Owner("another-host/1/x", "another-host", 1)


def test_a_free_lease_is_taken_and_renewed_by_its_holder_alone(store: Store) -> None:
    with store.write() as connection:
        assert take(connection, NAME, owner("a"), NOW)
        assert not take(connection, NAME, owner("b"), NOW)
        assert take(connection, NAME, owner("a"), NOW + LEASE_FOR / 2)
        assert not take(connection, NAME, owner("b"), NOW + LEASE_FOR)
        assert take(connection, "crawl/hon-ngang", owner("b"), NOW)


def test_a_lease_that_ran_out_is_taken_over_and_the_old_holder_finds_out(store: Store) -> None:
    with store.write() as connection:
        assert take(connection, NAME, ELSEWHERE, NOW)
        assert not take(connection, NAME, owner("b"), NOW + LEASE_FOR - timedelta(microseconds=1))
        assert take(connection, NAME, owner("b"), NOW + LEASE_FOR)
        assert not take(connection, NAME, ELSEWHERE, NOW + LEASE_FOR)
        give_back(connection, NAME, ELSEWHERE)
        assert not take(connection, NAME, ELSEWHERE, NOW + LEASE_FOR)


def test_a_lease_given_back_is_free_at_once(store: Store) -> None:
    with store.write() as connection:
        give_back(connection, NAME, owner("a"))
        assert take(connection, NAME, owner("a"), NOW)
        give_back(connection, NAME, owner("a"))
        assert take(connection, NAME, owner("b"), NOW)


def test_a_dead_holder_of_this_host_is_followed_at_once(store: Store) -> None:
    with store.write() as connection:
        assert take(connection, NAME, dead_owner(), NOW)
        assert take(connection, NAME, owner("b"), NOW)


def test_a_holder_that_lives_is_left_alone(store: Store) -> None:
    waits = [sys.executable, "-c", "input()"]
    with subprocess.Popen(waits, stdin=subprocess.PIPE) as child:
        here = owner("a")
        theirs = Owner(f"{here.host}/{child.pid}/a", here.host, child.pid)
        with store.write() as connection:
            assert take(connection, NAME, theirs, NOW)
            assert not take(connection, NAME, owner("b"), NOW)
        child.kill()
        child.wait()
        with store.write() as connection:
            assert take(connection, NAME, owner("b"), NOW)


def test_the_pid_of_another_host_says_nothing_here(store: Store) -> None:
    dead = dead_owner()
    with store.write() as connection:
        assert take(connection, NAME, Owner("far/1/x", "far", dead.pid), NOW)
        assert not take(connection, NAME, owner("b"), NOW)


def test_a_lease_from_before_the_clock_was_set_back_holds_nobody_up(store: Store) -> None:
    with store.write() as connection:
        assert take(connection, NAME, ELSEWHERE, NOW + timedelta(days=365))
        assert take(connection, NAME, owner("b"), NOW)


def test_clocks_that_differ_a_little_take_nothing_from_each_other(store: Store) -> None:
    with store.write() as connection:
        assert take(connection, NAME, ELSEWHERE, NOW + MINUTE / 2)
        assert not take(connection, NAME, owner("b"), NOW)


def race(store: Store, name: str, owners: list[Owner]) -> list[Owner]:
    """All try to take a lease in the same moment; those who got it."""
    start, got = threading.Barrier(len(owners)), []

    def run(mine: Owner) -> None:
        start.wait()
        with store.write() as connection:
            if take(connection, name, mine, NOW):
                got.append(mine)

    threads = [threading.Thread(target=run, args=(mine,)) for mine in owners]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


@pytest.mark.parametrize("held_before", [False, True])
def test_of_many_that_want_a_lease_at_once_one_gets_it(store: Store, held_before: bool) -> None:
    dead = dead_owner()
    for number in range(8):
        name = f"{NAME}/{number}"
        if held_before:
            with store.write() as connection:
                assert take(connection, name, dead, NOW)
        assert len(race(store, name, [owner(token) for token in "abcd"])) == 1


def test_taking_and_giving_back_beside_each_other_never_fails(store: Store) -> None:
    failures, holders = [], []

    def run(mine: Owner) -> None:
        try:
            for _ in range(40):
                with store.write() as connection:
                    taken = take(connection, NAME, mine, NOW)
                if taken:
                    holders.append(mine)
                    assert holders == [mine]
                    holders.clear()
                    with store.write() as connection:
                        give_back(connection, NAME, mine)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=(owner(token),)) for token in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_this_process_lives_and_an_ended_one_does_not() -> None:
    assert alive(os.getpid())
    assert alive(1)
    assert not alive(dead_owner().pid)


def test_an_owner_is_known_by_host_process_and_token() -> None:
    one, two = leases.Owner.this_process("1"), leases.Owner.this_process("2")
    assert one.pid == two.pid == os.getpid()
    assert one.name != two.name
    assert one.name == f"{one.host}/{one.pid}/1"
