"""`chidao subscriptions`: those of the settings, and what one of them would have told."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, tzinfo

import typer

from alerts.keys import KEYS, values
from alerts.model import Subscription
from alerts.reasons import because
from cli.context import DONE, WRONG_USAGE, CommandFailed, Context, iso, now, print_json
from cli.directives import DAY_FORMS
from cli.misses import miss_words
from cli.terminal import Column, shortened, show_table
from cli.trying import Tried, tried, unknown_bodies, unknown_sections
from cli.words import value_word
from sources.units import UnitError, parse_duration
from storage.session import Connection

app = typer.Typer(
    add_completion=False,
    help="Who wants to hear what; what one would have told.",
    no_args_is_help=True,
)

SHOWN = 20  # of each kind; a screenful, --json has all
TITLE_SHOWN = 100  # characters
NOT_SINGLY = {"first_fill": "try.first_fill", "no_alerts": "why.no_alerts"}

COLUMNS = (Column("subscription"), Column("events"), Column("keys"), Column("channel"))


@app.callback()
def group() -> None:
    """Who wants to hear what."""


@app.command(name="list")
def list_subscriptions(
    context: typer.Context,
    as_json: bool = typer.Option(False, "--json", help="One JSON array on stdout."),
) -> int:
    """The subscriptions of the settings."""
    cli: Context = context.obj
    known = cli.settings.subscriptions
    if as_json:
        print_json([_as_object(entry) for entry in known])
    elif not known:
        cli.say("why.no_subscription")
    else:
        show_table(cli, COLUMNS, [_row(entry) for entry in known])
    return DONE


def _row(entry: Subscription) -> list[str]:
    keys = "; ".join(f"{key}: {', '.join(given)}" for key, given in _keys(entry).items())
    return [entry.name, ", ".join(entry.on), keys or "–", ", ".join(entry.channels)]


def _keys(entry: Subscription) -> dict[str, tuple[str, ...]]:
    return {key: given for key in KEYS if (given := values(entry, key))}


def _as_object(entry: Subscription) -> dict[str, object]:
    return {
        "name": entry.name,
        "channels": list(entry.channels),
        "on": list(entry.on),
        **{key: list(values(entry, key)) for key in KEYS},
        "min_weight": entry.min_weight.value,
        "unsure": entry.unsure,
    }


@app.command(name="try")
def try_subscription(
    context: typer.Context,
    name: str = typer.Argument(metavar="NAME", help="A subscription of the settings."),
    since: str = typer.Option("30d", "--since", metavar="TIME", help="How far back, or a day."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object on stdout."),
) -> int:
    """What it would have told, why, and what it just missed; nothing is stored or sent."""
    cli: Context = context.obj
    subscription = _the_subscription(cli, name)
    start = _start(since, cli.timezone)
    with cli.store() as store, store.read() as connection:
        found = list(tried(connection, subscription, start))
        notes = _notes(cli, connection, subscription)
    told = [entry for entry in found if entry and entry.told]
    missed = [entry for entry in found if entry and entry.missed]
    if as_json:
        told_objects = [_told_object(cli, entry) for entry in told]
        missed_objects = [_missed_object(cli, entry, subscription) for entry in missed]
        head = {"subscription": name, "since": iso(start, cli.timezone), "moments": len(found)}
        print_json({**head, "notes": notes, "told": told_objects, "missed": missed_objects})
        return DONE
    for note in notes:
        cli.print(note)
    if not found:
        cli.say("try.unread", since=cli.local(start))
        return DONE
    _show(cli, told, missed, subscription, start)
    return DONE


def _notes(cli: Context, connection: Connection, subscription: Subscription) -> list[str]:
    """What of a subscription nobody knows."""
    bodies, sections = unknown_bodies(subscription), unknown_sections(connection, subscription)
    return [
        *(cli.phrase("try.unknown_body", option=key, name=name) for key, name in bodies),
        *(cli.phrase("try.unknown_section", name=name) for name in sections),
    ]


def _the_subscription(cli: Context, name: str) -> Subscription:
    known = {entry.name: entry for entry in cli.settings.subscriptions}
    if name not in known:
        expected = ", ".join(known) or "[[subscriptions]]"
        raise CommandFailed("unknown_subscription", WRONG_USAGE, name=name, expected=expected)
    return known[name]


def _start(given: str, zone: tzinfo) -> datetime:
    """When the time looked at begins: so long ago, or with a day of the settings' zone."""
    try:
        return now() - parse_duration(given)
    except UnitError:
        pass
    for form in DAY_FORMS:
        try:
            day = datetime.strptime(given, form).date()  # noqa: DTZ007 (a day has no zone)
            return datetime.combine(day, time(), zone).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    raise CommandFailed("bad_since", WRONG_USAGE, option="--since", given=given)


def _show(
    cli: Context,
    told: Sequence[Tried],
    missed: Sequence[Tried],
    subscription: Subscription,
    start: datetime,
) -> None:
    if told:
        cli.say("try.told", count=len(told), since=cli.local(start))
    else:
        cli.say("try.nothing", since=cli.local(start))
    _lines(cli, told, [_why(cli, entry) for entry in told])
    if missed:
        cli.say("try.missed", count=len(missed))
        _lines(cli, missed, [_short_of(cli, entry, subscription) for entry in missed])


def _lines(cli: Context, entries: Sequence[Tried], words: Sequence[str]) -> None:
    """The newest of them, each with its words and address."""
    for entry, why in list(zip(entries, words, strict=True))[: -SHOWN - 1 : -1]:
        kind = value_word("event", entry.kind.value, cli.language)
        title = shortened(entry.item.article.title, TITLE_SHOWN)
        cli.print(f"- {cli.local(entry.at)} {kind}: {title}")
        cli.print(f"  {why}")
        cli.print(f"  {entry.item.url}")
    if len(entries) > SHOWN:
        cli.say("try.more", count=len(entries) - SHOWN)


def _why(cli: Context, entry: Tried) -> str:
    if entry.told is None:
        return ""
    why = because(entry.told.reason, entry.item.extraction.directives, cli.language)
    apart = NOT_SINGLY.get(entry.withheld)
    return f"{why} ({cli.phrase(apart)})" if apart else why


def _short_of(cli: Context, entry: Tried, subscription: Subscription) -> str:
    return miss_words(cli, entry.missed.misses[0], subscription) if entry.missed else ""


def _of_item(cli: Context, entry: Tried) -> dict[str, object]:
    return {
        "item": entry.item.item_id,
        "source": entry.item.source,
        "url": entry.item.url,
        "title": entry.item.article.title,
        "event": entry.kind.value,
        "at": iso(entry.at, cli.timezone),
        "withheld": entry.withheld or None,
    }


def _told_object(cli: Context, entry: Tried) -> dict[str, object]:
    reason = entry.told.reason if entry.told else None
    parts = reason.parts if reason else ()
    return {
        **_of_item(cli, entry),
        "unsure": reason.unsure if reason else False,
        "reasons": [
            {"kind": part.kind.value, "detail": part.detail, "watched": part.watched or None}
            for part in parts
        ],
        "why": _why(cli, entry),
    }


def _missed_object(cli: Context, entry: Tried, subscription: Subscription) -> dict[str, object]:
    miss = entry.missed.misses[0] if entry.missed else None
    return {
        **_of_item(cli, entry),
        "key": miss.key if miss else None,
        "found": (miss.found or None) if miss else None,
        "why_not": _short_of(cli, entry, subscription),
    }
