"""The settings file that `chidao init` writes works at once, in both languages."""

import re
import tomllib
from pathlib import Path

import pytest

from alerts.model import Language
from config.example import example, write_example
from config.mistakes import SettingsError
from config.sections import NOT_YET, SettingsFile, Stanza
from config.settings import CONSOLE, load
from tests.config.folder import Folder

LANGUAGES: tuple[Language, ...] = ("vi", "en")
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_watches_quang_tri_and_tells_the_console(
    tmp_path: Path, language: Language
) -> None:
    write_example(tmp_path / "chidao.toml", language)
    settings = load(tmp_path / "chidao.toml", {})
    assert settings.language == language
    (source,) = settings.sources_resolved()
    assert (source.name, source.profile.name) == ("quangtri", "quangtri")
    assert (source.every, source.silence_after) == ("10m", "5d")
    assert source.profile.verified_live is None
    (subscription,) = settings.subscriptions
    assert subscription.channels == (CONSOLE,)
    assert subscription.on == ("directive.new", "directive.changed", "article.withdrawn")
    assert settings.operator.channels == (CONSOLE,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_writes_the_defaults_as_they_are(folder: Folder, language: Language) -> None:
    written, default = folder.load(example(language)), folder.load("")
    assert written.crawler == default.crawler
    assert written.absence == default.absence
    assert written.web == default.web
    assert written.storage == default.storage
    assert written.timezone == default.timezone


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_that_works_stands_in_the_example(language: Language) -> None:
    text = example(language)
    for name, entry in SettingsFile.model_fields.items():
        stanza = entry.annotation
        if isinstance(stanza, type) and issubclass(stanza, Stanza):
            assert f"[{name}]" in text
            missing = [key for key in stanza.model_fields if f"\n{key} = " not in text]
            assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_of_later_versions_are_not_shown(language: Language) -> None:
    shown = set(re.findall(r"^(?:# )?(\w+) = ", example(language), flags=re.M))
    assert not shown & {key.rpartition(".")[2] for key in NOT_YET}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_is_explained_in_the_line_above(language: Language) -> None:
    above = ""
    for line in example(language).splitlines():
        if re.match(r"\w+ = ", line):
            assert above.startswith(("#", "max_page_bytes")), line
        above = line


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_commented_out_works_too(folder: Folder, language: Language) -> None:
    text = re.sub(r"^# (?=\[\[|\w+ = )", "", example(language), flags=re.M)
    assert len(tomllib.loads(text)["channels"]) == 1
    settings = folder.load(text)
    assert settings.subscriptions[0].to == ("Sở Khoa học và Công nghệ",)


def test_both_languages_set_the_same() -> None:
    vietnamese, english = (tomllib.loads(example(language)) for language in LANGUAGES)
    for one in (vietnamese, english):
        one.pop("language")
        one["subscriptions"][0].pop("name")
    assert vietnamese == english


def test_the_example_in_the_repository_is_the_english_one() -> None:
    assert (ROOT / "chidao.example.toml").read_text("utf-8") == example("en")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "chidao.toml"
    file.write_text("mine")
    with pytest.raises(SettingsError, match="not overwritten") as caught:
        write_example(file, "vi")
    assert caught.value.file == str(file)
    assert file.read_text() == "mine"


def test_a_folder_that_is_missing_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="can not be written"):
        write_example(tmp_path / "nowhere" / "chidao.toml", "vi")
