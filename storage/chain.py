"""The hash of a version: what the portal gave, linked to the version before."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from articles.model import Attachment

#: The form of the hashed text; a new form gets a new number and old hashes stay valid.
CHAIN_FORM = 1


def sha256_hex(data: bytes) -> str:
    """Lower-case hex SHA-256."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """Everything a version's hash covers; never extracted text or directives.

    `facts_sha256` is the hash of the article as first read, `capture_sha256` of the page's bytes.
    """

    source: str
    key: str
    url: str
    n: int
    fetched_at: datetime
    facts_sha256: str
    capture_sha256: str
    status: int
    attachments: Sequence[Attachment]
    previous_hash: str | None


def version_hash(facts: VersionFacts) -> str:
    """Hash a version: SHA-256 over compact JSON with sorted keys, UTF-8."""
    covered = {
        "form": CHAIN_FORM,
        "source": facts.source,
        "key": facts.key,
        "url": facts.url,
        "n": facts.n,
        "fetched_at": facts.fetched_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "facts_sha256": facts.facts_sha256,
        "capture_sha256": facts.capture_sha256,
        "status": facts.status,
        "attachments": [[a.url, a.name, a.sha256] for a in facts.attachments],
        "previous_hash": facts.previous_hash,
    }
    text = json.dumps(covered, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256_hex(text.encode())
