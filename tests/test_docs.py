"""The docs against the code: nothing that exists is left out, nothing stands there ahead of it."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import typer

from alerts.model import EventKind
from cli.later import LATER, LATER_IN_GROUPS
from cli.main import COMMANDS, app, loaded
from config.raw import LISTS_OF_TABLES
from config.sections import NOT_YET, SECRETS, SettingsFile, Stanza
from sources import profile

ROOT = Path(__file__).parent.parent
HANDBOOK = ROOT / "docs" / "handbook"
READMES = (ROOT / "README.md", ROOT / "README.vi.md")
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ROOMS = PROJECT["tool"]["importlinter"]["root_packages"]

#: Values for the keys that have no default.
NEEDED = {"name": "x", "url": "json://x", "channels": ["console"]}
#: Typer's own, the same for every command.
OF_TYPER = {"--help", "--install-completion", "--show-completion"}
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
MAKE = re.compile(r"`make ([a-z]+)|^make ([a-z]+)", re.MULTILINE)

every_document = pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def chapters(path: Path) -> dict[str, str]:
    """The text under each heading of the second level; under "" what stands before the first."""
    parts = re.split(r"^## (.+)$", text_of(path), flags=re.MULTILINE)
    return {"": parts[0], **dict(zip(parts[1::2], parts[2::2], strict=True))}


def rows(chapter: str) -> dict[str, list[str]]:
    """The rows of the tables of a chapter, by each key named in their first cell."""
    found: dict[str, list[str]] = {}
    for line in chapter.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        for key in re.findall(r"`([^`]+)`", cells[0]) if line.startswith("| `") else []:
            found[key] = cells[1:]
    return found


def commands() -> Iterator[tuple[str, Any]]:
    """Each command as it is typed, "channel test" too, with what Typer made of it."""
    for name in COMMANDS:
        command = loaded(name)
        for inner, part in getattr(command, "commands", {"": command}).items():
            if not part.hidden:
                yield f"{name} {inner}".strip(), part


def options_of(command: Any) -> set[str]:
    names = {name for part in command.params for name in (*part.opts, *part.secondary_opts)}
    return {name for name in names if name.startswith("--")} - OF_TYPER


def shell_lines() -> list[tuple[str, str]]:
    return [
        (path.name, line)
        for path in DOCS
        for kind, block in FENCE.findall(text_of(path))
        if kind == "sh"
        for line in block.splitlines()
    ]


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_a_command_has_a_chapter_with_exactly_its_options_and_an_example(
    name: str, command: Any
) -> None:
    chapter = chapters(HANDBOOK / "commands.md")[name]
    prose = FENCE.sub("", chapter)
    assert set(OPTION.findall(prose)) == options_of(command)
    assert f"\nchidao {name}" in chapter.partition("```sh")[2]


def test_every_other_chapter_of_the_commands_is_about_what_all_of_them_share() -> None:
    shared = {"", "Options of every command", "Exit codes", "Not yet", "Beside the commands"}
    found = chapters(HANDBOOK / "commands.md")
    assert set(found) - shared == {name for name, _ in commands()}
    named = set(OPTION.findall(found["Options of every command"])) - {"--json"}
    assert named == options_of(typer.main.get_command(app))


def test_commands_of_later_versions_are_listed_as_such_and_nowhere_else() -> None:
    listed = set(re.findall(r"`([a-z ]+)`", chapters(HANDBOOK / "commands.md")["Not yet"]))
    grouped = {f"{name} {inner}" for name, inners in LATER_IN_GROUPS.items() for inner in inners}
    assert listed == {*LATER, *grouped}


def tables_of_settings() -> Iterator[tuple[str, type[Stanza]]]:
    for name, entry in SettingsFile.model_fields.items():
        parts = (entry.annotation, *getattr(entry.annotation, "__args__", ()))
        for part in parts:
            if isinstance(part, type) and issubclass(part, Stanza):
                yield f"[[{name}]]" if name in LISTS_OF_TABLES else f"[{name}]", part


@pytest.mark.parametrize(("heading", "model"), list(tables_of_settings()))
def test_a_table_of_the_settings_stands_in_the_handbook_with_its_keys_and_defaults(
    heading: str, model: type[Stanza]
) -> None:
    told = rows(chapters(HANDBOOK / "settings.md")[heading])
    table = heading.strip("[]") + ("[]" if heading.startswith("[[") else "")
    assert set(told) == {key for key in model.key_names() if f"{table}.{key}" not in NOT_YET}
    needed = {key for key, field in model.model_fields.items() if field.is_required()}
    assert needed == {key for key, cells in told.items() if cells[0] == "(needed)"}
    least = {key: NEEDED[key] for key in needed}
    lines = [f"{key} = {told[key][0].strip('`')}" for key in set(told) - needed]
    assert model(**least, **tomllib.loads("\n".join(lines))) == model(**least)


def test_the_keys_at_the_top_of_the_settings_stand_in_the_handbook_with_their_defaults() -> None:
    tables = {heading.strip("[]") for heading, _ in tables_of_settings()}
    told = rows(chapters(HANDBOOK / "settings.md")["At the top"])
    assert set(told) == set(SettingsFile.model_fields) - tables
    defaults = {key: cells[0].strip('`"') for key, cells in told.items()}
    assert SettingsFile.model_validate(defaults) == SettingsFile()


def test_every_key_of_a_later_version_is_listed_as_not_yet() -> None:
    lines = chapters(HANDBOOK / "settings.md")["Not yet"].split("\n- ")
    named = [re.findall(r"`([^`]+)`", line) for line in lines[1:]]
    bare = {"[[channels]]": "channels[]", "[[subscriptions]]": "subscriptions[]"}
    listed = {
        f"{bare.get(table, table.strip('[]'))}.{key}" for table, *keys in named for key in keys
    }
    assert listed == set(NOT_YET)


def test_every_secret_and_every_event_stands_in_the_settings_chapter() -> None:
    text = text_of(HANDBOOK / "settings.md")
    for secret in SECRETS:
        name = secret.rpartition(".")[2]
        assert f"`{name}_file`" in text
        assert f"`{name}_env`" in text
    assert {kind.value for kind in EventKind} <= set(re.findall(r"`([a-z.]+)`", text))


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("", profile.PROFILE_KEYS),
        ("[[sections]]", profile.SECTION_KEYS),
        ("[listing]", profile.LISTING_KEYS),
        ("[article]", profile.ARTICLE_KEYS),
        ("[document]", profile.DOCUMENT_KEYS),
    ],
)
def test_the_keys_of_a_profile_stand_in_its_chapter(heading: str, keys: tuple[str, ...]) -> None:
    assert set(rows(chapters(HANDBOOK / "profile.md")[heading])) == set(keys)


def test_both_readmes_name_the_same_make_targets_and_the_makefile_has_them() -> None:
    made = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), flags=re.MULTILINE))
    english, vietnamese = (
        {one or other for one, other in MAKE.findall(text_of(path))} for path in READMES
    )
    assert english == vietnamese
    assert {"run", "demo", "test", "setup", "check"} <= english <= made


def test_both_readmes_have_the_same_chapters_alert_and_commands() -> None:
    english, vietnamese = READMES
    assert len(chapters(english)) == len(chapters(vietnamese))
    blocks = [
        [block.replace(" --language en", "") for _, block in FENCE.findall(text_of(path))]
        for path in READMES
    ]
    assert blocks[0] == blocks[1]
    assert re.search(r"#[0-9a-f]{16}$", blocks[0][0].strip())


def test_every_shell_line_calls_something_that_exists() -> None:
    known = dict(commands())
    for place, line in shell_lines():
        program, *words = line.partition("#")[0].split()
        if Path(program).name == "chidao":
            name = " ".join(words[:2]) if " ".join(words[:2]) in known else words[0]
            assert name in known, f"{place}: {line}"
            given = {word for word in words if word.startswith("--")}
            assert given <= options_of(known[name]) | {"--plain", "--config"}, f"{place}: {line}"
        else:
            assert program in {"make", "curl"}, f"{place}: {line}"


@every_document
def test_a_document_is_nfc_and_its_links_paths_and_modules_lead_somewhere(path: Path) -> None:
    text = text_of(path)
    assert unicodedata.is_normalized("NFC", text)
    prose = FENCE.sub("", text)
    for link in (found for found in LINK.findall(prose) if "://" not in found):
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link
    for named in re.findall(r"`([a-z_]+/[a-z0-9_/.-]+)`", prose):
        assert named.startswith("path/") or (ROOT / named).exists(), named
    for named in re.findall(r"`((?:%s)\.[a-z_]+)[`.]" % "|".join(ROOMS), prose):  # noqa: UP031
        is_key = named.startswith(("storage.url", "crawler.proxy", "web.listen", "web.password"))
        assert is_key or find_spec(named) is not None, named


def anchors(path: Path) -> set[str]:
    """The anchors of a document's headings, as forges make them."""
    headings = re.findall(r"^#+ (.+)$", text_of(path), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@every_document
def test_no_document_holds_addresses_of_registries_or_paths_of_a_machine(path: Path) -> None:
    registries = ("pypi" + ".org", "python" + "hosted", "npm" + "js", "deb." + "debian")
    folders = ("/ho" + "me/", "/ro" + "ot/", "/tm" + "p/", "/wo" + "rk/", "/Us" + "ers/")
    assert [word for word in (*registries, *folders) if word in text_of(path)] == []


def test_decisions_are_numbered_without_a_gap_short_and_titled_by_their_number() -> None:
    notes = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    for number, note in enumerate(notes, start=1):
        assert note.name.startswith(f"{number:04}-")
        assert text_of(note).startswith(f"# {number:04}: ")
        assert len(text_of(note).splitlines()) <= 40, note.name


def test_the_architecture_names_every_room_and_the_changelog_this_version() -> None:
    architecture = text_of(ROOT / "ARCHITECTURE.md")
    assert [room for room in ROOMS if f"  {room}/" not in architecture] == []
    assert f"## {PROJECT['project']['version']}" in text_of(ROOT / "CHANGELOG.md")
