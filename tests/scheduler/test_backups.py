"""Scheduled backups: when they are due, what stays, and that the operator hears of a failure."""

import asyncio
import fcntl
import os
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretStr

from alerts.affairs import Trouble
from config.sections import Storage
from scheduler.backups import FIRST_AFTER, OURS, RETRY_AFTER, Backups, clear, due_at
from scheduler.operator import Operator
from scheduler.troubles import Troubles
from storage import leases, marks
from storage.backup import LAST
from storage.backup_read import check
from storage.leases import Owner
from storage.marks import Mark
from storage.migrate import open_store
from storage.session import Store

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
START = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
KEEP = 3


class Household:
    """A store, a folder beside it, and a clock of ours."""

    def __init__(self, store: Store, url: str, folder: Path) -> None:
        self.store = store
        self.folder = folder
        self.now = START
        sends = Operator("(operator)", None, ())  # type: ignore[arg-type] # nothing is sent here
        self.troubles = Troubles(store, sends, lambda: self.now, socket.gethostname())
        settings = Storage(url=SecretStr(url), backup_to=str(folder), backup_keep=KEEP)
        self.backups = Backups(store, settings, ZONE, lambda: self.now, self.troubles)

    def look(self, after: timedelta = DAY) -> Path | None:
        self.now += after
        return asyncio.run(self.backups.look())

    def wait_for_folder(self) -> None:
        while not self.folder.exists():
            threading.Event().wait(0.01)

    def names(self) -> list[str]:
        return sorted(os.listdir(self.folder))


@pytest.fixture
def household(store_url: str, tmp_path: Path) -> Iterator[Household]:
    store = open_store(store_url)
    yield Household(store, store_url, tmp_path / "backups")
    store.close()


@pytest.mark.parametrize(
    ("every", "last", "expected"),
    [
        ("1d", None, START + FIRST_AFTER),
        ("1d", START - HOUR, START + DAY - HOUR),
        ("1d", START - 3 * DAY, START),  # overdue: at once
        ("1d", START + HOUR, START),  # the clock was ahead
        ("0 2 * * *", START - 2 * HOUR, START + timedelta(hours=17, minutes=30)),
        ("0 2 * * *", START - DAY, START),
    ],
)
def test_a_backup_is_due_by_the_last_good_one(
    every: str, last: datetime | None, expected: datetime
) -> None:
    mark = Mark(last) if last else None
    assert due_at(every, ZONE, mark, START, started=START) == expected


def test_the_first_comes_soon_after_the_start_and_the_next_after_a_day(
    household: Household,
) -> None:
    assert household.look(timedelta(minutes=1)) is None
    first = household.look(FIRST_AFTER)
    assert first is not None
    with first.open("rb") as file:
        assert check(file).made_at == household.now
    assert household.look(DAY - HOUR) is None
    assert household.look(HOUR) is not None
    assert household.folder.stat().st_mode & 0o777 == 0o700
    with household.store.read() as connection:
        assert marks.get(connection, LAST) == Mark(
            household.now, str(household.folder / household.names()[-1])
        )


def test_only_the_newest_stay_and_nothing_else_of_the_folder_goes(household: Household) -> None:
    household.folder.mkdir()
    others = ["chidao.backup", "chidao-20260101.backup", "notes.txt"]
    for name in others:
        (household.folder / name).write_text("of somebody")
    made = [household.look() for _ in range(KEEP + 2)]
    kept = sorted(path.name for path in made[-KEEP:] if path)
    assert household.names() == sorted([*others, *kept])


def test_what_a_killed_one_left_goes_and_what_another_is_writing_stays(tmp_path: Path) -> None:
    left, written = (tmp_path / f".chidao-20260302T01300{n}Z.backup.partial" for n in range(2))
    left.write_text("half")
    with written.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        clear(tmp_path, KEEP)
    assert os.listdir(tmp_path) == [written.name]


def test_a_failure_keeps_the_old_ones_is_told_and_tried_again_after_an_hour(
    household: Household,
) -> None:
    good = household.look()
    assert good is not None
    household.backups.settings = household.backups.settings.model_copy(
        update={"backup_to": str(good)}  # no folder
    )
    assert household.look() is None
    assert household.troubles.has(Trouble.BACKUP)
    household.backups.settings = household.backups.settings.model_copy(
        update={"backup_to": str(household.folder)}
    )
    assert household.look(RETRY_AFTER / 2) is None
    assert household.names() == [good.name]
    assert household.look(RETRY_AFTER / 2) is not None
    assert not household.troubles.has(Trouble.BACKUP)


def test_a_child_that_fails_says_why_without_the_address_of_the_store(
    household: Household,
) -> None:
    household.folder.mkdir()
    taken = START + DAY
    (household.folder / f"chidao-{taken:%Y%m%dT%H%M%SZ}.backup").mkdir()
    assert household.look() is None
    assert household.troubles.has(Trouble.BACKUP)


def test_while_another_service_makes_it_this_one_does_not(household: Household) -> None:
    other = Owner("elsewhere/1/a", "elsewhere", 1)
    with household.store.write() as connection:
        leases.take(connection, "backup", other, START + DAY)
    assert household.look() is None
    assert not household.folder.exists()
    with household.store.write() as connection:
        marks.put(connection, LAST, household.now)  # it was made there
    assert household.look(HOUR) is None


def test_no_folder_no_backup(household: Household) -> None:
    household.backups.settings = household.backups.settings.model_copy(update={"backup_to": ""})
    assert household.look() is None


async def test_a_stop_kills_the_one_under_way_and_leaves_no_file_of_its_name(
    store_url: str, tmp_path: Path
) -> None:
    store = open_store(store_url)
    household = Household(store, store_url, tmp_path / "backups")
    household.now += DAY
    task = asyncio.create_task(household.backups.run())
    await asyncio.to_thread(household.wait_for_folder)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert [name for name in household.names() if OURS.fullmatch(name)] == []
    with store.read() as connection:
        assert leases.held(connection, Owner("x", "x", 0), household.now) == []
    store.close()
