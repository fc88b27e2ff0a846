"""The first complete crawl: one summary a subscription, of what it would have heard."""

from datetime import date, timedelta

import pytest

from alerts.model import Event, Subscription
from articles.model import Weight
from ingest import fill
from storage import forms, outbox
from storage.leases import Owner
from storage.session import Store
from tests.ingest.samples import NOW, PARAGRAPHS, TITLE, desk, fetched
from tests.ingest.test_record import met, recorded

OPEN = "Giao Sở Nội vụ báo cáo kết quả trước ngày 20/03/2026."
MINE = Subscription("nội vụ", ("phòng",), ("directive.new",), to=("Sở Nội vụ",))
OTHERS = Subscription("y tế", ("y",), ("directive.new",), to=("Sở Y tế",))
ALL = Subscription("tất cả", ("phòng", "zalo"), ("*",))
CHANGES = Subscription("thay đổi", ("c",), ("article.changed",), min_weight=Weight.MINOR)
OWNER = Owner.this_process("fill")


def filled(store: Store, *subscriptions: Subscription, now: object = None) -> dict[str, Event]:
    """Summarise the one section; the events queued, by subscription."""
    told_at = now if isinstance(now, type(NOW)) else NOW
    with store.write() as connection:
        fill.summarise(connection, ["tin-tuc"], desk(*subscriptions, now=told_at))
    found: dict[str, Event] = {}
    with store.write() as connection:
        for channel in outbox.due_channels(connection, told_at):
            while leased := outbox.claim(connection, channel, OWNER, told_at):
                found[leased.subscription] = forms.load(Event, leased.event)
    return found


def stocked(store: Store) -> None:
    """Three items: an order to Sở Nội vụ, one to Sở Tài chính, and news."""
    withheld = desk(withheld=fill.WITHHELD)
    pages = (
        (TITLE, OPEN),
        ("Đề án khác", OPEN.replace("Nội vụ", "Tài chính")),
        (TITLE, *PARAGRAPHS),
    )
    for number, lines in enumerate(pages, start=1):
        recorded(store, fetched(met(store, number), *lines), withheld)


def test_each_subscription_hears_once_of_what_it_would_have_heard(store: Store) -> None:
    stocked(store)

    told = filled(store, MINE, ALL)

    mine, everything = told["nội vụ"].fill, told["tất cả"].fill
    assert mine is not None
    assert everything is not None
    assert (mine.items, mine.directives, len(mine.open)) == (3, 1, 1)
    assert (everything.items, everything.directives, len(everything.open)) == (3, 2, 2)
    assert [entry[2].addressees for entry in mine.open] == [("Sở Nội vụ",)]


def test_who_asked_only_for_changes_hears_nothing_of_a_first_crawl(store: Store) -> None:
    stocked(store)

    assert filled(store, CHANGES) == {}


def test_deadlines_that_are_over_are_not_in_the_summary(store: Store) -> None:
    stocked(store)

    told = filled(store, ALL, now=NOW + timedelta(days=60))

    summary = told["tất cả"].fill
    assert summary is not None
    assert (summary.directives, summary.open) == (2, ())


def test_the_last_day_of_a_deadline_still_counts(store: Store) -> None:
    stocked(store)

    last_day = NOW + (date(2026, 3, 20) - NOW.date())
    summary = filled(store, ALL, now=last_day)["tất cả"].fill

    assert summary is not None
    assert len(summary.open) == 2


def test_a_summary_is_written_once_for_ever(store: Store) -> None:
    stocked(store)
    assert filled(store, MINE)

    assert filled(store, MINE) == {}


@pytest.mark.parametrize("subscription", [MINE, OTHERS])
def test_a_subscription_nothing_fits_is_told_that_it_was_looked_for(
    store: Store, subscription: Subscription
) -> None:
    stocked(store)

    summary = filled(store, subscription)[subscription.name].fill

    assert summary is not None
    assert summary.items == 3
    assert summary.directives == (1 if subscription is MINE else 0)
