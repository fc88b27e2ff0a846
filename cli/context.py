"""What commands share: settings, store, clock, and ways to print."""

import json
import os
import sys
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.table import Table

from alerts.model import Language
from config.logs import configure
from config.settings import CONSOLE, Settings, load, settings_path
from delivery.channels import CONSOLE_URL, Channel, ChannelError, check_url
from delivery.deliver import Deliverer
from storage import sources, subscriptions
from storage.leases import Owner
from storage.migrate import open_store
from storage.session import Store

DONE = 0
FAILED = 1  # done, but something failed
WRONG_USAGE = 2


class CommandFailed(Exception):  # noqa: N818 (it is what happened, not an error of the program)
    """A command can not do what was asked; the text is the sentence for the user."""

    def __init__(self, sentence: str, code: int = FAILED) -> None:
        super().__init__(sentence)
        self.code = code


def now() -> datetime:
    """The clock, read only at the doors."""
    return datetime.now(UTC)


@dataclass
class Context:
    """One call of the command."""

    config: Path | None
    plain: bool
    env: Mapping[str, str]
    language_without_settings: Language = field(default="vi")

    @cached_property
    def settings(self) -> Settings:
        """The settings; reading them sets the logs up too."""
        loaded = load(self.config, self.env)
        configure(self.env.get("CHIDAO_LOG", "warning"))
        return loaded

    @property
    def language(self) -> Language:
        """Of everything printed for people."""
        return self.settings.language

    @property
    def timezone(self) -> tzinfo:
        """Of everything printed for people."""
        return self.settings.timezone

    @contextmanager
    def store(self, *, sync: bool = False) -> Iterator[Store]:
        """The store, opened; with `sync` its sources and subscriptions are those of the settings."""
        opened = open_store(self.settings.storage.url.get_secret_value())
        try:
            if sync:
                with opened.write() as connection:
                    sources.sync(connection, self.settings.sources_resolved())
                    subscriptions.sync(connection, self.settings.subscriptions)
            yield opened
        finally:
            opened.close()

    def channels(self) -> dict[str, Channel]:
        """The channels by name, the built-in console among them; a bad address is a wrong setting."""
        named = {
            entry.name: Channel(entry.name, entry.url.get_secret_value())
            for entry in self.settings.channels
        }
        for channel in named.values():
            try:
                check_url(channel)
            except ChannelError as error:
                raise CommandFailed(f"{self.settings.path}: {error}", WRONG_USAGE) from error
        return {**named, CONSOLE: Channel(CONSOLE, CONSOLE_URL)}

    def private_allowed(self) -> bool:
        """Whether private addresses may be fetched: as the settings say; without a file, never."""
        if not settings_path(self.config, self.env).is_file():
            return False
        return self.settings.crawler.allow_private_addresses

    def channel_names(self) -> list[str]:
        """The names of all channels."""
        return [CONSOLE, *(entry.name for entry in self.settings.channels)]

    def deliverer(self, store: Store, *, console: TextIO) -> Deliverer:
        """What sends alerts; the built-in channel writes to `console`."""
        return Deliverer(
            store=store,
            channels=self.channels(),
            owner=Owner.this_process(uuid.uuid4().hex),
            language=self.language,
            timezone=self.timezone,
            clock=now,
            console=console,
        )

    @cached_property
    def console(self) -> Console:
        """Where people read: coloured on a terminal, bare with --plain."""
        if self.plain or "NO_COLOR" in os.environ:
            return Console(no_color=True, highlight=False, soft_wrap=True)
        return Console(highlight=False)

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Print rows: a table, or with --plain one line a row with tabs between."""
        if self.plain:
            for row in rows:
                self.console.print("\t".join(row), markup=False, soft_wrap=True)
            return
        table = Table(box=None, header_style="bold", pad_edge=False)
        for column in columns:
            table.add_column(column, overflow="fold")
        for row in rows:
            table.add_row(*[cell.replace("[", r"\[") for cell in row])
        self.console.print(table)

    def complain(self, sentence: str) -> None:
        """Name on stderr what failed."""
        sys.stderr.write(sentence + "\n")

    def local(self, moment: datetime | None) -> str:
        """A time as people here write it: day, month, year, hour and minute."""
        return moment.astimezone(self.timezone).strftime("%d/%m/%Y %H:%M") if moment else "–"


def print_json(value: object) -> None:
    """One JSON object on one line of stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def iso(moment: datetime | None, zone: tzinfo) -> str | None:
    """A time in JSON: ISO 8601 with the offset of the settings' zone."""
    return moment.astimezone(zone).isoformat(timespec="seconds") if moment else None
