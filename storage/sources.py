"""Sources and their sections as the store knows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from sources.health import Health
from sources.model import Section, Source
from storage.dialect import insert
from storage.session import Connection
from storage.tables import sections, sources


@dataclass(frozen=True, slots=True)
class SourceState:
    """What the store remembers of a source beside its items."""

    name: str
    title: str
    url: str
    verified_live: str
    every: str
    not_before: datetime | None
    sections_found_at: datetime | None
    bad_runs: int
    blind_since: datetime | None
    blind_why: str
    troubled_runs: int = 0
    good_runs: int = 0
    troubled_since: datetime | None = None
    good_since: datetime | None = None
    told: str = ""
    told_since: datetime | None = None
    told_at: datetime | None = None
    told_times: int = 0
    back_at: datetime | None = None
    reached_at: datetime | None = None
    unreachable_since: datetime | None = None

    @property
    def health(self) -> Health:
        """Its health alone."""
        return Health(**{name: getattr(self, name) for name in Health.__dataclass_fields__})


@dataclass(frozen=True, slots=True)
class SectionState:
    """A followed section and when all its pages were read first and last."""

    section: Section
    filled_at: datetime | None
    swept_at: datetime | None


def sync(connection: Connection, wanted: Sequence[Source]) -> None:
    """Make the stored sources those of the settings; others stay, inactive, with their items."""
    connection.execute(sources.update().values(active=False))
    for source in wanted:
        verified = source.profile.verified_live
        values = {
            "title": source.profile.title or source.name,
            "url": source.profile.url,
            "verified_live": verified.isoformat() if verified else "",
            "every": source.every,
            "active": True,
        }
        statement = insert(connection, sources).values(name=source.name, **values)
        connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))
        if source.profile.sections:
            keep_sections(connection, source.name, source.profile.sections)


def keep_sections(connection: Connection, source: str, wanted: Sequence[Section]) -> None:
    """Write the sections of a source; those no longer wanted are forgotten, their items stay."""
    names = [section.name for section in wanted]
    gone = (sections.c.source == source) & sections.c.name.not_in(names)
    connection.execute(sections.delete().where(gone))
    for section in wanted:
        values = {
            "title": section.title,
            "url": section.url,
            "kind": section.kind,
            "allow_empty": section.allow_empty,
        }
        statement = insert(connection, sections).values(source=source, name=section.name, **values)
        connection.execute(
            statement.on_conflict_do_update(index_elements=["source", "name"], set_=values)
        )


def state(connection: Connection, name: str) -> SourceState | None:
    """One source."""
    return next((found for found in all_states(connection, only=name)), None)


def all_states(connection: Connection, *, only: str = "") -> list[SourceState]:
    """The active sources by name."""
    columns = [sources.c[name] for name in SourceState.__dataclass_fields__]
    query = sa.select(*columns).where(sources.c.active).order_by(sources.c.name)
    if only:
        query = query.where(sources.c.name == only)
    return [SourceState(**row._mapping) for row in connection.execute(query)]


def update(connection: Connection, name: str, **values: object) -> None:
    """Set columns of one source."""
    connection.execute(sources.update().where(sources.c.name == name).values(**values))


def keep_health(connection: Connection, name: str, health: Health) -> None:
    """Write down the health of one source."""
    values = {field: getattr(health, field) for field in Health.__dataclass_fields__}
    update(connection, name, **values)


def sections_of(connection: Connection, source: str) -> list[SectionState]:
    """The followed sections of a source."""
    query = sa.select(sections).where(sections.c.source == source).order_by(sections.c.name)
    return [
        SectionState(
            Section(row.name, row.title, row.url, row.kind, row.allow_empty),
            row.filled_at,
            row.swept_at,
        )
        for row in connection.execute(query)
    ]


def unfilled(connection: Connection) -> set[tuple[str, str]]:
    """The followed sections (source, name) that were never read to the end."""
    query = sa.select(sections.c.source, sections.c.name).where(sections.c.filled_at.is_(None))
    return {(row.source, row.name) for row in connection.execute(query)}


def section_title(connection: Connection, source: str, name: str) -> str:
    """The title of a followed section; "" when it is not followed any more."""
    mine = (sections.c.source == source) & (sections.c.name == name)
    return connection.scalar(sa.select(sections.c.title).where(mine)) or ""


def mark_swept(connection: Connection, source: str, names: Sequence[str], now: datetime) -> None:
    """Note that all pages of these sections were read, and when that was so for the first time."""
    mine = (sections.c.source == source) & sections.c.name.in_(names)
    connection.execute(sections.update().where(mine).values(swept_at=now))
    first = mine & sections.c.filled_at.is_(None)
    connection.execute(sections.update().where(first).values(filled_at=now))
