"""Who speaks to whom over a whole text: the scope of an opener, and the tasks under it."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from directives.actors import Actor, Cast
from directives.model import Instruction
from directives.normal import CAPITAL
from directives.openers import ORDER, Opener, find_opener
from directives.sentences import Paragraph, Stretch, paragraphs, unwrap
from directives.tasks import Giver, Task, instruction, obliged, subject, trimmed
from directives.wording import MODAL, receiver_start, task_start

_END = re.compile(
    r"(?:các tin khác|các tin liên quan|tin liên quan|tin khác|tin cùng chuyên mục|nơi nhận|tác giả:|nguồn:|xem thêm|các bài viết khác)(?!\w)"
)
_BODY_END = "./."
_AUTHOR = re.compile(r"(?:" + CAPITAL + r"[\w.]{0,9}[ ,-]{0,3}){1,5}(?:\([^)]{1,30}\))?")
_AUTHOR_LENGTH = 45
_INVERTED = re.compile(
    r"[\"'” ]{0,3}(?:đó|đây|trên đây) (?:là|cũng là) (?:một trong những |những |các )?(?:nội dung |ý kiến )?(?:chỉ đạo|yêu cầu|kết luận|ý kiến chỉ đạo|lưu ý|đề nghị)(?: quan trọng| của)?(?!\w)"
)
_TOWARDS = re.compile(r"(?:đối với|với|cho) ")
_TRAILING = re.compile(
    r"[,\"”] ?(?P<giver>[^,;.:]{4,120}) (?:yêu cầu|chỉ đạo|nhấn mạnh|lưu ý|đề nghị|quán triệt|chỉ rõ|nêu rõ)(?: thêm| rõ)?[.!]?$"
)
_SPEECH = re.compile(
    r"(?<!\w)(?:phát biểu|nhấn mạnh|kết luận|cho rằng|ghi nhận|biểu dương|đánh giá|chủ trì|kiểm tra|làm việc|chỉ đạo|yêu cầu|lưu ý|có ý kiến|tin tưởng|mong|chúc mừng|đề nghị|khẳng định|nêu rõ)(?!\w)"
)
_LIABLE = re.compile(
    r"(?:chịu trách nhiệm|có trách nhiệm|căn cứ) (?:tổ chức |triển khai )?(?:thi hành|thực hiện)|chịu trách nhiệm thi hành|(?:quyết định|chỉ thị)(?: này)? thi hành|thực hiện (?:quyết định|chỉ thị|nghị quyết|kế hoạch) này"
)
_CHARGED = re.compile(r"(?<!\w)(?:chủ trì|có trách nhiệm|phối hợp với|chịu trách nhiệm)(?!\w)")
_ITEM = re.compile(r"; (?=" + CAPITAL + r")")
_INNER_LIST = re.compile(r"(?:như|sau|gồm|là|sau đây) ?: ?(?=" + CAPITAL + r")")
_CAPTION = re.compile(r"(?:ảnh|nguồn ảnh|clip|video|đồ họa): ?[^.]{1,60}\.?$")
_OTHER_NEWS = re.compile(r"\(\d{1,2}/\d{1,2}/\d{4}\)$")
_NEW_ORDER = re.compile(
    r"(?:[;,] |\. )(?:đồng thời,? )?(?=(?:giao(?: cho)?|yêu cầu|đề nghị|phân công) )"
)
_LEADS = re.compile(
    rf"(?<!\w)(?:{MODAL}|chủ trì|phối hợp|khẩn trương|tập trung|tăng cường|chủ động|tiếp tục|nghiêm túc|tổ chức|thực hiện)(?!\w)"
)
_NARRATIVE = re.compile(
    r"(?<!\w)(?:đã|đang|vừa qua|hiện nay|năm qua|cho biết|theo đó|được biết)(?!\w)"
)
_NARRATIVE_REACH = 70
_HEADING_LENGTH = 160
_SHORT, _SPEAKS_WITHIN = 12, 140
_OUGHT = re.compile(
    r"[^,]{1,120}, (?:[^,]{1,120}, )?(?:cũng |đồng thời )?(?:cần|phải)(?: phải)?(?!\w)"
)
_PATIENCE = 2  # sentences that order nothing after which a speech is over


@dataclass(slots=True)
class _State:
    """What is known while reading on: the last speaker, and the open scope."""

    giver: Giver | None = None
    speaker: Giver | None = None
    receivers: tuple[str, ...] = ()
    listed: bool = False
    sure: bool = True
    missed: int = 0
    found: list[Instruction] = field(default_factory=list)
    unsure: list[Instruction] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Source:
    """What is read: NFC text and its level form, who issued the paper (None: news), its day."""

    text: str
    flat: str
    cast: Cast
    issuer: Giver | None = None
    base: date | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Orders:
    """The instructions found, and the possible ones."""

    sure: tuple[Instruction, ...] = ()
    unsure: tuple[Instruction, ...] = ()


def read_orders(source: Source) -> Orders:
    """All instructions of a text in reading order; doubtful ones apart."""
    if not ORDER.search(source.flat) and source.issuer is None:
        return Orders()
    state = _State(speaker=source.issuer)
    previous: Stretch | None = None
    for paragraph in paragraphs(unwrap(source.text)):
        if _ends(source, paragraph):
            break
        if _CAPTION.search(
            source.flat, max(paragraph.place.start, paragraph.place.end - 80), paragraph.place.end
        ):
            continue
        for sentence in paragraph.sentences:
            _read(source, state, sentence, previous)
            previous = sentence
        if _BODY_END in paragraph.place.of(source.text):
            break
    return Orders(tuple(state.found), _only_new(state))


def _only_new(state: _State) -> tuple[Instruction, ...]:
    known = {i.span for i in state.found}
    return tuple({i.span: i for i in state.unsure if i.span not in known}.values())


def _ends(source: Source, paragraph: Paragraph) -> bool:
    place = paragraph.place
    if _END.match(source.flat, place.start):
        return True
    line = place.of(source.text)
    if _OTHER_NEWS.search(line) and _AUTHOR_LENGTH < place.start:
        return True
    late = place.start * 2 > len(source.text)
    return (
        late
        and len(line) <= _AUTHOR_LENGTH
        and _AUTHOR.fullmatch(line) is not None
        and not line.endswith(":")
    )


def _read(source: Source, state: _State, sentence: Stretch, previous: Stretch | None) -> None:
    if source.title and sentence.of(source.text).strip(" .") == source.title.strip(" ."):
        return
    if _inverted(source, state, sentence, previous) or _trailing(source, state, sentence):
        return
    for piece in _pieces(source, sentence):
        opener = find_opener(source.text, source.flat, piece, source.cast)
        if opener is not None:
            _open(source, state, piece, opener)
        elif not _continue(source, state, piece):
            _close(source, state, piece)


def _pieces(source: Source, sentence: Stretch) -> list[Stretch]:
    """A sentence cut before each further order to somebody else."""
    starts = [sentence.start]
    for match in _NEW_ORDER.finditer(source.flat, sentence.start, sentence.end):
        verb = source.flat.find(" ", match.end()) + 1
        if receiver_start().match(source.flat, verb) and match.start() > sentence.start:
            starts.append(match.end())
    ends = [*starts[1:], sentence.end]
    return [Stretch(a, b) for a, b in zip(starts, ends, strict=True)]


def _open(source: Source, state: _State, place: Stretch, opener: Opener) -> None:
    giver = _giver(source, opener.giver) if opener.giver else state.giver or state.speaker
    known = giver is not None
    giver = giver or Giver("", "")
    state.giver, state.speaker = (giver, giver) if known else (None, state.speaker)
    inherits = opener.giver is None and not opener.receivers
    state.receivers = state.receivers if inherits else opener.receivers
    state.sure = opener.sure and known
    rest = source.text[opener.task : place.end].strip(' .:\n"”“')
    state.listed = source.text.endswith(":", place.start, place.end) or (opener.colon and not rest)
    if state.listed:
        return
    if opener.rule == "forwarded" and state.found and "thông báo" in opener.verb:
        return  # the closing formula of an office letter repeats what it forwards
    for item in _tasks(source, place, opener):
        _task(source, state, item, opener, giver)


def _task(source: Source, state: _State, item: Stretch, opener: Opener, giver: Giver) -> None:
    inner = find_opener(source.text, source.flat, item, source.cast) if opener.colon else None
    if inner is not None and inner.giver is None and inner.receivers:
        state.receivers = inner.receivers
        _emit(source, state, Task(item, inner.receivers, inner.rule), giver)
        return
    names = state.receivers or subject(source.text, source.flat, item)
    _emit(source, state, Task(item, names, opener.rule), giver)


def _tasks(source: Source, place: Stretch, opener: Opener) -> list[Stretch]:
    if opener.colon:
        return _items(source, Stretch(opener.task, place.end))
    colon = _INNER_LIST.search(source.text, opener.task, place.end)
    items = _items(source, Stretch(colon.end(), place.end)) if colon else []
    return items if len(items) > 1 else [place]


def _items(source: Source, span: Stretch) -> list[Stretch]:
    """Tasks after a colon, where each begins with a capital: `…: Rà soát …; Báo cáo …`."""
    cuts = [m.end() for m in _ITEM.finditer(source.text, span.start, span.end)]
    starts = [span.start, *cuts]
    return [Stretch(a, b) for a, b in zip(starts, [*cuts, span.end], strict=True)]


def _giver(source: Source, actor: Actor) -> Giver:
    return Giver(source.cast.longest(actor), actor.body, actor.rank)


def _emit(source: Source, state: _State, task: Task, giver: Giver, sure: bool = True) -> None:
    made = instruction(source.text, source.flat, task, giver, source.base)
    (state.found if sure and state.sure else state.unsure).append(made)
    state.missed = 0


def _continue(source: Source, state: _State, place: Stretch) -> bool:
    giver = state.giver or source.issuer
    if giver is None:
        return _speaker_obliges(source, state, place)
    names = subject(source.text, source.flat, place)
    if source.issuer and names and _LIABLE.search(source.flat, place.start, place.end):
        _emit(source, replace_sure(state), Task(place, names, "liable"), giver)
        return True
    if source.issuer and names and _CHARGED.search(source.flat, place.start, place.end):
        _emit(source, replace_sure(state), Task(place, names, "charged"), giver)
        return True
    if state.giver is None:
        return False
    if state.listed and _heads_list(source, state, place):
        return True
    if names and _leads(source, place) and not _narrates(source, place):
        _emit(source, state, Task(place, names, "receiver leads"), giver)
        return True
    imperative = task_start().match(source.flat, place.start) or _OUGHT.match(
        source.flat, place.start, place.end
    )
    if not imperative or _narrates(source, place):
        return False
    _emit(source, state, Task(place, state.receivers, "inherited"), giver)
    return True


def _speaker_obliges(source: Source, state: _State, place: Stretch) -> bool:
    """A speaker's `Thanh Hóa cần …` is an order though no order verb opened it."""
    if state.speaker is None or _narrates(source, place):
        return False
    names = obliged(source.text, source.flat, place)
    if names:
        _emit(source, state, Task(place, names, "speaker obliges"), state.speaker)
        state.giver, state.receivers = state.speaker, names
    return bool(names)


