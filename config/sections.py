"""The settings file as tables and keys: what may stand in it, with defaults and limits."""

from datetime import timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from articles.model import Weight
from config.values import (
    ChannelUrl,
    EventName,
    Every,
    Line,
    Name,
    Nowhere,
    PositiveDuration,
    PositiveSize,
    Proxy,
    Silence,
    StoreUrl,
    WebAddress,
    Zone,
)

_MIB = 1024**2
MOST_CHECKS = 100  # more would keep an item "suspected" for months


class Stanza(BaseModel):
    """One table of the file; a key it does not name is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)


class Storage(Stanza):
    """Where everything is kept; `url` may hold a password."""

    url: StoreUrl = SecretStr("sqlite:///chidao.db")


class Operator(Stanza):
    """Who hears that chidao itself is in trouble."""

    channels: tuple[Name, ...] = ("console",)


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
    """The web pages, which are switched off in this version."""

    listen: Nowhere = ""


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
    any: tuple[Name, ...] = ()
    to: tuple[Name, ...] = ()
    min_weight: Weight = Weight.NORMAL


class SettingsFile(Stanza):
    """The whole file."""

    timezone: Zone = Field(default="Asia/Ho_Chi_Minh")  # type: ignore[assignment] # read as text
    language: Literal["vi", "en"] = "vi"
    storage: Storage = Storage()
    operator: Operator = Operator()
    crawler: Crawler = Crawler()
    web: Web = Web()
    sources: tuple[SourceStanza, ...] = ()
    absence: Absence = Absence()
    channels: tuple[Channel, ...] = ()
    subscriptions: tuple[SubscriptionStanza, ...] = ()


#: Keys that a later version brings; "[]" stands for the number of a table.
NOT_YET = frozenset(
    {
        "storage.backup_to", "storage.backup_every",
        "operator.heartbeat_url", "operator.heartbeat_url_file", "operator.heartbeat_url_env",
        "operator.alive",
        "web.public_url", "web.password_file", "web.password_env",
        "channels[].rate",
        *(
            f"subscriptions[].{key}"
            for key in (
                "sections", "all", "none", "from", "agencies", "document_types", "urgency",
                "watch", "unsure", "digest", "digest_empty", "quiet", "urgent_now", "burst",
                "remind", "attach",
            )
        ),
    }
)  # fmt: skip

#: Keys whose value may instead come from a file (`…_file`) or a variable (`…_env`).
SECRETS = frozenset({"storage.url", "crawler.proxy", "channels[].url"})
