"""`chidao why`: was this told, to whom, when; if not, why not."""

import typer

from alerts.matching import alerts_for
from alerts.model import Event, EventKind, ItemFacts, Subscription
from cli.context import DONE, Context, iso, print_json
from cli.items import the_item
from storage import subscriptions, told, versions
from storage.items import Item
from storage.outbox import Delivery
from storage.session import Connection
from storage.told import Told

app = typer.Typer()

WITHHELD = {
    "first_fill": "met in the first crawl of its section: told in the summary, not singly",
    "no_alerts": "found by `check --no-alerts`",
}


@app.command()
def why(
    context: typer.Context,
    url: str = typer.Argument(metavar="ITEM", help="Address, id, or number of a paper."),
    subscription: str = typer.Option("", "--subscription", help="Only this one."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object on stdout."),
) -> int:
    """Was this told, to whom, when; if not, why not."""
    cli: Context = context.obj
    with cli.store(sync=True) as store, store.read() as connection:
        item = the_item(connection, url)
        wanted = [
            entry
            for entry in subscriptions.load_all(connection)
            if not subscription or entry.name == subscription
        ]
        answers = [
            _answer(cli, connection, item, event, entry)
            for event in told.of_item(connection, item.id)
            for entry in wanted
        ]
    if as_json:
        print_json({"item": item.id, "url": item.url, "answers": answers})
        return DONE
    cli.console.print(f"{item.title}\n{item.url}", markup=False, soft_wrap=True)
    for answer in answers or [
        {"event": "–", "subscription": "–", "answer": "nothing happened yet"}
    ]:
        line = f"{answer['event']} → {answer['subscription']}: {answer['answer']}"
        cli.console.print(line, markup=False, soft_wrap=True)
    return DONE


def _answer(
    cli: Context, connection: Connection, item: Item, event: Told, entry: Subscription
) -> dict[str, object]:
    sent = [one for one in event.deliveries if one.subscription == entry.name]
    return {
        "event": event.kind,
        "at": iso(event.at, cli.timezone),
        "subscription": entry.name,
        "told": any(one.sent_at for one in sent),
        "deliveries": [
            {
                "id": one.id,
                "channel": one.channel,
                "state": one.state.value,
                "tries": one.tries,
                "sent_at": iso(one.sent_at, cli.timezone),
                "last_error": one.last_error or None,
            }
            for one in sent
        ],
        "answer": _told(cli, sent) if sent else _not_told(connection, item, event, entry),
    }


def _told(cli: Context, sent: list[Delivery]) -> str:
    return "; ".join(
        f"#{one.id} {one.channel}: "
        + (f"sent {cli.local(one.sent_at)}" if one.sent_at else f"{one.state}, {one.tries} tries")
        for one in sent
    )


def _not_told(connection: Connection, item: Item, event: Told, entry: Subscription) -> str:
    if event.withheld:
        return "not told: " + WITHHELD.get(event.withheld, event.withheld)
    if event.kind not in entry.on and "*" not in entry.on:
        return f"not told: the subscription does not ask for {event.kind}"
    if entry.sources and item.source not in entry.sources:
        return f"not told: the subscription does not follow {item.source}"
    version = versions.current(connection, item)
    if version is None:
        return "not told: the item was never read"
    facts = ItemFacts(
        item.id, item.source, item.source, item.url, version.content.article, version.extraction
    )
    matches = alerts_for([Event(EventKind(event.kind), event.at, item=facts)], [entry])
    if matches:
        return (
            "not told singly: a more specific event of the same moment was, or it weighs too little"
        )
    return "not told: its words or receivers (any, to) do not occur"
