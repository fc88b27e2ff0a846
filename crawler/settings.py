"""Scrapy's project settings, for Scrapy's own commands: list, crawl, shell."""

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from config.settings import SettingsError, load
from crawler.hosts import ALLOW_PRIVATE
from crawler.order import order_for, settings_for
from crawler.recorder import Recorder
from storage import sources, subscriptions
from storage.migrate import open_store

BOT_NAME = "chidao"
SPIDER_MODULES = ["crawler.spiders"]
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_HANDLERS = {
    "http": "crawler.handlers.GuardedHandler",
    "https": "crawler.handlers.GuardedHandler",
    "file": None,
    "ftp": None,
    "s3": None,
    "data": None,
}

# `scrapy shell` on an intranet or the demo portal: private addresses only where the settings say so.
try:
    _private = load(None, os.environ).crawler.allow_private_addresses
except SettingsError:
    _private = False
globals()[ALLOW_PRIVATE] = _private


def prepare(crawler: Crawler, source: str = "", record: str = "1", **_others: Any) -> Recorder:
    """Make ready for `scrapy crawl portal -a source=NAME`; `record=0` keeps nothing and prints."""
    try:
        settings = load(None, os.environ)
    except SettingsError as error:
        raise UsageError(str(error)) from error
    chosen = next((entry for entry in settings.sources_resolved() if entry.name == source), None)
    if chosen is None:
        names = ", ".join(entry.name for entry in settings.sources_resolved())
        raise UsageError(f"-a source={source!r} is not in the settings; expected one of: {names}")
    for name, value in settings_for(chosen, settings.crawler).items():
        crawler.settings.set(name, value, priority="spider")
    url = settings.storage.url.get_secret_value()
    if record == "0":
        crawler.settings.set("CHIDAO_PRINT", True, priority="spider")
        url = f"sqlite:///{Path(tempfile.mkdtemp(prefix='chidao-'), 'unrecorded.db')}"
    store = open_store(url)
    with store.write() as connection:
        sources.sync(connection, settings.sources_resolved())
        subscriptions.sync(connection, settings.everyone() if record != "0" else ())
    order = order_for(chosen, settings.crawler, settings.absence, clock=lambda: datetime.now(UTC))
    return Recorder(store, order)
