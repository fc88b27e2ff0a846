"""Why somebody is told, in words: what follows `Nhận vì: `."""

from collections.abc import Sequence

from alerts.model import Language, Reason, ReasonKind
from alerts.plain import harmless
from directives.model import Instruction

NAME_LIMIT = 100  # signs of the words or the receiver that decided
REASONS_SHOWN = 3  # the most telling ones; further ones decide nothing for the reader

_BECAUSE = {
    "vi": {
        ReasonKind.READ_FROM_SCAN: 'vừa đọc được tệp "{}"',
        ReasonKind.NEW_SUBSCRIPTION: "đăng ký mới hoặc vừa mở rộng",
        ReasonKind.FIRST_FILL: "lần đọc đầu tiên của nguồn {}",
        ReasonKind.WATCH_ITSELF: "đang theo dõi văn bản {}",
        ReasonKind.WATCH: "nhắc đến văn bản đang theo dõi {}",
        ReasonKind.RECEIVER: "giao {}",
        ReasonKind.GROUP: "giao {}",
        ReasonKind.COOPERATING: "{} phối hợp",
        ReasonKind.UNCLEAR: "chưa rõ nơi nhận, có thể gồm {}",
        ReasonKind.UNREAD: 'chưa đọc được tệp "{}", nội dung có thể nằm trong đó',
        ReasonKind.ISSUER: "do {} ban hành",
        ReasonKind.WORD: 'có từ "{}"',
        ReasonKind.DOCUMENT_TYPE: "loại văn bản {}",
        ReasonKind.URGENCY: "độ khẩn {}",
        ReasonKind.SECTION: "theo dõi chuyên mục {}",
        ReasonKind.SOURCE: "theo dõi nguồn {}",
        ReasonKind.EVERYTHING: "theo dõi mọi tin",
    },
    "en": {
        ReasonKind.READ_FROM_SCAN: 'the file "{}" could be read now',
        ReasonKind.NEW_SUBSCRIPTION: "the subscription is new or wider than before",
        ReasonKind.FIRST_FILL: "first reading of source {}",
        ReasonKind.WATCH_ITSELF: "paper {} is watched",
        ReasonKind.WATCH: "cites {}, which is watched",
        ReasonKind.RECEIVER: "{} must act",
        ReasonKind.GROUP: "{} must act",
        ReasonKind.COOPERATING: "{} cooperates",
        ReasonKind.UNCLEAR: "receiver unclear, possibly {}",
        ReasonKind.UNREAD: 'the file "{}" could not be read and may hold it',
        ReasonKind.ISSUER: "issued by {}",
        ReasonKind.WORD: 'holds "{}"',
        ReasonKind.DOCUMENT_TYPE: "type of paper {}",
        ReasonKind.URGENCY: "urgency {}",
        ReasonKind.SECTION: "section {} is watched",
        ReasonKind.SOURCE: "source {} is watched",
        ReasonKind.EVERYTHING: "everything is watched",
    },
}
_LEADS = {"vi": "{} chủ trì", "en": "{} leads"}
_AMONG = {"vi": " (gồm {})", "en": " (among them {})"}
_KNOWN_AS = {"vi": " (theo dõi {})", "en": " (watched as {})"}
#: Why an alert comes at all; what it has found is told behind it.
_OPENINGS = frozenset({ReasonKind.READ_FROM_SCAN, ReasonKind.NEW_SUBSCRIPTION})


def because(reason: Reason, told: Sequence[Instruction], language: Language) -> str:
    """The reasons in `language`, the most telling first; a receiver with others beside it among
    `told` leads them."""
    shown = [part for part in reason.parts if part.kind is not ReasonKind.SOURCE] or [reason]
    most = REASONS_SHOWN + (reason.kind in _OPENINGS)
    return "; ".join(_worded(part, told, language) for part in shown[:most])


def _worded(reason: Reason, told: Sequence[Instruction], language: Language) -> str:
    name = harmless(reason.detail, NAME_LIMIT)
    if reason.watched:
        other = _AMONG if reason.kind is ReasonKind.GROUP else _KNOWN_AS
        name += other[language].format(harmless(reason.watched, NAME_LIMIT))
    joined = any(entry.cooperating for entry in told if reason.detail in entry.addressees)
    if reason.kind is ReasonKind.RECEIVER and joined:
        return _LEADS[language].format(name)
    return _BECAUSE[language][reason.kind].format(name)
