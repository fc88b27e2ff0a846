"""Senders beside each other, and processes that die: nothing lost, nothing leased twice."""

import os
import signal
import subprocess
import sys
import threading

from storage import outbox
from storage.outbox import DeliveryState, NewDelivery, NewEvent
from storage.session import Store
from tests.storage.samples import NOW, SOURCE, owner

COUNT = 60


def fill(store: Store, count: int = COUNT) -> None:
    wanted = [NewDelivery("a", "c", "R")]
    with store.write() as connection:
        for number in range(count):
            event = NewEvent(str(number), None, SOURCE, "article.new", NOW, str(number))
            outbox.add(connection, event, wanted, NOW)


def drain(store: Store, token: str, got: list[str]) -> None:
    mine = owner(token)
    while True:
        with store.write() as connection:
            leased = outbox.claim(connection, "c", mine, NOW)
        if leased is None:
            return
        got.append(leased.event)
        with store.write() as connection:
            state = DeliveryState.SENT
            assert outbox.finish(connection, leased.id, mine, state=state, now=NOW)


def test_senders_beside_each_other_never_get_the_same(store: Store) -> None:
    fill(store)
    got: dict[str, list[str]] = {token: [] for token in "abcd"}
    threads = [threading.Thread(target=drain, args=(store, *entry)) for entry in got.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sent = [event for events in got.values() for event in events]
    assert sorted(map(int, sent)) == list(range(COUNT))
    for events in got.values():
        assert events == sorted(events, key=int)
    with store.read() as connection:
        assert outbox.counts(connection) == {("c", DeliveryState.SENT): COUNT}


def test_recorders_beside_each_other_write_an_event_once(store: Store) -> None:
    start, failures = threading.Barrier(4), []

    def write() -> None:
        start.wait()
        try:
            fill(store, 15)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with store.read() as connection:
        assert outbox.counts(connection) == {("c", DeliveryState.QUEUED): 15}


SENDER = """
import sys
from storage import outbox
from storage.session import Store
from tests.storage.samples import NOW, owner
store = Store(sys.argv[1])
with store.write() as connection:
    leased = outbox.claim(connection, "c", owner("child"), NOW)
print(leased.event, flush=True)
if sys.argv[2] == "finishing":
    with store.write() as connection:
        outbox.finish(
            connection, leased.id, owner("child"), state=outbox.DeliveryState.SENT, now=NOW
        )
        print("written", flush=True)
        sys.stdin.read()
sys.stdin.read()
"""


def kill_while(doing: str, url: str, lines: int) -> list[str]:
    """Start a sender, kill it when it has said so many lines; what it said."""
    argv = [sys.executable, "-c", SENDER, url, doing]
    with subprocess.Popen(argv, stdin=-1, stdout=-1, text=True) as child:
        assert child.stdout is not None
        said = [child.stdout.readline().strip() for _ in range(lines)]
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    return said


def test_a_sender_killed_while_sending_delays_nothing(store: Store, store_url: str) -> None:
    fill(store, 3)
    assert kill_while("sending", store_url, 1) == ["0"]
    got: list[str] = []
    with store.write() as connection:
        assert outbox.release_dead(connection, owner("next")) == 1
    drain(store, "next", got)
    assert got == ["0", "1", "2"]


def test_a_sender_killed_before_its_success_was_kept_sends_again(
    store: Store, store_url: str
) -> None:
    fill(store, 1)
    assert kill_while("finishing", store_url, 2) == ["0", "written"]
    with store.write() as connection:
        assert outbox.last_success(connection) == {}
        assert outbox.release_dead(connection, owner("next")) == 1
        again = outbox.claim(connection, "c", owner("next"), NOW)
    assert again is not None
    assert again.tries == 2
