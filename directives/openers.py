"""Where an order opens: giver, order verb, receivers; and what only looks like one."""

import re

from directives.actors import Actor, Cast
from directives.agencies import rank
from directives.names import receivers_at
from directives.order_forms import (
    CLAUSE_START,
    PASSIVE_BEFORE,
    Opener,
    bare_post,
    forwarded,
    is_subject,
    passive_order,
)
from directives.sentences import Stretch
from directives.tasks import obliged
from directives.wording import MODAL, list_mark, task_start

ORDER = re.compile(
    r"(?<!\w)(?:(?P<block>(?:có ý kiến(?: chỉ đạo)?|chỉ đạo|kết luận|yêu cầu|đề nghị|quyết định)(?: như sau| một số nội dung sau| các nội dung sau| thực hiện các nội dung sau| các nhiệm vụ sau) ?:)"
    r"|(?P<strong>yêu cầu|đề nghị|chỉ đạo|chỉ thị|ra lệnh|đôn đốc|nhắc nhở)"
    r"|(?P<assign>giao(?: nhiệm vụ| trách nhiệm)?(?: cho)?|phân công)"
    r"|(?P<medium>nhấn mạnh|lưu ý|quán triệt|kết luận|cho rằng|khẳng định|gợi ý|mong muốn|mong rằng|tin tưởng|nêu rõ|chỉ rõ))(?!\w)"
)
_NOUN_BEFORE = re.compile(
    r"(?:công tác|sự|ý kiến|văn bản|ban|theo|đáp ứng|đáp ứng được|một số|nhiều|những|đúng|mọi|bàn|nhu cầu|mục đích,?|xét|tập trung|lãnh đạo,?|tham mưu|với|của|nội dung|nhiệm vụ|hồ sơ|"
    r"bộ phận|phát biểu|điều hành,?|đề xuất,?|kiến nghị,?|thông tin|đơn|giấy|hoặc|chuyển|trao|tiếp nhận|thực hiện|triển khai|tờ trình|có|khi|nếu|không|chưa|bị|xem xét,?|hướng dẫn,?|theo dõi,?|quản lý,?|đảm bảo|bảo đảm|phù hợp|trên cơ sở|là|từ|vì|do|tổng thể|các|xử lý|trước|vượt|phục vụ|tăng cường|số|về|giải quyết|thuộc|người|bên|tuyến|ngành|trục|giờ|hợp đồng|ngoại|xã hội|thỏa|quyết định|chủ trương) $"
)
_REPORTED = re.compile(r"(?:đã|từng|sẽ|luôn|đang|thường xuyên|được|có thể|kịp thời) {1,2}$")
_WILL = re.compile(r"(?<!\w)sẽ(?!\w)")
_ADVERBS = re.compile(
    r"(?:[ ,]{0,2}(?:đã|vừa|mới|cũng|còn|tiếp tục|đồng thời|sẽ|luôn|trực tiếp|nhiều lần|kịp thời|đặc biệt|ngoài ra|tiếp tục|cơ bản|thống nhất|một lần nữa|nghiêm khắc|vừa qua|và|thay mặt|lại|thường xuyên))*[ ,]{0,3}$"
)
_RELAY = re.compile(
    r"(?:văn bản|công văn|công điện|chỉ thị|thông báo|kế hoạch|quyết định|kết luận|tờ trình|hướng dẫn|nghị quyết|thư|ý kiến|số)(?!\w)"
)
_CLAUSE_BREAK = re.compile(
    r"(?:[,;:-]|(?<!\w)và|đồng thời|theo đó,?|qua đó,?|từ đó,?|trong đó,?) {0,2}$"
)
_OBJECT_BEFORE = re.compile(
    r"(?:của|với|cho|theo|tại|đến|tới|gửi|về|trình|mời|tham mưu|từ|nghe|bởi|là|thuộc|vào|giúp|trên) {1,2}$"
)
_PEOPLE_AFTER = re.compile(r",? {1,3}(?:thêm |rõ |rằng,? |là |đối với |với |cho )?")
_MEDIUM_TASK = re.compile(rf"(?:[^.;:\n]{{0,160}}?(?<!\w))?{MODAL}(?!\w)")
_FORMULA = re.compile(r"[\"' (-]{0,5}(?:căn cứ|xét|theo đề nghị|theo yêu cầu)(?!\w)")
_PRONOUN = re.compile(
    r"(?:[^,]{0,80}, )?(?:ông|bà|đồng chí|(?:đồng chí )?(?:phó )?(?:chủ tịch|bí thư|giám đốc|bộ trưởng|thủ tướng|trưởng ban|đại sứ)|thứ trưởng|(?:sở|bộ|cơ quan|đơn vị|ủy ban|tỉnh|ban) này)(?: (?:cũng|còn|đồng thời|tiếp tục|đặc biệt|đã))* $"
)
_PAPER = re.compile(
    r"(?:^|[,.;] )(?:tại |trong )?(?:công điện|công văn|văn bản|chỉ thị|thông báo|kết luận)(?: này| trên| nêu trên)?,?(?: cũng| nêu rõ| nêu rõ,)? $"
)
_PAPER_REACH = 40  # room for "Trong công văn nêu trên, cũng"
_GIVER_REACH = 420
_SHORT_GAP = 90
_IMPERATIVE = frozenset({"chỉ đạo", "đôn đốc", "phân công", "nhắc nhở", "quán triệt", "chỉ thị"})
_UPWARD_VERBS = frozenset({"đề nghị", "mong muốn", "gợi ý", "kiến nghị"})


