"""`chidao demo`: the whole loop against the local portal."""

import tempfile
from pathlib import Path

import typer

from cli.context import DONE, FAILED, Context, now
from cli.demo_walk import Walker, story
from demo.portal import DemoPortal
from demo.receiver import Receiver
from scheduler.reactor import run_in_reactor

app = typer.Typer(add_completion=False)

ITEMS = 60

SETTINGS = """
[storage]
url = "sqlite:///demo.db"

[crawler]
allow_private_addresses = true         # the portal of the demo is on this machine

[absence]
confirm_after = "2s"                   # a day outside of the demo
checks = 3

[[sources]]
name = "demo"
profile = "quangtri"
url = "{portal}/"
hosts = ["127.0.0.1"]
delay = "0s"
concurrency = 4
every = "1m"

[[channels]]
name = "van-phong"
url = "{receiver}"

[[subscriptions]]
name = "chỉ đạo"
channels = ["van-phong"]
on = ["directive.new", "directive.changed", "article.withdrawn"]
"""


@app.command()
def demo(
    context: typer.Context,
    once: bool = typer.Option(False, "--once", help="End after the story: 0 when all went right."),
) -> int:
    """The whole loop against a local portal that publishes, edits and withdraws."""
    cli: Context = context.obj
    today = now().astimezone().date()
    with (
        tempfile.TemporaryDirectory(prefix="chidao-demo-") as folder,
        DemoPortal(ITEMS, today=today, validators="off") as portal,
        Receiver() as receiver,
    ):
        file = Path(folder, "chidao.toml")
        text = SETTINGS.format(portal=portal.url, receiver=receiver.json_url)
        file.write_text(text, encoding="utf-8")
        shown = Context(config=file, plain=cli.plain, env={})
        shown.start_logs("error")  # the faults of the story are meant
        shown.console.print(f"Portal: {portal.url}", markup=False)
        with shown.store(sync=True) as store:
            walker = Walker(shown, store, portal, receiver)
            wrong = run_in_reactor(lambda: story(walker))
            if not once:
                run_in_reactor(walker.go_on)
    return FAILED if wrong else DONE
