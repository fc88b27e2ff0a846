"""What `chidao doctor` says of the store, its backups and the space around them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cli.checkup import Finding, Verdict
from cli.doctor_store import look_at_backups, look_at_space, look_at_store
from config.sections import Storage
from storage import marks
from storage.backup import LAST
from storage.session import Store

NOW = datetime(2026, 2, 3, 4, 5, tzinfo=UTC)


def only(found: list[Finding]) -> Finding:
    (one,) = found
    return one


def storage(url: str, **more: object) -> Storage:
    return Storage.model_validate({"url": url, **more})


def test_a_store_is_opened_written_and_verified(store_url: str, store: Store) -> None:
    found = only(look_at_store(storage(store_url), NOW))
    assert (found.verdict, found.found) == (Verdict.WORKS, "doctor.store_works")


def test_a_store_that_is_not_there_yet_is_not_made(tmp_path: Path) -> None:
    file = tmp_path / "none.db"
    assert only(look_at_store(storage(f"sqlite:///{file}"), NOW)).verdict is Verdict.UNKNOWN
    assert not file.exists()
    missing = storage(f"sqlite:///{tmp_path}/no/folder.db")
    assert only(look_at_store(missing, NOW)).verdict is Verdict.FAILS


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_a_file_that_is_no_store_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.db").write_bytes(content)
    found = only(look_at_store(storage(f"sqlite:///{tmp_path}/x.db"), NOW))
    assert found.verdict is (Verdict.FAILS if content else Verdict.UNKNOWN)


def test_a_database_server_that_is_away_is_a_line_without_its_password() -> None:
    url = "postgresql+psycopg://u:geheim-4711@127.0.0.1:9/n"
    found = only(look_at_store(storage(url), NOW))
    assert found.verdict is Verdict.FAILS
    assert "geheim" not in str(found.values)


def test_backups_are_judged_by_folder_and_age(store_url: str, store: Store, tmp_path: Path) -> None:
    def looked(**more: object) -> list[Verdict]:
        return [one.verdict for one in look_at_backups(storage(store_url, **more), UTC, NOW)]

    folder = {"backup_to": str(tmp_path)}
    assert looked() == [Verdict.UNKNOWN]
    assert looked(**folder) == [Verdict.WORKS, Verdict.UNKNOWN]
    with store.write() as connection:
        marks.put(connection, LAST, NOW - timedelta(days=3), "a.backup")
    assert looked(**folder) == [Verdict.WORKS, Verdict.FAILS]
    assert looked(**folder, backup_every="5d") == [Verdict.WORKS, Verdict.WORKS]
    assert looked(backup_to=str(tmp_path / "none"))[0] is Verdict.FAILS


def test_space_is_told_for_each_folder(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    kept = storage(f"sqlite:///{tmp_path}/x.db", backup_to=str(tmp_path / "b"))
    assert [one.found for one in look_at_space(kept)] == ["doctor.space"] * 2
    assert look_at_space(storage("postgresql://h/n")) == []
