"""An alert put into words: laid out by templates, in the form and length of its channel."""

import re
from dataclasses import dataclass
from datetime import datetime, tzinfo

from alerts.forms import HEADLINE_LIMIT, Form, Shape, written
from alerts.layouts import OURS, Layouts
from alerts.model import Alert, EventKind, Language, Message
from alerts.plain import harmless, shorten
from alerts.short import short
from alerts.shrinking import smaller
from alerts.views import View
from alerts.wording import Teller

PLAIN = Shape()
_ID = re.compile(r"[0-9a-f]{16}")

_LAYOUTS = {
    EventKind.DOCUMENT_REVOKED: "document",
    EventKind.DOCUMENT_REPLACED: "document",
    EventKind.DOCUMENT_CORRECTED: "document",
    EventKind.DIRECTIVE_CHANGED: "change",
    EventKind.ARTICLE_NEW: "article",
    EventKind.ARTICLE_CHANGED: "change",
    EventKind.ARTICLE_SUSPECTED: "presence",
    EventKind.ARTICLE_WITHDRAWN: "presence",
    EventKind.ARTICLE_RESTORED: "presence",
    EventKind.SOURCE_BLIND: "notice",
    EventKind.SOURCE_BACK: "notice",
    EventKind.SOURCE_FILLED: "fill",
    EventKind.SERVICE_BACK: "notice",
}
_HEADINGS = {
    EventKind.DOCUMENT_REVOKED: ("Văn bản bị bãi bỏ", "Paper revoked"),
    EventKind.DOCUMENT_REPLACED: ("Văn bản được thay thế", "Paper replaced"),
    EventKind.DOCUMENT_CORRECTED: ("Văn bản được đính chính", "Paper corrected"),
    EventKind.DIRECTIVE_NEW: ("Chỉ đạo mới", "New directive"),
    EventKind.DIRECTIVE_CHANGED: ("Chỉ đạo có thay đổi", "Directive changed"),
    EventKind.ARTICLE_NEW: ("Tin mới", "New article"),
    EventKind.ARTICLE_CHANGED: ("Tin đã được sửa", "Article changed"),
    EventKind.ARTICLE_SUSPECTED: ("Tạm thời không thấy trên cổng", "Not found on the portal now"),
    EventKind.ARTICLE_WITHDRAWN: ("Không còn thấy trên cổng", "No longer on the portal"),
    EventKind.ARTICLE_RESTORED: ("Thấy lại trên cổng", "On the portal again"),
    EventKind.DEADLINE_NEAR: ("Sắp đến hạn", "Deadline near"),
    EventKind.DEADLINE_OVERDUE: ("Đã quá hạn", "Deadline passed"),
    EventKind.SOURCE_BLIND: ("Không đọc được cổng", "A portal cannot be read"),
    EventKind.SOURCE_BACK: ("Đọc lại được cổng", "A portal can be read again"),
    EventKind.SOURCE_FILLED: ("Đã đọc lần đầu", "First reading done"),
    EventKind.SERVICE_BACK: ("Dịch vụ chạy lại", "The service runs again"),
}
#: Events whose title names the last day: it is what decides whether the message is opened now.
_BY_DAY = {
    EventKind.DIRECTIVE_NEW: ("{}, hạn {}", "{}, due {}"),
    EventKind.DIRECTIVE_CHANGED: ("{}, hạn {}", "{}, due {}"),
    EventKind.DEADLINE_NEAR: ("{} {}", "{}: {}"),
}


@dataclass(frozen=True, slots=True)
class Style:
    """What all messages share: the address of our own pages ("" = none), and the templates."""

    public_url: str = ""
    layouts: Layouts = OURS


OUR_STYLE = Style()


def compose(
    alert: Alert,
    *,
    delivery_id: str,
    language: Language,
    now: datetime,
    timezone: tzinfo,
    shape: Shape = PLAIN,
    style: Style = OUR_STYLE,
) -> Message:
    """The message of `alert` for one delivery, in `shape`; it ends with `#` and `delivery_id`.

    `now` is aware; days and times are shown in `timezone`. Raises ValueError for an id that is
    not 16 lower-case hex digits.
    """
    if not _ID.fullmatch(delivery_id):
        raise ValueError("a delivery id has 16 lower-case hex digits")
    kind = alert.event.kind
    view = Teller(language, now, timezone, style.public_url).view(alert, delivery_id)
    heading = view.heading or heading_of(kind, language)
    words = Words(view, heading, _LAYOUTS.get(kind, "directive"), language, style.layouts)
    title = _headline(heading, view, language)
    happened = alert.event.item or alert.event.fill or alert.event.outage
    source = happened.source if happened else ""
    return dressed(words, title, shape, (kind.value, source) if source else (kind.value,))


def heading_of(kind: EventKind, language: Language) -> str:
    """What an event is called in `language`."""
    vietnamese, english = _HEADINGS[kind]
    return vietnamese if language == "vi" else english


@dataclass(frozen=True, slots=True)
class Words:
    """What is to be said, before it takes a form: the facts, and the layout they stand in."""

    view: View
    heading: str
    layout: str
    language: Language
    layouts: Layouts


def dressed(words: Words, title: str, shape: Shape, tags: tuple[str, ...]) -> Message:
    """The largest form of `words` that fits `shape`: cut by sense before it is written."""
    title = shorten(title, shape.title) if shape.title else ""
    if shape.form is not Form.SHORT:
        for view in smaller(words.view):
            laid = words.layouts.lay_out(words.layout, words.language, view, words.heading)
            body = written(laid.text, shape.form, language=words.language, title=title)
            if shape.holds(body):
                text = written(laid.text, Form.PLAIN) if shape.form is Form.MAIL else ""
                return Message(title, body, tags, shape.form, text, laid.flaw)
    return _least(words, title, shape, tags)


def _least(words: Words, title: str, shape: Shape, tags: tuple[str, ...]) -> Message:
    """One line: what is left where the room is smallest."""

    def size(line: str) -> int:
        return shape.size(written(line, shape.form, language=words.language, title=title))

    measured = Shape(shape.form, shape.body, shape.title, size)
    line = short(words.view, words.heading, words.language, measured)
    body = written(line, shape.form, language=words.language, title=title)
    return Message(title, body, tags, shape.form, line if shape.form is Form.MAIL else "")


def _headline(heading: str, view: View, language: Language) -> str:
    item, whole = view.item, view.fill or view.outage
    subject = (item.paper or item.title) if item else whole.source if whole else ""
    day, form = view.task.day if view.task else "", _BY_DAY.get(EventKind(view.kind))
    dated = form[language == "en"].format(heading, day) if day and form else heading
    return harmless(f"{dated}: {subject}" if subject else dated, HEADLINE_LIMIT)
