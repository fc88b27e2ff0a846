"""`chidao explain`: what is read from a page or text, and by which rule; stores nothing."""

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import typer

from cli import shapes
from cli.bulk import answers, page_object
from cli.context import DONE, WRONG_USAGE, CommandFailed, Context, print_json
from cli.explained import page_lines, text_lines
from cli.saved_files import looks_like_a_page, read_file, text_of
from directives.extract import extract
from directives.model import Extraction, Instruction, Paper
from ingest.rules import extract_from
from reading.model import PageReading
from reading.page import Page
from reading.pages import EMPTY_PROFILE, read
from sources.model import Profile

if TYPE_CHECKING:
    from config.settings import Settings

app = typer.Typer(add_completion=False)

WEB = ("http://", "https://")
GOOD_STATUS = range(200, 300)


@dataclass(frozen=True, slots=True)
class Explained:
    """What was read: of a page its reading, of either the instructions."""

    reading: PageReading | None
    extraction: Extraction | None


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
        for answer in answers(sys.stdin.buffer):
            sys.stdout.write(answer + "\n")
            sys.stdout.flush()
        return DONE
    if not place:
        raise CommandFailed("nothing_to_explain", WRONG_USAGE)
    found = _fetched(cli, place) if place.lower().startswith(WEB) else _saved(place, url)
    if as_json:
        print_json(_as_object(found))
    else:
        _print(cli, found)
    return DONE


def _fetched(cli: Context, url: str) -> Explained:
    from cli.fetching import fetch  # noqa: PLC0415 (a file needs no network)

    cli.start_logs()
    settings = _settings_if_any(cli)
    private = settings is not None and settings.crawler.allow_private_addresses
    capture = fetch(url, private=private)
    if capture.status not in GOOD_STATUS:
        cli.complain("chidao: " + cli.phrase("answered_status", url=url, status=capture.status))
    page = Page.parse(url, capture.body, capture.content_type, final_url=capture.final_url)
    return _of_page(page, _profile(settings, url))


def _settings_if_any(cli: Context) -> "Settings | None":
    from config.settings import settings_path  # noqa: PLC0415 (only fetching needs settings)

    if cli.config is None and not settings_path(None, cli.env).is_file():
        return None
    return cli.settings


def _profile(settings: "Settings | None", url: str) -> Profile:
    """The profile of the source that watches this host: a page is explained as a crawl reads it."""
    host = urlsplit(url).hostname
    for source in settings.sources_resolved() if settings else ():
        if host in source.profile.hosts:
            return source.profile
    return EMPTY_PROFILE


def _saved(place: str, url: str) -> Explained:
    body = read_file(place)
    if looks_like_a_page(body):
        return _of_page(Page.parse(url, body), EMPTY_PROFILE)
    return Explained(None, extract(Paper(text_of(place, body))))


def _of_page(page: Page, profile: Profile) -> Explained:
    reading = read(page, profile)
    told = reading.article is not None and reading.kind in {"article", "document"}
    extraction = extract_from(reading.article) if told and reading.article else None
    return Explained(reading, extraction)


def _as_object(found: Explained) -> dict[str, object]:
    shown = page_object(found.reading) if found.reading else {}
    extraction = found.extraction
    if extraction:
        shown |= {
            "is_directive": extraction.is_directive,
            "document": shapes.document(extraction.document),
            "directives": [_with_rule(entry) for entry in extraction.directives],
            "unsure": [_with_rule(entry) for entry in extraction.unsure],
            "citations": list(extraction.citations),
        }
    return shown


def _with_rule(entry: Instruction) -> dict[str, object]:
    return {**shapes.instruction(entry), "rule": entry.rule}


def _print(cli: Context, found: Explained) -> None:
    if found.reading:
        for line in page_lines(cli, found.reading):
            cli.print(line)
    if found.extraction:
        for line in text_lines(cli, found.extraction):
            cli.print(line)
