"""A new or wider subscription over old stock: one summary with every open deadline, once."""

from datetime import date, timedelta

from alerts.model import Event, Reason, ReasonKind, Subscription
from ingest import fill
from ingest.desk import Desk
from ingest.stock import summarise_stock
from sources.model import Section
from storage import forms, items, outbox, sources, subscriptions
from storage.items import ItemState
from storage.leases import Owner
from storage.session import Store
from tests.ingest.samples import NOW, PARAGRAPHS, SOURCE, TITLE, desk, fetched
from tests.ingest.test_record import met, recorded

OPEN = "Giao Sở Nội vụ báo cáo kết quả trước ngày 20/03/2026."
MINE = Subscription("nội vụ", ("phòng",), ("directive.new",), to=("Sở Nội vụ",))
ALL = Subscription("tất cả", ("phòng", "zalo"), ("*",))
CHANGES = Subscription("thay đổi", ("c",), ("article.changed",))
OWNER = Owner.this_process("stock")


def stocked(store: Store) -> list[int]:
    """A section read long ago: an order to Sở Nội vụ, one to Sở Tài chính, and news."""
    pages = (
        (TITLE, OPEN),
        ("Đề án khác", OPEN.replace("Nội vụ", "Tài chính")),
        (TITLE, *PARAGRAPHS),
    )
    ids = []
    for number, lines in enumerate(pages, start=1):
        item = met(store, number)
        recorded(store, fetched(item, *lines), desk(withheld=fill.WITHHELD))
        ids.append(item.id)
    section = Section("tin-tuc", "Tin tức", "https://sc.example/tin")
    with store.write() as connection:
        sources.keep_sections(connection, SOURCE.name, [section])
        sources.mark_swept(connection, SOURCE.name, ["tin-tuc"], NOW)
    return ids


def closed(store: Store, at: Desk, *, fresh: tuple[str, ...] = ()) -> dict[str, Event]:
    """The end of a run with these subscriptions in the settings: the events told, by name."""
    with store.write() as connection:
        subscriptions.sync(connection, at.subscriptions)
        summarise_stock(connection, fresh, at)
    return told(store, at)


def told(store: Store, at: Desk) -> dict[str, Event]:
    found: dict[str, Event] = {}
    with store.write() as connection:
        for channel in outbox.due_channels(connection, at.now):
            while leased := outbox.claim(connection, channel, OWNER, at.now):
                event = forms.load(Event, leased.event)
                if event.at != at.now:
                    continue  # of an earlier run, and never marked as sent
                found[leased.subscription] = event
                reason = forms.load(Reason, leased.reason)
                assert reason == Reason(ReasonKind.NEW_SUBSCRIPTION)
    return found


def test_a_new_subscription_gets_one_summary_of_what_is_open_for_it(store: Store) -> None:
    stocked(store)
    found = closed(store, desk(MINE, ALL))
    mine, everything = found["nội vụ"].fill, found["tất cả"].fill
    assert mine is not None
    assert everything is not None
    assert (mine.stock, mine.source, mine.items, mine.directives) == (True, "songcau", 3, 1)
    assert [entry[2].addressees for entry in mine.open] == [("Sở Nội vụ",)]
    assert len(everything.open) == 2
    assert closed(store, desk(MINE, ALL, now=NOW + timedelta(hours=1))) == {}


def test_the_others_hear_nothing_of_a_newcomer(store: Store) -> None:
    stocked(store)
    assert set(closed(store, desk(ALL))) == {"tất cả"}
    later = desk(ALL, MINE, now=NOW + timedelta(hours=1))
    assert set(closed(store, later)) == {"nội vụ"}


def test_one_that_asks_for_more_hears_again_what_is_open(store: Store) -> None:
    stocked(store)
    closed(store, desk(MINE))
    wider = Subscription("nội vụ", ("phòng",), ("directive.new",), to=("Sở Nội vụ", "Sở Tài chính"))
    found = closed(store, desk(wider, now=NOW + timedelta(hours=1)))["nội vụ"].fill
    assert found is not None
    assert len(found.open) == 2


def test_deadlines_that_passed_and_items_that_went_are_not_in_it(store: Store) -> None:
    first, *_ = stocked(store)
    with store.write() as connection:
        items.update(connection, first, state=ItemState.WITHDRAWN)
    gone = closed(store, desk(MINE))["nội vụ"].fill
    over = closed(store, desk(ALL, now=NOW + timedelta(days=60)))["tất cả"].fill
    assert gone is not None
    assert over is not None
    assert (gone.open, over.open) == ((), ())


def test_the_last_day_of_a_deadline_still_counts(store: Store) -> None:
    stocked(store)
    summary = closed(store, desk(MINE, now=NOW + (date(2026, 3, 20) - NOW.date())))["nội vụ"].fill
    assert summary is not None
    assert len(summary.open) == 1


def test_who_asks_for_changes_alone_hears_nothing_and_is_owed_nothing(store: Store) -> None:
    stocked(store)
    assert closed(store, desk(CHANGES)) == {}
    with store.read() as connection:
        assert subscriptions.owed(connection) == frozenset()


def test_a_first_crawl_tells_its_own_summary_and_no_second(store: Store) -> None:
    stocked(store)
    assert closed(store, desk(ALL), fresh=("tin-tuc",)) == {}
    assert closed(store, desk(ALL, now=NOW + timedelta(hours=1))) == {}


def test_a_subscription_without_any_stock_is_owed_nothing_later(store: Store) -> None:
    with store.write() as connection:
        sources.sync(connection, [SOURCE])
    assert closed(store, desk(ALL)) == {}
    stocked(store)
    assert closed(store, desk(ALL, now=NOW + timedelta(hours=1))) == {}


def test_a_run_without_alerts_leaves_the_summary_for_the_next(store: Store) -> None:
    stocked(store)
    assert closed(store, desk(ALL, withheld="no_alerts")) == {}
    assert set(closed(store, desk(ALL, now=NOW + timedelta(hours=1)))) == {"tất cả"}


def test_only_sources_that_are_followed_are_in_it(store: Store) -> None:
    stocked(store)
    elsewhere = Subscription("nơi khác", ("c",), ("*",), sources=("laichau",))
    assert closed(store, desk(elsewhere)) == {}
    with store.read() as connection:
        assert subscriptions.owed(connection) == frozenset()
