"""Checks an export without the store: every version's hash and its link to the one before."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from articles.model import Attachment
from cli.failures import WRONG_USAGE, CommandFailed
from storage.chain import VersionFacts, version_hash
from storage.verify import Broken, Verified


def verify_file(path: Path) -> Verified:
    """Check the lines of `chidao export --format jsonl`. Raises CommandFailed for another file."""
    items = versions = 0
    for number, item in _items(path):
        items += 1
        previous: object = None
        for place, version in enumerate(item["versions"], 1):
            versions += 1
            problem = _problem(item, version, previous)
            if problem:
                where = f"line {number}, item {item.get('id')}, version {place}"
                return Verified(items, versions, broken=Broken(where, problem))
            previous = version["hash"]
    return Verified(items, versions)


def _items(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    number = 0
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                item = json.loads(line)
                if not isinstance(item, dict) or not isinstance(item.get("versions"), list):
                    told = {"file": path, "line": number}
                    raise CommandFailed("no_export_line", WRONG_USAGE, **told)
                yield number, item
    except (OSError, UnicodeDecodeError) as error:
        raise CommandFailed("no_export", WRONG_USAGE, file=path) from error
    except (ValueError, RecursionError) as error:
        raise CommandFailed("no_export_line", WRONG_USAGE, file=path, line=number) from error


def _problem(item: dict[str, Any], version: Any, previous: object) -> str:
    try:
        if version["previous_hash"] != previous:
            return "it does not follow the version before"
        computed, told = version_hash(_facts(item, version)), version["hash"]
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
        return "a fact that its hash covers is missing"
    return "" if computed == told else "its hash does not fit its facts"


def _facts(item: dict[str, Any], version: dict[str, Any]) -> VersionFacts:
    files = [
        Attachment(file["url"], file["name"], "", 0, file["sha256"] or "")
        for file in version["attachments"]
    ]
    return VersionFacts(
        source=item["source"],
        key=item["key"],
        url=version["url"],
        n=version["n"],
        fetched_at=_moment(version["fetched_at"]),
        facts_sha256=version["facts_sha256"],
        capture_sha256=version["capture"]["sha256"],
        status=version["capture"]["status"],
        attachments=files,
        previous_hash=version["previous_hash"],
    )


def _moment(text: str) -> datetime:
    """A time with its offset; without one it would be another on every machine."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment
