"""Why somebody is told, in words: what follows `Nhận vì: `."""

from collections.abc import Sequence

from alerts.model import Language, Reason, ReasonKind
from alerts.plain import harmless
from directives.model import Instruction

NAME_LIMIT = 100  # signs of the words or the receiver that decided

_BECAUSE = {
    "vi": {
        ReasonKind.EVERYTHING: "theo dõi mọi tin",
        ReasonKind.WORD: 'có từ "{}"',
        ReasonKind.RECEIVER: "giao {}",
        ReasonKind.COOPERATING: "{} phối hợp",
        ReasonKind.UNCLEAR: "chưa rõ nơi nhận, có thể gồm {}",
        ReasonKind.SOURCE: "theo dõi nguồn {}",
        ReasonKind.FIRST_FILL: "lần đọc đầu tiên của nguồn {}",
    },
    "en": {
        ReasonKind.EVERYTHING: "everything is watched",
        ReasonKind.WORD: 'holds "{}"',
        ReasonKind.RECEIVER: "{} must act",
        ReasonKind.COOPERATING: "{} cooperates",
        ReasonKind.UNCLEAR: "receiver unclear, possibly {}",
        ReasonKind.SOURCE: "source {} is watched",
        ReasonKind.FIRST_FILL: "first reading of source {}",
    },
}
_LEADS = {"vi": "{} chủ trì", "en": "{} leads"}


def because(reason: Reason, told: Sequence[Instruction], language: Language) -> str:
    """The reason in `language`; a receiver with others beside it among `told` leads them."""
    name = harmless(reason.detail, NAME_LIMIT)
    joined = any(entry.cooperating for entry in told if reason.detail in entry.addressees)
    if reason.kind is ReasonKind.RECEIVER and joined:
        return _LEADS[language].format(name)
    return _BECAUSE[language][reason.kind].format(name)
