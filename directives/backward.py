"""Orders whose giver stands behind them: `…. Đó là chỉ đạo của X`, `…, X yêu cầu.`"""

import re

from directives.scopes import Scope, Source
from directives.sentences import Stretch
from directives.tasks import Task, subject
from directives.wording import MODAL, receiver_start, task_start

_INVERTED = re.compile(
    r"[\"'” ]{0,3}(?:đó|đây|trên đây) (?:là|cũng là) (?:một trong những |những |các )?(?:nội dung |ý kiến )?(?:chỉ đạo|yêu cầu|kết luận|ý kiến chỉ đạo|lưu ý|đề nghị)(?: quan trọng| của)?(?!\w)"
)
_TOWARDS = re.compile(r"(?:đối với|với|cho) ")
_NAME_ENDS = re.compile(r" (?:nhằm|để|trong|tại|về|khi)(?!\w)|[.;]")
_TRAILING = re.compile(
    r"[,\"”] ?(?P<giver>[^,;.:]{4,120}) (?:yêu cầu|chỉ đạo|nhấn mạnh|lưu ý|đề nghị|quán triệt|chỉ rõ|nêu rõ)(?: thêm| rõ)?(?: (?:tại|trong|khi|vào|sáng|chiều) [^,;.:\n]{2,80})?[.!]?$"
)
_TRAILING_REACH, _NEAR = 230, 12
_MODAL = re.compile(rf"(?<!\w){MODAL}(?!\w)")


def inverted(scope: Scope, sentence: Stretch, previous: Stretch | None) -> bool:
    """Whether the sentence says whose order the one before it was; emits that one."""
    source = scope.source
    match = _INVERTED.match(source.flat, sentence.start, sentence.end)
    actors = source.cast.between(match.end(), sentence.end) if match else []
    if previous is None or not actors:
        return False
    towards = _TOWARDS.search(source.flat, actors[0].end, sentence.end)
    names = _one_receiver(source, towards.end(), sentence.end) if towards else ()
    names = names or subject(source.text, source.flat, previous)
    scope.sure = True
    scope.emit(Task(previous, names, "inverted"), scope.giver_of(actors[0]))
    return True


def _one_receiver(source: Source, start: int, end: int) -> tuple[str, ...]:
    if receiver_start().match(source.flat, start, end) is None:
        return ()
    stop = _NAME_ENDS.search(source.flat, start, end)
    return (source.text[start : stop.start() if stop else end].strip(" .,"),)


def trailing(scope: Scope, sentence: Stretch) -> bool:
    """Whether a giver and an order verb end the sentence; emits it and opens a scope."""
    source = scope.source
    reach = max(sentence.start, sentence.end - _TRAILING_REACH)
    match = _TRAILING.search(source.flat, reach, sentence.end)
    if match is None or match.start() <= sentence.start:
        return False
    actors = source.cast.between(match.start("giver"), sentence.end)
    near = bool(actors) and actors[0].start - match.start("giver") <= _NEAR
    names = _tasked(source, Stretch(sentence.start, match.start() + 1))
    if not near or names is None:
        return False
    scope.giver = scope.giver_of(actors[0])
    scope.speaks(scope.giver)
    scope.receivers, scope.sure, scope.listed = names, True, False
    scope.emit(Task(sentence, names, "trailing giver"), scope.giver)
    return True


def _tasked(source: Source, place: Stretch) -> tuple[str, ...] | None:
    names = subject(source.text, source.flat, place)
    if names and _MODAL.search(source.flat, place.start, place.end):
        return names
    return names if task_start().match(source.flat, place.start) else None
