"""Claims what is due, words it, sends it, writes down how that ended; one thread a channel."""

import random
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any, TextIO

import structlog

from alerts.affair_messages import compose_affair
from alerts.affairs import Affair
from alerts.messages import OUR_STYLE, Style
from alerts.model import Alert, Event, Language, Reason
from delivery.channels import Channel, ChannelError, SendResult, send
from delivery.letters import File, Letter
from delivery.writing import Writer, files_for
from storage import forms, outbox
from storage.leases import Owner
from storage.outbox import DeliveryState, Leased
from storage.session import Store

log = structlog.get_logger()

SEND_TIMEOUT_S = 20.0  # for one message; well below the lease, so that nobody sends beside us
FIRST_PAUSE = timedelta(seconds=10)  # before a failed channel is tried again; doubled each time
LONGEST_PAUSE = timedelta(hours=1)
PAUSE_DOUBLINGS = 12  # beyond these the longest pause is reached anyway
PASS_LIMIT = timedelta(minutes=2)  # one pass ends then; the next goes on

_STORED: Any = Event | Affair  # what an event of the store can be


@dataclass(frozen=True, slots=True)
class DeliveryCounts:
    """What one pass did. `held`: no such channel in the settings any more."""

    sent: int = 0
    failed: int = 0
    held: int = 0

    def __add__(self, other: "DeliveryCounts") -> "DeliveryCounts":
        """Counts of two passes together."""
        return DeliveryCounts(
            self.sent + other.sent, self.failed + other.failed, self.held + other.held
        )


@dataclass(frozen=True, slots=True)
class Due:
    """Channels with something to send; `held` more are in no settings any more."""

    channels: tuple[str, ...]
    held: int


@dataclass(frozen=True, slots=True)
class Deliverer:
    """Sends what is due. `jitter` gives a number in [0, 1) for the length of pauses."""

    store: Store
    channels: Mapping[str, Channel]
    owner: Owner
    language: Language
    timezone: tzinfo
    clock: Callable[[], datetime]
    console: TextIO
    jitter: Callable[[], float] = random.random
    style: Style = OUR_STYLE

    def deliver_due(self) -> DeliveryCounts:
        """Send what is due now on every channel; a dead channel delays only its own alerts.

        Returns when the slowest channel is done. Raises StoreError when the store fails.
        """
        due = self.due()
        held = DeliveryCounts(held=due.held)
        if not due.channels:
            return held
        with ThreadPoolExecutor(len(due.channels), thread_name_prefix="channel") as threads:
            return sum(threads.map(self.deliver, due.channels), held)

    def due(self) -> Due:
        """Take over what dead processes left behind, and see which channels have something due."""
        with self.store.write() as connection:
            outbox.release_dead(connection, self.owner)
            names = outbox.due_channels(connection, self.clock())
        known = tuple(name for name in names if name in self.channels)
        for name in names:
            if name not in self.channels:
                log.warning("channel unknown, alerts wait", channel=name)
        return Due(known, len(names) - len(known))

    def deliver(self, channel: str, *, go_on: Callable[[], bool] = lambda: True) -> DeliveryCounts:
        """Send what is due on one channel, at most for PASS_LIMIT and as long as `go_on`."""
        counts = DeliveryCounts()
        end = self.clock() + PASS_LIMIT
        while go_on() and self.clock() < end:
            with self.store.write() as connection:
                leased = outbox.claim(connection, channel, self.owner, self.clock())
            if leased is None:
                break
            done, more = self._one(leased)
            counts += done
            if not more:
                break
        return counts

    def _one(self, leased: Leased) -> tuple[DeliveryCounts, bool]:
        """Word, send and write down one delivery; tells whether the channel may go on."""
        result = self._sent(leased)
        now = self.clock()
        log.info(
            "alert sent" if result.ok else "alert not sent",
            channel=leased.channel,
            delivery=leased.id,
            kind=result.kind,
            detail=result.detail,
        )
        if result.ok:
            self._finish(leased, DeliveryState.SENT, now)
            return DeliveryCounts(sent=1), True
        if result.kind == "refused":
            self._finish(leased, DeliveryState.REFUSED, now, error=result.detail)
            return DeliveryCounts(failed=1), True
        until = now + self._pause(leased.tries, result)
        self._finish(leased, DeliveryState.QUEUED, now, until=until, error=result.detail)
        return DeliveryCounts(failed=1), leased.tries >= outbox.TRIES_IN_ORDER

    def _sent(self, leased: Leased) -> SendResult:
        """One try; whatever goes wrong in it belongs to this alert or channel, not to others."""
        channel = self.channels[leased.channel]
        try:
            letter = self._write(leased, channel)
        except ChannelError:
            return SendResult(False, "down", detail="its url is none that can be sent to")
        except Exception as error:  # a stored form that this version can not read or word
            reason = f"it can not be worded ({type(error).__name__})"
            return SendResult(False, "refused", detail=reason)
        try:
            return send(channel, letter, timeout_s=SEND_TIMEOUT_S, console=self.console)
        except Exception as error:  # of a library: what it says may name the address
            return SendResult(False, "down", detail=f"sending failed ({type(error).__name__})")

    def _write(self, leased: Leased, channel: Channel) -> Letter:
        writer, now = Writer(self.language, self.timezone, self.style), self.clock()
        told: Event | Affair = forms.load(_STORED, leased.event)
        if isinstance(told, Affair):
            message = compose_affair(
                told, delivery_id=leased.id, language=self.language, timezone=self.timezone
            )
            return writer.bare(message, channel, leased.id, now)
        alert = Alert(told, leased.subscription, forms.load(Reason, leased.reason))
        files = self._files(alert, channel)
        return writer.letter(alert, channel, delivery_id=leased.id, now=now, files=files)

    def _files(self, alert: Alert, channel: Channel) -> tuple[File, ...]:
        try:
            return files_for(self.store, alert, channel)
        except Exception as error:  # a file must not keep the words away
            log.warning("files left out", error=type(error).__name__)
            return ()

    def _finish(
        self,
        leased: Leased,
        state: DeliveryState,
        now: datetime,
        *,
        until: datetime | None = None,
        error: str = "",
    ) -> None:
        with self.store.write() as connection:
            outbox.finish(
                connection,
                leased.id,
                self.owner,
                state=state,
                now=now,
                next_try_at=until,
                error=error,
            )
            if until is not None and leased.tries < outbox.TRIES_IN_ORDER:
                outbox.pause_channel(connection, leased.channel, until)

    def _pause(self, tries: int, result: SendResult) -> timedelta:
        """Full jitter between the first pause and its doubled length; never before asked for."""
        doubled = 1 << min(tries - 1, PAUSE_DOUBLINGS)
        ceiling = min(FIRST_PAUSE * doubled, LONGEST_PAUSE)
        drawn = FIRST_PAUSE / 2 + ceiling * self.jitter()
        return max(drawn, result.retry_after or timedelta())
