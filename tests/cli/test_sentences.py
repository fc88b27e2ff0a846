"""The sentences and words that commands print: filled in, in their own language only."""

import re
import unicodedata
from string import Formatter
from typing import Literal, get_args

import pytest

from alerts.model import Language
from cli.backup_phrases import BACKUPS
from cli.doctor_phrases import DOCTOR
from cli.miss_phrases import MISSES, TRIES
from cli.phrases import ANSWERS, FAILURES, PHRASES, WHY, phrase
from cli.unit_phrases import UNITS
from cli.words import HEADINGS, VALUES, WORDS, value_word, word

LANGUAGES: tuple[Language, ...] = get_args(Language)
VI: Literal["vi"] = "vi"
EN: Literal["en"] = "en"

#: Common English words that are no Vietnamese syllables.
ENGLISH_WORDS = """
and are answered any asked been before but cannot channel crawl data deadline does every expected
failed file first found from have holds instructions item items larger last least never new
nothing number page paper read refused said sent several source store subscription that their
there they this took tries unknown version was were what when which with word wrote
"""
ENGLISH = frozenset(ENGLISH_WORDS.split())
#: What the program itself is called and what stands in settings is the same in both languages.
OF_THE_PROGRAM = re.compile(
    r"\{\w+\}|\([a-z_]+\)|\[\[\w+\]\]|--[\w-]+|chidao \w+|check --no-alerts|CHIDAO_LOG|\(not yet[^)]*\)"
)
VIETNAMESE_LETTER = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]"
)
UNFILLED = re.compile(r"\{\w*\}|None")


def names_in(text: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]


def values_for(key: str) -> dict[str, str]:
    """A value of its own for each placeholder, so that a mixed-up pair is seen."""
    names = sorted(set(names_in(PHRASES[key][0]) + names_in(PHRASES[key][1])))
    return {name: f"⟨{name}⟩" for name in names}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", PHRASES)
def test_a_sentence_tells_every_value_it_is_given(key: str, language: Language) -> None:
    values = values_for(key)
    told = phrase(key, language, **values)
    for value in values.values():
        assert told.count(value) == 1
    assert not UNFILLED.search(told)


@pytest.mark.parametrize("key", PHRASES)
def test_placeholders_are_names_alone(key: str) -> None:
    for text in PHRASES[key]:
        for _, name, form, conversion in Formatter().parse(text):
            assert name is None or name.isidentifier()
            assert not form
            assert not conversion


@pytest.mark.parametrize("key", PHRASES)
def test_a_sentence_with_a_value_missing_is_an_error_and_no_half_sentence(key: str) -> None:
    values = values_for(key)
    for language in LANGUAGES:
        for name in values:
            rest = {other: value for other, value in values.items() if other != name}
            with pytest.raises(KeyError):
                phrase(key, language, **rest)


@pytest.mark.parametrize(("key", "texts"), {**PHRASES, **WORDS}.items())
def test_vietnamese_holds_no_english_word(key: str, texts: tuple[str, str]) -> None:
    bare = OF_THE_PROGRAM.sub(" ", texts[0]).lower()
    assert not ENGLISH & set(re.findall(r"\w+", bare))


@pytest.mark.parametrize(("key", "texts"), {**PHRASES, **WORDS}.items())
def test_english_holds_no_vietnamese_letter(key: str, texts: tuple[str, str]) -> None:
    assert not VIETNAMESE_LETTER.search(texts[1].lower())


@pytest.mark.parametrize(("key", "texts"), {**PHRASES, **WORDS}.items())
def test_a_text_is_one_line_without_hidden_or_decomposed_signs(
    key: str, texts: tuple[str, str]
) -> None:
    for text in texts:
        assert text == unicodedata.normalize("NFC", text)
        assert text == " ".join(text.split())
        assert all(sign.isprintable() for sign in text)


#: Sentences that only put values side by side, and words that both languages share.
SAME = {"broken", "fault", "as_told", "not_fetched", "#", "check.systemd"}
SAME |= {f"doctor.{name}" for name in ("mistake", "store_failed", "store_broken", "unreached")}
SAME |= {f"doctor.{name}" for name in ("bad_channel", "program", "line", "to_do")}


@pytest.mark.parametrize(("key", "texts"), {**PHRASES, **WORDS}.items())
def test_only_named_texts_are_the_same_in_both_languages(key: str, texts: tuple[str, str]) -> None:
    assert (texts[0] == texts[1]) == (key in SAME)


def test_no_key_stands_in_two_tables() -> None:
    tables = (ANSWERS, WHY, FAILURES, MISSES, TRIES, BACKUPS, UNITS, DOCTOR)
    assert len(PHRASES) == sum(map(len, tables))
    assert len(WORDS) == len(HEADINGS) + len(VALUES)


@pytest.mark.parametrize("key", FAILURES)
def test_what_can_not_be_done_follows_the_name_of_the_program_without_a_full_stop(
    key: str,
) -> None:
    for text in FAILURES[key]:
        assert not text.endswith(".")
        assert text[0] in '{"' or not text[0].isupper() or text.startswith("CHIDAO")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "kind", ["state", "due", "outcome", "page", "delivery", "weight", "verdict"]
)
def test_two_values_of_a_kind_never_share_a_word(kind: str, language: Language) -> None:
    told = [word(key, language) for key in VALUES if key.startswith(f"{kind}.")]
    assert len(told) > 1
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "columns",
    [
        ("#", "first_seen", "state", "number", "title"),
        ("item", "deadline", "state", "receiver", "task", "address"),
        (
            "source",
            "outcome",
            "requests",
            "listed",
            "new",
            "changed",
            "unchanged",
            "gone",
            "errors",
        ),
        ("source", "outcome", "last_good", "next_check", "verified", "items", "errors"),
        ("channel", "last_success", "waiting", "refused"),
        ("number", "type", "body", "issued_on", "effective_on", "signer", "urgency", "subject"),
    ],
)
def test_headings_that_stand_side_by_side_differ(
    columns: tuple[str, ...], language: Language
) -> None:
    told = [word(column, language) for column in columns]
    assert len(set(told)) == len(columns)


@pytest.mark.parametrize(
    ("kind", "value"), [("state", ""), ("", "live"), ("stat", "e.live"), ("weight", "MAJOR")]
)
def test_a_value_that_only_resembles_a_known_one_is_shown_as_it_is(kind: str, value: str) -> None:
    assert value_word(kind, value, VI) == value
    assert value_word(kind, value, EN) == value
