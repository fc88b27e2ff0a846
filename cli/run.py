"""`chidao run`: the service."""

import os
import sys
import threading

import typer

from cli.context import DONE, Context, now
from cli.delivering import deliverer_of
from config.settings import Settings, load
from delivery.deliver import Deliverer
from scheduler.reactor import run_in_reactor
from scheduler.service import Service

app = typer.Typer(add_completion=False)


@app.command()
def run(context: typer.Context) -> int:
    """Watch all sources until SIGTERM or Ctrl-C: schedule, crawls, alerts."""
    cli: Context = context.obj
    settings = cli.settings
    cli.start_logs("info")
    with cli.store(sync=True) as store:
        deliverer = cli.deliverer(store, console=sys.stdout)

        def reread() -> tuple[Settings, Deliverer]:
            fresh = load(cli.config, cli.env)
            return fresh, deliverer_of(fresh, store, now, sys.stdout)

        async def serve() -> None:
            await Service(settings, store, deliverer, now, reread=reread).run()

        run_in_reactor(serve)
    _leave()
    return DONE


def _leave() -> None:
    """End now where a thread still waits for a channel: its delivery is sent again later."""
    sending = [
        thread
        for thread in threading.enumerate()
        if thread is not threading.main_thread() and not thread.daemon
    ]
    if sending:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(DONE)
