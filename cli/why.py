"""`chidao why`: was this told, to whom, when; if not, why not."""

from collections.abc import Sequence
from dataclasses import dataclass

import typer

from alerts.model import OPERATOR, Subscription
from cli.context import DONE, WRONG_USAGE, CommandFailed, Context, iso, print_json
from cli.items import the_item
from cli.misses import miss_words
from cli.why_not import Asked, Phrase, reason_not_told
from cli.words import value_word
from storage import changes, sources, subscriptions, told, versions
from storage.items import Item
from storage.outbox import Delivery
from storage.session import Connection
from storage.told import Told

app = typer.Typer(add_completion=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """One event and one subscription: what became of it, in words."""

    event: Told
    subscription: str
    sent: tuple[Delivery, ...]
    words: str


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
        answers = _answers(cli, connection, item, subscription)
    if as_json:
        shown = [_as_object(cli, answer) for answer in answers]
        print_json({"item": item.id, "url": item.url, "answers": shown})
        return DONE
    cli.print(f"{item.title}\n{item.url}")
    for answer in answers:
        cli.print(_line(cli, answer))
    if not answers:
        cli.say("why.nothing_happened" if cli.settings.subscriptions else "why.no_subscription")
    return DONE


def _answers(cli: Context, connection: Connection, item: Item, only: str) -> list[Answer]:
    events = told.of_item(connection, item.id)
    current = {entry.name: entry for entry in subscriptions.load_all(connection)}
    # Somebody who was told may have no subscription any more.
    former = {sent.subscription for event in events for sent in event.deliveries} - set(current)
    names = [*current, *sorted(former)]
    if only and only not in names:
        expected = ", ".join(names) or "[[subscriptions]]"
        raise CommandFailed("unknown_subscription", WRONG_USAGE, name=only, expected=expected)
    version, turns = versions.current(connection, item), changes.history(connection, item.id)
    section = sources.section_title(connection, item.source, item.section)
    answers = []
    for event in events:
        for name in [only] if only else names:
            sent = tuple(one for one in event.deliveries if one.subscription == name)
            if sent:
                answers.append(Answer(event, name, sent, _told(cli, sent)))
            elif name in current and (name != OPERATOR or event.kind in current[name].on):
                asked = Asked(item, version, event, events, turns, section)
                words = _not_told(cli, asked, current[name])
                answers.append(Answer(event, name, (), words))
    return answers


def _told(cli: Context, sent: Sequence[Delivery]) -> str:
    return "; ".join(_delivery_words(cli, one) for one in sent)


def _delivery_words(cli: Context, one: Delivery) -> str:
    if one.sent_at:
        return cli.phrase("why.sent", channel=one.channel, at=cli.local(one.sent_at), id=one.id)
    return cli.phrase(
        "why.unsent_reason" if one.last_error else "why.unsent",
        state=value_word("delivery", one.state.value, cli.language),
        channel=one.channel,
        tries=one.tries,
        reason=one.last_error,
        id=one.id,
    )


def _not_told(cli: Context, asked: Asked, entry: Subscription) -> str:
    reason = reason_not_told(asked, entry)
    if isinstance(reason, Phrase):
        words = cli.phrase(reason.key, told=reason.told)
    else:
        words = "; ".join(miss_words(cli, miss, entry) for miss in reason)
    return cli.phrase("why.not_told", reason=words)


def _line(cli: Context, answer: Answer) -> str:
    event = value_word("event", answer.event.kind, cli.language)
    at = cli.local(answer.event.at)
    return f"{at} {event} ({answer.event.kind}) → {answer.subscription}: {answer.words}"


def _as_object(cli: Context, answer: Answer) -> dict[str, object]:
    return {
        "event": answer.event.kind,
        "at": iso(answer.event.at, cli.timezone),
        "subscription": answer.subscription,
        "told": any(one.sent_at for one in answer.sent),
        "deliveries": [
            {
                "id": one.id,
                "channel": one.channel,
                "state": one.state.value,
                "tries": one.tries,
                "sent_at": iso(one.sent_at, cli.timezone),
                "last_error": one.last_error or None,
            }
            for one in answer.sent
        ],
        "answer": answer.words,
    }
