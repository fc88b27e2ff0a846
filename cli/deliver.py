"""`chidao deliver`: send what is due, once."""

import sys

import typer

from cli.context import DONE, FAILED, WRONG_USAGE, CommandFailed, Context, now, print_json
from storage import outbox

app = typer.Typer()


@app.command()
def deliver(
    context: typer.Context,
    resend: str = typer.Option("", "--resend", metavar="ID", help="Send this delivery again."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object on stdout."),
) -> int:
    """Deliver what is due, once."""
    cli: Context = context.obj
    with cli.store(sync=True) as store:
        if resend:
            with store.write() as connection:
                if not outbox.resend(connection, resend.removeprefix("#"), now()):
                    raise CommandFailed(f'no delivery has the id "{resend}"', WRONG_USAGE)
        console = sys.stderr if as_json else sys.stdout
        counts = cli.deliverer(store, console=console).deliver_due()
    if as_json:
        print_json({"sent": counts.sent, "failed": counts.failed, "held": counts.held})
    else:
        cli.console.print(f"sent {counts.sent}, failed {counts.failed}, held {counts.held}")
    return FAILED if counts.failed else DONE
