"""`chidao db upgrade`: the store to the newest schema."""

import typer

from cli.context import DONE, Context, print_json
from cli.stores import named_faults
from storage.migrate import upgrade
from storage.session import Store

app = typer.Typer(add_completion=False, help="The store's schema.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """The store's schema."""


@app.command(name="upgrade")
def upgrade_store(
    context: typer.Context,
    as_json: bool = typer.Option(False, "--json", help="One JSON object on stdout."),
) -> int:
    """Bring the store to the newest schema."""
    cli: Context = context.obj
    with named_faults():
        store = Store(cli.settings.storage.url.get_secret_value())
        try:
            done = upgrade(store)
        finally:
            store.close()
    if as_json:
        print_json({"upgraded": done})
    else:
        cli.say("upgraded" if done else "up_to_date")
    return DONE
