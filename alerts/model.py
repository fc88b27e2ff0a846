"""Events, subscriptions, alerts: the types of telling."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from alerts.forms import Form
from alerts.subscription import Subscription as Subscription  # noqa: PLC0414 (told with the rest)
from articles.model import Article, FieldChange, Weight
from directives.model import Document, Extraction, Instruction

Language = Literal["vi", "en"]

OPERATOR = "(operator)"  # the operator's own subscription: a name that no other can have


class EventKind(StrEnum):
    """What can be told, most specific first within one item and moment."""

    DOCUMENT_REVOKED = "document.revoked"
    DOCUMENT_REPLACED = "document.replaced"
    DOCUMENT_CORRECTED = "document.corrected"
    DIRECTIVE_NEW = "directive.new"
    DIRECTIVE_CHANGED = "directive.changed"
    ARTICLE_NEW = "article.new"
    ARTICLE_CHANGED = "article.changed"
    ARTICLE_SUSPECTED = "article.suspected"
    ARTICLE_WITHDRAWN = "article.withdrawn"
    ARTICLE_RESTORED = "article.restored"
    DEADLINE_NEAR = "deadline.near"
    DEADLINE_OVERDUE = "deadline.overdue"
    SOURCE_BLIND = "source.blind"
    SOURCE_BACK = "source.back"
    SOURCE_FILLED = "source.filled"
    SERVICE_BACK = "service.back"


class ReasonKind(StrEnum):
    """Why a subscription is told; stored with the alert and shown as "Nhận vì"."""

    READ_FROM_SCAN = "read_from_scan"  # a file could be read only later
    NEW_SUBSCRIPTION = "new_subscription"  # the stock, to a subscription that is new or wider
    FIRST_FILL = "first_fill"
    WATCH_ITSELF = "watch_itself"  # a watched paper itself
    WATCH = "watch"  # a watched paper is cited
    RECEIVER = "receiver"
    GROUP = "group"  # the receiver is one of several: "các sở, ban, ngành"
    COOPERATING = "cooperating"
    UNCLEAR = "unclear"  # it may be for the watched receiver: none is named, or not for certain
    UNREAD = "unread"  # it may stand in a file that could not be read
    ISSUER = "issuer"
    WORD = "word"
    DOCUMENT_TYPE = "document_type"
    URGENCY = "urgency"
    SECTION = "section"
    SOURCE = "source"
    EVERYTHING = "everything"


#: With these nobody knows for certain that the alert concerns its reader.
UNSURE_KINDS = frozenset({ReasonKind.UNCLEAR, ReasonKind.UNREAD})


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, with the words that decided, as they stand in the text.

    `watched`: the subscription's own name for it, where another; `more`: what else held, by rank.
    """

    kind: ReasonKind
    detail: str = ""
    watched: str = ""
    more: tuple["Reason", ...] = ()

    @property
    def parts(self) -> tuple["Reason", ...]:
        """This reason and the others, the most telling first."""
        return (self, *self.more)

    @property
    def unsure(self) -> bool:
        """Whether the alert goes out for want of certainty."""
        return any(part.kind in UNSURE_KINDS for part in self.parts)


@dataclass(frozen=True, slots=True)
class FileText:
    """A file's words; `text` is None where the file could not be had or read."""

    name: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item as an event found it: what is matched against subscriptions and put into words.

    `section` is of the listing that showed it first; `files` those whose words are known, or known
    to be out of reach.
    """

    item_id: int
    source: str
    source_title: str
    url: str
    article: Article
    extraction: Extraction
    section: str = ""
    section_title: str = ""
    files: tuple[FileText, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """What changed: weight, a sentence, fields before and after, and when it can have happened."""

    weight: Weight
    summary: str
    fields: tuple[FieldChange, ...]
    last_seen_old: datetime
    first_seen_new: datetime


@dataclass(frozen=True, slots=True)
class FillFacts:
    """The first complete crawl of a source: how much was found, and what is still open.

    `sections`: names and titles of those read, () for all. `stock`: what was there before a
    subscription; `directives` then have an open deadline, `source` is "" where they are of several.
    """

    source: str
    source_title: str
    url: str
    items: int
    directives: int
    open: tuple[tuple[str, Document | None, Instruction], ...] = ()  # (address, paper, instruction)
    sections: tuple[str, ...] = ()
    stock: bool = False


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """What was found when reading went on: new and changed items, and directives among them."""

    new: int = 0
    changed: int = 0
    directives: int = 0


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A source that went blind or came back: `why` is a run's outcome, a fault or "silence".

    `source` is "" where all of them are out of reach at once. `told_before`: how often this outage
    was told already. `unsteady`: it comes and goes. `read` and `unread` are fields of the items of
    a portal met for the first time, `unread` also those that are read no more. `back_since` and `caught_up` belong to its return.
    """

    source: str
    source_title: str
    url: str
    why: str
    blind_since: datetime
    last_good: datetime | None = None
    last_new: datetime | None = None
    last_title: str = ""
    told_before: int = 0
    unsteady: bool = False
    first_contact: bool = False
    read: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    back_since: datetime | None = None
    caught_up: CaughtUp = CaughtUp()


class OutageCause(StrEnum):
    """Why nothing was watched for a while."""

    STOPPED = "stopped"  # the service did not run
    NETWORK = "network"
    STORE = "store"


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """Nothing was watched from `since` to `until`: what was made up for, and what passed meanwhile.

    `sources`: titles of those read again so far; `passed`: (address, paper, instruction) of
    deadlines that passed between the two.
    """

    since: datetime
    until: datetime
    cause: OutageCause
    sources: tuple[str, ...] = ()
    caught_up: CaughtUp = CaughtUp()
    passed: tuple[tuple[str, Document | None, Instruction], ...] = ()


@dataclass(frozen=True, slots=True)
class AmendmentFacts:
    """The paper that revokes, replaces or corrects the event's, where it stands, its words for it."""

    paper: Document | None
    url: str = ""
    span: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened at `at` (UTC) to an item, with `fill` or `outage` to a whole source,
    or with `service` to the service itself.
    """

    kind: EventKind
    at: datetime
    item: ItemFacts | None = None
    change: ChangeFacts | None = None
    fill: FillFacts | None = None
    outage: SourceFacts | None = None
    service: ServiceFacts | None = None
    amendment: AmendmentFacts | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """One event worth telling one subscription."""

    event: Event
    subscription: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Message:
    """Words ready for a channel: `title` for channels that show one, `body` ends with the id.

    `body` is written in `form`; `text` is the same in plain words where the form is a page. `flaw`
    says why the user's own template could not be used.
    """

    title: str
    body: str
    tags: tuple[str, ...] = field(default=())
    form: Form = Form.PLAIN
    text: str = ""
    flaw: str = ""
