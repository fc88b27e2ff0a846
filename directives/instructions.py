"""Who orders whom over a whole text: openers, and the tasks in their scope (rules 1-6 of the field)."""

import re
from collections import Counter
from dataclasses import dataclass

from directives.agencies import same_body
from directives.backward import inverted, trailing
from directives.listed import agrees, heads_list, is_item, is_own_task, outlined
from directives.model import Instruction
from directives.normal import level, words
from directives.openers import ORDER, find_opener
from directives.order_forms import FORWARD, Opener
from directives.pieces import charges_apart, orders_apart, tasks_of
from directives.scopes import Scope, Source
from directives.sentences import Paragraph, Stretch, paragraphs, unwrap
from directives.tasks import Giver, Task, obliged, subject
from directives.text_ends import BODY_END, ends_text, is_caption
from directives.wording import MODAL, task_start

_LIABLE = re.compile(
    r"(?:chịu trách nhiệm|có trách nhiệm|căn cứ) (?:tổ chức |triển khai )?(?:thi hành|thực hiện)|chịu trách nhiệm thi hành|(?:quyết định|chỉ thị)(?: này)? thi hành|thực hiện (?:quyết định|chỉ thị|nghị quyết|kế hoạch) này"
)
_CHARGED = re.compile(r"(?<!\w)(?:chủ trì|có trách nhiệm|phối hợp với|chịu trách nhiệm)(?!\w)")
_LEADS = re.compile(
    rf"(?<!\w)(?:{MODAL}|chủ trì|phối hợp|khẩn trương|tập trung|tăng cường|chủ động|tiếp tục|nghiêm túc|tổ chức|thực hiện)(?!\w)"
)
_NARRATIVE = re.compile(
    r"(?<!\w)(?:đã|đang|vừa qua|hiện nay|năm qua|cho biết|theo đó|được biết)(?!\w)"
)
_REPORT = re.compile(r"(?<!\w)(?:đã|đến nay|tính đến|cùng kỳ|cho biết)(?!\w)")
_FORECASTS = re.compile(r" (?:dự báo|cảnh báo|nhận định|thông tin|khuyến cáo)(?!\w)")
_NARRATIVE_REACH = 70  # a report shows itself at the start of the sentence
_HEADING_LENGTH = 160
_OUGHT = re.compile(
    r"[^,]{1,120}, (?:[^,]{1,120}, )?(?:cũng |đồng thời )?(?:cần|phải)(?: phải)?(?!\w)"
)
_HEADED, _HEADLINE_LENGTH, _STOPS = 2, 250, tuple('.:;!?…”"')
_REPEATED = 0.8  # share of a lead's words that a later order holds too
_QUOTES = ' .:\n"”“'


@dataclass(frozen=True, slots=True)
class Orders:
    """The instructions found, and the possible ones."""

    sure: tuple[Instruction, ...] = ()
    unsure: tuple[Instruction, ...] = ()


def read_orders(source: Source) -> Orders:
    """All instructions of a text in reading order; doubtful ones apart."""
    ordered = ORDER.search(source.flat) or FORWARD.search(source.flat)
    if not ordered and source.issuer is None:
        return Orders()
    scope = Scope(source, known_speaker=source.issuer)
    previous: Stretch | None = None
    parts = paragraphs(unwrap(source.text))
    for paragraph in parts[_is_headline(source, parts) :]:
        if ends_text(source.text, source.flat, paragraph.place):
            break
        if is_caption(source.flat, paragraph.place):
            continue
        if source.issuer is not None and outlined(scope, paragraph.place):
            continue
        for sentence in paragraph.sentences:
            _read(scope, sentence, previous)
            previous = sentence
        scope.item = paragraph.place
        if BODY_END in paragraph.place.of(source.text):
            break
    return Orders(_without_lead(scope.found), scope.only_unsure())


def _is_headline(source: Source, parts: tuple[Paragraph, ...]) -> bool:
    """Whether an article's first line is its headline: short, with no stop at its end."""
    if source.issuer is not None or len(parts) < _HEADED:
        return False
    line = parts[0].place.of(source.text)
    return len(line) <= _HEADLINE_LENGTH and not line.endswith(_STOPS)


def _without_lead(found: list[Instruction]) -> tuple[Instruction, ...]:
    """Without a first order that a later one repeats in detail, as leads of articles do."""
    if len(found) > 1:
        lead, bags = Counter(words(found[0].span)), [Counter(words(i.span)) for i in found[1:]]
        most = max(sum((lead & bag).values()) for bag in bags)
        if most >= _REPEATED * sum(lead.values()):
            return tuple(found[1:])
    return tuple(found)


