"""What is known while a text is read on: who spoke last, and the open scope of an order."""

import re
from dataclasses import dataclass, field
from datetime import date

from directives.actors import Actor, Cast
from directives.model import Instruction
from directives.sentences import Stretch
from directives.tasks import Giver, Task, instruction

_SPEECH = re.compile(
    r"(?<!\w)(?:phát biểu|nhấn mạnh|kết luận|cho rằng|ghi nhận|biểu dương|đánh giá|chủ trì|kiểm tra|làm việc|chỉ đạo|yêu cầu|lưu ý|có ý kiến|tin tưởng|mong|chúc mừng|đề nghị|khẳng định|nêu rõ|công bố|thông báo|ban hành)(?!\w)"
)
_NOT_SPEAKING = (
    "với ",
    "của ",
    "cho ",
    "tại ",
    "mời ",
    "đến ",
)  # words before whom somebody else meets
_SPEAKS_WITHIN = 140  # characters from a name to its verb of speaking
_PATIENCE = 2  # sentences that order nothing after which a speech is over


@dataclass(frozen=True, slots=True)
class Source:
    """What is read: NFC text and its level form, who issued the paper (None: news), its day.

    `relayed`: who issued the paper that news tells of.
    """

    text: str
    flat: str
    cast: Cast
    issuer: Giver | None = None
    base: date | None = None
    title: str = ""
    relayed: Giver | None = None


@dataclass(slots=True)
class Scope:
    """The last speaker; giver and receivers that subjectless sentences inherit; what was found.

    `listed`: a colon opened a list, which only the end of the text closes. `quiet`: a section
    that tells aims. `item`: the last line that ordered nothing by itself, for the rows under it.
    """

    source: Source
    giver: Giver | None = None
    known_speaker: Giver | None = None
    receivers: tuple[str, ...] = ()
    listed: bool = False
    sure: bool = True
    missed: int = 0
    quiet: bool = False
    item: Stretch | None = None
    heard: list[Stretch] = field(default_factory=list)
    found: list[Instruction] = field(default_factory=list)
    unsure: list[Instruction] = field(default_factory=list)

    def emit(self, task: Task, giver: Giver, sure: bool | None = None) -> None:
        """Reads the task into an instruction; certainty is the scope's unless given."""
        source = self.source
        made = instruction(source.text, source.flat, task, giver, source.base)
        if not any(map(str.isalpha, made.span)):
            return
        certain = self.sure if sure is None else sure
        (self.found if certain else self.unsure).append(made)
        self.missed = 0

    def giver_of(self, actor: Actor) -> Giver:
        """An actor as giver, by the longest form the text has for it."""
        return Giver(self.source.cast.longest(actor), actor.body, actor.rank)

    def miss(self, place: Stretch) -> None:
        """A sentence that orders nothing: may end the scope, may name the next speaker."""
        self.missed += 1
        if not self.listed and self.missed >= _PATIENCE:
            self.giver, self.receivers = None, ()
        if self.source.issuer is None and _SPEECH.search(self.source.flat, place.start, place.end):
            self.heard.append(place)

    def speaker(self) -> Giver | None:
        """Who spoke last; looked for only when somebody needs to know."""
        while self.heard:
            giver = self._speaking(self.heard.pop())
            if giver is not None:
                self.known_speaker = giver
                self.heard.clear()
        return self.known_speaker

    def _speaking(self, place: Stretch) -> Giver | None:
        for actor in self.source.cast.between(place.start, place.end):
            if self.source.flat.endswith(_NOT_SPEAKING, place.start, actor.start):
                continue
            reach = min(place.end, actor.end + _SPEAKS_WITHIN)
            if _SPEECH.search(self.source.flat, actor.end, reach):
                return self.giver_of(actor)
        return None

    def speaks(self, giver: Giver | None) -> None:
        """An opener names the speaker for what follows."""
        if giver is not None:
            self.known_speaker = giver
            self.heard.clear()

    def only_unsure(self) -> tuple[Instruction, ...]:
        """The possible instructions that were not also found for certain."""
        known = {i.span for i in self.found}
        return tuple({i.span: i for i in self.unsure if i.span not in known}.values())
