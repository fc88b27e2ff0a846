"""One harness for all saved pages: tests/pages/<site>/<case>/{page.html,expected.json}."""

import json
from pathlib import Path
from typing import Any

import pytest

from reading.model import PageReading
from reading.page import Page
from reading.pages import EMPTY_PROFILE, read
from sources.model import Profile

PAGES = Path(__file__).parents[1] / "pages"
CASES = sorted(path.parent for path in PAGES.glob("*/*/page.html"))


def shown(reading: PageReading) -> dict[str, Any]:
    """What a reading says, in the words of expected.json."""
    shape: dict[str, Any] = {"page_kind": reading.kind}
    if (article := reading.article) is not None:
        day = article.published_at
        exact = article.published_precision == "minute"
        shape |= {
            "title": article.title,
            "published": day and (day.isoformat(timespec="minutes") if exact else str(day.date())),
            "paragraphs": list(article.paragraphs),
            "attachments": [link.url for link in article.attachments],
            "document": dict(article.properties) or None,
        }
    if (listing := reading.listing) is not None:
        shape["next"] = listing.next
        shape["items"] = [
            {"href": item.href, "title": item.title, "date": item.date and str(item.date.date())}
            for item in listing.items
        ]
    return shape


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
@pytest.mark.parametrize("profile", [EMPTY_PROFILE, Profile(name="g", platform="generic")])
def test_a_saved_page_reads_as_expected_with_and_without_its_platform(
    case: Path, profile: Profile
) -> None:
    expected_file = case / "expected.json"
    assert expected_file.exists(), f"{expected_file} is missing: write it after reading the page"
    expected = json.loads(expected_file.read_text("utf-8"))
    body = (case / "page.html").read_bytes()
    reading = shown(read(Page.parse(expected.pop("url"), body), profile))
    assert {key: reading.get(key) for key in expected} == expected


def test_there_are_cases_of_several_sites() -> None:
    assert len({case.parent for case in CASES}) >= 3
