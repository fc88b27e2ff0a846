"""Whatever is changed behind our back is found and named."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from articles.model import Attachment
from storage import changes, files, items, versions
from storage import tables as t
from storage.chain import sha256_hex
from storage.changes import Change
from storage.files import FetchedFile
from storage.session import Connection, Store
from storage.verify import Broken, Verified, verify
from tests.storage.samples import NOW, SOURCE, add_version, an_item, reading

PDF = b"%PDF ban dau " * 20
FILE_URL = "https://songcau.example.vn/tep/12.pdf"
Tampering = Callable[[Connection], object]


@pytest.fixture
def filled(store: Store) -> Store:
    """An item with a file and three versions, the second read again; and one never read."""
    with store.write() as connection:
        item = an_item(connection)
        an_item(connection, 2)
        files.put(connection, item.id, FetchedFile(FILE_URL, PDF, "application/pdf", NOW))
        file = Attachment(FILE_URL, "12.pdf", "application/pdf", len(PDF), sha256_hex(PDF))
        for title in ("Một", "Hai", "Ba"):
            version = add_version(connection, item.id, title, (file,))
            if title == "Hai":
                anew = reading("Hai, đọc lại", rules="reading 2")
                versions.add_reading(connection, version.id, anew, NOW)
    return store


def set_(table: sa.Table, *where: sa.ColumnElement[bool], **values: object) -> Tampering:
    return lambda connection: connection.execute(table.update().where(*where).values(**values))


def without(table: sa.Table, *where: sa.ColumnElement[bool]) -> Tampering:
    return lambda connection: connection.execute(table.delete().where(*where))


def tamper(store: Store, *steps: Tampering) -> Broken | None:
    """Do it as somebody with the database's own tools would, then verify."""
    outside = sa.create_engine(store.engine.url)
    with outside.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SET LOCAL session_replication_role = replica"))
        for step in steps:
            step(connection)
    outside.dispose()
    return verify(store).broken


def swap_links(connection: Connection) -> None:
    second, third = connection.execute(
        sa.select(t.versions.c.previous_hash).where(t.versions.c.n > 1).order_by(t.versions.c.n)
    ).scalars()
    set_(t.versions, VERSION_2, previous_hash=third)(connection)
    set_(t.versions, t.versions.c.n == 3, previous_hash=second)(connection)


def change_article(text: str, *, hashed: bool, which: sa.ColumnElement[bool]) -> Tampering:
    values = {"article": text, **({"article_sha256": sha256_hex(text.encode())} if hashed else {})}
    return set_(t.readings, READING_2, which, **values)


VERSION_2 = t.versions.c.n == 2
READING_2 = t.readings.c.version_id == 2
FILE_2 = t.version_attachments.c.version_id == 2
FILE_BLOB = t.blobs.c.sha256 == sha256_hex(PDF)
ORIGINAL, ANEW = t.readings.c.original, ~t.readings.c.original
CAPTURE_2 = t.captures.c.id == 2
OTHER_PAGE = sa.select(t.captures.c.sha256).where(t.captures.c.id == 3).scalar_subquery()
FORGED = reading("Bịa").article_text()
NO_FIT = "its hash does not fit its facts"
FIRST_READ = "the article as first read has another hash"


def test_an_intact_store_is_found_so(filled: Store) -> None:
    assert verify(filled) == Verified(items=1, versions=3, blobs=4)


def test_an_empty_store_is_intact(store: Store) -> None:
    assert verify(store) == Verified()


@pytest.mark.parametrize(
    ("done", "problem"),
    [
        (set_(t.versions, VERSION_2, hash="0" * 64), NO_FIT),
        (set_(t.versions, VERSION_2, url="https://songcau.example.vn/khac"), NO_FIT),
        (set_(t.versions, VERSION_2, fetched_at=NOW - timedelta(days=1)), NO_FIT),
        (set_(t.versions, VERSION_2, facts_sha256=sha256_hex(FORGED.encode())), NO_FIT),
        (set_(t.versions, VERSION_2, previous_hash=None), "it does not follow the version before"),
        (set_(t.versions, VERSION_2, capture_id=3), NO_FIT),
        (set_(t.versions, VERSION_2, capture_id=99), "its capture is not kept"),
        (swap_links, "it does not follow the version before"),
        (set_(t.captures, CAPTURE_2, status=404), NO_FIT),
        (set_(t.captures, CAPTURE_2, sha256=OTHER_PAGE), NO_FIT),
        (set_(t.version_attachments, FILE_2, sha256="0" * 64), NO_FIT),
        (set_(t.version_attachments, FILE_2, sha256=""), NO_FIT),
        (set_(t.version_attachments, FILE_2, name="khac.pdf"), NO_FIT),
        (set_(t.version_attachments, FILE_2, size=1), f"its file {FILE_URL} has another size"),
        (without(t.version_attachments, FILE_2), NO_FIT),
        (change_article(FORGED, hashed=False, which=ORIGINAL), FIRST_READ),
        (change_article(FORGED, hashed=True, which=ORIGINAL), FIRST_READ),
        (change_article("{", hashed=True, which=ORIGINAL), FIRST_READ),
        (
            change_article(FORGED, hashed=False, which=ANEW),
            'the article as read by "reading 2" has another hash',
        ),
        (without(t.readings, READING_2, ORIGINAL), "the article as first read is not there once"),
        (without(t.readings, READING_2, ANEW), "not one of its readings is the current one"),
        (set_(t.readings, READING_2, current=True), "not one of its readings is the current one"),
    ],
)
def test_a_changed_version_is_named(filled: Store, done: Tampering, problem: str) -> None:
    assert tamper(filled, done) == Broken("item 1, version 2", problem)


