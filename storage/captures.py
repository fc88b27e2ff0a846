"""Captures: the bytes as fetched, with status and headers; bad ones are kept as evidence too."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from sources.faults import Fault
from sources.model import Capture
from storage import blobs
from storage.session import Connection
from storage.tables import captures

#: Evidence of one fault at one address is kept so many times; more would say the same.
EVIDENCE_KEPT = 3


@dataclass(frozen=True, slots=True)
class StoredCapture:
    """Where a capture is kept: row and hash of its bytes."""

    id: int
    sha256: str
    status: int


def add(
    connection: Connection,
    source: str,
    capture: Capture,
    *,
    item_id: int | None = None,
    base: str | None = None,
    fault: Fault | None = None,
    reasons: Sequence[str] = (),
) -> StoredCapture:
    """Keep a capture; `base` is the hash of a former capture of the same page."""
    digest = blobs.put(connection, capture.body, base=base)
    row = connection.execute(
        captures.insert()
        .values(
            source=source,
            item_id=item_id,
            url=capture.url,
            final_url=capture.final_url,
            fetched_at=capture.fetched_at,
            status=capture.status,
            headers=json.dumps(dict(capture.headers), ensure_ascii=False, sort_keys=True),
            sha256=digest,
            fault=fault.value if fault else "",
            reasons="\n".join(reasons),
        )
        .returning(captures.c.id)
    ).scalar_one()
    return StoredCapture(int(row), digest, capture.status)


def add_evidence(
    connection: Connection,
    source: str,
    capture: Capture,
    fault: Fault,
    *,
    reasons: Sequence[str] = (),
    item_id: int | None = None,
) -> None:
    """Keep a bad capture, unless enough of the same fault at the same address is kept already."""
    kept = connection.scalar(
        sa.select(sa.func.count())
        .select_from(captures)
        .where(captures.c.source == source, captures.c.url == capture.url)
        .where(captures.c.fault == fault.value)
    )
    if (kept or 0) < EVIDENCE_KEPT:
        add(connection, source, capture, item_id=item_id, fault=fault, reasons=reasons)


def load(connection: Connection, capture_id: int) -> Capture:
    """A kept capture with its bytes; BlobError when they can not be given back."""
    row = connection.execute(sa.select(captures).where(captures.c.id == capture_id)).one_or_none()
    if row is None:
        raise KeyError(capture_id)
    return Capture(
        url=row.url,
        final_url=row.final_url,
        fetched_at=row.fetched_at,
        status=row.status,
        headers=json.loads(row.headers),
        body=blobs.get(connection, row.sha256),
    )
