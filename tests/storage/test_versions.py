"""Versions follow each other by hash; readings come and go, the first one stays."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.model import Article, Attachment, AttachmentLink, Image
from directives.model import Deadline, Document, Extraction, Instruction
from storage import items, versions
from storage.chain import VersionFacts, sha256_hex, version_hash
from storage.session import Store, StoreError
from storage.versions import Head, NewVersion, Reading
from tests.storage.samples import NOW, add_version, an_item, reading

FILE = Attachment("https://songcau.example.vn/a.pdf", "a.pdf", "application/pdf", 9, "a" * 64)
FACTS = VersionFacts(
    source="songcau",
    key="1",
    url="https://songcau.example.vn/1",
    n=1,
    fetched_at=NOW,
    facts_sha256="b" * 64,
    capture_sha256="c" * 64,
    status=200,
    attachments=(FILE,),
    previous_hash=None,
)


@pytest.mark.parametrize(
    "other",
    [
        {"source": "hon-ngang"},
        {"key": "2"},
        {"url": "https://songcau.example.vn/2"},
        {"n": 2},
        {"fetched_at": NOW + timedelta(microseconds=1)},
        {"facts_sha256": "d" * 64},
        {"capture_sha256": "d" * 64},
        {"status": 203},
        {"attachments": ()},
        {"attachments": (FILE, FILE)},
        {"attachments": (replace(FILE, sha256="d" * 64),)},
        {"attachments": (replace(FILE, name="b.pdf"),)},
        {"previous_hash": "e" * 64},
        {"previous_hash": ""},
    ],
)
def test_every_fact_is_covered_by_the_hash(other: dict[str, object]) -> None:
    assert version_hash(replace(FACTS, **other)) != version_hash(FACTS)  # type: ignore[arg-type]


def test_the_hash_does_not_depend_on_the_zone_of_the_clock() -> None:
    elsewhere = NOW.astimezone(timezone(timedelta(hours=7)))
    assert version_hash(replace(FACTS, fetched_at=elsewhere)) == version_hash(FACTS)


def test_the_form_of_the_hashed_text_is_as_it_always_was() -> None:
    expected = "0a7b48e46a33445c8b6b75a594de9252b444fdb0a72fc135c122bde182de1e99"
    assert version_hash(FACTS) == expected


def test_each_version_carries_the_hash_of_the_one_before(store: Store) -> None:
    with store.write() as connection:
        item = an_item(connection)
        written = [add_version(connection, item.id, title) for title in ("A", "B", "A")]
        assert versions.history(connection, item.id) == written
        now = items.by_id(connection, item.id)
        assert now is not None
        assert versions.current(connection, now) == written[2]
    assert [version.n for version in written] == [1, 2, 3]
    assert written[0].previous_hash is None
    assert [v.previous_hash for v in written[1:]] == [v.hash for v in written[:-1]]
    assert len({version.hash for version in written}) == 3
    assert written[0].capture_sha256 == written[2].capture_sha256
    assert [v.content.article.title for v in written] == ["A", "B", "A"]


def test_the_hash_is_made_of_what_the_store_gives_back(store: Store) -> None:
    with store.write() as connection:
        item = an_item(connection)
        version = add_version(connection, item.id, "Tin", (FILE,))
    facts = VersionFacts(
        source=item.source,
        key=item.key,
        url=version.url,
        n=1,
        fetched_at=version.fetched_at,
        facts_sha256=sha256_hex(reading("Tin").article_text().encode()),
        capture_sha256=version.capture_sha256,
        status=200,
        attachments=version.content.attachments,
        previous_hash=None,
    )
    assert version.hash == version_hash(facts)
    assert version.content.attachments == (FILE,)


def test_a_version_number_is_given_once_and_the_second_writer_writes_nothing(store: Store) -> None:
    with store.write() as connection:
        item = an_item(connection)
        first = add_version(connection, item.id, "Một")
    stale = NewVersion(
        item, NOW, item.url, first.capture_id, first.capture_sha256, 200, (), reading("Hai")
    )
    with pytest.raises(StoreError), store.write() as connection:
        versions.add(connection, stale, None)
    with store.read() as connection:
        assert versions.history(connection, item.id) == [first]


def test_a_file_that_could_not_be_fetched_and_the_order_of_files_are_kept(store: Store) -> None:
    files = (replace(FILE, url="https://z/"), Attachment("https://b/", "", "", 0, ""), FILE)
    with store.write() as connection:
        item = an_item(connection)
        assert add_version(connection, item.id, "Tin", files).content.attachments == files


def test_a_new_reading_is_the_current_one_and_leaves_hash_and_original(store: Store) -> None:
    with store.write() as connection:
        item = an_item(connection)
        before = add_version(connection, item.id, "Đọc lần đầu")
        versions.add_reading(connection, before.id, reading("Đọc lại", rules="reading 2"), NOW)
        after = versions.by_number(connection, item.id, 1)
        assert after is not None
        assert (after.hash, after.facts_sha256) == (before.hash, before.facts_sha256)
        assert after.content.article.title == "Đọc lại"
        assert after.read_by == "reading 2"
        assert after.article_sha256 != after.facts_sha256


def test_readings_by_the_same_rules_replace_each_other(store: Store) -> None:
    with store.write() as connection:
        item = an_item(connection)
        version = add_version(connection, item.id, "Một")
        for title in ("Hai", "Ba"):
            versions.add_reading(connection, version.id, reading(title, rules="reading 2"), NOW)
        [now] = versions.history(connection, item.id)
    assert now.content.article.title == "Ba"


def test_going_back_to_the_first_rules_brings_the_original_back_unchanged(store: Store) -> None:
    with store.write() as connection:
        item = an_item(connection)
        before = add_version(connection, item.id, "Một")
        versions.add_reading(connection, before.id, reading("Hai", rules="reading 2"), NOW)
        versions.add_reading(connection, before.id, reading("Ba"), NOW)
        assert versions.history(connection, item.id) == [before]
        versions.add_reading(connection, before.id, reading("Bốn", rules="reading 2"), NOW)
        [last] = versions.history(connection, item.id)
    assert last.content.article.title == "Bốn"


def test_the_head_says_how_the_latest_version_reads_now(store: Store) -> None:
    with store.write() as connection:
        item = an_item(connection)
        assert versions.head(connection, item) is None
        assert versions.current(connection, item) is None
        version = add_version(connection, item.id, "Một")
        now = items.by_id(connection, item.id)
        assert now is not None
        assert versions.head(connection, now) == Head("reading 1", version.article_sha256)
        versions.add_reading(connection, version.id, reading("Hai", rules="reading 2"), NOW)
        head = versions.head(connection, now)
    assert head is not None
    assert head.article_sha256 == sha256_hex(reading("Hai").article_text().encode())


def test_everything_read_from_a_page_comes_back(store: Store) -> None:
    deadline = Deadline("trước 17 giờ ngày 10/3", "datetime", datetime(2026, 3, 10, 17))
    article = Article(
        title="Nhắc việc \0 \u2028 'quotes' %s {x}",
        published_at=datetime(2026, 3, 2, tzinfo=UTC),
        published_precision="day",
        byline=("Ban biên tập",),
        paragraphs=("", "😀 Sở KH&CN"),
        images=(Image("https://x/", "chú thích"),),
        attachments=(AttachmentLink("https://y/"),),
        properties=(("number", "12/UBND-VX"),),
    )
    extraction = Extraction(
        True, Document(urgency="HỎA TỐC"), (Instruction("báo cáo", deadline=deadline),)
    )
    with store.write() as connection:
        item = an_item(connection)
        version = add_version(connection, item.id, "Tin")
        versions.add_reading(connection, version.id, Reading("r", article, extraction), NOW)
        [back] = versions.history(connection, item.id)
    assert back.content.article == article
    assert back.extraction == extraction


@given(text=st.text(st.characters(exclude_categories=["Cs"])), moment=st.datetimes())
def test_any_article_has_one_stored_form(text: str, moment: datetime) -> None:
    article = Article(title=text, paragraphs=(text, text), published_at=moment)
    first = Reading("r", article, Extraction()).article_text()
    second = Reading("r", replace(article), Extraction()).article_text()
    assert first == second
    assert "\0" not in first  # PostgreSQL takes none