def replace_sure(state: _State) -> _State:
    """The same lists with certainty restored: a paper's own closing formula is never doubtful."""
    return replace(state, sure=True)


def _heads_list(source: Source, state: _State, place: Stretch) -> bool:
    """`1. Sở Y tế:` alone names the receivers of the items that follow."""
    inner = trimmed(source.text, place)
    line = inner.of(source.text)
    if len(line) > _HEADING_LENGTH or not receiver_start().match(source.flat, inner.start):
        return False
    if line.endswith(":"):
        state.receivers = (line.rstrip(" :"),)
        return True
    return False


def _leads(source: Source, place: Stretch) -> bool:
    return bool(_LEADS.search(source.flat, place.start, place.end))


def _narrates(source: Source, place: Stretch) -> bool:
    reach = min(place.end, place.start + _NARRATIVE_REACH)
    return bool(_NARRATIVE.search(source.flat, place.start, reach))


def _close(source: Source, state: _State, place: Stretch) -> None:
    state.missed += 1
    if not state.listed and state.missed >= _PATIENCE:
        state.giver, state.receivers = None, ()
    if _SPEECH.search(source.flat, place.start, place.end):
        actors = source.cast.between(place.start, place.end)
        said = [
            a
            for a in actors
            if _SPEECH.search(source.flat, a.end, min(place.end, a.end + _SPEAKS_WITHIN))
        ]
        if said and source.issuer is None:
            state.speaker = _giver(source, said[0])


