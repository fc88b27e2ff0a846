"""A run held against what the store knows of its source's past."""

from collections.abc import Collection

from ingest.desk import Desk, Fetched
from sources import past
from sources.past import Doubt
from sources.runs import RunCounts
from storage import runs
from storage.runs import Evidence
from storage.session import Connection


def count_fields(counts: RunCounts, fetched: Fetched) -> None:
    """Count an article that was read, and what could be read of it."""
    article = fetched.article
    there = {
        "title": article.title,
        "published": article.published_at,
        "body": article.paragraphs,
        "lead": article.lead,
        "byline": article.byline,
        "images": article.images,
        "files": article.attachments,
        "number": dict(article.properties).get("number"),
    }
    entry = counts.of_section(fetched.item.section)
    entry.articles += 1
    for name in past.FIELDS:
        if there[name]:
            entry.fields[name] = entry.fields.get(name, 0) + 1


def doubts(
    connection: Connection, counts: RunCounts, sections: Collection[str], desk: Desk
) -> list[Doubt]:
    """What is not as it always was in these sections, marked in `counts` as well.

    A run that says nothing by itself goes by those before it: the doubt lasts until it is cleared.
    """
    source, now = desk.source.name, desk.now
    lists = runs.with_evidence(
        connection,
        source,
        Evidence.LISTS,
        since=now - past.LISTS_FORGOTTEN,
        latest=past.LISTS_LATELY,
        undoubted=past.LISTS_BEFORE,
    )
    items = runs.with_evidence(
        connection,
        source,
        Evidence.ITEMS,
        since=now - past.FIELDS_FORGOTTEN,
        latest=past.RUNS_LATELY,
        undoubted=past.RUNS_BEFORE,
    )
    found = [*past.shrunk([counts, *lists]), *past.lost([counts, *items])]
    followed = [doubt for doubt in found if doubt.section in sections]
    for doubt in followed:
        counts.of_section(doubt.section).doubtful = True
    return followed


def is_unread(connection: Connection, counts: RunCounts, desk: Desk) -> bool:
    """Whether no item that was asked for last could be read, in this run or before."""
    before = runs.with_evidence(
        connection,
        desk.source.name,
        Evidence.ITEMS,
        since=desk.now - past.LISTS_FORGOTTEN,
        latest=1,
        undoubted=0,
    )
    return past.unread([counts, *before])
