"""One event with what is worked out once for all subscriptions: words, bodies, numbers, files."""

from collections.abc import Mapping
from functools import cached_property

from alerts.model import ChangeFacts, Event, EventKind, ItemFacts, Reason, ReasonKind
from alerts.wanted import Vocabulary
from alerts.words import WordIndex, index
from directives.agencies import canonical
from directives.citations import normal_number
from directives.model import Document, Extraction
from directives.normal import fold, key
from directives.receivers import is_group

EVERYTHING = "*"
#: How a change lists the receivers before and after (directives.compare).
RECEIVERS_JOINED_BY = ";"
#: A file that could not be read may hold anything only while its item is news.
_NEWS = frozenset(
    {
        EventKind.DIRECTIVE_NEW,
        EventKind.DIRECTIVE_CHANGED,
        EventKind.ARTICLE_NEW,
        EventKind.ARTICLE_CHANGED,
    }
)
#: The summary of a first crawl stands for the single alerts that are not sent then.
_SUMMARISED = frozenset({EventKind.DIRECTIVE_NEW.value, EventKind.ARTICLE_NEW.value})
_BY_RANK = (ReasonKind.RECEIVER, ReasonKind.GROUP, ReasonKind.COOPERATING)


class Subject:
    """What an item (with what changed of it) says to those who want `wanted`."""

    def __init__(
        self, item: ItemFacts | None, change: ChangeFacts | None, wanted: Vocabulary
    ) -> None:
        self.item = item
        self.change = change
        self.wanted = wanted
        self.extraction = item.extraction if item else Extraction()
        self.document = self.extraction.document or Document()

    @cached_property
    def text(self) -> WordIndex:
        """Title, text and the files' texts, folded once."""
        if self.item is None:
            return index("")
        files = [file.text for file in self.item.files if file.text]
        return index("\n".join((self.item.article.text, *files)))

    @cached_property
    def words(self) -> Mapping[str, Reason]:
        """The wanted phrases found, each with its words as they stand in the text."""
        found = self.wanted.words.found_in(self.text)
        return {
            phrase: Reason(ReasonKind.WORD, self.text.as_written(*place))
            for phrase, place in found.items()
        }

    @cached_property
    def excluded(self) -> Mapping[str, str]:
        """The unwanted phrases found, as they stand in the text."""
        found = self.wanted.excluded.found_in(self.text)
        return {phrase: self.text.as_written(*place) for phrase, place in found.items()}

    @cached_property
    def receivers(self) -> Mapping[str, Reason]:
        """Why each watched body is a receiver; who is no longer named after a change is told too."""
        told = self.extraction.directives
        leading = [name for entry in told for name in entry.addressees]
        joining = [name for entry in told for name in entry.cooperating]
        leading += self._relieved("addressees")
        joining += self._relieved("cooperating")
        found: dict[str, Reason] = {}
        for kind, names in ((ReasonKind.RECEIVER, leading), (ReasonKind.COOPERATING, joining)):
            for written in dict.fromkeys(names):
                for watched, named in self.wanted.bodies.reached(written).items():
                    _keep_best(found, watched, _as_receiver(kind, written, watched, named=named))
        return found

    def _relieved(self, field: str) -> list[str]:
        fields = self.change.fields if self.change else ()
        named = [entry.before for entry in fields if entry.field == field]
        return [name.strip() for names in named for name in names.split(RECEIVERS_JOINED_BY)]

    @cached_property
    def possible_receivers(self) -> frozenset[str]:
        """The watched bodies that possible instructions name."""
        unsure = self.extraction.unsure
        names = {name for entry in unsure for name in (*entry.addressees, *entry.cooperating)}
        return frozenset(watched for name in names for watched in self.wanted.bodies.reached(name))

    @cached_property
    def names_nobody(self) -> bool:
        """Whether something is ordered without a word of who must do it."""
        if not self.extraction.is_directive:
            return False
        told = self.extraction.directives
        return not told or any(not entry.addressees for entry in told)

    @property
    def names_somebody(self) -> bool:
        """Whether the page itself says who must do something."""
        return any(entry.addressees for entry in self.extraction.directives)

    @cached_property
    def issuers(self) -> tuple[str, ...]:
        """Whose paper or order this is, as written."""
        told = self.extraction.directives
        names = (
            self.document.issuer,
            *(n for entry in told for n in (entry.issuer_body, entry.issuer)),
        )
        return tuple(dict.fromkeys(name for name in names if name))

    @cached_property
    def issued_by(self) -> Mapping[str, Reason]:
        """Why each watched body is an issuer."""
        found: dict[str, Reason] = {}
        for written in self.issuers:
            for watched in self.wanted.bodies.reached(written):
                found.setdefault(
                    watched, Reason(ReasonKind.ISSUER, written, _unlike(watched, written))
                )
        return found

    @cached_property
    def own_number(self) -> str:
        """The number of the paper that the item is or relays, for comparison; "" for none."""
        return comparable(self.document.number or "")

    @cached_property
    def cited(self) -> Mapping[str, str]:
        """The numbers cited, for comparison, with their normal forms."""
        told = self.extraction.directives
        numbers = (*self.extraction.citations, *(n for entry in told for n in entry.cites))
        return {comparable(number): number for number in numbers}


class Occasion:
    """One event, its subject, and under which names of events it is heard."""

    def __init__(self, event: Event, subject: Subject) -> None:
        self.event = event
        self.subject = subject
        self.asked_as = asked_as(event.kind)
        whole = event.item or event.fill or event.outage
        self.source = whole.source if whole is not None else ""

    @cached_property
    def sections(self) -> frozenset[str]:
        """The section's name and title (of a first crawl: of all its sections), folded."""
        item, fill = self.event.item, self.event.fill
        named = (item.section, item.section_title) if item else fill.sections if fill else ()
        return frozenset(fold(name) for name in named if name)

    @cached_property
    def judged_as(self) -> tuple[int, bool]:
        """Equal for events of one item that the same keys hold for."""
        return id(self.subject), self.event.kind in _NEWS

    @cached_property
    def unread_file(self) -> str:
        """The name of a file that may hold what the page does not say; "" when there is none."""
        item = self.event.item
        if item is None or self.event.kind not in _NEWS:
            return ""
        return next((file.name for file in item.files if file.text is None), "")


def comparable(number: str) -> str:
    """Equal for one number of a paper in all its writings: case, marks, and zeros before it."""
    return fold(normal_number(number) or number).lstrip("0")


def asked_as(kind: EventKind) -> frozenset[str]:
    """The names by which a subscription may ask for such an event."""
    summarised = _SUMMARISED if kind is EventKind.SOURCE_FILLED else frozenset[str]()
    return summarised | {EVERYTHING, kind.value}


def _as_receiver(kind: ReasonKind, written: str, watched: str, *, named: bool) -> Reason:
    if named or is_group(watched):
        return Reason(kind, written, _unlike(watched, written))
    return Reason(ReasonKind.GROUP if kind is ReasonKind.RECEIVER else kind, written, watched)


def _unlike(watched: str, written: str) -> str:
    """The watched name where a reader would not see that the written one means it."""
    one, two = key(canonical(watched)), key(canonical(written))
    return "" if one in two or two in one else watched


def _keep_best(found: dict[str, Reason], watched: str, reason: Reason) -> None:
    known = found.get(watched)
    if known is None or _BY_RANK.index(reason.kind) < _BY_RANK.index(known.kind):
        found[watched] = reason