def _inverted(source: Source, state: _State, sentence: Stretch, previous: Stretch | None) -> bool:
    match = _INVERTED.match(source.flat, sentence.start, sentence.end)
    if match is None or previous is None:
        return False
    actors = source.cast.between(match.end(), sentence.end)
    if not actors:
        return False
    towards = _TOWARDS.search(source.flat, actors[0].end, sentence.end)
    names = receivers_of_rest(source, towards.end(), sentence.end) if towards else ()
    state.sure = True
    _emit(source, state, Task(previous, names, "inverted"), _giver(source, actors[0]))
    return True


def receivers_of_rest(source: Source, start: int, end: int) -> tuple[str, ...]:
    """The one receiver an inverted order names after `đối với`."""
    if receiver_start().match(source.flat, start, end) is None:
        return ()
    stop = re.compile(r" (?:nhằm|để|trong|tại|về|khi)(?!\w)|[.;]").search(source.flat, start, end)
    name = source.text[start : stop.start() if stop else end].strip(" .,")
    return (name,)


def _trailing(source: Source, state: _State, sentence: Stretch) -> bool:
    match = _TRAILING.search(source.flat, max(sentence.start, sentence.end - 150), sentence.end)
    if match is None or match.start() <= sentence.start:
        return False
    actors = source.cast.between(match.start("giver"), sentence.end)
    place = Stretch(sentence.start, match.start() + 1)
    names = subject(source.text, source.flat, place)
    modal = re.compile(MODAL).search(source.flat, place.start, place.end)
    task = task_start().match(source.flat, place.start)
    if (
        not actors
        or actors[0].start - match.start("giver") > _SHORT
        or not (task or (names and modal))
    ):
        return False
    state.giver = state.speaker = _giver(source, actors[0])
    state.receivers, state.sure, state.listed = names, True, False
    _emit(source, state, Task(sentence, names, "trailing giver"), state.giver)
    return True
