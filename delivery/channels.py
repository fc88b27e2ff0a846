"""Places that can be told: any Apprise address, mail and webhook of our own, and the console."""

import logging
import sys
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Any, TextIO

from alerts.forms import HEADLINE_LIMIT, Form, Shape, units
from alerts.model import Message
from delivery.answers import LONGEST_WAIT, SendKind, SendResult, classify
from delivery.dressing import dressed
from delivery.letters import File, Letter

__all__ = ["LONGEST_WAIT", "ChannelError", "SendKind", "SendResult", "classify"]

CONSOLE_URL = "console:"
#: A server that does not even accept within this time is down; waiting longer holds up its channel.
CONNECT_TIMEOUT_S = 5.0
SHORT_BELOW = 480  # signs of a body: with less room only one line makes sense
LINE_BETWEEN = 2  # signs between a title and a body that are counted together
LONGEST_MAIL = 100_000  # signs; nobody reads on, and every server takes it
#: Channels whose requests can carry a header that names the delivery.
_WITH_HEADERS = frozenset({"json", "jsons", "xml", "xmls", "form", "forms"})
_IDEMPOTENCY = "Idempotency-Key"
_MAIL = frozenset({"mailto", "mailtos"})
_OWN = frozenset({"chidao", "chidaos"})
_SHAPES_KEPT = 256


class ChannelError(ValueError):
    """The address of a channel cannot be used; the text names the channel, never its address."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A place that can be told; its address may hold credentials and is never shown."""

    name: str
    url: str = field(repr=False)

    @property
    def scheme(self) -> str:
        """What kind of place: the part of the address before "://", in small letters."""
        return self.url.partition(":")[0].lower()

    @property
    def signed(self) -> bool:
        """Whether it is our own webhook, which is sent the alert as data."""
        return self.scheme in _OWN


def check_url(channel: Channel) -> None:
    """Raise ChannelError unless the address is one that can be sent to."""
    if channel.url != CONSOLE_URL:
        _service(channel)


def shape_of(channel: Channel) -> Shape:
    """The form and lengths in which a channel takes its messages. Raises ChannelError."""
    return Shape() if channel.url == CONSOLE_URL else _known(channel)[0]


def takes_files(channel: Channel) -> bool:
    """Whether files can go along. Raises ChannelError."""
    return channel.url != CONSOLE_URL and _known(channel)[1]


def send(
    channel: Channel,
    told: Letter | Message,
    *,
    timeout_s: float,
    console: TextIO | None = None,
) -> SendResult:
    """Try once to send `told`; blocks for about `timeout_s` at most between two answers.

    What was not worded for this channel is brought into its form. `console` is where the built-in
    channel writes (None: standard output). Raises ChannelError for an address that cannot be sent
    to, and nothing else.
    """
    letter = told if isinstance(told, Letter) else Letter(told)
    if channel.url == CONSOLE_URL:
        return _write(console or sys.stdout, letter.message)
    service = _service(channel)
    service.socket_connect_timeout = min(CONNECT_TIMEOUT_S, timeout_s)
    service.socket_read_timeout = timeout_s
    fitting = replace(letter, message=dressed(letter.message, shape_of(channel)))
    if letter.id and channel.scheme in _WITH_HEADERS:
        service.headers.setdefault(_IDEMPOTENCY, letter.id)
    result = _notify(service, fitting)
    if result.kind == "refused" and fitting.files:  # a file must not keep the words away
        return _notify(service, replace(fitting, files=()))
    return result


def _notify(service: Any, letter: Letter) -> SendResult:
    """One Apprise object for one delivery: what failed is then never unclear."""
    apprise = _apprise()
    carrier = apprise.Apprise(asset=service.asset)
    carrier.add(service)
    ours = hasattr(service, "letter")
    if ours:
        service.letter = letter
    result = carrier.notify(
        body=letter.message.body,
        title=letter.message.title if service.title_maxlen > 0 else "",
        body_format=_format(letter.message.form),
        attach=None if ours else _attached(letter.files),
        log_level=logging.DEBUG,
    )
    if ours and service.outcome is not None:
        outcome: SendResult = service.outcome
        return outcome
    if result:
        return SendResult(True, "sent")
    return classify([entry.message for entry in result.logs()])