@pytest.mark.parametrize(
    ("done", "problem"),
    [
        (
            [without(t.versions, VERSION_2)],
            "3 versions were written, 2 are there",
        ),
        (
            [without(t.versions, t.versions.c.n == 3)],
            "3 versions were written, 2 are there",
        ),
        (
            [without(t.versions, t.versions.c.n == 3), set_(t.items, version_count=2)],
            "a change leads to version 3, which is not there",
        ),
        ([set_(t.items, version_count=0)], "it has versions nobody wrote"),
        ([without(t.items, t.items.c.id == 1)], "it has versions nobody wrote"),
    ],
)
def test_missing_versions_are_named_by_their_item(
    filled: Store, done: list[Tampering], problem: str
) -> None:
    assert tamper(filled, *done) == Broken("item 1", problem)


@pytest.mark.parametrize(
    "done", [set_(t.items, key="9"), set_(t.items, source="hon-ngang")], ids=["key", "source"]
)
def test_an_item_that_became_another_is_named(filled: Store, done: Tampering) -> None:
    only_first: Tampering = without(t.items, t.items.c.id == 2)
    assert tamper(filled, only_first, done) == Broken("item 1, version 1", NO_FIT)


def test_a_version_exchanged_for_a_forged_one_breaks_the_link_of_the_next(filled: Store) -> None:
    def forge(connection: Connection) -> None:
        item = items.by_id(connection, 1)
        assert item is not None
        before = versions.by_number(connection, 1, 2)
        assert before is not None
        for table in (t.readings, t.version_attachments):
            connection.execute(table.delete().where(table.c.version_id == 2))
        connection.execute(t.versions.delete().where(VERSION_2))
        items.update(connection, 1, version_count=1)
        add_version(connection, 1, "Bịa")
        items.update(connection, 1, version_count=3)

    broken = tamper(filled, forge)
    assert broken == Broken("item 1, version 3", "it does not follow the version before")


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (set_(t.blobs, FILE_BLOB, data=b""), "can not be unpacked"),
        (set_(t.blobs, FILE_BLOB, data=b"x" * 40), "can not be unpacked"),
        (set_(t.blobs, FILE_BLOB, size=7), "another size"),
        (set_(t.blobs, FILE_BLOB, base="0" * 64), "are not kept"),
        (set_(t.blobs, FILE_BLOB, base=sha256_hex(PDF)), "lean on themselves"),
    ],
)
def test_changed_bytes_are_named(filled: Store, done: Tampering, words: str) -> None:
    broken = tamper(filled, done)
    assert broken is not None
    assert broken.place == f"blob {sha256_hex(PDF)}"
    assert words in broken.problem


def test_a_page_exchanged_for_another_kept_one_is_named(filled: Store) -> None:
    own = sa.select(t.captures.c.sha256).where(CAPTURE_2).scalar_subquery()
    with filled.read() as connection:
        theirs = connection.execute(
            sa.select(t.blobs.c.data, t.blobs.c.base).where(FILE_BLOB)
        ).one()
    broken = tamper(filled, set_(t.blobs, t.blobs.c.sha256 == own, **theirs._mapping))
    assert broken is not None
    assert broken.place.startswith("blob ")


def test_deleted_bytes_are_named_by_who_needs_them(filled: Store) -> None:
    broken = tamper(filled, without(t.blobs, FILE_BLOB))
    assert broken == Broken(f"attachment {FILE_URL}", "its bytes are not kept")
    broken = tamper(filled, without(t.attachments))
    assert broken == Broken("item 1, version 1", f"the bytes of its file {FILE_URL} are not kept")


def test_a_deleted_page_is_named_by_its_capture(filled: Store) -> None:
    last = t.blobs.c.sha256.in_(sa.select(t.captures.c.sha256).where(t.captures.c.id == 3))
    assert tamper(filled, without(t.blobs, last)) == Broken("capture 3", "its bytes are not kept")


def test_instructions_that_can_not_be_read_are_named(filled: Store) -> None:
    broken = tamper(filled, set_(t.readings, READING_2, extraction="{"))
    assert broken is not None
    assert broken.place == "item 1"
    assert "can not be read" in broken.problem


def test_a_version_written_while_we_look_is_no_break(filled: Store) -> None:
    with filled.read() as reader:
        before = items.by_id(reader, 1)
        with filled.write() as connection:
            add_version(connection, 1, "Bốn")
            changes.add(connection, 1, Change(None, None, NOW, NOW, "restored"))
        assert before is not None
        assert len(versions.history(reader, 1)) == before.version_count
    assert verify(filled).versions == 4
    with filled.read() as reader:
        assert [item.id for item in items.due(reader, SOURCE, NOW, limit=9)] == [1, 2]
