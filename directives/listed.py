"""Lists and sections of papers read in their order: heads, own tasks of items, rows of task tables."""

import re

from directives.agencies import same_body
from directives.normal import level
from directives.openers import ORDER
from directives.order_forms import Opener
from directives.outlines import Row, completed, list_head, section_heading, table_row
from directives.pieces import items
from directives.scopes import Scope
from directives.sentences import Stretch
from directives.tasks import Giver, Task, subject, trimmed

_AGREES = re.compile(
    r"(?:cơ bản )?(?:thống nhất|đồng ý|nhất trí|chấp thuận)(?: cao)?,? (?:chủ trương|với|đánh giá|nội dung|phương án|như|theo|về|cho)(?!\w)"
)
_HEADING_LENGTH = 160
_MARK_REACH = 8  # room for "Điều 12"
_NOT_OWN = ("passive", "forwarded")
_ARTICLE = re.compile(r"điều \d")
_QUOTES = ' .:\n"”“'


def outlined(scope: Scope, line: Stretch) -> bool:
    """Whether a line of a paper belongs to its outline: headings, and rows under a task."""
    source = scope.source
    row = table_row(source.flat, line)
    if row is not None and scope.item is not None:
        return _complete(scope, scope.item, row)
    section = section_heading(source.text, line)
    if section:
        scope.quiet = section == "quiet"
        scope.giver, scope.receivers, scope.listed = None, (), False
        if section == "assigns":
            scope.giver, scope.listed, scope.sure = source.issuer, True, True
    return bool(section) or scope.quiet


def _complete(scope: Scope, item: Stretch, row: Row) -> bool:
    """Adds a row to the task above it, which the row that names a lead makes an order."""
    source = scope.source
    span = trimmed(source.text, item).of(source.text)
    if not scope.found or not span.endswith(scope.found[-1].span):
        if row.kind != "lead" or source.issuer is None:
            return False
        scope.emit(Task(item, (), "task table"), source.issuer, sure=True)
    made = scope.found.pop()
    scope.found.append(completed(source.text, source.flat, made, row, source.base))
    return True


def is_own_task(scope: Scope, place: Stretch, opener: Opener) -> bool:
    """In a list, `Sở Y tế chỉ đạo các bệnh viện …` is a task of the body that begins the item."""
    source, giver = scope.source, scope.giver or scope.source.issuer
    in_paper = source.issuer is not None and (
        scope.giver is not None or is_item(source.text, place)
    )
    counted = scope.listed or in_paper
    if not counted or giver is None or opener.giver is None or opener.rule in _NOT_OWN:
        return False
    names = subject(source.text, source.flat, place)
    begins = opener.start - trimmed(source.text, place).start <= _HEADING_LENGTH
    return bool(names) and begins and not any(same_body(n, giver.body) for n in names)


def is_item(text: str, place: Stretch) -> bool:
    """Whether a number, letter or dash begins a sentence; an article of a decision is no item."""
    marked = trimmed(text, place).start > place.start
    return marked and not _ARTICLE.match(level(place.of(text)[:_MARK_REACH]))


def agrees(scope: Scope, place: Stretch) -> bool:
    """Whether a sentence only agrees to something: `Thống nhất chủ trương …`."""
    start = trimmed(scope.source.text, place).start
    return _AGREES.match(scope.source.flat, start) is not None


def heads_list(scope: Scope, place: Stretch, giver: Giver | None) -> bool:
    """`1. Sở Y tế:` names the receivers of the items that follow, on its own line or below."""
    source = scope.source
    head = list_head(source.text, source.flat, place) if _may_list(scope) else None
    if giver is None or head is None or not head[0] or _is_order(scope, place, head[1], giver):
        return False
    scope.giver, scope.receivers, scope.listed = giver, head[0], True
    if source.text[head[1] : place.end].strip(_QUOTES):
        for item in items(source.text, Stretch(head[1], place.end)):
            scope.emit(Task(item, scope.receivers, "list head"), giver)
    scope.missed = 0
    return True


def _is_order(scope: Scope, place: Stretch, stop: int, giver: Giver) -> bool:
    """Whether what looks like a head is a new order, or names the giver himself."""
    source = scope.source
    inner = trimmed(source.text, place)
    if ORDER.search(source.flat, inner.start, stop):
        return True
    return same_body(source.text[inner.start : stop].strip(_QUOTES), giver.body)


def _may_list(scope: Scope) -> bool:
    return scope.listed or (scope.source.issuer is not None and scope.giver is not None)
