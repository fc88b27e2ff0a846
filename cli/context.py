"""What commands share: settings, store, clock, language, and ways to print."""

import json
import os
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from cli.failures import DONE, FAILED, WRONG_USAGE, CommandFailed
from cli.phrases import phrase
from cli.terminal import harmless
from cli.words import word
from config.mistakes import SettingsError

if TYPE_CHECKING:  # each of these is loaded by the commands that use it, for a quick start
    from rich.console import Console

    from alerts.model import Language
    from config.settings import Settings
    from delivery.channels import Channel
    from delivery.deliver import Deliverer
    from storage.session import Store

__all__ = ["DONE", "FAILED", "WRONG_USAGE", "CommandFailed", "Context", "iso", "now", "print_json"]

LOG_VARIABLE = "CHIDAO_LOG"
LOG_LEVELS = ("debug", "info", "warning", "error")


def now() -> datetime:
    """The clock, read only at the doors."""
    return datetime.now(UTC)


@dataclass
class Context:
    """One call of the command."""

    config: Path | None
    plain: bool
    env: Mapping[str, str]

    @cached_property
    def settings(self) -> "Settings":
        """The settings. Raises SettingsError with every mistake found."""
        from config.settings import load  # noqa: PLC0415 (not every command has settings)

        return load(self.config, self.env)

    @cached_property
    def language(self) -> "Language":
        """Of everything printed for people; Vietnamese where no settings say otherwise."""
        try:
            return self.settings.language
        except SettingsError:
            return "vi"

    @property
    def timezone(self) -> tzinfo:
        """Of everything printed for people."""
        return self.settings.timezone

    def start_logs(self, level: str = "warning") -> None:
        """Send log lines to stderr, from CHIDAO_LOG on, else from `level` on."""
        from config.logs import configure  # noqa: PLC0415 (only commands that work write logs)

        chosen = self.env.get(LOG_VARIABLE) or level
        if chosen.lower() not in LOG_LEVELS:
            expected = ", ".join(LOG_LEVELS)
            raise CommandFailed("bad_log", WRONG_USAGE, given=chosen, expected=expected)
        configure(chosen)

    def store(self, *, sync: bool = False) -> "AbstractContextManager[Store]":
        """The store, opened; with `sync` its sources and subscriptions are those of the settings."""
        from cli.stores import opened  # noqa: PLC0415 (a large library, loaded when used)

        return opened(self.settings, sync=sync)

    def channels(self) -> "dict[str, Channel]":
        """The channels by name, the built-in console among them; SettingsError for a bad address."""
        from cli.delivering import channels_of  # noqa: PLC0415 (only commands that send need it)

        return channels_of(self.settings)

    def deliverer(self, store: "Store", *, console: TextIO) -> "Deliverer":
        """What sends alerts; the built-in channel writes to `console`."""
        from cli.delivering import deliverer_of  # noqa: PLC0415 (only commands that send need it)

        return deliverer_of(self.settings, store, now, console)

    @cached_property
    def console(self) -> "Console":
        """Where people read: coloured on a terminal, bare with --plain."""
        from rich.console import Console  # noqa: PLC0415 (only tables and moving lines need it)

        if self.plain or "NO_COLOR" in os.environ:
            return Console(no_color=True, highlight=False, soft_wrap=True)
        return Console(highlight=False)

    def print(self, text: str = "") -> None:
        """Write lines for people; what could move a terminal's cursor is taken out."""
        sys.stdout.write(harmless(text) + "\n")

    def say(self, key: str, **values: object) -> None:
        """Write a phrase in the language of the output."""
        self.print(self.phrase(key, **values))

    def phrase(self, key: str, **values: object) -> str:
        """A phrase in the language of the output."""
        return phrase(key, self.language, **values)

    def word(self, key: str) -> str:
        """A word in the language of the output."""
        return word(key, self.language)

    def complain(self, sentence: str) -> None:
        """Name on stderr what failed."""
        sys.stderr.write(harmless(sentence) + "\n")

    def local(self, moment: datetime | None) -> str:
        """A time as people here write it: day, month, year, hour and minute."""
        return moment.astimezone(self.timezone).strftime("%d/%m/%Y %H:%M") if moment else "–"


def print_json(value: object) -> None:
    """One JSON object on one line of stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def iso(moment: datetime | None, zone: tzinfo) -> str | None:
    """A time in JSON: ISO 8601 with the offset of the settings' zone."""
    return moment.astimezone(zone).isoformat(timespec="seconds") if moment else None
