"""Readings change only together with the name of their rules: else stored items would "change"."""

import hashlib
import json
from datetime import date
from pathlib import Path
from urllib.request import urlopen

import pytest

from demo.portal import DemoPortal
from ingest.rules import TODAY, read_capture
from sources.model import Capture, Profile
from storage import forms
from tests.crawler.watching import MORNING

LEDGER = Path(__file__).parent / "rules_ledger.json"
PORTAL_DAY = date(2026, 3, 2)
HTML = {"content-type": "text/html; charset=utf-8"}


def _digest() -> str:
    """What today's rules read from every page of a portal that never changes."""
    readings = hashlib.sha256()
    with DemoPortal(60, today=PORTAL_DAY, validators="off") as portal:
        profile = Profile("ledger", hosts=("127.0.0.1",), platform="liferay_3cms")
        for item in portal.items:
            with urlopen(portal.url_of(item)) as answer:  # noqa: S310 (our own portal)
                body = answer.read().replace(portal.url.encode(), b"https://portal.example")
            url = portal.url_of(item).replace(portal.url, "https://portal.example")
            article = read_capture(Capture(url, url, MORNING, 200, HTML, body), profile).article
            assert article is not None, url
            readings.update(forms.dump(article).encode())
            readings.update(forms.dump(TODAY.extract(article)).encode())
    return readings.hexdigest()


def test_other_readings_have_another_name() -> None:
    ledger: dict[str, str] = json.loads(LEDGER.read_text(encoding="utf-8"))
    digest = _digest()
    if TODAY.name not in ledger:
        LEDGER.write_text(json.dumps({**ledger, TODAY.name: digest}, indent=1) + "\n")
        pytest.fail("new rules: their readings were written down; look at what changed, keep it")
    assert ledger[TODAY.name] == digest, (
        "these rules read otherwise than before under the same name: raise READING_VERSION or "
        "DIRECTIVES_VERSION, so that stored versions are read again before they are compared"
    )
