"""`chidao run`: the service."""

import sys

import typer

from cli.context import DONE, Context, now
from config.logs import configure
from scheduler.reactor import run_in_reactor
from scheduler.service import Service

app = typer.Typer()


@app.command()
def run(context: typer.Context) -> int:
    """Watch all sources until SIGTERM or Ctrl-C: schedule, crawls, alerts."""
    cli: Context = context.obj
    settings = cli.settings
    configure(cli.env.get("CHIDAO_LOG", "info"))
    with cli.store(sync=True) as store:
        deliverer = cli.deliverer(store, console=sys.stdout)

        async def serve() -> None:
            await Service(settings, store, deliverer, now).run()

        run_in_reactor(serve)
    return DONE