def _format(form: Form) -> Any:
    formats = _apprise().NotifyFormat
    if form in (Form.MAIL, Form.HTML):
        return formats.HTML
    return formats.MARKDOWN if form is Form.MARKDOWN else formats.TEXT


def _attached(files: tuple[File, ...]) -> Any:
    """The files as Apprise takes them from memory; None where there are none."""
    if not files:
        return None
    memory = _apprise().attachment.memory.AttachMemory
    attached = _apprise().AppriseAttachment()
    for file in files:
        attached.add(memory(content=file.body, name=file.name, mimetype=file.media_type))
    return attached


@lru_cache(maxsize=_SHAPES_KEPT)
def _known(channel: Channel) -> tuple[Shape, bool]:
    """What Apprise says of a service: its form and lengths, and whether it takes files."""
    service, formats = _service(channel), _apprise().NotifyFormat
    resolved = service.resolve_format(None)
    title = min(HEADLINE_LIMIT, max(0, service.title_maxlen))
    if channel.scheme in _MAIL:
        form = Form.MAIL if resolved == formats.HTML else Form.PLAIN
        return Shape(form, LONGEST_MAIL, title), True
    form = {formats.HTML: Form.HTML, formats.MARKDOWN: Form.MARKDOWN}.get(resolved, Form.PLAIN)
    body = service.body_maxlen
    if service.overflow_amalgamate_title:
        body -= title + max(LINE_BETWEEN, service.overflow_buffer)
    if body <= SHORT_BELOW or service.body_max_line_count:
        form, resolved = Form.SHORT, formats.TEXT

    def size(text: str) -> int:
        return units(service.dialect_convert(text, resolved))

    return Shape(form, body, title, size), bool(service.attachment_support)


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
    apprise = _apprise()
    service = _of_ours(channel) or apprise.Apprise.instantiate(channel.url, asset=_asset())
    if service is None:
        raise ChannelError(f"channel {channel.name}: its url is none that can be sent to")
    service.redirects = False  # an alert goes where it was addressed
    service.retry = 0  # the outbox retries, nobody else
    service.optional = False  # else a failed try would count as sent
    service.overflow_mode = apprise.OverflowMode.UPSTREAM  # cut by sense before, or not at all
    return service


def _of_ours(channel: Channel) -> Any:
    """The service of our own for a channel; None where Apprise's is taken."""
    kind = _carriers().get(channel.scheme)
    if kind is None:
        return None
    parts = kind.parse_url(channel.url)
    try:
        return kind(**parts, asset=_asset()) if parts else None
    except _apprise().exception.AppriseImproperlyConfigured as error:
        # Apprise's own sentences may quote the address; those of the webhook do not.
        reason = str(error) if channel.signed else "its url is none that can be sent to"
        raise ChannelError(f"channel {channel.name}: {reason}") from None


@cache
def _carriers() -> dict[str, Any]:
    from delivery.carriers.mail import Mail  # noqa: PLC0415  at first use, as Apprise itself
    from delivery.carriers.webhook import Webhook  # noqa: PLC0415

    return {**dict.fromkeys(_MAIL, Mail), **dict.fromkeys(_OWN, Webhook)}


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
    import apprise.attachment.memory  # noqa: PLC0415
    import apprise.exception  # noqa: PLC0415

    logging.getLogger("apprise").propagate = False
    logging.getLogger("apprise").setLevel(logging.DEBUG)  # `classify` reads the answer's body
    logging.getLogger("urllib3").setLevel(logging.ERROR)
    return apprise
