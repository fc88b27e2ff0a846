"""A change as rows of before and after, cut to where they differ; and which way a deadline moved."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from alerts.model import Language
from alerts.phrases import last_day, moved_words
from alerts.plain import ELLIPSIS, harmless
from alerts.views import RowView
from articles.model import FieldChange
from directives.model import Instruction

ROWS_SHOWN = 3  # as many as fit on a phone's screen beside the task
VALUE_LIMIT = 160  # signs of one side of a change
LABEL_LIMIT = 40
CONTEXT_WORDS = 4  # words kept before and after the place where two long values differ
LETTERS_SHOWN = 20  # letters kept before the difference within one endless word
_SCAN_LIMIT = 20_000  # signs of a value that are compared

_DATE = re.compile(
    r"(?<![\d/.-])(?:(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<day>\d{1,2})\s*(?:[/.-]|tháng)\s*(?P<month>\d{1,2})"
    r"(?:\s*(?:[/.-]|năm)\s*(?P<year>\d{4}))?)(?![\d/])"
)
_DEADLINE_FIELD = re.compile(r"deadline|\bdue\b")
#: What a field is called, by the first of these that its name contains; (Vietnamese, English).
_LABELS = (
    ("deadline", ("Thời hạn", "Deadline")),
    ("addressees", ("Nơi thực hiện", "Receiver")),
    ("cooperating", ("Phối hợp", "Cooperating")),
    ("targets", ("Chỉ tiêu", "Targets")),
    ("cites", ("Căn cứ", "Cites")),
    ("attachments", ("Tệp đính kèm", "Files")),
    ("images", ("Hình ảnh", "Pictures")),
    ("published", ("Ngày đăng", "Published")),
    ("title", ("Tiêu đề", "Title")),
    ("byline", ("Tác giả", "Author")),
    ("lead", ("Tóm tắt", "Lead")),
    ("number", ("Số ký hiệu", "Number")),
    ("issued", ("Ngày ban hành", "Issued")),
    ("effective", ("Ngày hiệu lực", "Effective")),
    ("signer", ("Người ký", "Signer")),
    ("issuer", ("Cơ quan ban hành", "Issuer")),
    ("subject", ("Trích yếu", "Subject")),
    ("urgency", ("Độ khẩn", "Urgency")),
    ("paragraphs", ("Nội dung", "Text")),
    ("text", ("Nội dung", "Text")),
    ("body", ("Nội dung", "Text")),
    ("instruction", ("Nhiệm vụ", "Task")),
    ("type", ("Loại văn bản", "Type")),
)


def deadlines_first(fields: Sequence[FieldChange]) -> tuple[FieldChange, ...]:
    """`fields` with those of deadlines before the others."""
    return tuple(sorted(fields, key=lambda change: not _is_deadline(change)))


def rows(fields: Sequence[FieldChange], language: Language) -> tuple[RowView, ...]:
    """The first fields as rows of a message."""
    return tuple(_row(change, language) for change in fields[:ROWS_SHOWN])


def moved(fields: Sequence[FieldChange], language: Language, day: date | None = None) -> str:
    """Which way the deadline went, when exactly one went from one day to another; else "".

    `day` is where it now stands, if known: dates written without a year are taken next to it.
    """
    ways = {
        (_only_date(change.before, day), _only_date(change.after, day))
        for change in fields
        if _is_deadline(change)
    }
    ways = {(before, after) for before, after in ways if before != after}
    if len(ways) != 1:
        return ""
    ((before, after),) = ways
    return moved_words(before, after, language) if before and after else ""


def has_moved(told: Instruction, fields: Sequence[FieldChange]) -> bool:
    """Whether the deadline of `told` is one that `fields` name as new."""
    if told.deadline is None:
        return False
    day = last_day(told.deadline)
    news = [change.after for change in fields if _is_deadline(change)]
    return any(
        told.deadline.phrase in new or (day is not None and _only_date(new, day) == day)
        for new in news
    )


def _is_deadline(change: FieldChange) -> bool:
    return bool(_DEADLINE_FIELD.search(change.field))


def _row(change: FieldChange, language: Language) -> RowView:
    before, after = excerpts(change.before, change.after)
    return RowView(
        _label(change.field, language), harmless(before, VALUE_LIMIT), harmless(after, VALUE_LIMIT)
    )


def _label(field: str, language: Language) -> str:
    for name, (vietnamese, english) in _LABELS:
        if name in field:
            return vietnamese if language == "vi" else english
    return harmless(field, LABEL_LIMIT)


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Both values, cut to where they differ (with some words around) when they are long."""
    old, new = before[:_SCAN_LIMIT].split(), after[:_SCAN_LIMIT].split()
    if max(len(before), len(after)) <= VALUE_LIMIT:
        return " ".join(old), " ".join(new)
    shortest = min(len(old), len(new))
    head = next((n for n in range(shortest) if old[n] != new[n]), shortest)
    rest = shortest - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    return _inside_words(_cut(old, head, tail), _cut(new, head, tail))


def _inside_words(before: str, after: str) -> tuple[str, str]:
    """Both excerpts without the letters that they share in front, where that is all one would see."""
    pairs = enumerate(zip(before, after, strict=False))
    shared = next((place for place, (a, b) in pairs if a != b), min(len(before), len(after)))
    start = shared - LETTERS_SHOWN
    if shared < VALUE_LIMIT - LETTERS_SHOWN or start <= 0:
        return before, after
    return ELLIPSIS + before[start:], ELLIPSIS + after[start:]


def _cut(words: Sequence[str], head: int, tail: int) -> str:
    start = max(0, head - CONTEXT_WORDS)
    end = min(len(words), len(words) - tail + CONTEXT_WORDS)
    inner = " ".join(words[start:end])
    opening = ELLIPSIS if start and inner else ""
    return opening + inner + (ELLIPSIS if end < len(words) and inner else "")


def _only_date(value: str, near: date | None) -> date | None:
    dates = {_date(match, near) for match in _DATE.finditer(value[:_SCAN_LIMIT])} - {None}
    return dates.pop() if len(dates) == 1 else None


def _date(match: re.Match[str], near: date | None) -> date | None:
    """The day a match names; without a year the one nearest to `near`."""
    with suppress(ValueError):
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        day, month = int(match["day"]), int(match["month"])
        if match["year"]:
            return date(int(match["year"]), month, day)
        if near is not None:
            return _nearest(day, month, near)
    return None


def _nearest(day: int, month: int, near: date) -> date | None:
    """The day of that name next to `near`; the 29th of February is not in every year."""
    found: list[date] = []
    for year in (near.year - 1, near.year, near.year + 1):
        with suppress(ValueError):
            found.append(date(year, month, day))
    return min(found, key=lambda named: abs(named - near), default=None)
