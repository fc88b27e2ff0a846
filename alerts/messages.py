"""An alert put into words: plain text, laid out by the templates beside this file."""

import re
from datetime import datetime, tzinfo
from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from alerts.model import Alert, EventKind, Language, Message
from alerts.plain import ELLIPSIS, harmless
from alerts.views import View
from alerts.wording import Teller

HEADLINE_LIMIT = 120  # signs of a title: subject lines and lock screens show no more
_ID = re.compile(r"[0-9a-f]{16}")
_TEMPLATES = Path(__file__).parent / "templates"

_LAYOUTS = {
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
    EventKind.DIRECTIVE_CHANGED: ("Chỉ đạo thay đổi", "Directive changed"),
    EventKind.ARTICLE_NEW: ("Tin mới", "New article"),
    EventKind.ARTICLE_CHANGED: ("Tin được sửa", "Article changed"),
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


def compose(
    alert: Alert,
    *,
    delivery_id: str,
    language: Language,
    now: datetime,
    timezone: tzinfo,
) -> Message:
    """The message of `alert` for one delivery; its body ends with `#` and `delivery_id`.

    `now` is aware; days and times are shown in `timezone`. Raises ValueError for an id that is
    not 16 lower-case hex digits.
    """
    if not _ID.fullmatch(delivery_id):
        raise ValueError("a delivery id has 16 lower-case hex digits")
    kind = alert.event.kind
    view = Teller(language, now, timezone).view(alert, delivery_id)
    heading = heading_of(kind, language)
    template = _environment().get_template(f"{_LAYOUTS.get(kind, 'directive')}.{language}.j2")
    lines = template.render(view=view, heading=heading).splitlines()
    body = "\n".join(_tidy(line) for line in lines if line.strip())
    happened = alert.event.item or alert.event.fill or alert.event.outage
    source = happened.source if happened else ""
    tags = (kind.value, source) if source else (kind.value,)
    return Message(_headline(heading, view), body, tags)


def heading_of(kind: EventKind, language: Language) -> str:
    """What an event is called in `language`."""
    vietnamese, english = _HEADINGS[kind]
    return vietnamese if language == "vi" else english


def _headline(heading: str, view: View) -> str:
    item, whole = view.item, view.fill or view.outage
    subject = (item.paper or item.title) if item else whole.source if whole else ""
    return harmless(f"{heading}: {subject}" if subject else heading, HEADLINE_LIMIT)


def _tidy(line: str) -> str:
    """`line` without outer blanks, and without a full stop behind an ellipsis."""
    return line.strip().replace(f"{ELLIPSIS}.", ELLIPSIS)


@cache
def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        autoescape=False,  # plain text; every value went through `plain.harmless`
        trim_blocks=True,
        lstrip_blocks=True,
    )
