"""Several alerts of one subscription in one message, by deadline; an empty one where asked for."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from alerts import tasks
from alerts.forms import Shape
from alerts.messages import OUR_STYLE, PLAIN, Style, Words, dressed, heading_of
from alerts.model import Alert, Language, Message
from alerts.phrases import day_words, span_words
from alerts.plain import harmless
from alerts.views import DigestView, OpenView, View
from alerts.wording import Teller

TAG = "digest"
HEAD_LIMIT = 64  # signs: a chain's head is a SHA-256
LINE_LIMIT = 400  # signs of one alert in the list

_HEADINGS = {"vi": "Tổng hợp", "en": "Digest"}
_SUMMARIES = {
    "vi": ("{count} tin, {due} việc còn hạn", "không có tin mới"),
    "en": ("{count} alerts, {due} tasks still open", "nothing new"),
}
_DUE = {"vi": "{}, hạn {}", "en": "{}, due {}"}
_BECAUSE = {"vi": "đăng ký {}", "en": "subscription {}"}


@dataclass(frozen=True, slots=True)
class Digest:
    """What one message gathers: alerts of one subscription, from when to when (aware).

    `head`: the chain's head at `until`, so that what was seen by then can be proven; "" = not told.
    """

    subscription: str
    alerts: tuple[Alert, ...]
    since: datetime
    until: datetime
    head: str = ""


def compose_digest(
    digest: Digest,
    *,
    delivery_id: str,
    language: Language,
    now: datetime,
    timezone: tzinfo,
    shape: Shape = PLAIN,
    style: Style = OUR_STYLE,
) -> Message:
    """The message of `digest`, in `shape`; it ends with `#` and `delivery_id`."""
    teller = Teller(language, now, timezone, style.public_url)
    view = _view(digest, teller, delivery_id)
    heading, day = (
        _HEADINGS[language],
        day_words(digest.until.astimezone(timezone).date(), language),
    )
    summary = view.digest.summary if view.digest else ""
    words = Words(view, heading, "digest", language, style.layouts)
    return dressed(words, f"{heading} {day}: {summary}", shape, (TAG,))


def _view(digest: Digest, teller: Teller, delivery_id: str) -> View:
    language, zone = teller.language, teller.timezone
    today = teller.now.astimezone(zone).date()
    entries = sorted(digest.alerts, key=lambda alert: _rank(alert, today))
    because = _BECAUSE[language].format(harmless(digest.subscription, tasks.NAMES_LIMIT))
    some, none = _SUMMARIES[language]
    due = sum(_rank(alert, today)[0] == 0 for alert in entries)
    return View(
        kind=TAG, at="", item=None, task=None, others=(), more=0, change=None, fill=None,
        outage=None, address="", because=because, id=delivery_id,
        digest=DigestView(
            lines=tuple(_line(alert, teller, delivery_id) for alert in entries),
            during=span_words(digest.since.astimezone(zone), digest.until.astimezone(zone), language),
            summary=some.format(count=len(entries), due=due) if entries else none,
            head=harmless(digest.head, HEAD_LIMIT),
        ),
    )  # fmt: skip


def _rank(alert: Alert, today: date) -> tuple[int, date]:
    """The earliest open deadline of an alert; those without one after all that have one."""
    item = alert.event.item
    told = item.extraction.directives if item else ()
    return min((tasks.rank(entry, today) for entry in told), default=(4, date.max))


def _line(alert: Alert, teller: Teller, delivery_id: str) -> OpenView:
    view = teller.view(alert, delivery_id)
    heading = view.heading or heading_of(alert.event.kind, teller.language)
    parts = [heading]
    if view.task:
        who = f"{view.task.who}: " if view.task.who else ""
        due = _DUE[teller.language].format(heading, view.task.deadline)
        parts = [due if view.task.deadline else heading, f"{who}{view.task.task}"]
    if view.item:
        parts.append(view.item.paper or view.item.title)
    elif view.fill or view.outage:
        whole = view.fill or view.outage
        parts.append(whole.source if whole else "")
    return OpenView(harmless(". ".join(part for part in parts if part), LINE_LIMIT), view.address)
