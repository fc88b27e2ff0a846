"""Papers and the instructions in texts; every quoted string stands verbatim (NFC) in the text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Urgency = Literal["KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"]
DeadlineKind = Literal[
    "date", "datetime", "month", "quarter", "year", "relative", "recurring", "event", "immediate"
]


@dataclass(frozen=True, slots=True)
class Document:
    """A paper with a number that a text is or relays; `type` in capitals, as in Decree 30/2020."""

    number: str | None = None
    number_as_written: str | None = None
    type: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    effective_on: date | None = None
    signer: str | None = None
    urgency: Urgency | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit with the phrase it was read from.

    `due`: the named day (or minute, local and naive), or the last day of the named period; None
    where no day follows. `safe_by`: the last working day on which one is in time beyond doubt.
    """

    phrase: str
    kind: DeadlineKind
    due: date | datetime | None = None
    safe_by: date | None = None


@dataclass(frozen=True, slots=True)
class Instruction:
    """One task in a directive: `issuer` and the names as written, `issuer_body` canonical."""

    span: str
    issuer: str = ""
    issuer_body: str = ""
    addressees: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    deadline: Deadline | None = None
    targets: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """What is read: the text (one paragraph a line), and what is known beside it.

    `published` is the day the portal gives; `properties` are rows of a property table as
    (field of Document, verbatim value).
    """

    text: str
    title: str = ""
    published: date | None = None
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one text; `unsure` are possible instructions, never also in `directives`."""

    is_directive: bool = False
    document: Document | None = None
    directives: tuple[Instruction, ...] = ()
    unsure: tuple[Instruction, ...] = ()
    citations: tuple[str, ...] = ()
