"""The file of a store that lies in one."""

from pathlib import Path

_SQLITE = "sqlite:///"


def store_file(url: str) -> Path | None:
    """The SQLite file of `storage.url` as the settings give it; None for a database server."""
    if not url.startswith(_SQLITE):
        return None
    return Path(url.removeprefix(_SQLITE).partition("?")[0].removeprefix("file:"))
