"""`chidao show`: one item as it is now."""

from collections.abc import Iterator, Sequence

import typer

from cli import shapes
from cli.context import DONE, Context, print_json
from cli.items import the_item
from cli.readable import document_lines, instruction_lines, published_words
from cli.words import value_word
from storage import changes, versions
from storage.changes import Change
from storage.items import Item
from storage.versions import StoredVersion

app = typer.Typer(add_completion=False)


@app.command()
def show(
    context: typer.Context,
    item: str = typer.Argument(metavar="ITEM", help="Id, address, or number of a paper."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object on stdout."),
) -> int:
    """Show an item: its text, files and instructions."""
    cli: Context = context.obj
    with cli.store() as store, store.read() as connection:
        found = the_item(connection, item)
        if as_json:
            print_json(shapes.item(connection, found, cli.timezone))
            return DONE
        latest = versions.current(connection, found)
        history = changes.history(connection, found.id)
    for line in _lines(cli, found, latest, history):
        cli.print(line)
    return DONE


def _lines(
    cli: Context, item: Item, latest: StoredVersion | None, history: Sequence[Change]
) -> Iterator[str]:
    yield latest.content.article.title if latest else item.title
    yield f"{cli.word('address')}: {item.url}"
    state = value_word("state", item.state.value, cli.language)
    yield f"{cli.word('item')}: {item.id} ({item.source})  {cli.word('state')}: {state}"
    yield f"{cli.word('first_seen')}: {cli.local(item.first_seen)}"
    if latest is None:
        return
    yield f"{cli.word('published')}: {published_words(latest.content.article)}"
    yield from document_lines(cli, latest.extraction.document)
    yield from ("", *latest.content.article.paragraphs, "")
    yield from _beside(cli, latest)
    for entry in latest.extraction.directives:
        yield from ("", *instruction_lines(cli, entry))
    yield from _history(cli, history)


def _beside(cli: Context, latest: StoredVersion) -> Iterator[str]:
    byline = latest.content.article.byline
    if byline:
        yield f"{cli.word('author')}: {', '.join(byline)}"
    for file in latest.content.attachments:
        yield f"{cli.word('files')}: {file.name or file.url} ({file.size} B)"


def _history(cli: Context, history: Sequence[Change]) -> Iterator[str]:
    if history:
        yield from ("", f"{cli.word('changes')}:")
    for change in history:
        verdict = value_word("verdict", change.verdict, cli.language)
        weight = f", {value_word('weight', change.weight, cli.language)}" if change.weight else ""
        numbers = f" {change.from_n} → {change.to_n}" if change.from_n != change.to_n else ""
        yield f"  {cli.local(change.first_seen_new)}{numbers}: {verdict}{weight}"
