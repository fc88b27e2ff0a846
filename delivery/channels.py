"""Places that can be told: any Apprise address, and the built-in console."""

import logging
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from http import HTTPStatus
from typing import Any, Literal, TextIO

from alerts.model import Message
from alerts.plain import fit, shorten

CONSOLE_URL = "console:"
#: A server that does not even accept within this time is down; waiting longer holds up its channel.
CONNECT_TIMEOUT_S = 5.0
#: Longest wait taken from an answer; a server may not put a channel to sleep for longer.
LONGEST_WAIT = timedelta(days=1)

SendKind = Literal["sent", "wait", "refused", "down"]

_STATUS = re.compile(r"\berror=(\d{3})\b")
#: How Apprise begins the record of an answer's body, in which any words may stand.
_ANSWER = "Response Details"
_WAIT = re.compile(r"retry_after\W{1,5}(\d{1,9}(?:\.\d{1,9})?)")  # Telegram and Discord: seconds
_TIMED_OUT = re.compile(r"timed? ?out", re.IGNORECASE)
#: Client errors that a later try may not meet again.
_PASSING = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.LOCKED})


class ChannelError(ValueError):
    """The address of a channel cannot be used; the text names the channel, never its address."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A place that can be told; its address may hold credentials and is never shown."""

    name: str
    url: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SendResult:
    """What became of one try.

    `wait`: asked to come later (`retry_after` when the answer says when); `refused`: another try
    meets the same answer; `down`: not reached, or failing itself. `detail` holds no address.
    """

    ok: bool
    kind: SendKind
    retry_after: timedelta | None = None
    detail: str = ""


def check_url(channel: Channel) -> None:
    """Raise ChannelError unless the address is one that can be sent to."""
    if channel.url != CONSOLE_URL:
        _service(channel)


def send(
    channel: Channel, message: Message, *, timeout_s: float, console: TextIO | None = None
) -> SendResult:
    """Try once to send `message`; blocks for about `timeout_s` at most between two answers.

    `console` is where the built-in channel writes (None: standard output). Raises ChannelError
    for an address that cannot be sent to, and nothing else.
    """
    if channel.url == CONSOLE_URL:
        return _write(console or sys.stdout, message)
    service = _service(channel)
    service.socket_connect_timeout = min(CONNECT_TIMEOUT_S, timeout_s)
    service.socket_read_timeout = timeout_s
    return _notify(service, message)


def _notify(service: Any, message: Message) -> SendResult:
    """One Apprise object for one delivery: what failed is then never unclear."""
    apprise = _apprise()
    carrier = apprise.Apprise(asset=service.asset)
    carrier.add(service)
    result = carrier.notify(
        body=fit(message.body, service.body_maxlen),
        title=shorten(message.title, service.title_maxlen) if service.title_maxlen > 0 else "",
        body_format=apprise.NotifyFormat.TEXT,
        log_level=logging.DEBUG,
    )
    if result:
        return SendResult(True, "sent")
    return classify([entry.message for entry in result.logs()])


def classify(records: Sequence[str]) -> SendResult:
    """What a failed try means, by what Apprise logged of it."""
    told = [record for record in records if not record.startswith(_ANSWER)]
    statuses = [int(found[1]) for record in told if (found := _STATUS.search(record))]
    if not statuses:
        late = any(_TIMED_OUT.search(record) for record in records)
        return SendResult(False, "down", detail="no answer in time" if late else "not reached")
    status = statuses[-1]
    detail = f"answered {status}"
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return SendResult(False, "wait", _asked_wait(records), detail)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _PASSING:
        return SendResult(False, "down", _asked_wait(records), detail)
    return SendResult(False, "refused", detail=detail)


def _asked_wait(records: Sequence[str]) -> timedelta | None:
    for record in records:
        if found := _WAIT.search(record):
            return min(timedelta(seconds=float(found[1])), LONGEST_WAIT)
    return None


def _write(stream: TextIO, message: Message) -> SendResult:
    try:
        encoding = stream.encoding or "utf-8"
        text = message.body.encode(encoding, "replace").decode(encoding)
        stream.write(f"{text}\n\n")
        stream.flush()
    except (OSError, ValueError):  # a closed pipe or stream
        return SendResult(False, "down", detail="the console is closed")
    return SendResult(True, "sent")


def _service(channel: Channel) -> Any:
    """A fresh service for one delivery; what its address asks for beyond our rules is undone."""
    service = _apprise().Apprise.instantiate(channel.url, asset=_asset())
    if service is None:
        raise ChannelError(f"channel {channel.name}: its url is none that can be sent to")
    service.redirects = False  # an alert goes where it was addressed
    service.retry = 0  # the outbox retries, nobody else
    service.optional = False  # else a failed try would count as sent
    return service


def _asset() -> Any:
    """Apprise's settings: in the calling thread, no shared pool, no file written."""
    return _apprise().AppriseAsset(
        async_mode=False,
        http_redirects=False,
        service_timeout=0,
        interpret_emojis=False,
        interpret_escapes=False,
        pgp_autogen=False,
        pem_autogen=False,
        secure_logging=True,
    )


@cache
def _apprise() -> Any:
    """Apprise, loaded at first use (import and first address together take 0.7 s).

    Its log and that of the HTTP library name addresses with their credentials: they stay inside.
    """
    import apprise  # noqa: PLC0415  at first use, see above

    logging.getLogger("apprise").propagate = False
    logging.getLogger("apprise").setLevel(logging.DEBUG)  # `classify` reads the answer's body
    logging.getLogger("urllib3").setLevel(logging.ERROR)
    return apprise
