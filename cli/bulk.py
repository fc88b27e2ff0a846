"""`chidao explain --jsonl`: one line in, one line out, in order; the tasks of CONTRACT's Bulk."""

import base64
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from articles.model import Article, Content, VerdictKind
from articles.verdict import compare
from cli import shapes
from directives.documents import read_document
from directives.expressions import parse_expression
from directives.extract import extract
from directives.model import Paper
from ingest.rules import extract_from
from reading.model import ListItem, PageReading
from reading.page import Page
from reading.pages import EMPTY_PROFILE, CompareKind, comparable, read, read_article, read_listing
from reading.quality import Expected, judge

OK = 200  # the status of a page whose status nobody told
COMPARED_KINDS: tuple[CompareKind, ...] = ("article", "list", "fragment")
SHOWN = 100  # characters of a wrong value in an answer


class LineError(ValueError):
    """A line that can not be answered; the text says what was expected."""


def answers(lines: Iterable[bytes]) -> Iterator[str]:
    """Answer each line with one line of JSON; one that can not be answered says so in `error`."""
    for line in lines:
        if line.strip():
            yield _written(_answer(line))


def _written(answer: dict[str, object]) -> str:
    try:
        return json.dumps(answer, ensure_ascii=False, allow_nan=False)
    except ValueError:  # an id such as 1e999 is a number that JSON can not write
        return json.dumps({**answer, "id": None}, ensure_ascii=False)


def _answer(line: bytes) -> dict[str, object]:
    try:
        asked = json.loads(line.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError:
        return {"id": None, "error": "this line is no UTF-8"}
    except (ValueError, RecursionError):
        return {"id": None, "error": "this line is no JSON"}
    if not isinstance(asked, dict):
        return {"id": None, "error": "this line is no JSON object"}
    known_as = asked.get("id")
    try:
        return {"id": known_as, **_task(asked)(asked)}
    except LineError as error:
        return {"id": known_as, "error": str(error)}
    except Exception as error:  # whatever a line meets, the next is answered
        return {"id": known_as, "error": f"{type(error).__name__}: {error}"}


def _no_number(name: str) -> None:
    raise ValueError(name)


def _task(asked: dict[str, Any]) -> Callable[[dict[str, Any]], dict[str, object]]:
    named = {"directives": _directives, "date_expr": _date, "document": _document}
    task = asked.get("task")
    if isinstance(task, str) and task in named:
        return named[task]
    if task is not None:
        shown = json.dumps(task, ensure_ascii=False)[:SHOWN]
        raise LineError(f"task {shown} is unknown; expected one of: {', '.join(named)}")
    if "before_b64" in asked or "after_b64" in asked:
        return _change
    if "html_b64" in asked:
        return _page
    raise LineError("expected html_b64, before_b64 with after_b64, or task")


def _bytes(asked: dict[str, Any], key: str) -> bytes:
    try:
        return base64.b64decode("".join(asked[key].split()), validate=True)
    except (AttributeError, KeyError, ValueError) as error:  # binascii.Error is a ValueError
        raise LineError(f"{key} is no base64") from error


def _text(asked: dict[str, Any], key: str) -> str:
    value = asked.get(key)
    if value is not None and not isinstance(value, str):
        raise LineError(f"{key} is no text")
    return value or ""


def _parsed(asked: dict[str, Any], key: str) -> Page:
    return Page.parse(_text(asked, "url"), _bytes(asked, key), _text(asked, "content_type"))


def _page(asked: dict[str, Any]) -> dict[str, object]:
    return page_object(_whole(_parsed(asked, "html_b64")))


def _whole(page: Page) -> PageReading:
    """A page read as an article and as a listing, whatever it is: `page_kind` says which counts."""
    reading = read(page, EMPTY_PROFILE)
    if reading.kind == "error":
        return reading
    expected: Expected = "listing" if reading.kind == "listing" else "article"
    return replace(
        reading,
        article=reading.article or read_article(page, EMPTY_PROFILE).article,
        listing=reading.listing or read_listing(page, EMPTY_PROFILE).listing,
        quality=judge(page, status=OK, expected=expected, profile=EMPTY_PROFILE, home_url=""),
    )


def page_object(reading: PageReading) -> dict[str, object]:
    """What a page says, in the shape of CONTRACT."""
    article = reading.article or Article("")
    listing = reading.listing
    extraction = extract_from(article) if reading.kind in {"article", "document"} else None
    return {
        "page_kind": reading.kind,
        "platform": reading.platform,
        "title": article.title,
        "published": shapes.published(article),
        "author": list(article.byline),
        "lead": article.lead,
        "body": "\n".join(article.paragraphs),
        "images": [{"url": image.url, "caption": image.caption} for image in article.images],
        "attachments": [
            {"url": file.url, "href": file.url, "name": file.name} for file in article.attachments
        ],
        "document": shapes.document(extraction.document) if extraction else None,
        "items": [_list_item(item) for item in (listing.items if listing else ())],
        "next": listing.next if listing else None,
        "quality": reading.quality.score,
        "reasons": list(reading.quality.reasons),
    }


def _list_item(item: ListItem) -> dict[str, object]:
    day = item.date.date().isoformat() if item.date else None
    return {"href": item.href, "title": item.title, "date": day}


def _change(asked: dict[str, Any]) -> dict[str, object]:
    wanted = asked.get("kind")
    kind = next((one for one in COMPARED_KINDS if one == (wanted or COMPARED_KINDS[0])), None)
    if kind is None:
        shown = json.dumps(wanted, ensure_ascii=False)[:SHOWN]
        raise LineError(f"kind {shown} is unknown; expected one of: {', '.join(COMPARED_KINDS)}")
    before, after = (
        comparable(_parsed(asked, f"{side}_b64"), kind) for side in ("before", "after")
    )
    verdict = compare(Content(before), Content(after))
    return {
        "changed": verdict.kind is VerdictKind.CONTENT,
        "verdict": verdict.kind.value,
        "weight": verdict.weight.value if verdict.weight else None,
        "reason": verdict.reason,
        "fields": [field.field for field in verdict.fields],
        "operations": [
            {"op": entry.op, "before": entry.before, "after": entry.after}
            for entry in verdict.operations
        ],
    }


def _directives(asked: dict[str, Any]) -> dict[str, object]:
    published = _day(_text(asked, "published"))
    found = extract(Paper(_text(asked, "text"), _text(asked, "title"), published))
    return {
        "is_directive": found.is_directive,
        "document": shapes.document(found.document),
        "directives": [shapes.instruction(entry) for entry in found.directives],
        "unsure": [shapes.instruction(entry) for entry in found.unsure],
        "citations": list(found.citations),
    }


def _day(text: str) -> date | None:
    """The day of a published time that may be partial; None where no whole day is given."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _date(asked: dict[str, Any]) -> dict[str, object]:
    try:
        now = datetime.fromisoformat(_text(asked, "now")).replace(tzinfo=None)
    except ValueError as error:
        raise LineError("now is no time; expected a form such as 2026-02-10T08:00:00") from error
    found = parse_expression(_text(asked, "text"), now)
    if found is None:
        return {}
    return {"start": found.start.isoformat(), "end": found.end.isoformat(), "grain": found.grain}


def _document(asked: dict[str, Any]) -> dict[str, object]:
    found = read_document(Paper(_text(asked, "text")))
    if found is None:
        return dict.fromkeys(("number", "issuer", "issued", "type", "signer"))
    issued = found.issued_on.isoformat() if found.issued_on else None
    return {
        "number": found.number,
        "issuer": found.issuer,
        "issued": issued,
        "type": found.type,
        "signer": found.signer,
    }
