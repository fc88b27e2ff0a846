"""Every word and sentence exists in both languages, in NFC, and is used."""

import ast
import unicodedata
from pathlib import Path
from string import Formatter

import pytest

from alerts.model import EventKind
from articles.model import VerdictKind, Weight
from cli.phrases import PHRASES, phrase
from cli.words import VALUES, WORDS, value_word, word
from sources.runs import RunOutcome
from storage.outbox import DeliveryState
from tests.cli.world import ROOT

TEXTS = {**WORDS, **PHRASES}
CLI = ROOT / "cli"
TABLES = {"words.py", "phrases.py"}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def strings_in(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


USED = set().union(*(strings_in(file) for file in CLI.glob("*.py") if file.name not in TABLES))


@pytest.mark.parametrize("key", TEXTS)
def test_a_text_exists_in_both_languages_and_in_nfc(key: str) -> None:
    vietnamese, english = TEXTS[key]
    assert vietnamese.strip()
    assert english.strip()
    assert unicodedata.is_normalized("NFC", vietnamese + english)


@pytest.mark.parametrize("key", PHRASES)
def test_both_languages_of_a_sentence_take_the_same_values(key: str) -> None:
    vietnamese, english = PHRASES[key]
    assert placeholders(vietnamese) == placeholders(english)


@pytest.mark.parametrize("key", [key for key in TEXTS if key not in VALUES])
def test_no_text_is_left_over(key: str) -> None:
    assert key in USED


def calls_in(file: Path) -> list[tuple[str, str]]:
    """(what is called, its first argument) of each call with a literal first argument."""
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            name = node.func.id if isinstance(node.func, ast.Name) else name
            found.append((name, str(node.args[0].value)))
    return found


def test_every_text_asked_for_exists() -> None:
    tables = {"say": PHRASES, "phrase": PHRASES, "CommandFailed": PHRASES}
    tables |= {"word": WORDS, "Column": WORDS}
    files = [
        file for file in CLI.glob("*.py") if file.name != "demo_walk.py"
    ]  # tells its own story
    asked = [call for file in files for call in calls_in(file) if call[0] in tables]
    assert len(asked) > 50
    assert [key for name, key in asked if key not in tables[name]] == []


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("event", EventKind),
        ("outcome", RunOutcome),
        ("delivery", DeliveryState),
        ("verdict", VerdictKind),
        ("weight", Weight),
        ("state", ("live", "suspected", "withdrawn")),
        ("page", ("article", "document", "listing", "error", "other")),
        ("due", ("open", "overdue", "no_deadline")),
    ],
)
def test_every_stored_value_has_its_word(kind: str, values: list[str]) -> None:
    for value in values:
        assert f"{kind}.{value}" in WORDS


def test_a_value_nobody_named_is_shown_as_it_is() -> None:
    assert value_word("state", "vanished", "vi") == "vanished"


def test_a_word_nobody_wrote_is_an_error() -> None:
    with pytest.raises(KeyError):
        word("no such word", "vi")
    with pytest.raises(KeyError):
        phrase("no such phrase", "en")


def test_a_value_with_braces_is_printed_as_it_is() -> None:
    assert phrase("not_fetched", "en", url="{x}", reason="{0}") == "{x}: {0}"
