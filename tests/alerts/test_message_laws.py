"""Laws of every message, over any event with odd, missing and hostile facts."""

import re
import unicodedata
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.forms import HEADLINE_LIMIT
from alerts.messages import compose
from alerts.model import Alert, EventKind, Language, Message
from alerts.plain import fit
from tests.alerts import samples
from tests.alerts.facts import TAME, alerts
from tests.alerts.stored import dump, load

LANGUAGES: st.SearchStrategy[Language] = st.sampled_from(["vi", "en"])
#: Signs of a message whose parts are all at their bounds.
LONGEST = 5_000
ACTING = ("<b>", "<!", "](", "{{", "{%", "${", "@everyone", "@here")
#: Words of the templates that the other language has no use for.
ENGLISH = frozenset(
    {
        "the", "of", "and", "is", "was", "day", "days", "left", "due", "task", "tasks",
        "deadline", "sent", "because", "read", "by", "a", "machine", "please", "check",
        "published", "on", "new", "old", "changed", "between", "no", "nothing", "more", "with",
        "leads", "must", "act", "source", "watched", "before", "until", "best", "done", "today",
        "last", "safe", "has", "passed", "overdue", "later", "earlier", "working", "issuer",
        "receiver", "title", "text", "number", "found", "again", "portal", "items",
        "directives", "still", "open", "urgent", "from", "why", "what", "see",
    }
)  # fmt: skip
DAY_IN_TITLE = re.compile(r"(?:, hạn|, due|:)? \d{1,2}(?:/\d\d| [A-Z][a-z]{2})\b")
VIETNAMESE_FACTS = re.compile(r"URGENT \(.*?\)")


def composed(alert: Alert, language: Language) -> Message:
    return compose(
        alert,
        delivery_id=samples.DELIVERY,
        language=language,
        now=samples.NOW,
        timezone=samples.HANOI,
    )


@settings(max_examples=60, deadline=None)
@given(alerts(), LANGUAGES)
def test_a_message_is_clean_bounded_and_ends_with_its_only_id(
    alert: Alert, language: Language
) -> None:
    message = composed(alert, language)
    assert len(message.body) <= LONGEST
    assert 0 < len(message.title) <= HEADLINE_LIMIT
    assert re.findall(r"#[0-9a-f]{16}(?![0-9a-f])", message.body) == [f"#{samples.DELIVERY}"]
    assert message.body.endswith(f" #{samples.DELIVERY}")
    for text in (message.title, message.body):
        assert unicodedata.is_normalized("NFC", text)
        assert text.encode()
        assert not [trap for trap in ACTING if trap in text]
        kinds = {unicodedata.category(sign) for sign in text.replace("\n", "")}
        assert not kinds & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


@settings(max_examples=60, deadline=None)
@given(alerts(TAME | st.just("")), LANGUAGES)
def test_no_line_is_empty_doubled_or_shows_a_hole(alert: Alert, language: Language) -> None:
    # The address alone stands apart, so that programs make a link of it and of nothing else.
    body = composed(alert, language).body.replace(f"  {samples.URL}", f" {samples.URL}")
    body = body.replace(f"{samples.URL}  ", f"{samples.URL} ")
    for line in body.split("\n"):
        assert line == line.strip() != ""
        for hole in ("  ", "None", "()", '""', "( ", " )", " ,", " .", "..", ", ,", ",,", "{", "}"):
            assert hole not in line, line
        assert not line.startswith((",", ".", ":", ";"))


@settings(max_examples=40, deadline=None)
@given(alerts(TAME))
def test_a_vietnamese_message_has_no_english_words(alert: Alert) -> None:
    message = composed(alert, "vi")
    text = f"{message.title} {message.body}".replace(samples.URL, "").lower()
    assert not set(re.findall(r"[^\W\d_]+", text)) & (ENGLISH - {"a", "no", "on", "act", "due"})


@settings(max_examples=40, deadline=None)
@given(alerts(st.sampled_from(["Alpha", "Beta 12", "Gamma, Eta"])))
def test_an_english_message_has_no_vietnamese_beyond_what_it_quotes(alert: Alert) -> None:
    message = composed(alert, "en")
    text = f"{message.title}\n{message.body}".replace("Cổng", "").replace("…", "")
    assert VIETNAMESE_FACTS.sub("", text).isascii()


@settings(max_examples=25, deadline=None)
@given(alerts(), LANGUAGES)
def test_an_alert_says_the_same_after_it_was_stored(alert: Alert, language: Language) -> None:
    stored = load(dump(alert))
    told, again = composed(alert, language), composed(stored, language)
    if "\ud800" not in repr(alert).encode("unicode_escape").decode():
        assert load(dump(stored)) == stored
        assert told.tags == again.tags
    if dump(alert).isascii():
        assert told == again


@settings(max_examples=25, deadline=None)
@given(alerts(), LANGUAGES, st.integers(17, 600))
def test_a_message_fits_any_channel_with_its_id(
    alert: Alert, language: Language, limit: int
) -> None:
    body = composed(alert, language).body
    fitted = fit(body, limit)
    assert len(fitted) <= limit
    assert fitted.endswith(f"#{samples.DELIVERY}")
    assert all(fitted.split("\n"))


@settings(max_examples=25, deadline=None)
@given(alerts(TAME), LANGUAGES, st.integers(-400, 400))
def test_a_message_can_be_told_on_any_day(alert: Alert, language: Language, days: int) -> None:
    told = compose(
        alert,
        delivery_id=samples.DELIVERY,
        language=language,
        now=samples.NOW + timedelta(days=days),
        timezone=samples.HANOI,
    )
    # Which deadline is the next depends on the day, and so does the one that the title names.
    titles = {
        DAY_IN_TITLE.sub("", title) for title in (told.title, composed(alert, language).title)
    }
    assert len(titles) == 1
    assert "-1" not in re.sub(r"\S*https?://\S+|\d{4}-\d\d-\d\d", "", told.body)


@settings(max_examples=25, deadline=None)
@given(alerts(), LANGUAGES)
def test_words_change_with_the_language_and_facts_do_not(alert: Alert, language: Language) -> None:
    message, other = composed(alert, language), composed(alert, "en" if language == "vi" else "vi")
    assert message.tags == other.tags == (alert.event.kind.value, *message.tags[1:])
    assert message.body != other.body
    assert message.title != other.title


@pytest.mark.parametrize("kind", list(EventKind))
def test_every_event_is_tagged_by_its_kind_first(kind: EventKind) -> None:
    told = composed(samples.alert(samples.event(kind, samples.item())), "vi")
    assert told.tags == (kind.value, "quangtri")
