"""`chidao channel test`: a test alert to one channel, or a look at what it would be sent."""

import sys
from secrets import token_hex

import typer

from alerts.model import Message
from cli.context import DONE, WRONG_USAGE, CommandFailed, Context, now, print_json
from cli.later import later
from cli.preview import preview
from delivery.channels import send
from delivery.deliver import SEND_TIMEOUT_S
from delivery.writing import Writer

app = typer.Typer(
    add_completion=False,
    help="Places that can be told.",
    no_args_is_help=True,
    epilog="Not yet in this version: add.",
)

ANYTHING = {"allow_extra_args": True, "ignore_unknown_options": True}


@app.callback()
def group() -> None:
    """Places that can be told."""


@app.command(name="test")
def send_test(
    context: typer.Context,
    name: str = typer.Argument(metavar="NAME", help="A channel of the settings."),
    item: str = typer.Option(
        "", "--preview", metavar="ITEM", help="Print what would be sent of this item; send nothing."
    ),
    as_json: bool = typer.Option(False, "--json", help="One JSON object on stdout."),
) -> int:
    """Send a test alert, or with --preview show one."""
    cli: Context = context.obj
    channels = cli.channels()
    if name not in channels:
        raise CommandFailed("unknown_channel", WRONG_USAGE, name=name, expected=", ".join(channels))
    cli.start_logs()
    if item:
        preview(cli, channels[name], item, as_json=as_json)
        return DONE
    message = Message("chidao", cli.phrase("test_message"), ("test",))
    letter = Writer(cli.language, cli.timezone).bare(message, channels[name], token_hex(8), now())
    console = sys.stderr if as_json else sys.stdout
    result = send(channels[name], letter, timeout_s=SEND_TIMEOUT_S, console=console)
    if as_json:
        print_json({"channel": name, "sent": result.ok, "detail": result.detail or None})
    if not result.ok:
        key = "channel_waits" if result.retry_after else "channel_failed"
        raise CommandFailed(key, channel=name, reason=result.detail, wait=result.retry_after)
    if not as_json:
        cli.say("test_sent", channel=name)
    return DONE


@app.command(name="add", hidden=True, context_settings=ANYTHING, add_help_option=False)
def add() -> int:
    """Ask for what a kind of channel needs; comes later."""
    raise later("channel add")
