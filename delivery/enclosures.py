"""The files of a paper that go along with an alert."""

import mimetypes
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from alerts.model import Event, EventKind, ItemFacts
from alerts.plain import harmless
from delivery.letters import File
from storage import blobs, files
from storage.files import StoredFile
from storage.session import Connection

NAME_LIMIT = 100  # signs of a file's name: what every file system takes
MOST_FILES = 10
UNKNOWN = "application/octet-stream"
#: Events that bring a text; a reminder's reader has the file already.
_WITH_FILES = frozenset(
    {
        EventKind.DIRECTIVE_NEW, EventKind.DIRECTIVE_CHANGED, EventKind.ARTICLE_NEW,
        EventKind.ARTICLE_CHANGED, EventKind.DOCUMENT_CORRECTED, EventKind.DOCUMENT_REPLACED,
        EventKind.DOCUMENT_REVOKED,
    }
)  # fmt: skip


def enclosed(connection: Connection, event: Event, most: int) -> tuple[File, ...]:
    """The item's files in the order of the page, as many as have `most` bytes together."""
    if event.item is None or event.kind not in _WITH_FILES or most <= 0:
        return ()
    stored = {file.url: file for file in files.of_item(connection, event.item.item_id)}
    chosen: list[File] = []
    left = most
    for link in event.item.article.attachments:
        file = stored.pop(link.url, None)
        if file is not None and 0 < file.size <= left and len(chosen) < MOST_FILES:
            left -= file.size
            body = blobs.get(connection, file.sha256)
            chosen.append(File(_name(file, event.item), _media_type(file), body))
    return tuple(chosen)


def _name(file: StoredFile, item: ItemFacts) -> str:
    """The last part of the address, or what the page calls the file; never a path."""
    last = PurePosixPath(unquote(urlsplit(file.url).path)).name
    shown = next((one.name for one in item.article.attachments if one.url == file.url), "")
    name = last if PurePosixPath(last).suffix else shown or last
    clean = harmless(name.replace("\\", "/").rpartition("/")[2], _SCAN_LIMIT).replace('"', "'")
    path = PurePosixPath(clean.strip(" .") or "van-ban")
    suffix = path.suffix or mimetypes.guess_extension(_media_type(file)) or ""
    return path.stem[: NAME_LIMIT - len(suffix)] + suffix if len(suffix) < NAME_LIMIT else "van-ban"


_SCAN_LIMIT = 1_000  # signs of a name that are looked at


def _media_type(file: StoredFile) -> str:
    """The type as served where it is one, else octets."""
    served = file.media_type.partition(";")[0].strip().lower()
    main, mark, sub = served.partition("/")
    plain = mark and served.isascii() and all(part and _token(part) for part in (main, sub))
    return served if plain and main not in {"multipart", "message"} else UNKNOWN


def _token(part: str) -> bool:
    return all(sign.isalnum() or sign in "!#$&-^_.+" for sign in part)  # RFC 6838, 4.2
