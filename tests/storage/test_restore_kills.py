"""A restore that is killed in the middle: the next start says so, and the next restore is whole."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage import backup, marks
from storage.migrate import UNFINISHED, open_store
from storage.session import Store, StoreError
from tests.storage.restoring import brought, filled, opened
from tests.storage.samples import NOW

ROOT = Path(__file__).parents[2]
KILLS = 5

CHILD = """
import sys
from storage.restore import restore
from storage.session import Store
from tests.storage.samples import NOW, MINUTE, owner
print("ready", flush=True)
sys.stdin.readline()
restore(Store(sys.argv[1]), open(sys.argv[2], "rb"), NOW + MINUTE, owner("r"))
"""


def test_a_restore_that_was_killed_says_so_and_comes_whole_the_next_time(
    target_url: str, tmp_path: Path
) -> None:
    source = open_store(f"sqlite:///{tmp_path / 'chidao.db'}")
    filled(source, 150)
    backup.make(source, tmp_path / "a.backup", NOW)
    source.close()
    with opened(target_url) as target:
        for turn in range(KILLS):
            killed_at(target, target_url, tmp_path / "a.backup", turn)
            with pytest.raises(StoreError, match="begun and not finished"):
                open_store(target_url)
        done = brought(target_url, tmp_path / "a.backup")
    assert done.verified.broken is None
    assert done.verified.items == 150
    open_store(target_url).close()


def killed_at(target: Store, url: str, file: Path, turn: int) -> None:
    """Start a restore and kill it some steps after its mark is there."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, url, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert child.stdout
    assert child.stdin
    child.stdout.readline()
    child.stdin.write(b"\n")
    child.stdin.flush()
    while child.poll() is None and not marked(target):
        threading.Event().wait(0.002)
    threading.Event().wait(0.03 * turn)
    assert child.poll() is None, "it ended before it could be killed"
    child.kill()
    child.communicate()


def marked(target: Store) -> bool:
    with target.read() as connection:
        if not sa.inspect(connection).has_table(marks.TABLE):
            return False
        return marks.get(connection, UNFINISHED) is not None
