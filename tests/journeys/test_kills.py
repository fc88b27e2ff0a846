"""kill -9 at random moments of real processes: nothing lost, nothing twice, doubles carry one id."""

import re
import signal
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from demo.items import Item, Kind
from demo.portal import DemoPortal
from demo.receiver import Message, Receiver
from storage.migrate import open_store
from storage.session import Store
from tests.journeys.households import Household

KILLS = 20
ITEMS = 6
SEND_TAKES_S = 0.06  # long enough that a kill can fall between a send and its answer
EARLIEST = 0.1  # share of a whole run
ID = re.compile(r"#([0-9a-f]{16})\b")
CHANNELS = {"/mot", "/hai"}


@pytest.fixture
def portal() -> Iterator[DemoPortal]:
    today = datetime.now(UTC).date()
    with DemoPortal(ITEMS, today=today, validators="off") as running:
        yield running


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        running.answer(200, delay=SEND_TAKES_S)
        yield running


def counted(store: Store, query: str) -> int:
    with store.read() as connection:
        return int(connection.exec_driver_sql(query).scalar_one())


def in_flight(store: Store) -> int:
    """Deliveries that a killed process had leased: the only ones that may come twice."""
    return counted(store, "SELECT count(*) FROM deliveries WHERE state = 'leased'")


def id_of(message: Message) -> str:
    found = ID.findall(message.text)
    assert found, message.text
    return str(found[-1])


def whole_run(home: Household, portal: DemoPortal) -> float:
    """How many seconds a check takes here and now that finds something and tells it."""
    home.start("status").join()  # the first of these processes waits for the loading
    portal.publish(Kind.ORDER)
    begun = time.monotonic()
    home.start("check").join()
    return time.monotonic() - begun


def killed_at_random(
    home: Household, portal: DemoPortal, receiver: Receiver, whole: float
) -> tuple[list[Item], int]:
    """Kill `check` and `deliver` beside each other until enough were killed, while orders come in.

    Every other time not a moment is drawn but a number of messages: some fall between a send and
    its answer.
    """
    random = Random(9)
    published: list[Item] = []
    flying = killed = 0
    store = open_store(f"sqlite:///{home.folder / 'chidao.db'}")
    while killed < KILLS:
        published += [portal.publish(Kind.ORDER) for _ in range(2)]
        children = [home.start("check"), home.start("deliver")]
        if len(published) % 4:
            time.sleep(whole * random.uniform(EARLIEST, 1.5))
        else:
            receiver.wait_for(len(receiver.messages) + random.randint(1, 3), whole * 1.5)
        for child in children:
            child.kill()
        for child in children:
            child.join()
            killed += child.exitcode == -signal.SIGKILL
        flying += in_flight(store)
    store.close()
    return published, flying


def test_twenty_kills_lose_nothing_and_record_nothing_twice(
    tmp_path: Path, portal: DemoPortal, receiver: Receiver
) -> None:
    home = Household.founded(tmp_path, portal, receiver)
    assert home.run("check") == 0
    published, flying = killed_at_random(home, portal, receiver, whole_run(home, portal))

    for command in ("check", "deliver"):
        last = home.start(command)
        last.join()
        assert last.exitcode == 0

    told = Counter((message.path, id_of(message)) for message in receiver.accepted)
    for item in published:
        url = portal.url_of(item)
        about = {(m.path, id_of(m)) for m in receiver.accepted if url in m.text}
        assert {path for path, _ in about} >= CHANNELS, f"{item.title} was lost"
        assert len([path for path, _ in about]) == len(CHANNELS), "one id a channel"
    assert sum(told.values()) - len(told) <= flying

    store = open_store(f"sqlite:///{tmp_path / 'chidao.db'}")
    assert counted(store, "SELECT count(*) FROM items") == ITEMS + 1 + len(published)
    assert counted(store, "SELECT count(*) FROM versions") == ITEMS + 1 + len(published)
    assert counted(store, "SELECT count(*) FROM deliveries WHERE state <> 'sent'") == 0
    assert counted(store, "SELECT count(*) FROM deliveries") == len(told)
    store.close()
    assert home.run("verify") == 0
