"""A sentence cut where it orders something else, or something of somebody else."""

import re

from directives.normal import CAPITAL
from directives.order_forms import Opener
from directives.sentences import Stretch
from directives.tasks import subject
from directives.wording import receiver_start

_NEW_ORDER = re.compile(r"[;,] (?:đồng thời,? )?(?=(?:giao(?: cho)?|yêu cầu|đề nghị|phân công) )")
_SEMICOLON = re.compile(r"; (?!(?:các |những )?(?:nội dung|đơn vị)(?!\w))(?=\w)")
_ITEM = re.compile(r"; (?=" + CAPITAL + r")")
_INNER_LIST = re.compile(r"(?:như|sau|gồm|là|sau đây) ?: ?(?=" + CAPITAL + r")")


def orders_apart(flat: str, sentence: Stretch) -> list[Stretch]:
    """A sentence cut before each further order: `…; giao Sở Y tế …`."""
    starts = [sentence.start]
    for match in _NEW_ORDER.finditer(flat, sentence.start, sentence.end):
        verb = flat.find(" ", match.end()) + 1
        if receiver_start().match(flat, verb) and match.start() > sentence.start:
            starts.append(match.end())
    ends = [*starts[1:], sentence.end]
    return [Stretch(a, b) for a, b in zip(starts, ends, strict=True)]


def charges_apart(text: str, flat: str, place: Stretch, task: int) -> list[Stretch]:
    """A task cut before each further body that has one: `giao Sở A làm …; Sở B làm …`."""
    found = _SEMICOLON.finditer(flat, max(task, place.start), place.end)
    cuts = (m.end() for m in found if subject(text, flat, Stretch(m.end(), place.end)))
    starts = [place.start, *cuts]
    return [Stretch(a, b) for a, b in zip(starts, [*starts[1:], place.end], strict=True)]


def tasks_of(text: str, place: Stretch, opener: Opener) -> list[Stretch]:
    """The tasks an opener's sentence holds: itself, or what stands after its colon."""
    if opener.colon:
        return items(text, Stretch(opener.task, place.end))
    colon = _INNER_LIST.search(text, opener.task, place.end)
    listed = items(text, Stretch(colon.end(), place.end)) if colon else []
    return listed if len(listed) > 1 else [place]


def items(text: str, span: Stretch) -> list[Stretch]:
    """Tasks after a colon, where each begins with a capital: `…: Rà soát …; Báo cáo …`."""
    cuts = [m.end() for m in _ITEM.finditer(text, span.start, span.end)]
    starts = [span.start, *cuts]
    return [Stretch(a, b) for a, b in zip(starts, [*cuts, span.end], strict=True)]
