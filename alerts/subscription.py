"""A subscription: who wants what, as the settings gave it."""

from dataclasses import dataclass
from datetime import time
from typing import Literal

from articles.model import Weight
from directives.model import Urgency

Unsure = Literal["now", "digest", "skip"]


@dataclass(frozen=True, slots=True)
class Subscription:
    """Who wants what: within a key any value suffices, all keys given must hold.

    `issuers` is the key "from". `watch` holds normal numbers. `digest` is "" or as set, `remind`
    spans as set ("3wd"), `quiet` local times, `attach` the most bytes of a file (0: none).
    """

    name: str
    channels: tuple[str, ...]
    on: tuple[str, ...]
    sources: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    min_weight: Weight = Weight.NORMAL
    sections: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    document_types: tuple[str, ...] = ()
    urgency: tuple[Urgency, ...] = ()
    watch: tuple[str, ...] = ()
    unsure: Unsure = "now"
    digest: str = ""
    digest_empty: bool = False
    quiet: tuple[time, time] | None = None
    urgent_now: bool = True
    burst: int = 20  # what a reader still reads one by one
    remind: tuple[str, ...] = ("3wd", "1d")
    attach: int = 0
