"""Every message about an outage in both languages, kept as files beside this one, and its laws."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.messages import compose
from alerts.model import (
    Alert,
    CaughtUp,
    EventKind,
    Language,
    OutageCause,
    ServiceFacts,
    SourceFacts,
)
from alerts.outage_words import HEADINGS, why_words
from alerts.outages import caught_up_words, lasted
from directives.model import Deadline
from sources.faults import Fault
from sources.runs import RunOutcome
from tests.alerts import samples
from tests.alerts.samples import NOW, alert, event

MESSAGES = Path(__file__).parent / "messages"
HOUR = timedelta(hours=1)
FOUND = CaughtUp(new=3, changed=1, directives=2)
BLIND = replace(
    samples.OUTAGE,
    why="timeout",
    blind_since=NOW - 2 * HOUR,
    last_title="Xã Sông Cầu họp bàn về chuyển đổi số",
)
PASSED = replace(
    samples.REPORT,
    deadline=Deadline("trước ngày 02/02/2026", "date", date(2026, 2, 2), date(2026, 1, 30)),
)
SERVICE = ServiceFacts(NOW - 26 * HOUR, NOW, OutageCause.NETWORK, ("Cổng A", "Cổng B"), FOUND)


def blind(**values: object) -> Alert:
    facts = replace(BLIND, **values)  # type: ignore[arg-type]
    return alert(replace(event(EventKind.SOURCE_BLIND), outage=facts))


def back(**values: object) -> Alert:
    facts = replace(BLIND, back_since=NOW - HOUR / 6, **values)  # type: ignore[arg-type]
    return alert(replace(event(EventKind.SOURCE_BACK), outage=facts))


def service(**values: object) -> Alert:
    facts = replace(SERVICE, **values)  # type: ignore[arg-type]
    return alert(replace(event(EventKind.SERVICE_BACK), service=facts))


CASES: dict[str, Alert] = {
    "source.blind-timeout": blind(),
    "source.blind-still": blind(told_before=1, blind_since=NOW - 29 * HOUR),
    "source.blind-unsteady": blind(unsteady=True, blind_since=NOW - HOUR),
    "source.blind-silence": blind(why="silence"),
    "source.blind-field-lost": blind(why=Fault.FIELD_LOST, unread=("published", "files")),
    "source.blind-first-contact": blind(
        why="unread", first_contact=True, last_good=None, last_new=None, last_title="",
        blind_since=NOW, read=("listing", "title"), unread=("published", "body", "files"),
    ),
    "source.blind-everything": blind(
        source="", source_title="", url="", why=Fault.OFFLINE, last_good=None, last_new=None,
        last_title="",
    ),
    "source.back-caught-up": back(caught_up=FOUND),
    "source.back-nothing-new": back(),
    "source.back-silence": back(why="silence", caught_up=CaughtUp(new=1)),
    "service.back-network": service(),
    "service.back-stopped": service(
        cause=OutageCause.STOPPED, passed=((samples.URL, samples.LETTER, PASSED),) * 7
    ),
    "service.back-store": service(cause=OutageCause.STORE, sources=(), caught_up=CaughtUp()),
}  # fmt: skip


def message(told: Alert, language: Language) -> str:
    made = compose(
        told, delivery_id=samples.DELIVERY, language=language, now=NOW, timezone=samples.HANOI
    )
    return f"{made.title}\n\n{made.body}\n"


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("case", CASES)
def test_a_message_reads_as_the_one_that_a_person_has_read(case: str, language: Language) -> None:
    text = message(CASES[case], language)
    path = MESSAGES / f"{case}.{language}.txt"
    if not path.exists():
        path.write_text(text, encoding="utf-8")
        pytest.fail(f"{path.name} was written: read it as the one who gets it, then keep it")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("why", [*Fault, *RunOutcome, "silence", "unread"])
def test_every_reason_has_words_in_both_languages(why: str) -> None:
    if why in {"ok", "partial", "busy", "wholly_other", "not_a_file"}:
        return  # never why a source is blind
    told = {why_words(why, "vi"), why_words(why, "en")}
    assert len(told) == 2
    assert why not in told


def test_whoever_is_told_of_blindness_is_told_what_silence_does_not_mean() -> None:
    for case, told in CASES.items():
        text = message(told, "vi")
        blind_one = case.startswith("source.blind")
        assert ("Không có tin KHÔNG có nghĩa là không có văn bản" in text) is blind_one
        if case.startswith("source"):
            assert (BLIND.url in text) is (case != "source.blind-everything")


def test_headings_exist_in_both_languages() -> None:
    assert HEADINGS["vi"].keys() == HEADINGS["en"].keys()


@pytest.mark.parametrize(
    ("minutes", "vietnamese", "english"),
    [
        (0, "chưa đầy một phút", "less than a minute"),
        (1, "1 phút", "1 minute"),
        (130, "2 giờ 10 phút", "2 hours 10 minutes"),
        (24 * 60 + 5, "1 ngày 5 phút", "1 day 5 minutes"),
        (3 * 24 * 60 + 4 * 60 + 9, "3 ngày 4 giờ", "3 days 4 hours"),
    ],
)
def test_a_span_is_said_in_its_two_largest_units(
    minutes: int, vietnamese: str, english: str
) -> None:
    until = NOW + timedelta(minutes=minutes)
    assert (lasted(NOW, until, "vi"), lasted(NOW, until, "en")) == (vietnamese, english)


def test_what_was_found_is_counted_and_nothing_is_not() -> None:
    assert caught_up_words(FOUND, "vi") == "3 tin mới, 1 tin được sửa, 2 chỉ đạo"
    assert caught_up_words(CaughtUp(new=1), "en") == "1 new item"
    assert caught_up_words(CaughtUp(), "en") == ""


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(
    lambda moment: moment.replace(tzinfo=samples.HANOI)
)
NAMES = st.lists(st.text(max_size=12), max_size=4).map(tuple)
OUTAGES = st.builds(
    SourceFacts, st.text(max_size=9), st.text(max_size=9), st.just(""), st.text(max_size=9), MOMENTS,
    last_title=st.text(max_size=300), told_before=st.integers(0, 3), unsteady=st.booleans(),
    first_contact=st.booleans(), read=NAMES, unread=NAMES, back_since=st.none() | MOMENTS,
)  # fmt: skip


@given(OUTAGES, st.sampled_from(["source.blind", "source.back"]), st.sampled_from(["vi", "en"]))
def test_any_outage_makes_a_message_that_ends_with_its_id(
    outage: SourceFacts, kind: str, language: Language
) -> None:
    told = alert(replace(event(EventKind(kind)), outage=outage))
    text = message(told, language)
    assert text.endswith(f"#{samples.DELIVERY}\n")
    assert "None" not in text.replace(outage.last_title, "")
