"""The settings file as tables and keys: what may stand in it, with defaults and limits."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from articles.model import Weight
from config.values import (
    Alive,
    ChannelUrl,
    EventName,
    Every,
    HeartbeatUrl,
    Line,
    Listen,
    Name,
    Password,
    PositiveDuration,
    PositiveSize,
    Proxy,
    Silence,
    StoreUrl,
    WebAddress,
    Zone,
)
from config.wishes import (
    LATER,
    AnyUrgency,
    Attach,
    Burst,
    Digest,
    DocumentType,
    PaperNumber,
    Quiet,
    Reminder,
    UnsureWhen,
    Word,
)

_MIB = 1024**2
MOST_BACKUPS = 10_000  # one an hour for a year: more is a slip
MOST_CHECKS = 100  # more would keep an item "suspected" for months


class Stanza(BaseModel):
    """One table of the file; a key it does not name is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)

    @classmethod
    def key_names(cls) -> tuple[str, ...]:
        """The keys as they stand in the file."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())


class Storage(Stanza):
    """Where everything is kept, and copied to; `url` may hold a password, `backup_to` "" is none."""

    url: StoreUrl = SecretStr("sqlite:///chidao.db")
    backup_to: Line = ""
    backup_every: Every = "1d"
    backup_keep: int = Field(default=7, ge=1, le=MOST_BACKUPS)


class Operator(Stanza):
    """Who hears that chidao itself is in trouble; `heartbeat_url` holds a secret, "" is none."""

    channels: tuple[Name, ...] = ("console",)
    heartbeat_url: HeartbeatUrl = SecretStr("")
    alive: Alive = "mon 08:00"


class Crawler(Stanza):
    """How pages are fetched: sizes in bytes; `proxy` "" is none and may hold a password."""

    contact: Line = ""
    obey_robots: bool = True
    allow_private_addresses: bool = False
    proxy: Proxy = SecretStr("")
    max_page_bytes: PositiveSize = Field(default=8 * _MIB, validate_default=False)
    max_attachment_bytes: PositiveSize = Field(default=64 * _MIB, validate_default=False)
    # gov.vn servers answer slowly; 30 s proved too short for those who crawl them
    timeout: PositiveDuration = Field(default=timedelta(seconds=60), validate_default=False)


class Web(Stanza):
    """The web pages: `listen` "" switches them off, `password` "" is none."""

    listen: Listen = "127.0.0.1:8765"
    public_url: WebAddress = ""
    password: Password = SecretStr("")


class Alerts(Stanza):
    """How alerts are worded: `templates` is a folder of the user's own, "" is none."""

    templates: Line = ""


class SourceStanza(Stanza):
    """One `[[sources]]`; keys it does not name belong to the profile and win over it."""

    model_config = ConfigDict(extra="allow", frozen=True)

    name: Name
    profile: Line = ""
    every: Every = "10m"
    silence_after: Silence = ""
    url: WebAddress = ""
    section_urls: tuple[WebAddress, ...] = ()


class Absence(Stanza):
    """What must hold before an item counts as gone from the portal."""

    confirm_after: PositiveDuration = Field(default=timedelta(hours=24), validate_default=False)
    checks: int = Field(default=3, ge=1, le=MOST_CHECKS)
    max_share: float = Field(default=0.05, ge=0, le=1, allow_inf_nan=False)


class Channel(Stanza):
    """A place that can be told; `url` is an Apprise URL and a secret."""

    name: Name
    url: ChannelUrl


class SubscriptionStanza(Stanza):
    """One `[[subscriptions]]`: within a key any value suffices, all keys given must hold."""

    name: Name
    channels: tuple[Name, ...] = Field(min_length=1)
    on: tuple[EventName, ...] = Field(default=("directive.new", "directive.changed"), min_length=1)
    sources: tuple[Name, ...] = ()
    sections: tuple[Name, ...] = ()
    any: tuple[Word, ...] = ()
    all: tuple[Word, ...] = ()
    none: tuple[Word, ...] = ()
    to: tuple[Word, ...] = ()
    issuers: tuple[Word, ...] = Field(default=(), alias="from")  # a word of Python's own
    agencies: tuple[Word, ...] = ()
    document_types: tuple[DocumentType, ...] = ()
    urgency: tuple[AnyUrgency, ...] = ()
    watch: tuple[PaperNumber, ...] = ()
    min_weight: Weight = Weight.NORMAL
    unsure: UnsureWhen = "now"
    digest: Annotated[Digest, LATER] = Field(default="", validate_default=False)
    digest_empty: Annotated[bool, LATER] = Field(default=False, validate_default=False)
    quiet: Annotated[Quiet, LATER] = Field(default=None, validate_default=False)
    urgent_now: Annotated[bool, LATER] = Field(default=True, validate_default=False)
    burst: Annotated[Burst, LATER] = Field(default=20, validate_default=False)
    remind: Annotated[tuple[Reminder, ...], LATER] = Field(
        default=("3wd", "1d"), validate_default=False
    )
    attach: Attach = Field(default=0, validate_default=False)


class SettingsFile(Stanza):
    """The whole file."""

    timezone: Zone = Field(default="Asia/Ho_Chi_Minh")  # type: ignore[assignment] # read as text
    language: Literal["vi", "en"] = "vi"
    storage: Storage = Storage()
    operator: Operator = Operator()
    crawler: Crawler = Crawler()
    web: Web = Web()
    alerts: Alerts = Alerts()
    sources: tuple[SourceStanza, ...] = ()
    absence: Absence = Absence()
    channels: tuple[Channel, ...] = ()
    subscriptions: tuple[SubscriptionStanza, ...] = ()


#: Keys that a later version brings; "[]" stands for the number of a table.
NOT_YET = frozenset(
    {
        "channels[].rate",
        *(
            f"subscriptions[].{key}"
            for key in (
                "digest", "digest_empty", "quiet", "urgent_now", "burst", "remind",
            )
        ),
    }
)  # fmt: skip

#: Keys whose value may instead come from a file (`…_file`) or a variable (`…_env`).
SECRETS = frozenset(
    {"storage.url", "operator.heartbeat_url", "crawler.proxy", "web.password", "channels[].url"}
)
