"""Two services on one store: each due crawl and each alert once; the death of one leaves no gap."""

import os
import re
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from demo.items import Item
from demo.receiver import Receiver
from storage.leases import LEASE_FOR
from storage.migrate import open_store
from storage.session import Store
from storage.verify import verify
from tests.crawler.watching import TODAY_THERE
from tests.journeys.households import Household
from tests.journeys.tick_watch import moment
from tests.journeys.ticking import TrappedPortal

EVERY = timedelta(seconds=2)
EARLIEST = EVERY * 0.9  # a tick may come a tenth of its interval early
RUNS = 6  # enough to see that nobody looks twice
LONGEST_S = 60.0
ITEMS = 6
ID = re.compile(r"#([0-9a-f]{16})\b")
CHANNELS = {"/mot", "/hai"}
SETTINGS = """
[storage]
url = "{store}"
[crawler]
allow_private_addresses = true
[operator]
channels = []
[web]
listen = ""
[[sources]]
name = "demo"
profile = "quangtri"
url = "{portal}/"
hosts = ["127.0.0.1"]
delay = "0s"
section_urls = ["{portal}/chi-dao-dieu-hanh"]
every = "2s"
[[channels]]
name = "một"
url = "{receiver}mot"
[[channels]]
name = "hai"
url = "{receiver}hai"
[[subscriptions]]
name = "chỉ đạo"
channels = ["một", "hai"]
on = ["directive.new", "directive.changed"]
"""


@pytest.fixture
def portal() -> Iterator[TrappedPortal]:
    with TrappedPortal(ITEMS, today=TODAY_THERE, validators="off") as running:
        yield running


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running


@pytest.fixture
def home(tmp_path: Path, store_url: str, portal: TrappedPortal, receiver: Receiver) -> Household:
    text = SETTINGS.format(store=store_url, portal=portal.url, receiver=receiver.json_url)
    (tmp_path / "chidao.toml").write_text(text, encoding="utf-8")
    return Household(tmp_path)


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + LONGEST_S
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def starts(store: Store) -> list[tuple[object, bool]]:
    """When each run began, and whether it came to its end."""
    query = "SELECT started_at, outcome FROM runs ORDER BY id"
    with store.read() as connection:
        return [(row[0], row[1] is not None) for row in connection.exec_driver_sql(query)]


def ended(store: Store) -> int:
    return sum(whole for _, whole in starts(store))


def holders(store: Store) -> list[int]:
    with store.read() as connection:
        return [row[0] for row in connection.exec_driver_sql("SELECT pid FROM leases")]


def told_once(receiver: Receiver, portal: TrappedPortal, item: Item) -> bool:
    """Whether it was told on each channel; never more than once."""
    url = portal.url_of(item)
    told = Counter(message.path for message in receiver.accepted if url in message.text)
    assert not told or set(told.values()) == {1}
    return told.keys() >= CHANNELS


def test_each_due_crawl_and_each_alert_is_done_by_one_of_them(
    home: Household, store_url: str, portal: TrappedPortal, receiver: Receiver
) -> None:
    store = open_store(store_url)
    both = [home.start("run"), home.start("run")]
    until(lambda: ended(store) >= 1)
    published = []
    for number in range(2, RUNS):
        published.append(portal.publish())
        until(lambda wanted=number: ended(store) >= wanted)  # type: ignore[misc]
    for item in published:
        until(lambda item=item: told_once(receiver, portal, item))  # type: ignore[misc]
    for child in both:
        child.terminate()
        child.join(LONGEST_S)
    assert [child.exitcode for child in both] == [0, 0]
    begun = [moment(started) for started, _ in starts(store)]
    gaps = [after - before for before, after in pairwise(begun)]
    assert min(gaps) >= EARLIEST, gaps
    assert holders(store) == []
    assert verify(store).broken is None
    store.close()


def test_the_death_of_the_one_that_crawls_is_made_up_for_by_the_other(
    home: Household, store_url: str, portal: TrappedPortal, receiver: Receiver
) -> None:
    """Its lease is nobody's at once, not after the time it was taken for."""
    store = open_store(store_url)
    both = [home.start("run"), home.start("run")]
    until(lambda: ended(store) >= 2)
    killed: list[int] = []

    def kill_who_crawls() -> None:
        killed.extend(holders(store))
        os.kill(killed[0], signal.SIGKILL)

    item = portal.publish()
    portal.trap.set(2, kill_who_crawls)  # the listing was answered, the item is asked for
    until(lambda: killed)
    cut_off = len(starts(store))
    until(lambda: told_once(receiver, portal, item))
    begun = [moment(started) for started, _ in starts(store)]
    assert begun[cut_off] - begun[cut_off - 1] < LEASE_FOR
    survivors = [child for child in both if child.pid not in killed]
    assert len(survivors) == 1
    survivors[0].terminate()
    survivors[0].join(LONGEST_S)
    assert survivors[0].exitcode == 0
    assert holders(store) == []
    assert verify(store).broken is None
    store.close()
