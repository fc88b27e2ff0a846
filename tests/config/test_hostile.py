"""Whatever stands in the file or the environment: settings, or mistakes that name their keys."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.raw import scalar_keys, variable
from config.sections import NOT_YET, SettingsFile
from config.settings import Settings, SettingsError, load
from sources.profile import PROFILE_KEYS

KEYS = sorted({*scalar_keys(), *SettingsFile.model_fields})
STANZAS = {
    "sources": ("name", "profile", "every", "silence_after", "url", "section_urls", *PROFILE_KEYS),
    "channels": ("name", "url", "url_file", "url_env", "rate"),
    "subscriptions": ("name", "channels", "on", "sources", "any", "to", "min_weight", "digest"),
}
TEXTS = st.text(max_size=12) | st.sampled_from(
    ["10m", "0", "", "quangtri", "console", "https://a.example/", "json://h", "*", "vi", "8MiB"]
)
VALUES = st.recursive(
    st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)


def toml(key: str, value: object) -> str:
    """A key with its value; JSON is TOML as far as these values go (nan and inf apart)."""
    written = json.dumps(value, ensure_ascii=False)
    return f"{key} = {written.replace('NaN', 'nan').replace('Infinity', 'inf')}\n"


def judged(folder: Path, text: str, env: Mapping[str, str]) -> Settings | None:
    """The settings, or None after a SettingsError that says everything it has to say."""
    file = folder / "chidao.toml"
    file.write_text(text, encoding="utf-8", errors="replace", newline="")
    try:
        return load(file, env)
    except SettingsError as error:
        told = error
    assert told.mistakes
    for mistake in told.mistakes:
        assert mistake.file in {str(file), "environment"}
        assert mistake.problem
        assert mistake.expected
    return None


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all examples, as each of them writes the whole file."""
    return tmp_path_factory.mktemp("hostile")


@given(key=st.sampled_from(KEYS), value=VALUES)
def test_any_value_of_any_key_is_taken_or_refused_in_words(
    place: Path, key: str, value: object
) -> None:
    table, _, name = key.rpartition(".")
    header = f"[{table}]\n" if table else ""
    judged(place, header + toml(name, value), {})


@given(
    table=st.sampled_from(sorted(STANZAS)),
    values=st.dictionaries(st.integers(0, 20), VALUES, max_size=5),
)
def test_any_stanza_is_taken_or_refused_in_words(
    place: Path, table: str, values: dict[int, object]
) -> None:
    keys = STANZAS[table]
    lines = {keys[number % len(keys)]: value for number, value in values.items()}
    judged(place, f"[[{table}]]\n" + "".join(toml(key, lines[key]) for key in lines), {})


@given(key=st.sampled_from(sorted(scalar_keys())), value=TEXTS)
def test_any_value_of_any_variable_is_taken_or_refused_in_words(
    place: Path, key: str, value: str
) -> None:
    judged(place, "", {variable(key): value})


@given(st.text(max_size=60))
def test_any_text_is_a_settings_file_or_refused_in_words(place: Path, text: str) -> None:
    judged(place, text, {})


@given(st.binary(max_size=40))
def test_any_bytes_are_a_settings_file_or_refused_in_words(place: Path, content: bytes) -> None:
    file = place / "bytes.toml"
    file.write_bytes(content)
    with suppress(SettingsError):
        load(file, {})


@pytest.mark.parametrize("key", sorted(key for key in NOT_YET if "[]" not in key))
def test_keys_of_later_versions_are_not_yet_as_variables_too(place: Path, key: str) -> None:
    (place / "empty.toml").touch()
    with pytest.raises(SettingsError, match="not yet") as caught:
        load(place / "empty.toml", {variable(key): "x"})
    assert caught.value.key == variable(key)


@pytest.mark.parametrize("key", sorted(set(scalar_keys()) - NOT_YET))
def test_a_value_that_fits_wins_over_the_file_for_every_key(place: Path, key: str) -> None:
    (place / "secret").write_text(
        "http://proxy.example:1"
        if key.startswith(("crawler.proxy", "operator.heart"))
        else "sqlite:///s.db"
    )
    fitting = {
        "timezone": "UTC",
        "language": "en",
        "storage.url": "sqlite:///s.db",
        "storage.backup_to": "backups",
        "storage.backup_every": "0 2 * * *",
        "storage.backup_keep": "3",
        "operator.channels": "console",
        "operator.heartbeat_url": "https://checks.example/ping/1",
        "operator.alive": "mon-fri 07:30",
        "crawler.contact": "it@namson.example",
        "crawler.obey_robots": "false",
        "crawler.allow_private_addresses": "true",
        "crawler.proxy": "http://proxy.example:1",
        "crawler.max_page_bytes": "1MB",
        "crawler.max_attachment_bytes": "1MB",
        "crawler.timeout": "7s",
        "web.listen": "",
        "web.public_url": "http://localhost:8080/",
        "web.password": "geheim-4711",
        "alerts.templates": "templates",
        "absence.confirm_after": "7s",
        "absence.checks": "7",
        "absence.max_share": "0.7",
    }
    value = {"_file": "secret", "_env": "SECRET"}.get(key[-5:], {"_env": "SECRET"}.get(key[-4:]))
    env = {variable(key): value or fitting[key], "SECRET": (place / "secret").read_text()}
    default, settings = judged(place, "", {}), judged(place, "", env)
    assert default is not None
    assert settings is not None
    if key != "operator.channels":  # only its default can be set so far
        assert settings != default


def test_two_files_with_one_content_are_two_settings_with_equal_sources(place: Path) -> None:
    text = '[[sources]]\nname = "a"\nprofile = "quangtri"\n'
    first, second = judged(place, text, {}), judged(place, text, {})
    assert first == second
