"""Backups: what they hold, that they are whole, and that a store is used meanwhile."""

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zstandard

from storage import backup, blobs, leases, marks
from storage.backup_form import LEFT_OUT, forms_of
from storage.backup_read import check
from storage.columns import metadata
from storage.migrate import UNFINISHED, head, open_store
from storage.session import Store
from tests.storage.samples import NOW, add_version, an_item, owner

ROOT = Path(__file__).parents[2]
KILLS = 4
LIMIT = 65_536  # bytes of the largest file a child may write: SQLite's own small ones fit


def filled(store: Store, count: int = 5) -> None:
    """Items with two versions each."""
    with store.write() as connection:
        for number in range(count):
            item = an_item(connection, number)
            add_version(connection, item.id, f"Kế hoạch {number}")
            add_version(connection, item.id, f"Kế hoạch {number}, sửa đổi")


def test_every_table_and_column_of_the_store_is_in_a_backup_but_those_of_the_moment() -> None:
    kept = {form.name: form.names for form in forms_of(head())}
    assert kept == {
        table.name: [column.name for column in table.columns]
        for table in metadata.sorted_tables
        if table.name not in LEFT_OUT
    }


def test_a_backup_is_private_counts_its_rows_and_leaves_a_mark(
    store: Store, tmp_path: Path
) -> None:
    filled(store)
    file = tmp_path / "a.backup"
    made = backup.make(store, file, NOW)
    assert file.stat().st_mode & 0o777 == 0o600
    assert {c.table: c.rows for c in made.counts if c.rows} == {
        "blobs": 10, "items": 5, "captures": 10, "versions": 10, "readings": 10, "changes": 5,
    }  # fmt: skip
    with file.open("rb") as source:
        assert check(source) == made
    with store.read() as connection:
        assert marks.get(connection, backup.LAST) == marks.Mark(NOW, str(file))
    assert os.listdir(tmp_path).count("a.backup") == 1
    assert not list(tmp_path.glob(".*"))


def test_any_program_that_knows_zstd_can_read_it(store: Store, tmp_path: Path) -> None:
    filled(store, 1)
    backup.make(store, tmp_path / "a.backup", NOW)
    with (tmp_path / "a.backup").open("rb") as file:
        lines = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True).read()
    assert lines.startswith(b'{"format":"chidao-backup","form":1,')
    assert "Kế hoạch 0, sửa đổi".encode() in lines


def test_leases_and_the_stores_own_marks_are_no_part_of_it(store: Store, tmp_path: Path) -> None:
    with store.write() as connection:
        leases.take(connection, "crawl/songcau", owner("a"), NOW)
        marks.put(connection, UNFINISHED, NOW)
        marks.put(connection, "alive", NOW)
    made = backup.make(store, tmp_path / "a.backup", NOW)
    assert {count.table: count.rows for count in made.counts if count.rows} == {"marks": 1}


def test_nothing_is_overwritten_not_even_a_link_that_leads_nowhere(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "kept").write_text("kept")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("kept", "link"):
        with pytest.raises(FileExistsError):
            backup.make(store, tmp_path / name, NOW)
    assert (tmp_path / "kept").read_text() == "kept"
    assert not (tmp_path / "nowhere").exists()


def test_a_partial_file_of_somebody_who_was_killed_is_taken_over_and_a_link_is_not(
    store: Store, tmp_path: Path
) -> None:
    partial, victim = tmp_path / ".a.backup.partial", tmp_path / "victim"
    partial.write_bytes(b"half" * 100_000)
    partial.chmod(0o644)
    made = backup.make(store, tmp_path / "a.backup", NOW)
    with (tmp_path / "a.backup").open("rb") as source:
        assert check(source) == made
    assert (tmp_path / "a.backup").stat().st_mode & 0o777 == 0o600
    victim.write_text("kept")
    (tmp_path / ".b.backup.partial").symlink_to(victim)
    with pytest.raises(OSError, match="symbolic"):
        backup.make(store, tmp_path / "b.backup", NOW)
    assert victim.read_text() == "kept"


def test_two_at_once_to_one_file_leave_one_whole_backup(store: Store, tmp_path: Path) -> None:
    filled(store, 30)
    ends: Counter[str] = Counter()

    def one() -> None:
        try:
            backup.make(store, tmp_path / "a.backup", NOW)
            ends["made"] += 1
        except (backup.BackupBusyError, FileExistsError):
            ends["refused"] += 1

    both = [threading.Thread(target=one) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert ends == {"made": 1, "refused": 1}
    with (tmp_path / "a.backup").open("rb") as source:
        check(source)


def test_it_is_one_moment_of_a_store_that_is_written_to(store: Store, tmp_path: Path) -> None:
    filled(store, 3)
    stop = threading.Event()

    def write() -> None:
        number = 100
        while not stop.is_set():
            with store.write() as connection:
                add_version(connection, an_item(connection, number).id, "Mới")
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [backup.make(store, tmp_path / f"{n}.backup", NOW) for n in range(3)]
    finally:
        stop.set()
        writer.join()
    for manifest in made:
        rows = {count.table: count.rows for count in manifest.counts}
        # Each of the three has two versions, each written meanwhile has one with all it leans on.
        assert rows["versions"] == rows["items"] + 3 == rows["captures"] == rows["readings"]


CHILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from storage import backup
from storage.session import Store
print("ready", flush=True)
sys.stdin.readline()
backup.make(Store(sys.argv[1]), Path(sys.argv[2]), datetime.now(UTC))
"""


def start(url: str, file: Path, limit: str = "") -> subprocess.Popen[str]:
    """A process that makes a backup as soon as it reads a line."""
    return subprocess.Popen(
        [sys.executable, "-c", limit + CHILD, url, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def test_a_backup_that_was_killed_leaves_no_file_of_that_name_and_the_store_as_it_was(
    store_url: str, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    store = open_store(store_url)
    filled(store, 200)
    for number in range(KILLS):
        child = start(store_url, folder / "a.backup")
        assert child.stdout
        assert child.stdin
        child.stdout.readline()
        child.stdin.write("\n")
        child.stdin.flush()
        with store.write() as connection:
            an_item(connection, 1000 + number)
        partial = folder / ".a.backup.partial"
        while child.poll() is None and not partial.exists():
            threading.Event().wait(0.002)
        child.send_signal(signal.SIGKILL)
        child.communicate()
        if (folder / "a.backup").exists():  # it was quicker than we: then it is whole
            with (folder / "a.backup").open("rb") as source:
                check(source)
            (folder / "a.backup").unlink()
    made = backup.make(store, folder / "a.backup", datetime.now(UTC))
    assert {count.table: count.rows for count in made.counts}["items"] == 200 + KILLS
    assert os.listdir(folder) == ["a.backup"]
    store.close()


def test_a_full_disk_is_an_error_that_leaves_nothing_behind(store_url: str, tmp_path: Path) -> None:
    store = open_store(store_url)
    with store.write() as connection:
        blobs.put(connection, os.urandom(4 * LIMIT))
    store.close()
    folder = tmp_path / "backups"
    folder.mkdir()
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({LIMIT}, {LIMIT}))\n"
    child = start(store_url, folder / "a.backup", limit)
    _out, errors = child.communicate("\n", timeout=60)
    assert child.returncode == 1
    assert "OSError: [Errno 27]" in errors.splitlines()[-1]
    assert os.listdir(folder) == []
