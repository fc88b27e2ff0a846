"""Files that are no whole backup: each is refused before anything is written."""

import io
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from storage import backup, backup_file
from storage.backup_file import SEAL_LENGTH, DamagedBackupError, SealedWriter
from storage.backup_read import NewerBackupError, check
from storage.migrate import open_store, revision
from storage.restore import restore
from storage.session import Store
from tests.storage.samples import NOW, add_version, an_item, owner

Lines = list[bytes]
FLIPS = 400  # of the bytes of a small backup, beside those that hypothesis chooses


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A small backup."""
    folder = tmp_path_factory.mktemp("whole")
    store = open_store(f"sqlite:///{folder / 'chidao.db'}")
    with store.write() as connection:
        add_version(connection, an_item(connection).id, "Công văn hỏa tốc")
    backup.make(store, folder / "a.backup", NOW)
    store.close()
    return (folder / "a.backup").read_bytes()


def lines_of(data: bytes) -> Lines:
    packed = io.BytesIO(data[:-SEAL_LENGTH])
    return zstandard.ZstdDecompressor().stream_reader(packed).read().splitlines(keepends=True)


def sealed(lines: Lines) -> bytes:
    """A file that is well sealed, whatever stands in it."""
    out = io.BytesIO()
    writer = SealedWriter(out)
    for line in lines:
        writer.write(line)
    writer.seal()
    return out.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(DamagedBackupError) as error:
        check(io.BytesIO(data))
    return str(error.value)


def test_a_sealed_copy_of_the_lines_is_whole(whole: bytes) -> None:
    assert check(io.BytesIO(sealed(lines_of(whole)))) == check(io.BytesIO(whole))


def test_any_flipped_byte_is_seen(whole: bytes) -> None:
    chance = random.Random(1)
    ends = [*range(20), *range(len(whole) - SEAL_LENGTH - 4, len(whole))]
    for place in {*ends, *chance.sample(range(len(whole)), FLIPS)}:
        data = bytearray(whole)
        data[place] ^= 1 << chance.randrange(8)
        refused(bytes(data))


@given(share=st.floats(0, 1, exclude_max=True))
def test_a_file_that_was_cut_off_is_seen(whole: bytes, share: float) -> None:
    refused(whole[: int(len(whole) * share)])


@pytest.mark.parametrize("more", [b"\0", b"\n", b"PK\x03\x04", b"x" * SEAL_LENGTH])
def test_what_follows_the_end_is_seen(whole: bytes, more: bytes) -> None:
    refused(whole + more)


def changed(whole: bytes, change: Callable[[Lines], Lines]) -> str:
    return refused(sealed(change(lines_of(whole))))


def row_of(lines: Lines, table: str) -> int:
    return 1 + next(at for at, line in enumerate(lines) if line.startswith(b'{"table":"%s"' % table.encode()))  # fmt: skip


def with_row(table: str, **values: object) -> Callable[[Lines], Lines]:
    """The lines with other values in the first row of a table."""

    def change(lines: Lines) -> Lines:
        at = row_of(lines, table)
        names = json.loads(lines[at - 1])["columns"]
        row = dict(zip(names, json.loads(lines[at]), strict=True)) | values
        return [*lines[:at], json.dumps(list(row.values())).encode() + b"\n", *lines[at + 1 :]]

    return change


@pytest.mark.parametrize(
    "change",
    [
        with_row("items", id="1"),
        with_row("items", id=True),
        with_row("items", id=2**63),
        with_row("items", id=1.5),
        with_row("items", title=None),
        with_row("items", title=5),
        with_row("items", title="\ud800"),
        with_row("items", first_seen="2026-03-02T08:30:00"),
        with_row("items", first_seen="hôm qua"),
        with_row("blobs", data="không phải base64"),
        with_row("readings", original=1),
        with_row("items", title="khác, và vẫn đúng kiểu"),  # its table has another hash then
    ],
)
def test_a_row_with_a_value_its_table_can_not_hold_is_seen(
    whole: bytes, change: Callable[[Lines], Lines]
) -> None:
    assert changed(whole, change)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("no head", lambda lines: lines[1:]),
        ("another format", lambda lines: [lines[0].replace(b"chidao-", b"khac-"), *lines[1:]]),
        ("no time", lambda lines: [lines[0].replace(b"+00:00", b""), *lines[1:]]),
        ("no end", lambda lines: lines[:-1]),
        ("an end too early", lambda lines: [lines[0], lines[-1], *lines[1:]]),
        ("more after the end", lambda lines: [*lines, b"[]\n"]),
        ("a table less", lambda lines: [*lines[:1], *lines[2:]]),
        ("a table of others", lambda lines: [lines[0], b'{"table":"pg_authid","columns":["a"]}\n', *lines[1:]]),
        ("a table twice", lambda lines: [*lines[:2], *lines[1:]]),
        ("a column of others", lambda lines: [lines[0], lines[1].replace(b'"size"', b'"siza"'), *lines[2:]]),
        ("a column twice", lambda lines: [lines[0], lines[1].replace(b'"size"', b'"size","size"'), *lines[2:]]),
        ("columns that are no names", lambda lines: [lines[0], b'{"table":"blobs","columns":[1]}\n', *lines[2:]]),
        ("a name that is none", lambda lines: [lines[0], b'{"table":["blobs"],"columns":[]}\n', *lines[2:]]),
        ("a row less", lambda lines: [*lines[:2], *lines[3:]]),
        ("a row twice", lambda lines: [*lines[:3], *lines[2:]]),
        ("a short row", lambda lines: [*lines[:2], b"[1]\n", *lines[3:]]),
        ("no JSON", lambda lines: [*lines[:2], b"[1,\n", *lines[3:]]),
        ("no UTF-8", lambda lines: [*lines[:2], b'["\xff"]\n', *lines[3:]]),
        ("a nest", lambda lines: [*lines[:2], b"[" * 200_000 + b"\n", *lines[3:]]),
        ("a long number", lambda lines: [*lines[:2], b"[" + b"9" * 10_000 + b"]\n", *lines[3:]]),
        ("not a number", lambda lines: [*lines[:2], b"[NaN,Infinity]\n", *lines[3:]]),
        ("no last line break", lambda lines: [*lines[:-1], lines[-1].rstrip()]),
        ("nothing", lambda lines: []),
    ],
)  # fmt: skip
def test_a_well_sealed_file_that_is_no_backup_is_seen(
    whole: bytes, name: str, change: Callable[[Lines], Lines]
) -> None:
    assert changed(whole, change), name


@pytest.mark.parametrize(
    ("old", "new"), [(b'"schema":"', b'"schema":"9'), (b'"form":1', b'"form":2')]
)
def test_a_backup_of_a_newer_chidao_is_told_from_a_damaged_one(
    whole: bytes, old: bytes, new: bytes
) -> None:
    lines = lines_of(whole)
    with pytest.raises(NewerBackupError):
        check(io.BytesIO(sealed([lines[0].replace(old, new), *lines[1:]])))


def many(line: bytes, count: int) -> Iterator[bytes]:
    return (line for _ in range(count))


def test_a_bomb_is_stopped_before_it_fills_memory_or_disk(whole: bytes) -> None:
    lines = lines_of(whole)
    out = io.BytesIO()
    writer = SealedWriter(out)
    for line in lines[:3]:
        writer.write(line)
    row = b"[" + b" " * 8_000_000 + lines[2][1:]
    for line in many(row, 30):  # 240 MB of spaces, some kilobytes packed
        writer.write(line)
    writer.seal()
    assert len(out.getvalue()) < backup_file.ALWAYS_ALLOWED / backup_file.MOST_RATIO
    assert "unpacks to more" in refused(out.getvalue())


def test_a_line_without_end_is_stopped(whole: bytes) -> None:
    out = io.BytesIO()
    writer = SealedWriter(out)
    for part in many(b"[" * 1_000_000, 80):
        writer.write(part)
    writer.seal()
    assert "unpacks to more" in refused(out.getvalue())


def test_nothing_is_written_to_the_store_for_a_file_that_is_refused(
    store_url: str, whole: bytes
) -> None:
    store = Store(store_url)
    files = [whole[:-1], sealed(lines_of(whole)[:-1]), b"", b"SQLite format 3\0" * 100]
    for data in files:
        with pytest.raises(DamagedBackupError):
            restore(store, io.BytesIO(data), NOW, owner("r"))
    with store.read() as connection:
        assert revision(connection) is None
    store.close()


def test_a_file_that_changes_while_it_is_restored_brings_nothing(
    tmp_path: Path, store_url: str, whole: bytes
) -> None:
    file = Changing(whole, sealed(with_row("items", title="Khác")(lines_of(whole))))
    store = Store(store_url)
    with pytest.raises(DamagedBackupError):
        restore(store, file, NOW, owner("r"))
    store.close()
    reopened = open_store(store_url)
    with reopened.write() as connection:
        assert an_item(connection).id == 1
    reopened.close()


class Changing(io.BytesIO):
    """A file that is another from the second look on."""

    def __init__(self, first: bytes, then: bytes) -> None:
        super().__init__(first)
        self._then: bytes | None = then
        self._looks = 0

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        self._looks += whence == io.SEEK_END
        if self._looks > 1 and self._then is not None:
            then, self._then = self._then, None
            super().seek(0)
            self.truncate()
            self.write(then)
        return super().seek(place, whence)
