"""Our own progress is no news: other rules read what is stored anew, and nobody is told."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from articles.model import Article
from directives.model import Extraction
from ingest.decide import Outcome
from ingest.reread import Reread, reread_item
from ingest.rules import Rules
from reading.model import PageReading
from sources.model import Capture, Profile
from storage import versions
from storage.items import Item
from storage.session import Store
from storage.verify import verify
from tests.ingest.samples import (
    MARK,
    NOW,
    PARAGRAPHS,
    RULES,
    SOURCE,
    TITLE,
    article,
    desk,
    extract_giao,
    fetched,
    read_line,
)
from tests.ingest.test_record import history, met, recorded, rows

ORDER = "Giao Sở Nội vụ báo cáo kết quả trước ngày 20/03/2026."
LATER = NOW + timedelta(hours=1)
A = (TITLE, *PARAGRAPHS, ORDER)
B = (*A, "Kinh phí là 4,5 tỷ đồng.")


def read_without_last(capture: Capture, _: Profile) -> PageReading:
    """Newer rules that take the last line for an author."""
    title, *paragraphs = capture.body.decode().split(MARK)
    return PageReading("article", "test", article(title, tuple(paragraphs[:-1])))


def read_nothing(_: Capture, __: Profile) -> PageReading:
    """Rules that can not read any page."""
    return PageReading("error", "")


def extract_nothing(_: Article) -> Extraction:
    """Rules that find no instruction."""
    return Extraction()


OTHER_READING = Rules("test 2", read_without_last, extract_giao)
OTHER_DIRECTIVES = Rules("test 3", read_line, extract_nothing)
BLIND = Rules("test 4", read_nothing, extract_giao)


def known(store: Store, *pages: tuple[str, ...]) -> Item:
    item = met(store)
    for lines in pages:
        recorded(store, fetched(item, *lines), desk())
    return item


@pytest.mark.parametrize("rules", [OTHER_READING, OTHER_DIRECTIVES])
def test_the_same_page_under_other_rules_raises_nothing(store: Store, rules: Rules) -> None:
    item = known(store, A)
    events = rows(store)["events"]

    done = recorded(store, fetched(item, *A, rules=rules), desk(rules=rules, now=LATER))

    assert (done.outcome, done.queued) == (Outcome.UNCHANGED, ())
    counted = rows(store)
    assert (counted["events"], counted["versions"], counted["changes"]) == (events, 1, 0)
    assert verify(store).broken is None


def test_the_first_reading_is_kept_and_the_hash_stays(store: Store) -> None:
    item = known(store, A)
    [before], _, _ = history(store, item)

    recorded(store, fetched(item, *A, rules=OTHER_READING), desk(rules=OTHER_READING, now=LATER))

    [after], _, _ = history(store, item)
    assert (after.hash, after.facts_sha256) == (before.hash, before.facts_sha256)
    assert (after.read_by, before.read_by) == ("test 2", "test 1")
    assert after.article_sha256 != before.article_sha256
    assert rows(store)["readings"] == 2


def test_the_directives_follow_the_newer_rules(store: Store) -> None:
    item = known(store, A)
    assert rows(store)["directives"] == 1

    rules = OTHER_DIRECTIVES
    recorded(store, fetched(item, *A, rules=rules), desk(rules=rules, now=LATER))

    assert rows(store)["directives"] == 0


def test_an_edit_is_still_an_edit_under_other_rules(store: Store) -> None:
    item = known(store, A)
    edited = (TITLE, PARAGRAPHS[0], PARAGRAPHS[1] + " Có 4.321 hộ dân.", ORDER)

    rules = OTHER_READING
    done = recorded(store, fetched(item, *edited, rules=rules), desk(rules=rules, now=LATER))

    assert done.outcome is Outcome.CHANGED
    _, [change], _ = history(store, item)
    assert "4.321" in change.summary
    assert not any(ORDER in field.before for field in change.fields)


@pytest.mark.parametrize("how", ["lost bytes", "unreadable"])
def test_without_a_readable_capture_there_is_a_new_baseline_and_no_event(
    store: Store, how: str
) -> None:
    item = known(store, A)
    events = rows(store)["events"]
    rules = OTHER_READING
    if how == "lost bytes":
        with store.write() as connection:
            connection.execute(sa.text("UPDATE blobs SET data = :lost"), {"lost": b"lost"})
    else:
        rules = Rules("test 5", _blind_to(A), extract_giao)
    page = fetched(item, *B, rules=rules)

    done = recorded(store, page, desk(rules=rules, now=LATER))

    assert (done.outcome, done.queued) == (Outcome.BASELINE, ())
    _, [change], _ = history(store, item)
    assert (change.verdict, change.from_n, change.to_n) == ("reread", 1, 2)
    assert rows(store)["events"] == events


def _blind_to(lines: tuple[str, ...]) -> Callable[[Capture, Profile], PageReading]:
    def read(capture: Capture, profile: Profile) -> PageReading:
        seen = capture.body.decode() == MARK.join(lines)
        return read_nothing(capture, profile) if seen else read_line(capture, profile)

    return read


def reread(store: Store, item: Item, rules: Rules) -> Reread:
    return reread_item(store, item.id, SOURCE.profile, rules, LATER)


def test_a_pass_reads_every_version_anew_and_is_done_the_second_time(store: Store) -> None:
    item = known(store, A, B)
    before = rows(store)

    first, second = reread(store, item, OTHER_READING), reread(store, item, OTHER_READING)

    assert (first, second) == (Reread(2, 2, 0), Reread(2, 0, 0))
    after = rows(store)
    assert after["readings"] == before["readings"] + 2
    for table in ("versions", "changes", "events", "deliveries", "captures"):
        assert after[table] == before[table]
    assert verify(store).broken is None


def test_back_to_the_first_rules_the_first_reading_is_the_current_one(store: Store) -> None:
    item = known(store, A)
    [before], _, _ = history(store, item)
    reread(store, item, OTHER_READING)

    reread(store, item, RULES)

    [after], _, _ = history(store, item)
    assert after == before
    assert verify(store).broken is None


def test_versions_that_can_not_be_read_are_counted_and_stay_as_they_are(store: Store) -> None:
    item = known(store, A, B)
    before = history(store, item)

    assert reread(store, item, BLIND) == Reread(2, 0, 2)
    assert history(store, item) == before


def test_an_item_never_read_has_nothing_to_read_anew(store: Store) -> None:
    item = met(store)

    assert reread(store, item, OTHER_READING) == Reread()
    assert Reread(1, 2, 3) + Reread(4, 5, 6) == Reread(5, 7, 9)


def test_a_fetch_after_the_pass_is_compared_with_the_new_reading(store: Store) -> None:
    item = known(store, A)
    reread(store, item, OTHER_READING)

    rules = OTHER_READING
    done = recorded(store, fetched(item, *A, rules=rules), desk(rules=rules, now=LATER))

    assert done.outcome is Outcome.UNCHANGED
    with store.read() as connection:
        assert len(versions.history(connection, item.id)) == 1
