"""`chidao reread`: stored captures through today's reading; no fetch, no alerts."""

import typer

from cli.context import DONE, Context, now, print_json
from ingest.reread import Reread, reread_item
from ingest.rules import TODAY
from sources.model import Profile
from storage import items

app = typer.Typer()


@app.command()
def reread(
    context: typer.Context,
    as_json: bool = typer.Option(False, "--json", help="One JSON object on stdout."),
) -> int:
    """Read stored captures again by today's rules; fetches nothing, tells nobody."""
    cli: Context = context.obj
    profiles = {source.name: source.profile for source in cli.settings.sources_resolved()}
    total = Reread()
    with cli.store() as store:
        with store.read() as connection:
            ids = items.all_ids(connection)
        for item_id in ids:
            with store.read() as connection:
                item = items.by_id(connection, item_id)
            if item is not None:
                profile = profiles.get(item.source, Profile(name=item.source))
                total += reread_item(store, item_id, profile, TODAY, now())
    if as_json:
        fields = ("versions", "reread", "unreadable")
        print_json({name: getattr(total, name) for name in fields})
    else:
        line = (
            f"{total.versions} versions: {total.reread} read again, {total.unreadable} unreadable"
        )
        cli.console.print(line)
    return DONE
