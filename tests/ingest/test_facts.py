"""What an event knows of its item beside the page: its section, and files that nobody could read."""

from dataclasses import replace

import pytest

from alerts.model import Event, Reason, ReasonKind, Subscription
from ingest.desk import Fetched
from sources.model import Section
from storage import forms, moments, outbox, sources
from storage.leases import Owner
from storage.session import Store
from tests.ingest.samples import FILE_URL, NOW, SOURCE, a_file, article, desk, fetched
from tests.ingest.test_record import A, B, met, recorded

WORD = Subscription("từ", ("c",), ("*",), any=("đập Hồ Xuân",))
SECTION = Subscription("mục", ("c",), ("*",), sections=("TIN TUC",))
OTHER = Subscription("khác", ("c",), ("*",), sections=("Văn bản",))
OWNER = Owner.this_process("facts")


def told(store: Store) -> dict[str, tuple[Event, Reason]]:
    found = {}
    with store.write() as connection:
        while leased := outbox.claim(connection, "c", OWNER, NOW):
            event, reason = forms.load(Event, leased.event), forms.load(Reason, leased.reason)
            found[leased.subscription] = (event, reason)
    return found


def without_its_file(store: Store, url: str = FILE_URL) -> Fetched:
    """A page whose file did not come."""
    page = fetched(met(store))
    return replace(page, article=article(files=(url,)), files_missing=True)


def test_a_file_that_did_not_come_may_hold_the_word(store: Store) -> None:
    recorded(store, without_its_file(store), desk(WORD))
    event, reason = told(store)["từ"]
    assert reason == Reason(ReasonKind.UNREAD, "Tệp đính kèm")
    assert event.item is not None
    assert [file.text for file in event.item.files] == [None]


def test_a_file_that_came_leaves_no_doubt(store: Store) -> None:
    recorded(store, fetched(met(store), files=(a_file(b"%PDF"),)), desk(WORD))
    assert told(store) == {}


@pytest.mark.parametrize(
    ("url", "doubtful"),
    [
        ("https://tep.sc.example/12.pdf", True),
        ("https://WWW.sc.example:8443/12.pdf", True),
        ("https://other.example/12.pdf", False),
        ("https://notsc.example/12.pdf", False),
        ("https://[half/12.pdf", False),
        ("", False),
    ],
)
def test_only_a_file_of_the_portal_itself_is_missed(store: Store, url: str, doubtful: bool) -> None:
    recorded(store, without_its_file(store, url), desk(WORD))
    assert bool(told(store)) is doubtful


def test_who_skips_what_is_unsure_is_not_told_of_it(store: Store) -> None:
    recorded(store, without_its_file(store), desk(replace(WORD, unsure="skip")))
    assert told(store) == {}


def test_a_section_is_known_by_its_title(store: Store) -> None:
    item = met(store)
    section = Section("tin-tuc", "Tin tức", "https://sc.example/tin")
    with store.write() as connection:
        sources.keep_sections(connection, SOURCE.name, [section])
    recorded(store, fetched(item), desk(SECTION, OTHER))
    found = told(store)
    assert set(found) == {"mục"}
    assert found["mục"][1] == Reason(ReasonKind.SECTION, "Tin tức")


def test_a_section_followed_no_more_is_known_by_its_name(store: Store) -> None:
    recorded(store, fetched(met(store)), desk(replace(SECTION, sections=("tin-tuc",))))
    assert told(store)["mục"][1] == Reason(ReasonKind.SECTION, "tin-tuc")


def test_moments_tell_what_happened_to_which_version(store: Store) -> None:
    item = met(store)
    recorded(store, fetched(item, *A), desk(WORD))
    recorded(store, fetched(item, *B), desk(WORD, withheld="no_alerts"))
    with store.read() as connection:
        first, second = moments.since(connection, NOW)
        assert moments.since(connection, NOW.replace(year=NOW.year + 1)) == []
    assert (first.item_id, first.version, first.kinds) == (item.id, 1, ("article.new",))
    assert (second.version, second.kinds) == (2, ("article.changed",))
    assert (first.withheld, second.withheld) == ("", "no_alerts")
