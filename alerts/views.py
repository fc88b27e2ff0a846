"""What a message template is filled with: harmless, bounded strings in one language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TaskView:
    """The instruction shown in full; `quote` is "" where `task` already is the whole span.

    `moved` says which way its deadline went, "" when it stayed.
    """

    deadline: str
    who: str
    with_whom: str
    task: str
    quote: str
    issuer: str
    moved: str = ""


@dataclass(frozen=True, slots=True)
class RowView:
    """One changed field; "" on a side stands for "was not there"."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What changed; `moved` says which way the deadline went, `since` and `until` when."""

    rows: tuple[RowView, ...]
    more: int
    moved: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """The page: `paper` is its line when it is a numbered paper, `published` as precise as known.

    `urgent` is the urgency of a paper whose number is not known.
    """

    title: str
    published: str
    source: str
    lead: str
    paper: str
    urgent: str = ""


@dataclass(frozen=True, slots=True)
class FillView:
    """A first crawl: its counts and one line for every open deadline."""

    source: str
    items: int
    directives: int
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutageView:
    """A source that could not be read: why, since when, and what came last ("" where unknown)."""

    source: str
    why: str
    since: str
    last_good: str
    last_new: str


@dataclass(frozen=True, slots=True)
class View:
    """Everything a template may use; parts that the event does not have are None or empty."""

    kind: str
    at: str
    item: ItemView | None
    task: TaskView | None
    others: tuple[str, ...]
    more: int
    change: ChangeView | None
    fill: FillView | None
    outage: OutageView | None
    address: str
    because: str
    id: str
