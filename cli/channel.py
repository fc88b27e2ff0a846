"""`chidao channel test`: a test alert to one channel."""

import sys
from datetime import timedelta

import typer

from alerts.model import Message
from cli.context import DONE, WRONG_USAGE, CommandFailed, Context
from delivery.channels import send
from delivery.deliver import SEND_TIMEOUT_S

app = typer.Typer(help="Places that can be told.")

TEXT = {
    "vi": "Tin thử của chidao: kênh này nhận được thông báo. Không cần làm gì.",
    "en": "A test message of chidao: this channel works. Nothing needs to be done.",
}


@app.callback()
def group() -> None:
    """Places that can be told."""


@app.command(name="test")
def send_test(
    context: typer.Context,
    name: str = typer.Argument(metavar="NAME", help="A channel of the settings."),
) -> int:
    """Send a test alert."""
    cli: Context = context.obj
    channels = cli.channels()
    if name not in channels:
        expected = ", ".join(channels)
        raise CommandFailed(
            f'no channel is called "{name}"; expected one of: {expected}', WRONG_USAGE
        )
    message = Message("chidao", TEXT[cli.language])
    result = send(channels[name], message, timeout_s=SEND_TIMEOUT_S, console=sys.stdout)
    if not result.ok:
        wait = (
            f", it asks to wait {result.retry_after or timedelta()}" if result.retry_after else ""
        )
        raise CommandFailed(f'the channel "{name}" did not take it: {result.detail}{wait}')
    cli.console.print(f"{name}: sent")
    return DONE
