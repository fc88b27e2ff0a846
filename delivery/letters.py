"""A message ready for one channel, with what goes along: its id, its thread, data, files."""

from dataclasses import dataclass
from datetime import datetime

from alerts.model import Message


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes along."""

    name: str
    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A message and what is sent beside its words; "" stands for "has none".

    `id` is the delivery's, the same on every try. Letters of one item share their `thread`.
    `event` is the JSON that our own webhook sends. `at` is when this try is made.
    """

    message: Message
    id: str = ""
    thread: str = ""
    event: str = ""
    at: datetime | None = None
    files: tuple[File, ...] = ()
