"""What a message template is filled with: harmless, bounded strings in one language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TaskView:
    """The instruction shown in full; `quote` is "" where `task` already is the whole span.

    `moved` says which way its deadline went, "" when it stayed. `place` is where the quoted words
    stand ("đoạn 2"), `short_deadline` the deadline in few words, `day` its last day as a title
    names it; each "" where there is none.
    """

    deadline: str
    who: str
    with_whom: str
    task: str
    quote: str
    issuer: str
    moved: str = ""
    place: str = ""
    short_deadline: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class OthersView:
    """A line of what others must do, and how many tasks stand in it."""

    text: str
    tasks: int


@dataclass(frozen=True, slots=True)
class OpenView:
    """One open deadline in a list: a line of words, and the address of its page ("" = none)."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class RowView:
    """One changed field; "" on a side stands for "was not there"."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What changed; `moved` says which way the deadline went, `during` between when and when.

    `uncorrected`: it changes what somebody ordered, and no paper of correction was seen.
    """

    rows: tuple[RowView, ...]
    more: int
    moved: str
    during: str
    uncorrected: bool


@dataclass(frozen=True, slots=True)
class ItemView:
    """The page: `paper` is its line when it is a numbered paper, `published` as precise as known.

    `urgent` is the urgency of a paper whose number is not known; `number` and `urgency` are those
    alone.
    """

    title: str
    published: str
    source: str
    lead: str
    paper: str
    urgent: str = ""
    number: str = ""
    urgency: str = ""


@dataclass(frozen=True, slots=True)
class FillView:
    """A first crawl: its counts and one line for every open deadline, `more` of them left out.

    With `stock` it is what was there before a subscription; `directives` are those still open.
    """

    source: str
    items: int
    directives: int
    open: tuple[OpenView, ...]
    more: int = 0
    stock: bool = False


@dataclass(frozen=True, slots=True)
class AmendmentView:
    """The paper that revokes, replaces or corrects another, and its words for it ("" = unknown)."""

    paper: str
    quote: str
    address: str


@dataclass(frozen=True, slots=True)
class DigestView:
    """Several alerts in one message: a line each, `more` of them left out.

    `during` says from when to when, `summary` how many there are; `head` is the chain's head, ""
    where it is not told.
    """

    lines: tuple[OpenView, ...]
    during: str
    summary: str
    head: str = ""
    more: int = 0


@dataclass(frozen=True, slots=True)
class OutageView:
    """A source that could not be read: why, since when, and what came last ("" where unknown).

    `until` and `lasted` say how long, `lasted` "" where its pages answered; `read` and `unread` name
    fields of its articles, `unread` also those that were there before; `caught_up` counts what was found on its return.
    """

    source: str
    why: str
    since: str
    last_good: str
    last_new: str
    last_title: str = ""
    until: str = ""
    lasted: str = ""
    unsteady: bool = False
    first_contact: bool = False
    read: str = ""
    unread: str = ""
    caught_up: str = ""


@dataclass(frozen=True, slots=True)
class ServiceView:
    """A time in which nothing was watched: why, how long, what was made up for and what passed.

    `count` portals were read again, `sources` names some; `more` passed deadlines are in no line.
    """

    why: str
    since: str
    until: str
    lasted: str
    count: int
    sources: str
    caught_up: str
    passed: tuple[OpenView, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """Everything a template may use; parts that the event does not have are None or empty.

    `more` counts the tasks in no line. `own_address` is our page of the item. `supplement` names
    the file from which this was read after the first alert. `heading`: where the event's own name
    would not do.
    """

    kind: str
    at: str
    item: ItemView | None
    task: TaskView | None
    others: tuple[OthersView, ...]
    more: int
    change: ChangeView | None
    fill: FillView | None
    outage: OutageView | None
    address: str
    because: str
    id: str
    own_address: str = ""
    supplement: str = ""
    amendment: AmendmentView | None = None
    digest: DigestView | None = None
    service: ServiceView | None = None
    heading: str = ""
