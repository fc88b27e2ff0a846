"""`chidao diff`: what changed between two versions of an item."""

from dataclasses import dataclass

import typer

from articles.diff import ParagraphDiff, diff_paragraphs
from articles.model import Verdict
from articles.render import Labels, as_data, as_html, as_text
from articles.verdict import compare
from cli.context import DONE, WRONG_USAGE, CommandFailed, Context, iso, print_json
from cli.items import the_item
from cli.words import value_word
from storage import versions
from storage.items import Item
from storage.session import Connection
from storage.versions import StoredVersion

app = typer.Typer(add_completion=False)

FORMATS = ("text", "html", "json")
TEXT_FIELDS = ("title", "body")  # shown word by word already
ENGLISH_LABELS = Labels(deleted="removed", inserted="added")


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions with what differs."""

    old: StoredVersion
    new: StoredVersion
    parts: list[ParagraphDiff]
    verdict: Verdict


@app.command()
def diff(
    context: typer.Context,
    item: str = typer.Argument(metavar="ITEM", help="Id, address, or number of a paper."),
    a: int | None = typer.Argument(None, help="The older version (default: the last but one)."),
    b: int | None = typer.Argument(None, help="The newer version (default: the last)."),
    form: str = typer.Option("text", "--format", help="text, html or json."),
    as_json: bool = typer.Option(False, "--json", help="The same as --format json."),
) -> int:
    """Compare two versions word by word."""
    cli: Context = context.obj
    form = "json" if as_json else form
    if form not in FORMATS:
        told = {"option": "--format", "given": form, "expected": ", ".join(FORMATS)}
        raise CommandFailed("unknown_choice", WRONG_USAGE, **told)
    with cli.store() as store, store.read() as connection:
        found = the_item(connection, item)
        newer = found.version_count if b is None else b
        if a is None and newer == 1:  # compared with itself: there is nothing before it
            a = 1
        old = _version(connection, found, newer - 1 if a is None else a)
        new = _version(connection, found, newer)
    parts = list(diff_paragraphs(_paragraphs(old), _paragraphs(new)))
    compared = Compared(old, new, parts, compare(old.content, new.content))
    _print(cli, found, compared, form)
    return DONE


def _print(cli: Context, item: Item, compared: Compared, form: str) -> None:
    if form == "json":
        print_json(_as_object(cli, item, compared))
    elif form == "html":
        labels = Labels() if cli.language == "vi" else ENGLISH_LABELS
        cli.print(as_html(compared.parts, labels=labels))
    elif item.version_count == 1:
        cli.say("one_version", item=item.id)
    else:
        _show(cli, compared)


def _show(cli: Context, compared: Compared) -> None:
    old, new = compared.old, compared.new
    moments = {"a_at": cli.local(old.fetched_at), "b_at": cli.local(new.fetched_at)}
    verdict = value_word("verdict", compared.verdict.kind.value, cli.language)
    if compared.verdict.weight:
        verdict += f", {value_word('weight', compared.verdict.weight.value, cli.language)}"
    cli.say("compared", a=old.n, b=new.n, verdict=verdict, **moments)
    # Where no paragraph differs, the text would be a mark for what was left out, and no more.
    differs = any(part.op != "equal" for part in compared.parts)
    text = as_text(compared.parts) if differs else ""
    others = [change for change in compared.verdict.fields if change.field not in TEXT_FIELDS]
    if text:
        cli.print(text)
    for change in others:
        cli.print(f"{change.field}: {change.before or '–'} → {change.after or '–'}")
    if not text and not others:
        cli.say("no_difference")


def _as_object(cli: Context, item: Item, compared: Compared) -> dict[str, object]:
    verdict = compared.verdict
    return {
        "item": item.id,
        "from": compared.old.n,
        "to": compared.new.n,
        "fetched_at": [
            iso(version.fetched_at, cli.timezone) for version in (compared.old, compared.new)
        ],
        "verdict": verdict.kind.value,
        "weight": verdict.weight.value if verdict.weight else None,
        "fields": [
            {"field": change.field, "before": change.before, "after": change.after}
            for change in verdict.fields
        ],
        "paragraphs": as_data(compared.parts),
    }


def _paragraphs(version: StoredVersion) -> tuple[str, ...]:
    article = version.content.article
    return (article.title, *article.paragraphs)


def _version(connection: Connection, item: Item, n: int) -> StoredVersion:
    last = item.version_count
    found = versions.by_number(connection, item.id, n) if 1 <= n <= last else None
    if found is None:
        raise CommandFailed("unknown_version", WRONG_USAGE, item=item.id, n=n, last=last)
    return found
