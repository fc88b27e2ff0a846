"""The sentences of the demo portal: topics, stories, frames and word lists from `texts/*.toml`."""

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Story:
    """Ordinary news: title, lead and paragraphs with `{place}`, `{n}`, `{day}` to fill."""

    title: str
    lead: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What a paper is about: who leads, who joins, what is to be done, and stories near it."""

    name: str
    symbol: str
    lead: str
    short: str
    joins: tuple[str, ...]
    purpose: str
    background: tuple[str, ...]
    tasks: tuple[str, ...]
    caption: str
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """How one kind of item is worded; `closing` is its last line, "" for none."""

    titles: tuple[str, ...]
    lead: str
    paragraphs: tuple[str, ...]
    closing: str


@dataclass(frozen=True, slots=True)
class Words:
    """Places, people and furniture; `misspellings` are pairs (right, wrong)."""

    places: tuple[str, ...]
    leaders: tuple[str, ...]
    signers: tuple[str, ...]
    authors: tuple[str, ...]
    weather: tuple[str, ...]
    adverts: tuple[str, ...]
    misspellings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SeedText:
    """The leader's speech as the client gave it: date as shown, paragraphs after lead and caption."""

    title: str
    published: str
    lead: str
    caption: str
    paragraphs: tuple[str, ...]
    author: str


@cache
def words() -> Words:
    """Word lists of `texts/words.toml`."""
    raw = _toml("words.toml")
    misspellings = tuple(raw.pop("misspellings").items())
    return Words(misspellings=misspellings, **{name: tuple(values) for name, values in raw.items()})


@cache
def topics() -> tuple[Topic, ...]:
    """Subjects of ordinary orders and news."""
    return tuple(_topic(raw) for raw in _toml("topics.toml")["topics"])


@cache
def urgent_topics() -> tuple[Topic, ...]:
    """Subjects that cannot wait; they have no stories."""
    return tuple(_topic(raw) for raw in _toml("urgent.toml")["topics"])


@cache
def trap_stories() -> tuple[Story, ...]:
    """News that looks like orders and holds none."""
    return tuple(_story(raw) for raw in _toml("traps.toml")["stories"])


@cache
def frame(name: str) -> Frame:
    """The frame of that name in `texts/frames.toml`; KeyError for an unknown one."""
    raw = _toml("frames.toml")[name]
    return Frame(tuple(raw["titles"]), raw["lead"], tuple(raw["paragraphs"]), raw["closing"])


@cache
def seed_text() -> SeedText:
    """`texts/seed.json`, cut at its blank lines: title, date, lead, caption, body, author."""
    raw = json.loads(files("demo").joinpath("texts/seed.json").read_text(encoding="utf-8"))
    title, published, lead, caption, *body, author = raw["text"].split("\n\n")
    return SeedText(title, published, lead, caption, tuple(part.strip() for part in body), author)


def _topic(raw: dict[str, Any]) -> Topic:
    stories = tuple(_story(story) for story in raw.get("stories", []))
    parts: dict[str, Any] = {
        name: tuple(part) if isinstance(part, list) else part for name, part in raw.items()
    }
    parts["stories"] = stories
    return Topic(**parts)


def _story(raw: dict[str, Any]) -> Story:
    return Story(raw["title"], raw["lead"], tuple(raw["paragraphs"]))


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(files("demo").joinpath("texts", name).read_text(encoding="utf-8"))
