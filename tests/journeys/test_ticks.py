"""500 ticks of virtual weeks: killed, ended, asleep and with wrong clocks at random; nothing is lost."""

import re
import signal
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest

from demo.items import written_date
from demo.receiver import Message, Receiver
from storage.migrate import open_store
from storage.session import Store
from storage.verify import verify
from tests.journeys.tick_story import Story, start_of
from tests.journeys.tick_watch import Watch
from tests.journeys.ticking import Ticking, Trap, TrappedPortal

TICKS = {"sqlite": 500, "postgresql": 250}  # a service on PostgreSQL lives by the same code
CALM_TICKS = 140  # of these, at the end
SEED = 1
ITEMS = 12
TODAY = date(2026, 3, 2)
SEND_TAKES_S = 0.02  # long enough that a kill can fall between a send and its answer
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
[[channels]]
name = "một"
url = "{receiver}mot"
[[channels]]
name = "hai"
url = "{receiver}hai"
[[subscriptions]]
name = "tất cả"
channels = ["một", "hai"]
on = ["directive.new", "directive.changed", "article.new", "article.changed", "article.suspected",
  "article.withdrawn", "article.restored", "source.blind", "source.back"]
"""
SOURCE = """
[[sources]]
name = "{name}"
profile = "quangtri"
url = "{portal}/"
hosts = ["127.0.0.1"]
delay = "0s"
section_urls = ["{portal}/{section}"]
every = "{every}"
"""
SOURCES = (
    ("chi-dao", "chi-dao-dieu-hanh", "2h"),
    ("tin-tuc", "tin-tuc", "6h"),
    ("van-ban", "van-ban", "30 7,11,14,17 * * mon-fri"),
)


@pytest.fixture
def portal() -> Iterator[TrappedPortal]:
    with TrappedPortal(ITEMS, today=TODAY, page_size=4, validators="off") as running:
        yield running


def id_of(message: Message) -> str:
    found = ID.findall(message.text)
    assert found, message.text
    return str(found[-1])


def settle(folder: Path, store_url: str, portal: TrappedPortal, receiver: Receiver) -> None:
    text = SETTINGS.format(store=store_url, receiver=receiver.json_url)
    for name, section, every in SOURCES:
        text += SOURCE.format(name=name, section=section, every=every, portal=portal.url)
    (folder / "chidao.toml").write_text(text, encoding="utf-8")


def live(story: Story, ticks: int) -> None:
    """Live the story until so many ticks have come, its calm end included."""
    story.restart()
    story.first_fill()
    story.killed_while_sending()
    while story.watch.ticks < ticks - CALM_TICKS:
        story.step()
    story.calm()
    story.stop(signal.SIGTERM)


def check_nothing_was_lost(story: Story) -> None:
    for item in story.published:
        url = story.portal.url_of(item)
        about = [message for message in story.receiver.accepted if url in message.text]
        told = {message.path for message in about}
        gone_unread = item.id in story.withdrawn and not story.read(item)
        assert told >= CHANNELS or gone_unread, f"{item.title} was lost"
        day = story.edited.get(item.id)
        if day is not None:
            edited = {message.path for message in about if written_date(day) in message.text}
            assert edited >= CHANNELS, f"the edit of {item.title} was lost"
    assert not story.watch.rows("SELECT id FROM deliveries WHERE state <> 'sent'")


def check_nothing_came_twice(story: Story) -> None:
    told = Counter((message.path, id_of(message)) for message in story.receiver.accepted)
    twice = {number for (_, number), times in told.items() if times > 1}
    assert twice <= story.flying, "told twice, and was not in flight when the process ended"
    assert len(told) == story.watch.rows("SELECT count(*) FROM deliveries")[0][0]


def check_nothing_is_invented(story: Story) -> None:
    def keys(query: str) -> set[int]:
        return {int(str(key)) for (key,) in story.watch.rows(query)}

    gone = story.withdrawn - story.restored
    read = keys("SELECT key FROM items WHERE version_count > 0")
    assert keys("SELECT key FROM items WHERE state = 'withdrawn'") == gone & read
    assert not keys("SELECT key FROM items WHERE state = 'suspected'")
    assert keys("SELECT key FROM items WHERE version_count > 1") <= story.edited.keys()
    told = "SELECT i.key FROM events e JOIN items i ON i.id = e.item_id WHERE e.kind"
    absence = "'article.suspected', 'article.withdrawn', 'article.restored'"
    assert keys(f"{told} IN ({absence})") <= story.withdrawn
    changes = "'directive.changed', 'article.changed'"
    assert keys(f"{told} IN ({changes})") <= story.edited.keys()


def check_all_is_whole(story: Story, store: Store) -> None:
    assert not story.watch.leases()
    assert verify(store).broken is None
    assert "Traceback" not in story.service.log


def test_weeks_of_kills_and_wrong_clocks_lose_nothing_and_leave_nobody_behind(
    tmp_path: Path, store_url: str, portal: TrappedPortal
) -> None:
    """The story checks at every rest that each due crawl was done; this checks what came of it."""
    trap, store = Trap(), open_store(store_url)
    ticks = TICKS[store.engine.dialect.name]
    with Receiver(clock=trap.clock) as receiver:
        receiver.answer(200, delay=SEND_TAKES_S)
        settle(tmp_path, store_url, portal, receiver)
        service = Ticking(tmp_path, start_of(TODAY))
        story = Story(Random(SEED), service, portal, receiver, Watch(service, store), trap)
        try:
            live(story, ticks)
        finally:
            story.stop(signal.SIGKILL)
        check_nothing_was_lost(story)
        check_nothing_came_twice(story)
        check_nothing_is_invented(story)
        check_all_is_whole(story, store)
        assert story.kills
        assert story.terms
        assert story.flying
        assert story.watch.ticks >= ticks
    store.close()
