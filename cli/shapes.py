"""The JSON shapes of CONTRACT: an item with its versions, a version, a document, an instruction."""

from datetime import date, datetime, tzinfo

from articles.model import Article
from cli.context import iso
from directives.model import Deadline, Document, Instruction
from storage import aliases, changes, versions
from storage.changes import Change
from storage.items import Item
from storage.session import Connection
from storage.versions import StoredVersion


def published(article: Article) -> str | None:
    """When an article was published, as precise as the page says."""
    if article.published_at is None:
        return None
    if article.published_precision == "day":
        return article.published_at.date().isoformat()
    return article.published_at.isoformat(timespec="minutes")


def _published_at(article: Article, zone: tzinfo) -> str | None:
    """The same with the zone's offset, where a minute is known."""
    moment = article.published_at
    if moment is None or article.published_precision == "day":
        return published(article)
    local = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return local.isoformat(timespec="minutes")


def document(value: Document | None) -> dict[str, object] | None:
    """A paper."""
    if value is None:
        return None
    return {
        "number": value.number,
        "number_as_written": value.number_as_written,
        "type": value.type,
        "issuer": value.issuer,
        "issued_on": _day(value.issued_on),
        "effective_on": _day(value.effective_on),
        "signer": value.signer,
        "urgency": value.urgency,
        "subject": value.subject,
    }


def instruction(value: Instruction) -> dict[str, object]:
    """An entry of `directives`."""
    return {
        "span": value.span,
        "issuer": value.issuer,
        "issuer_body": value.issuer_body,
        "addressees": list(value.addressees),
        "cooperating": list(value.cooperating),
        "deadline": deadline(value.deadline),
        "targets": list(value.targets),
        "cites": list(value.cites),
    }


def deadline(value: Deadline | None) -> dict[str, object] | None:
    """A deadline; `due` to the minute where the text says one."""
    if value is None:
        return None
    return {
        "phrase": value.phrase,
        "kind": value.kind,
        "due": _day(value.due),
        "safe_by": _day(value.safe_by),
    }


def _day(value: date | datetime | None) -> str | None:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if value else None


def version(value: StoredVersion, zone: tzinfo) -> dict[str, object]:
    """A version with its current reading."""
    article = value.content.article
    return {
        "n": value.n,
        "fetched_at": value.fetched_at.astimezone(zone).isoformat(),  # whole: the hash covers it
        "url": value.url,
        "title": article.title,
        "published_at": _published_at(article, zone),
        "published_precision": article.published_precision,
        "byline": ", ".join(article.byline) or None,
        "lead": article.lead,
        "paragraphs": list(article.paragraphs),
        "images": [{"url": image.url, "caption": image.caption} for image in article.images],
        "attachments": _attachments(value),
        "document": document(value.extraction.document),
        "directives": [instruction(entry) for entry in value.extraction.directives],
        "unsure": [instruction(entry) for entry in value.extraction.unsure],
        "capture": {
            "sha256": value.capture_sha256,
            "status": value.status,
            "bytes": value.capture_bytes,
        },
        "read_by": value.read_by,
        "facts_sha256": value.facts_sha256,
        "hash": value.hash,
        "previous_hash": value.previous_hash,
    }


def _attachments(value: StoredVersion) -> list[dict[str, object]]:
    return [
        {
            "url": file.url,
            "name": file.name,
            "media_type": file.media_type or None,
            "size": file.size,
            "sha256": file.sha256 or None,
            "pages": None,
            "text": None,
            "text_from": "none",
            "ocr_confidence": None,
        }
        for file in value.content.attachments
    ]


def change(value: Change, zone: tzinfo) -> dict[str, object]:
    """A change or a turn in an item's life."""
    return {
        "from": value.from_n,
        "to": value.to_n,
        "last_seen_old": iso(value.last_seen_old, zone),
        "first_seen_new": iso(value.first_seen_new, zone),
        "verdict": value.verdict,
        "weight": value.weight,
        "reason": value.reason,
        "summary": value.summary,
        "fields": [
            {"field": field.field, "before": field.before, "after": field.after}
            for field in value.fields
        ],
    }


def item(connection: Connection, value: Item, zone: tzinfo) -> dict[str, object]:
    """A whole item: one line of `chidao export`."""
    return {
        "id": value.id,
        "source": value.source,
        "key": value.key,
        "url": value.url,
        "aliases": aliases.of_item(connection, value.id),
        "kind": value.kind,
        "state": value.state.value,
        "first_seen": iso(value.first_seen, zone),
        "last_seen": iso(value.last_seen, zone),
        "next_check_at": iso(value.next_check_at, zone),
        "versions": [version(entry, zone) for entry in versions.history(connection, value.id)],
        "changes": [change(entry, zone) for entry in changes.history(connection, value.id)],
    }
