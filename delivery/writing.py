"""An alert becomes a letter: worded in the form of its channel, with thread, data and files."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, tzinfo

import structlog

from alerts.messages import OUR_STYLE, Style, compose
from alerts.model import Alert, Event, Language, Message
from delivery.channels import Channel, shape_of, takes_files
from delivery.enclosures import enclosed
from delivery.letters import File, Letter
from delivery.payload import bare_payload, payload
from storage import subscriptions
from storage.session import Store

log = structlog.get_logger()

THREAD_DIGITS = 16  # hex: as long as a delivery's id


@dataclass(frozen=True, slots=True)
class Writer:
    """In which language, for which zone and in which style letters are written."""

    language: Language
    timezone: tzinfo
    style: Style = OUR_STYLE

    def letter(
        self,
        alert: Alert,
        channel: Channel,
        *,
        delivery_id: str,
        now: datetime,
        files: tuple[File, ...] = (),
    ) -> Letter:
        """The letter of `alert` for one delivery on `channel`. Raises ChannelError."""
        message = compose(
            alert,
            delivery_id=delivery_id,
            language=self.language,
            now=now,
            timezone=self.timezone,
            shape=shape_of(channel),
            style=self.style,
        )
        if message.flaw:
            log.warning("own template failed, ours was used", flaw=message.flaw)
        return Letter(
            message=message,
            id=delivery_id,
            thread=thread_of(alert.event),
            event=payload(alert, message, delivery_id, self.language) if channel.signed else "",
            at=now,
            files=files,
        )

    def bare(self, message: Message, channel: Channel, delivery_id: str, now: datetime) -> Letter:
        """The letter of a message that tells of no item: a test, or chidao's own affairs."""
        event = ""
        if channel.signed:
            event = bare_payload(message, delivery_id, now, self.language)
        return Letter(message, delivery_id, "", event, now)


def thread_of(event: Event) -> str:
    """What letters of one item, or of one source as a whole, share; "" for others."""
    if event.item is not None:
        place = f"{event.item.source}\n{event.item.item_id}"
    else:
        whole = event.fill or event.outage
        place = whole.source if whole else ""
    return hashlib.sha256(place.encode()).hexdigest()[:THREAD_DIGITS] if place else ""


def files_for(store: Store, alert: Alert, channel: Channel) -> tuple[File, ...]:
    """The files that the subscription wants along, where the channel takes any."""
    if alert.event.item is None or not takes_files(channel):
        return ()
    with store.read() as connection:
        wanted = subscriptions.by_name(connection, alert.subscription)
        return enclosed(connection, alert.event, wanted.attach) if wanted else ()
