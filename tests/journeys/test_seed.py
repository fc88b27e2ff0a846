"""The client's own text, from the portal's page to the store: every field, the minute included."""

import json
from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files
from pathlib import Path

import pytest

from demo.items import Kind
from demo.portal import DemoPortal
from storage.versions import StoredVersion
from tests.crawler.watching import TODAY_THERE, watching

TASKS = 7
LEADER = "Phó Chủ tịch UBND tỉnh"
RECEIVER = "Sở TT&TT"
RESOLUTION = "Nghị quyết 02"


def seed_parts() -> tuple[str, ...]:
    """The text as given: title, date as shown, lead, caption, paragraphs, author; white space folded."""
    raw = json.loads(files("demo").joinpath("texts/seed.json").read_text(encoding="utf-8"))
    return tuple(" ".join(part.split()) for part in raw["text"].split("\n\n"))


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoredVersion]:
    """The seed as crawled and recorded; it is the only item of its portal."""
    folder: Path = tmp_path_factory.mktemp("seed")
    with (
        DemoPortal(1, today=TODAY_THERE, validators="off") as portal,
        watching(folder, portal) as watch,
    ):
        watch.look()
        [seed] = portal.items
        assert seed.kind is Kind.SEED
        [version] = watch.versions(seed)
        yield version


def test_title_time_lead_and_author_are_as_given(stored: StoredVersion) -> None:
    title, _, lead, caption, *_, author = seed_parts()
    article = stored.content.article

    assert article.title == title
    assert article.published_at == datetime(2023, 1, 6, 10, 47)
    assert article.published_precision == "minute"
    assert article.lead == lead
    assert article.byline == (author,)
    assert [image.caption for image in article.images] == [caption]
    assert article.attachments == ()


def test_the_paragraphs_are_those_of_the_text_and_no_other(stored: StoredVersion) -> None:
    _, _, lead, _, *body, _ = seed_parts()

    assert stored.content.article.paragraphs == (lead, *body)


def test_all_seven_instructions_go_to_the_department(stored: StoredVersion) -> None:
    extraction = stored.extraction

    assert extraction.is_directive
    assert len(extraction.directives) == TASKS
    for entry in extraction.directives:
        assert entry.span in stored.content.article.text
        assert RECEIVER in entry.addressees
        assert LEADER in entry.issuer


def test_the_instructions_stand_in_the_order_of_the_text(stored: StoredVersion) -> None:
    text = stored.content.article.text
    places = [text.index(entry.span) for entry in stored.extraction.directives]

    assert places == sorted(places)
    assert len(set(places)) == TASKS


def test_the_target_and_the_cited_resolution_are_found(stored: StoredVersion) -> None:
    targets = [target for entry in stored.extraction.directives for target in entry.targets]
    cited = [paper for entry in stored.extraction.directives for paper in entry.cites]

    assert any("100%" in target for target in targets)
    assert any(RESOLUTION in paper for paper in cited)
