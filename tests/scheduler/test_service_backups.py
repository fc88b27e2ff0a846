"""The running service makes its backups, and keeps its store from a restore."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from config.sections import Storage
from scheduler.service import Service
from storage import marks
from storage.backup import LAST
from storage.backup_read import check
from storage.leases import Owner
from storage.migrate import open_store
from storage.restore import Refusal, RestoreRefusedError, restore
from tests.scheduler.household import House, serve, settings_of, until

TWO_DAYS = timedelta(days=2)


def test_an_overdue_backup_is_made_at_the_start_and_the_store_is_not_restored_into(
    store_url: str, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    store = open_store(store_url)
    house = House(store)
    with store.write() as connection:
        marks.put(connection, LAST, house.clock() - TWO_DAYS)
    storage = Storage(url=SecretStr(store_url), backup_to=str(folder))

    def service() -> Service:
        settings = replace(settings_of(), storage=storage)
        return Service(settings, store, house.deliverer(), house.clock)

    async def during(_: Service) -> Path:
        await until(lambda: list(folder.glob("chidao-*.backup")) != [])
        (made,) = folder.glob("chidao-*.backup")
        with made.open("rb") as file, pytest.raises(RestoreRefusedError) as refused:
            await asyncio.to_thread(
                restore, store, file, house.clock(), Owner("another host/1/x", "another host", 1)
            )
        assert refused.value.why is Refusal.IN_USE
        return made

    made = serve(service, during)
    with made.open("rb") as file:
        assert check(file).rows
    store.close()
