"""Channels and the deliverer as the settings describe them."""

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import TextIO

from cli.context import Context
from cli.own_templates import style_of
from config.mistakes import Mistake, SettingsError
from config.settings import CONSOLE, Settings
from delivery.channels import CONSOLE_URL, Channel, ChannelError, check_url
from delivery.deliver import Deliverer
from storage import told
from storage.leases import Owner
from storage.outbox import DeliveryState
from storage.session import Store

EXPECTED_URL = "an address that Apprise can send to, such as json://127.0.0.1:9000/hook"
LOOKED_AT = 200  # of the latest deliveries, for naming what failed


def channels_of(settings: Settings) -> dict[str, Channel]:
    """The channels by name, the built-in console among them; SettingsError for a bad address."""
    named: dict[str, Channel] = {}
    mistakes: list[Mistake] = []
    for place, entry in enumerate(settings.channels):
        named[entry.name] = Channel(entry.name, entry.url.get_secret_value())
        try:
            check_url(named[entry.name])
        except ChannelError as error:
            key = f"channels[{place}].url"
            mistakes.append(Mistake(str(settings.path), key, str(error), EXPECTED_URL))
    if mistakes:
        raise SettingsError(*mistakes)
    return {**named, CONSOLE: Channel(CONSOLE, CONSOLE_URL)}


def deliverer_of(
    settings: Settings, store: Store, clock: Callable[[], datetime], console: TextIO
) -> Deliverer:
    """What sends alerts as the settings say."""
    return Deliverer(
        store=store,
        channels=channels_of(settings),
        owner=Owner.this_process(uuid.uuid4().hex),
        language=settings.language,
        timezone=settings.timezone,
        clock=clock,
        console=console,
        style=style_of(settings),
    )


def name_failures(cli: Context, store: Store) -> None:
    """Say on stderr which channels did not take what is still to be sent, and why."""
    with store.read() as connection:
        latest = told.recent(connection, LOOKED_AT)
    waiting = (DeliveryState.QUEUED, DeliveryState.REFUSED)
    failed = [one for one in latest if one.last_error and one.state in waiting]
    reasons = {(one.channel, one.last_error, one.state) for one in failed}
    for channel, reason, state in sorted(reasons):
        key = "channel_refused" if state is DeliveryState.REFUSED else "channel_failed"
        cli.complain("chidao: " + cli.phrase(key, channel=channel, reason=reason))
