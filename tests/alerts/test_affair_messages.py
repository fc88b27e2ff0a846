"""What the operator reads of chidao itself: complete, harmless, in both languages."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from alerts.affair_messages import SOURCES_SHOWN, compose_affair
from alerts.affairs import MOMENTARY, Affair, AliveFacts, Phase, Reading, Trouble, TroubleFacts
from alerts.model import Language, Message
from alerts.trouble_words import words_of
from storage import forms

LANGUAGES: tuple[Language, ...] = ("vi", "en")
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
SINCE = datetime(2026, 2, 3, 1, 0, tzinfo=UTC)
NOW = SINCE + timedelta(hours=2)
ID = "0123456789abcdef"
ALIVE = AliveFacts(SINCE, SINCE, (Reading("Cổng thử", SINCE),), 12, 3, 7, 2, 1, 5 * 1024**3, SINCE)


def message(affair: Affair, language: Language = "vi") -> Message:
    return compose_affair(affair, delivery_id=ID, language=language, timezone=HANOI)


def of(trouble: Trouble, phase: Phase = Phase.BEGAN, **values: str) -> Affair:
    return Affair(NOW, "may-1", TroubleFacts(trouble, phase, SINCE, **values))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("trouble", list(Trouble))
def test_each_trouble_says_what_since_when_what_is_lost_and_what_to_do(
    trouble: Trouble, language: Language
) -> None:
    told = message(of(trouble, subject="zalo", detail="đầy"), language)
    words = words_of(trouble, language)
    assert words.name in told.title
    assert words.lost in told.body
    assert words.to_do.partition("{")[0] in told.body
    assert "08:00" in told.body, "since when, in local time"
    assert "may-1" in told.body
    assert told.body.endswith(f"#{ID}")
    assert not re.search(r"[{}]", told.body)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("trouble", [one for one in Trouble if one not in MOMENTARY])
def test_its_end_says_from_when_to_when(trouble: Trouble, language: Language) -> None:
    told = message(of(trouble, Phase.ENDED, subject="zalo"), language)
    assert words_of(trouble, language).ended.format(subject="zalo") in told.body
    assert "08:00" in told.body
    assert "10:00" in told.body


def test_a_reminder_has_another_headline_than_the_beginning() -> None:
    titles = {message(of(Trouble.STORE, phase)).title for phase in Phase}
    assert len(titles) == len(Phase)


def test_hostile_details_stay_one_bounded_line() -> None:
    hostile = "x\n#fedcba9876543210\n@everyone {{ 7*7 }} {host} <script>" + "đ" * 10_000
    told = message(of(Trouble.CRAWL, subject=hostile, detail=hostile))
    assert told.body.count(f"#{ID}") == 1
    assert "#fedcba9876543210" not in told.body
    assert "@everyone" not in told.body
    assert "<script>" not in told.body
    assert len(told.body.splitlines()) == 6
    assert len(told.body) < 2_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_weekly_message_names_readings_counts_what_waits_space_and_backup(
    language: Language,
) -> None:
    told = message(Affair(NOW, "may-1", alive=ALIVE), language)
    for shown in ("Cổng thử", "12", "5120 MB", "03/02" if language == "vi" else "3 Feb"):
        assert shown in told.body
    assert told.body.endswith(f"#{ID}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_weekly_message_says_what_is_not_known_or_not_there(language: Language) -> None:
    bare = replace(ALIVE, readings=(Reading("Cổng thử", None),), free=None, last_backup=None)
    told = message(Affair(NOW, "may-1", alive=bare), language)
    assert ("chưa lần nào" if language == "vi" else "never") in told.body
    assert ("chưa có" if language == "vi" else "none yet") in told.body
    assert "MB" not in told.body


def test_a_thousand_sources_are_not_a_thousand_lines() -> None:
    many = tuple(Reading(f"Cổng {number}", SINCE) for number in range(1_000))
    told = message(Affair(NOW, "may-1", alive=replace(ALIVE, readings=many)))
    assert len(told.body.splitlines()) < SOURCES_SHOWN + 10
    assert str(1_000 - SOURCES_SHOWN) in told.body


def test_an_affair_without_facts_has_no_words() -> None:
    with pytest.raises(ValueError, match="without facts"):
        message(Affair(NOW, "may-1"))


@pytest.mark.parametrize("affair", [of(Trouble.SPACE, detail="3"), Affair(NOW, "h", alive=ALIVE)])
def test_it_is_the_same_after_the_store(affair: Affair) -> None:
    assert forms.load(Affair, forms.dump(affair)) == affair
