"""`chidao deliver`: send what is due, once."""

import sys

import typer

from cli.context import DONE, FAILED, WRONG_USAGE, CommandFailed, Context, now, print_json
from cli.delivering import name_failures
from storage import outbox
from storage.session import Store

app = typer.Typer(add_completion=False)


@app.command()
def deliver(
    context: typer.Context,
    resend: str = typer.Option("", "--resend", metavar="ID", help="Send this delivery again."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object on stdout."),
) -> int:
    """Deliver what is due, once."""
    cli: Context = context.obj
    cli.channels()
    cli.start_logs()
    with cli.store(sync=True) as store:
        if resend:
            _queue_again(store, resend)
        console = sys.stderr if as_json else sys.stdout
        counts = cli.deliverer(store, console=console).deliver_due()
        if counts.failed:
            name_failures(cli, store)
    if as_json:
        print_json({"sent": counts.sent, "failed": counts.failed, "held": counts.held})
    else:
        cli.say("delivered", sent=counts.sent, failed=counts.failed, held=counts.held)
    return FAILED if counts.failed else DONE


def _queue_again(store: Store, given: str) -> None:
    with store.write() as connection:
        if not outbox.resend(connection, given.strip().removeprefix("#").lower(), now()):
            raise CommandFailed("unknown_delivery", WRONG_USAGE, id=given)
