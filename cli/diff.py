"""`chidao diff`: what changed between two versions of an item."""

import sys

import typer

from articles.diff import diff_paragraphs
from articles.render import as_data, as_html, as_text
from cli.context import DONE, WRONG_USAGE, CommandFailed, Context, print_json
from cli.items import the_item
from storage import versions
from storage.items import Item
from storage.session import Connection
from storage.versions import StoredVersion

app = typer.Typer()

FORMATS = ("text", "html", "json")


@app.command()
def diff(
    context: typer.Context,
    item: str = typer.Argument(metavar="ITEM", help="Id, address, or number of a paper."),
    a: int = typer.Argument(0, help="The older version (default: the last but one)."),
    b: int = typer.Argument(0, help="The newer version (default: the last)."),
    form: str = typer.Option("text", "--format", help="text, html or json."),
    as_json: bool = typer.Option(False, "--json", help="The same as --format json."),
) -> int:
    """Compare two versions word by word."""
    cli: Context = context.obj
    form = "json" if as_json else form
    if form not in FORMATS:
        expected = ", ".join(FORMATS)
        raise CommandFailed(
            f'--format "{form}" is unknown; expected one of: {expected}', WRONG_USAGE
        )
    with cli.store() as store, store.read() as connection:
        found = the_item(connection, item)
        newer = b or found.version_count
        old = _version(connection, found, a or newer - 1)
        new = _version(connection, found, newer)
    parts = diff_paragraphs(_paragraphs(old), _paragraphs(new))
    if form == "json":
        print_json({"item": found.id, "from": old.n, "to": new.n, "paragraphs": as_data(parts)})
    elif form == "html":
        sys.stdout.write(as_html(parts))
    else:
        cli.console.print(as_text(parts), markup=False, soft_wrap=True)
    return DONE


def _paragraphs(version: StoredVersion) -> tuple[str, ...]:
    article = version.content.article
    return (article.title, *article.paragraphs)


def _version(connection: Connection, item: Item, n: int) -> StoredVersion:
    found = versions.by_number(connection, item.id, n)
    if found is None:
        raise CommandFailed(
            f"item {item.id} has no version {n}; expected 1 to {item.version_count}", WRONG_USAGE
        )
    return found
