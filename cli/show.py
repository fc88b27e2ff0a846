"""`chidao show`: one item as it is now."""

import typer

from cli import shapes
from cli.context import DONE, Context, print_json
from cli.items import the_item
from cli.words import word
from storage import versions
from storage.items import Item
from storage.versions import StoredVersion

app = typer.Typer()


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
    for line in _lines(cli, found, latest):
        cli.console.print(line, markup=False, soft_wrap=True)
    return DONE


def _lines(cli: Context, item: Item, latest: StoredVersion | None) -> list[str]:
    if latest is None:
        return [item.title, item.url]
    article, language = latest.content.article, cli.language
    lines = [
        article.title,
        f"{word('published', language)}: {shapes.published(article) or '–'}",
        f"{word('state', language)}: {item.state}  {word('versions', language)}: {latest.n}",
        f"{word('address', language)}: {item.url}",
        "",
        *article.paragraphs,
        "",
    ]
    if article.byline:
        lines.append(f"{word('author', language)}: {', '.join(article.byline)}")
    lines += [
        f"{word('files', language)}: {file.name or file.url} ({file.size} B)"
        for file in latest.content.attachments
    ]
    for entry in latest.extraction.directives:
        receivers = ", ".join(entry.addressees) or "?"
        due = entry.deadline.phrase if entry.deadline else "–"
        lines.append(f"→ {receivers} | {due} | {entry.span}")
    return lines
