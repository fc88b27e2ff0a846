"""What an opened order is, and two of its forms: passive, and handed on by an office."""

import re
from dataclasses import dataclass

from directives.actors import Actor, Cast
from directives.names import receivers_at, split_names
from directives.sentences import Stretch
from directives.wording import receiver_start, task_start

FORWARD = re.compile(
    r"(?<!\w)(?:chuyển (?:nội dung|văn bản|đơn|hồ sơ|kiến nghị|ý kiến|công văn)?[^.;\n]{0,160}?(?:đến|cho|tới) |(?:thông báo|thông tin)[^.;\n]{0,80}? (?:để|đến|tới|cho) )(?P<who>)"
)
_FORWARD_TASK = re.compile(
    r"(?:để |được )?(?:biết(?: và|,)? (?:tổ chức |triển khai )?thực hiện|nghiên cứu|xử lý|xem xét|giải quyết|tham mưu|kiểm tra|triển khai|thực hiện|biết, thực hiện)"
)
PASSIVE_BEFORE = re.compile(r"(?:được|do) {1,2}$")
_BARE_POST = re.compile(
    r"(?:được|do) {1,2}(?P<post>(?:phó )?(?:chủ tịch|bộ trưởng|bí thư|giám đốc|thủ tướng)) {1,2}$"
)
CLAUSE_START = re.compile(r"(?:^|[,;:.\"'-]|(?<!\w)và|đồng thời|theo đó|nhưng|cũng) {0,2}[\"']?$")
LOOK_BACK = 24  # characters in which the start of a clause shows itself


@dataclass(frozen=True, slots=True)
class Opener:
    """An order verb at `start` of the text that opens a task at `task`.

    `giver` None: inherited. `colon`: only giver and receivers stand before a colon. `rule` names
    the form. `sure` False: a report, a plan, or a direction nobody can tell.
    """

    giver: Actor | None
    verb: str
    start: int
    receivers: tuple[str, ...]
    task: int
    colon: bool
    rule: str
    sure: bool = True


def forwarded(text: str, flat: str, sentence: Stretch, cast: Cast) -> Opener | None:
    """`Văn phòng … chuyển nội dung … đến RECEIVER để xử lý`: an office hands a task on."""
    match = FORWARD.search(flat, sentence.start, sentence.end)
    if match is None:
        return None
    found = receivers_at(text, flat, match.end(), sentence.end)
    if found is None:
        return None
    end = flat.rfind(" để ", match.end(), found.end + 1)
    task = _FORWARD_TASK.search(
        flat, end if end > 0 else found.end, min(sentence.end, found.end + 40)
    )
    givers = [
        a for a in cast.between(sentence.start, match.start()) if is_subject(flat, a, sentence)
    ]
    if task is None or not givers:
        return None
    names = split_names(text, flat, match.end(), end if end > 0 else found.end)
    return Opener(givers[-1], match[0], match.start(), names, task.start(), False, "forwarded")


def is_subject(flat: str, actor: Actor, sentence: Stretch) -> bool:
    """Whether an actor stands where a clause begins."""
    return bool(
        CLAUSE_START.search(flat[max(sentence.start, actor.start - LOOK_BACK) : actor.start])
    )


def bare_post(flat: str, match: re.Match[str], sentence: Stretch) -> int | None:
    """Where a post without body begins that a passive names: `được Bộ trưởng giao`."""
    start = max(sentence.start, match.start() - LOOK_BACK)
    bare = _BARE_POST.search(flat, start, match.start())
    return bare.start("post") if bare else None


def passive_order(
    text: str,
    flat: str,
    match: re.Match[str],
    sentence: Stretch,
    *,
    giver: Actor | None,
    stop: int,
) -> Opener | None:
    """`RECEIVER được GIVER giao TASK`: the receiver is the subject, the task follows the verb.

    `stop` is where the giver begins; None for a post without body, as `được Bộ trưởng giao`.
    """
    task = task_start().match(flat, match.end() + 1, sentence.end)
    lead = PASSIVE_BEFORE.search(flat[sentence.start : stop])
    begins = receiver_start().match(flat, sentence.start, stop)
    if task is None or lead is None or begins is None or not match["assign"]:
        return None
    first, end = begins.start("receiver"), sentence.start + lead.start()
    if receivers_at(text, flat, first, end) is not None:
        return None  # the receiver already does something: a report of work given
    names = split_names(text, flat, first, end)
    after = match.end() + 1
    return Opener(giver, match[0], match.start(), names, after, False, "passive", bool(names))
