"""An alert comes out of the store as it went in."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from alerts.model import Alert, EventKind
from directives.model import Deadline, Extraction
from tests.alerts import samples
from tests.alerts.cases import CASES
from tests.alerts.samples import alert, event, item
from tests.alerts.stored import dump, load

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
days = st.dates(date(1900, 1, 1), date(2200, 1, 1))
moments = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1))
zones = st.sampled_from([UTC, timezone(timedelta(hours=7))])


def with_due(due: date | datetime | None) -> Alert:
    told = replace(samples.REPORT, deadline=Deadline("x", "date", due, None))
    facts = item(extraction=Extraction(is_directive=True, directives=(told,)))
    return alert(event(EventKind.DIRECTIVE_NEW, facts))


@pytest.mark.parametrize("case", CASES)
def test_real_alerts_survive(case: str) -> None:
    assert load(dump(CASES[case])) == CASES[case]


@given(st.one_of(st.none(), days, moments, st.just(datetime(2026, 2, 10))))
def test_a_day_stays_a_day_and_a_minute_a_minute(due: date | datetime | None) -> None:
    facts = load(dump(with_due(due))).event.item
    assert facts is not None
    deadline = facts.extraction.directives[0].deadline
    assert deadline is not None
    assert (deadline.due, type(deadline.due)) == (due, type(due))


@given(text, st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=zones))
def test_any_words_and_moments_survive_on_one_line(words: str, at: datetime) -> None:
    told = replace(
        with_due(None),
        event=event(EventKind.ARTICLE_NEW, replace(item(), url=words, source_title=words)),
        subscription=words,
    )
    told = replace(told, event=replace(told.event, at=at))
    stored = dump(told)
    assert "\n" not in stored
    assert load(stored) == told
    assert load(stored).event.at.utcoffset() == at.utcoffset()


@pytest.mark.parametrize(
    "stored", ["", "null", "[]", "{}", '{"event": 1}', '{"event": {"kind": "no.such"}}', "\x00"]
)
def test_what_is_no_stored_alert_is_refused(stored: str) -> None:
    with pytest.raises(ValidationError):
        load(stored)
