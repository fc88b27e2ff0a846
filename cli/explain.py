"""`chidao explain`: what is read from a page or text, and by which rule; stores nothing."""

import json
import sys
from pathlib import Path

import typer

from cli import shapes
from cli.bulk import answers, page_object
from cli.context import DONE, WRONG_USAGE, CommandFailed, Context, print_json
from cli.fetching import fetch
from directives.extract import extract
from directives.model import Extraction, Paper
from ingest.rules import extract_from
from reading.page import Page
from reading.pages import EMPTY_PROFILE, read

app = typer.Typer()

PAGE_SIGN = "<"  # a file that begins so is a page, any other is text
SNIFFED = 1000


@app.command()
def explain(
    context: typer.Context,
    place: str = typer.Argument(
        "", metavar="URL|FILE", help="An address, or a saved page or text."
    ),
    url: str = typer.Option("", "--url", help="The address a saved page came from."),
    jsonl: bool = typer.Option(False, "--jsonl", help="Answer JSON lines on stdin until it ends."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object on stdout."),
) -> int:
    """Show what is read from a page or text, and by which rule; stores nothing."""
    cli: Context = context.obj
    if jsonl:
        for answer in answers(sys.stdin):
            sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
            sys.stdout.flush()
        return DONE
    if not place:
        raise CommandFailed("expected an address, a file, or --jsonl", WRONG_USAGE)
    found = _explained(cli, place, url)
    if as_json:
        print_json(found)
    else:
        for key, value in found.items():
            _print(cli, key, value)
    return DONE


def _explained(cli: Context, place: str, url: str) -> dict[str, object]:
    if place.startswith(("http://", "https://")):
        capture = fetch(place, private=cli.private_allowed())
        page = Page.parse(place, capture.body, capture.content_type, final_url=capture.final_url)
        return _of_page(page)
    path = Path(place)
    try:
        body = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it can not be read"
        raise CommandFailed(
            f"{place}: {reason}; expected a file or an address", WRONG_USAGE
        ) from error
    if body[:SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(PAGE_SIGN.encode()):
        return _of_page(Page.parse(url, body))
    return _of_text(extract(Paper(body.decode("utf-8", "replace"))))


def _of_page(page: Page) -> dict[str, object]:
    reading = read(page, EMPTY_PROFILE)
    found = page_object(reading)
    if reading.article is not None and reading.kind in {"article", "document"}:
        found |= _of_text(extract_from(reading.article))
    return found


def _of_text(found: Extraction) -> dict[str, object]:
    return {
        "is_directive": found.is_directive,
        "document": shapes.document(found.document),
        "directives": [
            {**shapes.instruction(entry), "rule": entry.rule} for entry in found.directives
        ],
        "unsure": [{**shapes.instruction(entry), "rule": entry.rule} for entry in found.unsure],
        "citations": list(found.citations),
    }


def _print(cli: Context, key: str, value: object) -> None:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        cli.console.print(f"{key}:", markup=False)
        for entry in value:
            parts = [f"{name}={part}" for name, part in entry.items() if part]
            cli.console.print("  - " + "\n    ".join(parts), markup=False, soft_wrap=True)
    elif value not in ("", None, [], ()):
        cli.console.print(f"{key}: {value}", markup=False, soft_wrap=True)
