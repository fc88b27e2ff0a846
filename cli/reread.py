"""`chidao reread`: stored captures through today's reading; no fetch, no alerts."""

import typer

from cli.context import DONE, Context, now, print_json
from ingest.reread import Reread, reread_item
from ingest.rules import TODAY
from sources.model import Profile
from storage import items
from storage.session import Store

app = typer.Typer(add_completion=False)


@app.command()
def reread(
    context: typer.Context,
    as_json: bool = typer.Option(False, "--json", help="One JSON object on stdout."),
) -> int:
    """Read stored captures again by today's rules; fetches nothing, tells nobody."""
    cli: Context = context.obj
    cli.start_logs()
    with cli.store() as store:
        total = _reread_all(cli, store)
    counts = {name: getattr(total, name) for name in ("versions", "reread", "unreadable")}
    if as_json:
        print_json(counts)
    else:
        cli.say("reread", **counts)
    return DONE


def _reread_all(cli: Context, store: Store) -> Reread:
    profiles = {source.name: source.profile for source in cli.settings.sources_resolved()}
    total = Reread()
    with store.read() as connection:
        ids = items.all_ids(connection)
    for item_id in ids:
        with store.read() as connection:
            item = items.by_id(connection, item_id)
        if item is not None:
            profile = profiles.get(item.source, Profile(name=item.source))
            total += reread_item(store, item_id, profile, TODAY, now())
    return total
