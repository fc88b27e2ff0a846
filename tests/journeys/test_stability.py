"""An article stays equal between fetches, whatever moves around it on its page."""

import pytest

from articles.model import Article
from demo.items import Item, Kind
from demo.portal import DemoPortal
from demo.wire import Request
from ingest.rules import TODAY
from sources.model import Capture, Profile
from tests.crawler.watching import MORNING, TODAY_THERE, profile_of

ITEMS = 12
PUBLISHED = 25
#: Tokens that a server may put behind a name, some of which begin as words for furniture do.
TOKENS = (
    "2b0773d8",
    "ad47abe2",
    "ad3f11c0",
    "ad123456",
    "nav4x9z1",
    "menu77aa",
    "tag2b9d0",
    "0000ad01",
)


@pytest.fixture
def portal() -> DemoPortal:
    return DemoPortal(ITEMS, today=TODAY_THERE, validators="off")


def body_of(portal: DemoPortal, item: Item) -> bytes:
    return portal.respond(Request("GET", item.path)).body


def read(portal: DemoPortal, item: Item, body: bytes) -> Article:
    profile: Profile = profile_of(portal)
    url = portal.url + item.path
    headers = {"content-type": "text/html; charset=UTF-8"}
    reading = TODAY.read(Capture(url, url, MORNING, 200, headers, body), profile)
    assert reading.quality.fault is None, (item.title, reading.quality)
    assert reading.article is not None
    return reading.article


def test_old_items_stay_equal_while_new_ones_are_published(portal: DemoPortal) -> None:
    old = portal.items
    before = {item.id: read(portal, item, body_of(portal, item)) for item in old}
    kinds = [kind for kind in Kind if kind is not Kind.SEED]

    for number in range(PUBLISHED):
        portal.publish(kinds[number % len(kinds)])
        for item in old:
            assert read(portal, item, body_of(portal, item)) == before[item.id], item.title


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.SEED], ids=str)
@pytest.mark.parametrize("token", TOKENS)
def test_a_random_token_in_a_name_does_not_decide_what_is_read(
    portal: DemoPortal, kind: Kind, token: str
) -> None:
    item = portal.publish(kind)
    page = body_of(portal, item)
    _, _, rest = page.partition(b'id="content_')
    nonce = rest[:8]

    read_so = read(portal, item, page.replace(nonce, token.encode()))

    assert read_so == read(portal, item, page.replace(nonce, b"5c5c5c5c"))


def test_what_is_read_is_what_was_written(portal: DemoPortal) -> None:
    for item in portal.items:
        article = read(portal, item, body_of(portal, item))
        written = [item.lead, *item.paragraphs, *([item.closing] if item.closing else [])]
        assert article.title == item.title
        assert list(article.paragraphs) == [" ".join(text.split()) for text in written]
        assert article.byline == ((item.author,) if item.author else ())
