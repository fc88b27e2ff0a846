"""`chidao run`: the service."""

import os
import sys
import threading

import typer

from cli.context import DONE, WRONG_USAGE, CommandFailed, Context, now
from cli.delivering import deliverer_of
from cli.serving import site_of
from config.settings import Settings, load
from delivery.deliver import Deliverer
from scheduler.hosting import PortTakenError
from scheduler.reactor import run_in_reactor
from scheduler.service import Service
from scheduler.watchdog import Systemd
from storage.session import Store

app = typer.Typer(add_completion=False)


@app.command()
def run(context: typer.Context) -> int:
    """Watch all sources until SIGTERM or Ctrl-C: schedule, crawls, alerts."""
    cli: Context = context.obj
    cli.start_logs("info")
    with cli.store(sync=True) as store:
        service = _service(cli, store)
        run_in_reactor(service.run)
    _leave()
    return DONE


def _service(cli: Context, store: Store) -> Service:
    def reread() -> tuple[Settings, Deliverer]:
        fresh = load(cli.config, cli.env)
        return fresh, deliverer_of(fresh, store, now, sys.stdout)

    service = Service(
        cli.settings,
        store,
        cli.deliverer(store, console=sys.stdout),
        now,
        reread=reread,
        systemd=Systemd(cli.env),
    )
    try:
        service.site = site_of(lambda: service.settings, store, service.works)
    except PortTakenError as error:
        listen = cli.settings.web.listen
        raise CommandFailed("no_port", WRONG_USAGE, listen=listen, reason=error) from error
    return service


def _leave() -> None:
    """End now where a thread still waits for a channel: its delivery is sent again later.

    Nothing is flushed: a channel that writes into a full pipe holds its lock for ever, and every
    line was flushed when it was written.
    """
    others = [thread for thread in threading.enumerate() if not thread.daemon]
    if others != [threading.main_thread()]:
        os._exit(DONE)