def _read(scope: Scope, sentence: Stretch, previous: Stretch | None) -> None:
    source = scope.source
    if source.title and sentence.of(source.text).strip(" .") == source.title.strip(" ."):
        return
    if inverted(scope, sentence, previous) or trailing(scope, sentence):
        return
    if heads_list(scope, sentence, scope.giver or source.issuer):
        return
    for piece in orders_apart(source.flat, sentence):
        opener = find_opener(source.text, source.flat, piece, source.cast)
        if opener is not None and not is_own_task(scope, piece, opener):
            _open(scope, piece, opener)
        elif not _continue(scope, piece):
            scope.miss(piece)


def _open(scope: Scope, place: Stretch, opener: Opener) -> None:
    giver = scope.giver_of(opener.giver) if opener.giver else scope.giver or scope.speaker()
    if opener.rule == "paper orders":
        giver = scope.source.relayed or giver
    scope.giver, scope.sure = giver, opener.sure and giver is not None
    scope.speaks(giver)
    if opener.giver is not None or opener.receivers:
        scope.receivers = opener.receivers
    text = scope.source.text
    rest = text[opener.task : place.end].strip(_QUOTES)
    opens_list = text.endswith(":", place.start, place.end) or (opener.colon and not rest)
    scope.listed = opens_list or (scope.listed and opener.giver is None)
    if opens_list or _repeats(scope, opener):
        return
    giver = giver or Giver("", "")
    for item in tasks_of(text, place, opener):
        first, *others = charges_apart(text, scope.source.flat, item, opener.task)
        _task(scope, first, opener, giver)
        for other in others:
            names = subject(text, scope.source.flat, other)
            scope.emit(Task(other, names, "receiver leads"), giver)


def _repeats(scope: Scope, opener: Opener) -> bool:
    """The closing formula of an office letter repeats what the letter forwards."""
    return opener.rule == "forwarded" and bool(scope.found) and "thông báo" in opener.verb


def _task(scope: Scope, item: Stretch, opener: Opener, giver: Giver) -> None:
    text, flat = scope.source.text, scope.source.flat
    inner = find_opener(text, flat, item, scope.source.cast) if opener.colon else None
    if inner is not None and inner.giver is None and inner.receivers:
        scope.receivers = inner.receivers
        scope.emit(Task(item, inner.receivers, inner.rule), giver)
        return
    names = scope.receivers or subject(text, flat, item)
    scope.emit(Task(item, names, opener.rule), giver)


def _continue(scope: Scope, place: Stretch) -> bool:
    """Whether a sentence without opener is a task all the same; emits it then."""
    giver = scope.giver or scope.source.issuer
    if giver is None:
        return _speaker_obliges(scope, place)
    names = subject(scope.source.text, scope.source.flat, place)
    rule = _charge(scope, place) if names else ""
    if rule:
        scope.emit(Task(place, names, rule), giver, sure=True)
        return True
    if scope.giver is None or agrees(scope, place):
        return False
    return _inherits(scope, place, names, giver)


def _charge(scope: Scope, place: Stretch) -> str:
    """A paper charges a body by naming it; the rule's name, or "" when it does not."""
    if scope.source.issuer is None:
        return ""
    if _LIABLE.search(scope.source.flat, place.start, place.end):
        return "liable"
    if _CHARGED.search(scope.source.flat, place.start, place.end):
        return "charged"
    return "charged item" if is_item(scope.source.text, place) else ""


def _inherits(scope: Scope, place: Stretch, names: tuple[str, ...], giver: Giver) -> bool:
    flat = scope.source.flat
    if _narrates(flat, place):
        return False
    follows = scope.listed or scope.missed == 0 or _LEADS.search(flat, place.start, place.end)
    reports = _REPORT.search(flat, place.start, place.end) or _tells(flat, place, names)
    if names and follows and not reports:
        scope.emit(Task(place, names, "receiver leads"), giver)
        return True
    if task_start().match(flat, place.start) or _OUGHT.match(
        scope.source.text, place.start, place.end
    ):
        scope.emit(Task(place, scope.receivers, "inherited"), giver)
        return True
    return False


def _tells(flat: str, place: Stretch, names: tuple[str, ...]) -> bool:
    """Whether a body only tells something, as a weather bureau does."""
    last = level(names[-1]) if names else ""
    start = flat.find(last, place.start, place.end) + len(last)
    return bool(names) and _FORECASTS.match(flat, start) is not None


def _speaker_obliges(scope: Scope, place: Stretch) -> bool:
    """A speaker's `Thanh Hóa cần …` is an order though no order verb opened it."""
    if _narrates(scope.source.flat, place):
        return False
    names = obliged(scope.source.text, scope.source.flat, place)
    speaker = scope.speaker() if names else None
    if speaker is None or any(same_body(name, speaker.body) for name in names):
        return False
    scope.emit(Task(place, names, "speaker obliges"), speaker)
    scope.giver, scope.receivers = speaker, names
    return True


def _narrates(flat: str, place: Stretch) -> bool:
    reach = min(place.end, place.start + _NARRATIVE_REACH)
    return bool(_NARRATIVE.search(flat, place.start, reach))
