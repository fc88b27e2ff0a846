"""What would be sent of an item to a channel, in that channel's form; sends nothing."""

import json

from alerts.model import Alert, Event, EventKind, Reason, ReasonKind
from cli.context import WRONG_USAGE, CommandFailed, Context, now, print_json
from cli.items import the_item
from cli.own_templates import style_of
from delivery.channels import Channel, shape_of
from delivery.letters import Letter
from delivery.writing import Writer, files_for
from ingest.facts import facts_of
from storage import forms, sources, told, versions
from storage.session import Store
from storage.told import Told

NO_ID = "0" * 16  # nothing was sent under it


def preview(cli: Context, channel: Channel, item: str, *, as_json: bool) -> None:
    """Print the newest message of `item` as `channel` would get it. Raises CommandFailed."""
    with cli.store() as store:
        alert = _alert(store, item, channel)
        writer = Writer(cli.language, cli.timezone, style_of(cli.settings))
        files = files_for(store, alert, channel)
        letter = writer.letter(alert, channel, delivery_id=NO_ID, now=now(), files=files)
    if as_json:
        print_json(_as_json(channel, letter))
    else:
        _print(cli, channel, letter)


def _alert(store: Store, text: str, channel: Channel) -> Alert:
    """The newest that was told of the item; where nothing was, the item as if it were new."""
    with store.read() as connection:
        item = the_item(connection, text)
        events = [event for event in told.of_item(connection, item.id) if event.event]
        if events:
            subscription, reason = _told_to(events[-1], channel)
            return Alert(forms.load(Event, events[-1].event), subscription, reason)
        version = versions.current(connection, item)
        known = sources.state(connection, item.source)
        if version is None:
            raise CommandFailed("nothing_to_preview", WRONG_USAGE, item=text)
        facts = facts_of(connection, item, known.title if known else "", version)
    kind = EventKind.DIRECTIVE_NEW if facts.extraction.is_directive else EventKind.ARTICLE_NEW
    return Alert(Event(kind, version.fetched_at, facts), "", Reason(ReasonKind.EVERYTHING))


def _told_to(newest: Told, channel: Channel) -> tuple[str, Reason]:
    """To whom and why it was told on this channel; as if everything were watched where it was not."""
    for delivery in newest.deliveries:
        if delivery.channel == channel.name:
            return delivery.subscription, forms.load(Reason, delivery.reason)
    return "", Reason(ReasonKind.EVERYTHING)


def _print(cli: Context, channel: Channel, letter: Letter) -> None:
    shape, message = shape_of(channel), letter.message
    form = channel.scheme if letter.event else shape.form.value
    cli.say("preview_of", channel=channel.name, form=form, signs=shape.size(message.body))
    if message.title:
        cli.say("preview_title", title=message.title)
    for file in letter.files:
        cli.say("preview_file", name=file.name, bytes=len(file.body))
    cli.print()
    cli.print(letter.event or message.body)
    if message.text:
        cli.print()
        cli.say("preview_text")
        cli.print(message.text)


def _as_json(channel: Channel, letter: Letter) -> dict[str, object]:
    return {
        "channel": channel.name,
        "form": letter.message.form.value,
        "title": letter.message.title,
        "body": letter.message.body,
        "text": letter.message.text or None,
        "event": json.loads(letter.event) if letter.event else None,
        "files": [{"name": file.name, "bytes": len(file.body)} for file in letter.files],
    }
