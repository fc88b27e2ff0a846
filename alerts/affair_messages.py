"""An affair of chidao itself put into words for its operator."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from alerts.affairs import MOMENTARY, Affair, AliveFacts, Phase, Reading, TroubleFacts
from alerts.model import Language, Message
from alerts.phrases import moment_words
from alerts.plain import harmless
from alerts.trouble_words import words_of

NAME_LIMIT = 100  # signs of a source or channel
DETAIL_LIMIT = 400  # signs of a reason: several mistakes in the settings are told in one
HEADLINE_LIMIT = 120
SOURCES_SHOWN = 20  # more lines would hide what stands below them
TAG = "service"  # of every such message, for channels that sort by tags

_MIB = 1024**2


def compose_affair(
    affair: Affair, *, delivery_id: str, language: Language, timezone: tzinfo
) -> Message:
    """The message of `affair` for one delivery; its body ends with `#` and `delivery_id`."""
    teller = _Teller(language, timezone)
    if affair.trouble is not None:
        headline, lines = teller.trouble(affair.trouble, affair)
    elif affair.alive is not None:
        headline, lines = teller.alive(affair.alive, affair)
    else:
        raise ValueError("an affair without facts has no words")
    body = "\n".join((headline, *lines, f"{teller.host(affair)} #{delivery_id}"))
    return Message(headline, body, (TAG,))


@dataclass(frozen=True, slots=True)
class _Teller:
    language: Language
    timezone: tzinfo

    def trouble(self, facts: TroubleFacts, affair: Affair) -> tuple[str, list[str]]:
        words, texts = words_of(facts.trouble, self.language), _TEXTS[self.language]
        named = {
            "subject": harmless(facts.subject, NAME_LIMIT),
            "detail": harmless(facts.detail, DETAIL_LIMIT),
        }
        since, until = self._moment(facts.since), self._moment(affair.at)
        headline = harmless(texts.headlines[facts.phase].format(words.name), HEADLINE_LIMIT)
        if facts.phase is Phase.ENDED:
            return headline, [words.ended.format(**named), texts.lasted.format(since, until)]
        once = facts.trouble in MOMENTARY
        return headline, [
            words.what.format(**named).replace("..", "."),
            (texts.at if once else texts.since).format(since),
            words.lost,
            texts.to_do.format(words.to_do.format(**named)),
        ]

    def alive(self, facts: AliveFacts, affair: Affair) -> tuple[str, list[str]]:
        texts = _TEXTS[self.language]
        read = [self._reading(one) for one in facts.readings[:SOURCES_SHOWN]]
        more = len(facts.readings) - len(read)
        sent = texts.sent.format(sent=facts.sent, waiting=facts.waiting)
        return texts.alive.format(self._moment(affair.at)), [
            texts.running.format(self._moment(facts.running_since)),
            texts.sources if facts.readings else texts.no_source,
            *read,
            *([texts.more.format(more)] if more > 0 else []),
            texts.found.format(
                since=self._moment(facts.told_since), new=facts.new, directives=facts.directives
            ),
            sent + (texts.refused.format(facts.refused) if facts.refused else ""),
            ". ".join(self._reserves(facts)) + ".",
        ]

    def _reading(self, one: Reading) -> str:
        texts = _TEXTS[self.language]
        name = harmless(one.source, NAME_LIMIT)
        when = self._moment(one.last_good) if one.last_good else texts.never
        return f"+ {name}: {when}"

    def _reserves(self, facts: AliveFacts) -> Sequence[str]:
        texts = _TEXTS[self.language]
        backup = self._moment(facts.last_backup) if facts.last_backup else texts.no_backup
        space = [] if facts.free is None else [texts.free.format(facts.free // _MIB)]
        return [*space, texts.backup.format(backup)]

    def host(self, affair: Affair) -> str:
        return _TEXTS[self.language].host.format(harmless(affair.host, NAME_LIMIT))

    def _moment(self, moment: datetime) -> str:
        return moment_words(moment.astimezone(self.timezone), self.language)


@dataclass(frozen=True, slots=True)
class _Texts:
    headlines: dict[Phase, str]
    since: str
    at: str
    lasted: str
    to_do: str
    host: str
    alive: str
    running: str
    sources: str
    no_source: str
    more: str
    never: str
    found: str
    sent: str
    refused: str
    free: str
    backup: str
    no_backup: str


_TEXTS = {
    "vi": _Texts(
        headlines={
            Phase.BEGAN: "chidao gặp sự cố: {}",
            Phase.LASTS: "Sự cố chưa hết: {}",
            Phase.ENDED: "Đã hết sự cố: {}",
        },
        since="Từ {}.",
        at="Lúc {}.",
        lasted="Sự cố kéo dài từ {} đến {}.",
        to_do="Việc cần làm: {}",
        host="Máy chạy chidao: {}.",
        alive="chidao vẫn đang theo dõi, {}",
        running="Chạy liên tục từ {}.",
        sources="Lần đọc tốt gần nhất của từng nguồn:",
        no_source="Chưa có nguồn nào được theo dõi.",
        more="+ và {} nguồn nữa, xem: chidao status",
        never="chưa lần nào",
        found="Từ {since}: {new} tin mới, {directives} chỉ đạo mới hoặc thay đổi.",
        sent="Đã gửi {sent} thông báo, đang chờ gửi {waiting}",
        refused=", bị kênh từ chối {}",
        free="Ổ đĩa còn trống {} MB",
        backup="Sao lưu gần nhất: {}",
        no_backup="chưa có",
    ),
    "en": _Texts(
        headlines={
            Phase.BEGAN: "chidao is in trouble: {}",
            Phase.LASTS: "Still in trouble: {}",
            Phase.ENDED: "Trouble is over: {}",
        },
        since="Since {}.",
        at="At {}.",
        lasted="It lasted from {} to {}.",
        to_do="What to do: {}",
        host="Machine: {}.",
        alive="chidao is still watching, {}",
        running="Running since {}.",
        sources="When each source was last read well:",
        no_source="No source is watched yet.",
        more="+ and {} more sources, see: chidao status",
        never="never",
        found="Since {since}: {new} new items, {directives} directives new or changed.",
        sent="Messages sent: {sent}, waiting: {waiting}",
        refused=", refused: {}",
        free="Free space: {} MB",
        backup="Last backup: {}",
        no_backup="none yet",
    ),
}
