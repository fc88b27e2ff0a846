"""`chidao db upgrade`: the store to the newest schema."""

import typer

from cli.context import DONE, Context
from storage.migrate import upgrade
from storage.session import Store

app = typer.Typer(help="The store's schema.")


@app.callback()
def group() -> None:
    """The store's schema."""


@app.command(name="upgrade")
def upgrade_store(context: typer.Context) -> int:
    """Bring the store to the newest schema."""
    cli: Context = context.obj
    store = Store(cli.settings.storage.url.get_secret_value())
    try:
        done = upgrade(store)
    finally:
        store.close()
    cli.console.print("upgraded" if done else "up to date")
    return DONE