def find_opener(text: str, flat: str, sentence: Stretch, cast: Cast) -> Opener | None:
    """The first order in a sentence, or None; `text` NFC and `flat` its level form."""
    if _FORMULA.match(flat, sentence.start) and flat[sentence.end - 1] in ";,":
        return None
    actors: list[Actor] | None = None
    for match in ORDER.finditer(flat, sentence.start, sentence.end):
        if _is_noun(flat, match, sentence) and not _paper_speaks(flat, match, sentence):
            continue
        if actors is None:
            actors = cast.between(sentence.start, sentence.end)
        opener = _opened(text, flat, match, sentence, actors)
        if opener is not None:
            return opener
    return forwarded(text, flat, sentence, cast)


def _is_noun(flat: str, match: re.Match[str], sentence: Stretch) -> bool:
    if match["block"]:
        return False
    return bool(_NOUN_BEFORE.search(flat, max(sentence.start, match.start() - 24), match.start()))


def _opened(
    text: str, flat: str, match: re.Match[str], sentence: Stretch, actors: list[Actor]
) -> Opener | None:
    giver, passive = _giver(flat, match, sentence, actors)
    stop = giver.start if giver and passive else None if giver else bare_post(flat, match, sentence)
    if stop is not None:
        return passive_order(text, flat, match, sentence, giver=giver, stop=stop)
    after = _after(text, flat, match, sentence)
    if after is None:
        return None
    receivers, task, colon = after
    if giver is None and match[0] in _IMPERATIVE:
        return None
    paper = giver is None and _paper_speaks(flat, match, sentence)
    if giver is None and not paper and not _may_inherit(flat, match, sentence):
        return None
    if giver and not _goes_down(giver, receivers, match[0]):
        return None
    reported = bool(giver and _WILL.search(flat, giver.end, match.start())) or bool(
        _REPORTED.search(flat, max(sentence.start, match.start() - 16), match.start())
    )
    rule = "giver" if giver else "paper orders" if paper else "inherited giver"
    if not receivers:
        receivers = obliged(text, flat, Stretch(task, sentence.end))
    return Opener(giver, match[0], match.start(), receivers, task, colon, rule, not reported)


def _after(
    text: str, flat: str, match: re.Match[str], sentence: Stretch
) -> tuple[tuple[str, ...], int, bool] | None:
    """(receivers, where the task begins, whether a colon ends the opener), or None: no order."""
    if match["block"]:
        return (), match.end(), True
    if flat[match.end() : match.end() + 2].strip().startswith(":"):
        begins = flat.index(":", match.end()) + 1
        return ((), begins, True) if _orders_after(flat, begins, sentence) else None
    gap = _PEOPLE_AFTER.match(flat, match.end(), sentence.end)
    start = gap.end() if gap else match.end()
    if match["medium"] and not _MEDIUM_TASK.match(flat, start, sentence.end):
        return None
    found = receivers_at(text, flat, start, sentence.end)
    if match["medium"]:
        return (found.names if found else (), start, bool(found and found.colon))
    if found is not None:
        return found.names, found.end + found.colon, found.colon
    task = None if match["assign"] else task_start().match(flat, start, sentence.end)
    return ((), start, False) if task and text[start].islower() else None


def _orders_after(flat: str, start: int, sentence: Stretch) -> bool:
    """Whether what follows a colon is a task, a list still to come, or something else said."""
    while start < sentence.end and flat[start] in " \"'":
        start += 1
    if start >= sentence.end or task_start().match(flat, start, sentence.end):
        return True
    return bool(_MEDIUM_TASK.match(flat, start, sentence.end))


def _giver(
    flat: str, match: re.Match[str], sentence: Stretch, actors: list[Actor]
) -> tuple[Actor | None, bool]:
    for actor in reversed(actors):
        if actor.end > match.start():
            continue
        if match.start() - actor.end > _GIVER_REACH:
            break
        if _OBJECT_BEFORE.search(flat, max(sentence.start, actor.start - 12), actor.start):
            continue
        passive = bool(
            PASSIVE_BEFORE.search(flat, max(sentence.start, actor.start - 8), actor.start)
        )
        gap = flat[actor.end : match.start()]
        if _ADVERBS.match(gap):
            return actor, passive
        if not passive and is_subject(flat, actor, sentence) and _leads_on(gap):
            return actor, False
    return None, False


def _leads_on(gap: str) -> bool:
    if _RELAY.search(gap) or _CLAUSE_BREAK.search(gap):
        return True
    return len(gap) < _SHORT_GAP and gap.strip().startswith(("(", "-", ","))


def _paper_speaks(flat: str, match: re.Match[str], sentence: Stretch) -> bool:
    """`Công điện yêu cầu …`: the paper stands for who issued it."""
    reach = max(sentence.start, match.start() - _PAPER_REACH)
    return bool(_PAPER.search(flat[reach : match.start()])) and not match["medium"]


def _may_inherit(flat: str, match: re.Match[str], sentence: Stretch) -> bool:
    before = flat[max(sentence.start, match.start() - _GIVER_REACH) : match.start()]
    mark = list_mark().match(before)
    rest = before[mark.end() :] if mark else before
    if _PRONOUN.fullmatch(rest):
        return True
    return bool(CLAUSE_START.search(rest)) and not match["medium"]


def _goes_down(giver: Actor, receivers: tuple[str, ...], verb: str) -> bool:
    if giver.rank is None or not receivers:
        return True
    ranks = [r for r in map(rank, receivers) if r is not None]
    if not ranks:
        return True
    highest = max(ranks)
    return highest <= giver.rank if verb in _UPWARD_VERBS else highest <= giver.rank + 1
